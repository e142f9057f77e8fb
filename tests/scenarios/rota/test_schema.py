"""The JSON Schema of rota files accepts what the loader accepts, and sees slips."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scenarios import LIBRARY
from scenarios.reading.yaml.yaml_source import read_yaml
from scenarios.rota.schema import rota_schema

VALIDATOR = Draft202012Validator(rota_schema())


def rota(**more: Any) -> dict[str, Any]:
    return {
        "schema": 1,
        "years": {"from": "2009-10", "to": 2012},
        "parties": "everyone",
        "committees": {"mines": {"name": "Mines"}},
        **more,
    }


def test_it_is_a_schema_without_marks_of_ours() -> None:
    Draft202012Validator.check_schema(rota_schema())
    assert "'short':" not in str(rota_schema())


def test_the_rota_of_the_library_is_accepted() -> None:
    data = read_yaml(LIBRARY / "rota-2009-2015.yaml").data
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


@pytest.mark.parametrize("sizes", [2, "2+1", [2, "2+1"]])
def test_sizes_may_be_written_in_short(sizes: Any) -> None:
    assert VALIDATOR.is_valid(rota(team_sizes=sizes))


@pytest.mark.parametrize(
    "more", [{"team_size": 2}, {"years": {"from": "2009-10"}}, {"aims": {"pair_states": 3}}]
)
def test_slips_are_seen(more: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(rota(**more))
