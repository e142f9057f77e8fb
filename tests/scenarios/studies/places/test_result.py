from __future__ import annotations

import pytest

from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scenarios.studies.places.result import PartPlaces, places_csv
from scenarios.studies.places.run import part_places

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def week() -> Scenario:
    return load_scenario(LIBRARY / "apmbc-2011.yaml")


@pytest.fixture(scope="module")
def found(week: Scenario) -> PartPlaces:
    held = week.candidate("held")
    return part_places(week, held, "albania-cooperation", held.of("albania-cooperation")[0])


def test_a_table_has_a_row_for_each_place_the_best_first(week: Scenario, found: PartPlaces) -> None:
    table = found.to_frame()
    assert len(table) == len(found.places)
    assert list(table["number"]) == list(range(1, len(table) + 1))
    (now,) = table.index[table["now"] == "yes"]
    assert list(table.loc[now, ["tier 1", "tier 2", "tier 3"]]) == [0, 0, 0]
    assert set(table["possible"][: len(found.possible)]) == {"yes"}


def test_a_place_that_cannot_be_is_not_priced_and_has_its_reasons(
    week: Scenario, found: PartPlaces
) -> None:
    last = found.to_frame().iloc[-1]
    assert last["possible"] == "no"
    assert str(last["tier 1"]) == "nan"
    assert "sit_within_hours: " in last["against"]


def test_a_session_that_is_not_held_has_no_number_of_a_part(week: Scenario) -> None:
    none = part_places(week, week.candidate("held"), "eritrea-clearance")
    assert none.number is None
    text = places_csv([none])
    assert text.splitlines()[1].startswith("eritrea-clearance,,1,2011-06-")
