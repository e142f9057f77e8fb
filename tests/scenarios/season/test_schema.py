"""The JSON Schema of season files accepts what the loader accepts, and sees slips."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scenarios import LIBRARY
from scenarios.reading.yaml.yaml_source import read_yaml
from scenarios.season.schema import season_schema

VALIDATOR = Draft202012Validator(season_schema())


def year(**more: Any) -> dict[str, Any]:
    return {"schema": 1, "meetings": {"m": {"name": "M", "city": "Bern", **more}}}


def test_it_is_a_schema_without_marks_of_ours() -> None:
    Draft202012Validator.check_schema(season_schema())
    assert "'short':" not in str(season_schema())


def test_the_season_of_the_library_is_accepted() -> None:
    data = read_yaml(LIBRARY / "season-2011.yaml").data
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


@pytest.mark.parametrize(
    "may_begin",
    [
        "2027-06-07",
        ["2027-06-07", "2027-06-08"],
        {"from": "2027-06-07", "to": "2027-06-30", "on": "monday"},
        [{"from": "2027-06-07", "to": "2027-06-30", "on": ["monday", "friday"]}],
    ],
)
def test_days_may_be_written_in_short(may_begin: Any) -> None:
    assert VALIDATOR.is_valid(year(may_begin=may_begin, days=2))


@pytest.mark.parametrize("more", [{"may_beginn": "2027-06-07"}, {"days": 0}, {"held": "June"}])
def test_slips_are_seen(more: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(year(**more))
