"""A scenario goes on from the last revision, or says what it would take back."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.loading.loading import load_scenario
from scenarios.revisions.differences import differences, in_words
from scenarios.scenario import Scenario
from scheduler.errors import BadInput
from tests.scenarios.revisions.conftest import published

pytestmark = pytest.mark.slow

ADDED = "  mapping: {title: Mapping, body: victims, format: workshop, least: 30, optional: true}\n"


def edit(path: Path, *pairs: tuple[str, str]) -> Scenario:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return load_scenario(path)


def said(one: Scenario, other: Scenario) -> list[str]:
    return [*in_words(differences(one, other))]


@pytest.fixture
def three(scenario: Scenario, path: Path, lakes: Path) -> Scenario:
    """Three revisions, and the scenario of the first."""
    published(scenario, lakes)
    published(edit(path, ("rules:\n", f"{ADDED}rules:\n")), lakes, note="Mapping is added.")
    published(edit(path, ("Great Hall", "Small Hall")), lakes)
    return scenario


def test_a_scenario_of_an_earlier_revision_is_refused_with_what_it_takes_back(
    three: Scenario, path: Path, lakes: Path
) -> None:
    begun = edit(path, ("Small Hall", "Great Hall"), (ADDED, ""))
    assert differences(begun, three) == ()
    with pytest.raises(BadInput) as refused:
        published(begun, lakes)
    said = str(refused.value)
    assert "this scenario is that of revision 1, and would take back" in said
    assert "go on from revision 3" in said
    assert f"{lakes}@2: it would take back: Mapping is added." in said
    assert f"{lakes}@3: it would take back: room “Small Hall” changed" in said
    assert published(begun, lakes, take_back=True).manifest.changes == (
        "session “Mapping” is gone, room “Great Hall” changed"
    )


def test_an_earlier_scenario_that_was_edited_is_refused(
    three: Scenario, path: Path, lakes: Path
) -> None:
    edited = edit(path, ("Small Hall", "Great Hall"), (ADDED, ""), ("wanted: 90", "wanted: 75"))
    with pytest.raises(BadInput, match="this scenario comes from revision 1"):
        published(edited, lakes)


def test_a_scenario_that_goes_on_from_the_last_is_published(
    three: Scenario, path: Path, lakes: Path
) -> None:
    edited = edit(path, ("wanted: 90", "wanted: 75"), ("Annex", "Chapel"), (ADDED, ""))
    assert published(edited, lakes).manifest.changes == (
        "session “Mapping” is gone, session “On Clearance” changed, room “Chapel” changed"
    )


def test_an_earlier_revision_itself_is_refused(three: Scenario, lakes: Path) -> None:
    with pytest.raises(BadInput, match="that of revision 2"):
        published(load_scenario(f"{lakes}@2"), lakes)


def test_an_unreadable_revision_counts_for_nothing(three: Scenario, lakes: Path) -> None:
    (lakes / "1" / "scenario.yaml").write_text("[", encoding="utf-8")
    assert published(load_scenario(f"{lakes}@3"), lakes).number == 4


def test_another_key_alone_is_no_other_change(scenario: Scenario, path: Path) -> None:
    precedent = "  follow_precedent: {prefer: {tier: 2}, reference: tables/before.csv}\n"
    ordered = edit(
        path,
        (precedent, ""),
        ("rules:\n", "order: [{first: [clearance], then: [victims]}]\nrules:\n"),
    )
    renamed = edit(
        path, ("  clearance: {title", "  demining: {title"), ("[clearance]", "[demining]")
    )
    assert said(ordered, renamed) == ["another key for session “On Clearance”"]


def test_up_to_three_names_are_said(scenario: Scenario, path: Path) -> None:
    rooms = "".join(f"r{n}: {{name: Room {n}, seats: 5}}, " for n in range(5))
    grown = edit(path, ("rooms: {hall", f"rooms: {{{rooms}hall"))
    assert said(scenario, grown) == ["new rooms “Room 0”, “Room 1”, “Room 2” and 2 more"]
    assert said(grown, scenario) == ["rooms “Room 0”, “Room 1”, “Room 2” and 2 more are gone"]
