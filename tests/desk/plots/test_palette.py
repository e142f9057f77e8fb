"""Looks differ, in colour and in black and white."""

from __future__ import annotations

from desk.plots.palette import BROKEN, HATCHES, KEPT, MOVED, greys, look, looks
from scheduler.document.days import PALETTE


def test_a_hundred_looks_differ() -> None:
    assert len({(look(n).colour, look(n).hatch) for n in range(104)}) == 104


def test_as_many_as_there_are_hatches_differ_without_colour() -> None:
    assert len({look(n).hatch for n in range(len(HATCHES))}) == len(HATCHES) == 13


def test_a_look_depends_on_the_place_alone() -> None:
    assert looks(["a", "b", "c"])["b"] == looks(["x", "b"])["b"] == look(1)


def test_no_body_has_a_colour_that_means_something_else() -> None:
    colours = {colour for colour, _ in PALETTE}
    assert not colours & {KEPT, MOVED, BROKEN}


def test_things_in_a_row_are_ever_darker_greys_that_differ_by_hatching() -> None:
    found = list(greys(range(8)).values())
    shades = [int(one.colour[1:3], 16) for one in found]
    assert shades == sorted(shades, reverse=True)
    assert all(len({one.colour[n : n + 2] for n in (1, 3, 5)}) == 1 for one in found)
    assert len({one.hatch for one in found}) == 8
