"""What a person calls a delegation, session or room, in any language of the scenario."""

from __future__ import annotations

import pytest

from constraints.tiny import tiny_room, tiny_session, tiny_week
from scenarios.reading.names import find
from scheduler.week.week import Delegation

WEEK = tiny_week(
    tiny_session("pêches", title="Fisheries"),
    tiny_session("levels", title="Levels"),
    rooms=(tiny_room("lake"), tiny_room("shore")),
    delegations=(Delegation(code="NOR", name="Norway"), Delegation(code="GIN", name="Guinea")),
)
TEXTS = {
    "fr": {"Norway": "Norvège", "Lake": "Salle", "Shore": "Salle", "Levels": "Pêches"},
    "es": {"Norway": "Noruega", "Guinea": "Guinea", "Levels": "Niveles"},
}


@pytest.mark.parametrize("text", ["NOR", "norway", "Norvège", "norvege", "NORUEGA"])
def test_a_name_in_another_language_means_what_it_names(text: str) -> None:
    assert find(WEEK, "delegation", text, TEXTS) == "NOR"


def test_a_key_or_name_goes_before_a_translation() -> None:
    assert find(WEEK, "session", "Pêches", TEXTS) == "pêches"
    assert find(WEEK, "session", "niveles", TEXTS) == "levels"
    assert find(WEEK, "delegation", "Guinea", TEXTS) == "GIN"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Salle", "'Salle' can mean lake or shore"),
        ("Saal", "there is no room 'Saal'"),
        ("", "which"),
    ],
)
def test_what_means_two_or_nothing_in_any_language_is_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        find(WEEK, "room", text, TEXTS)
