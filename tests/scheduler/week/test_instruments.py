"""The names of instruments in sentences."""

from __future__ import annotations

import pytest

from scheduler.week.week import Instrument


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Anti-Personnel Mine Ban Convention", "the Anti-Personnel Mine Ban Convention"),
        ("the Convention on Cluster Munitions", "the Convention on Cluster Munitions"),
        ("The Convention", "The Convention"),
        ("Amended Protocol II", "Amended Protocol II"),
        ("Protocol V on Explosive Remnants of War", "Protocol V on Explosive Remnants of War"),
        ("Protocol on Prisons", "the Protocol on Prisons"),
        ("Theatre Convention", "the Theatre Convention"),
    ],
)
def test_an_instrument_takes_the_article_but_for_a_numbered_protocol(
    name: str, inside: str
) -> None:
    instrument = Instrument(id="one", name=name)
    assert instrument.inside == inside
    assert instrument.named == inside[0].upper() + inside[1:]
