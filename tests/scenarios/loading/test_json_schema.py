"""The JSON Schema accepts what the loader accepts, and sees slips that an editor can show."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from constraints import RULES
from scenarios import EVERY_KEY, STARTER
from scenarios.loading.json_schema import scenario_schema
from scenarios.reading.yaml.yaml_source import read_yaml
from tests.library_weeks import library_weeks

WEEKS = library_weeks()
FILES = [*WEEKS, STARTER, EVERY_KEY]

WEEK: dict[str, Any] = {
    "schema": 1,
    "week": {"from": "2027-06-14", "to": "2027-06-15"},
    "bodies": {"work": {"name": "Work"}},
    "sessions": {"one": {"body": "work", "format": "plenary", "least": 60}},
}


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(scenario_schema())


def accepts(data: Any) -> bool:
    return bool(validator().is_valid(data))


def session(**more: Any) -> dict[str, Any]:
    return {**WEEK, "sessions": {"one": {**WEEK["sessions"]["one"], **more}}}


@pytest.mark.slow
def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(scenario_schema())


def test_no_mark_of_ours_is_left_in_it() -> None:
    def marks(schema: Any) -> list[Any]:
        if isinstance(schema, dict):
            own = [schema["short"]] if isinstance(schema.get("short"), str) else []
            return own + [mark for value in schema.values() for mark in marks(value)]
        return [mark for item in schema for mark in marks(item)] if isinstance(schema, list) else []

    assert marks(scenario_schema()) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_of_the_library_is_accepted(path: Path) -> None:
    problems = [error.message for error in validator().iter_errors(read_yaml(path).data)]
    assert problems == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_misspelt_key_is_not(path: Path) -> None:
    data = read_yaml(path).data
    assert not accepts({**data, "sesions": {}})
    name, first = next(iter(data.get("sessions", {"new": {}}).items()))
    assert not accepts({**data, "sessions": {name: {**first, "wantd": 60}}})


@pytest.mark.parametrize(
    "more",
    [
        {"parts": 3},
        {"parts": {"at_most": 3, "shortest": 60}},
        {"audience": "everyone"},
        {"audience": "NOR"},
        {"audience": ["NOR", "THA"]},
        {"audience": {"where": "art5", "but_not": ["NOR"]}},
        {"audience": {"where": {"art5": 1, "un_group": "WEOG"}}},
        {"pinned": {"at": "monday 10:00", "minutes": 60}},
        {"pinned": [{"at": "monday 10:00", "minutes": 60}]},
        {"days": "monday"},
        {"hours": "10:00-12:00"},
    ],
)
def test_short_and_full_forms_are_accepted(more: dict[str, Any]) -> None:
    assert accepts(session(**more))


@pytest.mark.parametrize(
    "more",
    [
        {"least": 0},
        {"least": "long"},
        {"parts": "three"},
        {"format": ["plenary"]},
        {"audience": {"were": "art5"}},
        {"hours": "in the morning"},
        {"pinned": {"at": "monday 10:00"}},
    ],
)
def test_impossible_values_are_not(more: dict[str, Any]) -> None:
    assert not accepts(session(**more))


def rule(name: str, entry: Any) -> bool:
    return accepts({**WEEK, "rules": {name: entry}})


@pytest.mark.parametrize(
    "entry", ["must", "prefer", "off", {"must": True}, {"prefer": {"tier": 2}}]
)
@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.key())
def test_every_rule_may_be_applied_in_every_way(kind: Any, entry: Any) -> None:
    assert rule(kind.key(), entry)


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("honour_ordr", "must"),
        ("honour_order", "maybe"),
        ("honour_order", {}),
        ("honour_order", {"must": True, "off": True}),
        ("reserve_slack", {"prefer": {"tier": 0}}),
        ("reserve_slack", {"prefer": {"tire": 1}}),
        ("reserve_slack", {"prefer": True, "minutes_a_day": -1}),
        ("reserve_slack", {"prefer": True, "minutes": 30}),
    ],
)
def test_a_rule_is_not_applied_in_other_ways(name: str, entry: Any) -> None:
    assert not rule(name, entry)


def test_the_parameters_of_a_rule_are_known_and_described() -> None:
    rules = scenario_schema()["$defs"]["ScenarioFile"]["properties"]["rules"]["properties"]
    (_, full) = rules["reserve_slack"]["anyOf"]
    assert full["properties"]["minutes_a_day"]["description"]
    assert "unprogrammed" in rules["reserve_slack"]["description"]


def test_a_file_of_its_own_needs_its_keys_and_a_patch_does_not() -> None:
    patch = {"schema": 1, "sessions": {"one": {"least": 30}, "two": None}, "order": None}
    assert not accepts(patch)
    assert accepts({**patch, "extends": "base.yaml"})


def test_a_patch_may_change_a_rule_in_part() -> None:
    patch = {"extends": "base.yaml", "rules": {"reserve_slack": {"minutes_a_day": 15}}}
    assert accepts(patch)
    assert not accepts({**patch, "rules": {"reserve_slack": {"minute_a_day": 15}}})


def test_one_word_may_stand_for_a_list_of_one_in_a_rule() -> None:
    def rule(opening: Any) -> dict[str, Any]:
        return {**WEEK, "rules": {"open_before_groups": {"must": True, "opening": opening}}}

    assert accepts(rule("work"))
    assert accepts(rule(["work"]))
    assert not accepts(rule(1))


def variants(section: str, entry: Any) -> bool:
    own = {**WEEK, section: entry}
    laid = {"extends": "base.yaml", section: entry}
    assert accepts(own) == accepts(laid)
    return accepts(own)


@pytest.mark.parametrize(
    ("section", "entry"),
    [
        (
            "variants",
            {"a": {"title": "A", "patch": {"week": {"to": "2027-06-16", "closed": None}}}},
        ),
        ("variants", {"a": {}, "b": None, "c": {"patch": None}}),
        ("variants", {"a": {"patch": {"rules": {"reserve_slack": {"minutes_a_day": 15}}}}}),
        ("grid", {"days": {"four": {"week": {"to": "2027-06-16"}}, "five": {}, "six": None}}),
    ],
)
def test_variants_are_patches(section: str, entry: Any) -> None:
    assert variants(section, entry)


@pytest.mark.parametrize(
    ("section", "entry"),
    [
        ("variants", {"a": {"pach": {}}}),
        ("variants", {"a": {"patch": {"weeek": {}}}}),
        ("variants", {"a": {"patch": {"extends": "base.yaml"}}}),
        ("variants", {"a": {"patch": {"sessions": {"one": {"least": 0}}}}}),
        ("grid", {"days": {}}),
        ("grid", {"days": {"four": {"week": {"too": "2027-06-16"}}}}),
    ],
)
def test_slips_in_a_patch_are_seen(section: str, entry: Any) -> None:
    assert not variants(section, entry)
