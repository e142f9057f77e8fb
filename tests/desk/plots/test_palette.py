"""Looks differ, in colour and in black and white."""

from __future__ import annotations

from desk.plots.palette import HATCHES, look, looks


def test_a_hundred_looks_differ() -> None:
    assert len({(look(n).colour, look(n).hatch) for n in range(104)}) == 104


def test_as_many_as_there_are_hatches_differ_without_colour() -> None:
    assert len({look(n).hatch for n in range(len(HATCHES))}) == len(HATCHES) == 13


def test_a_look_depends_on_the_place_alone() -> None:
    assert looks(["a", "b", "c"])["b"] == looks(["x", "b"])["b"] == look(1)
