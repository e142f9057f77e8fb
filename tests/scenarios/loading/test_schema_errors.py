"""What is wrong with a value or a key: the error says what to write."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios import LIBRARY
from scenarios.loading.loading import load_variant
from scheduler.errors import BadInput


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"save_trips": {"days_apart": 2}}, "did you mean most_days_apart: 3? 'days_apart' has a"),
        (
            {
                "space_sessions": {
                    "prefer": {},
                    "spacings": [{"first": "one", "second": "two", "relation": "apart", "days": 1}],
                }
            },
            "spacings › item 1 › days: did you mean least_days_apart: 2? 'days' has a new name: "
            "days apart are the difference of the dates",
        ),
    ],
)
def test_days_apart_under_an_old_key_are_refused_with_the_new_key_and_number(
    rules: dict[str, Any], said: str
) -> None:
    with pytest.raises(BadInput) as caught:
        load_variant(LIBRARY / "apmbc-ccm-2011.yaml", {"rules": rules})
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            {"meet_at_once": {"must": True, "pairs": [["one", "two"]]}},
            "pairs › item 1: write {session: …, beside: …}, not a list",
        ),
        (
            {
                "walk_between_buildings": {
                    "must": True,
                    "ways": [{"between": ["main"], "minutes": 5}],
                }
            },
            "ways › item 1 › between: name two, as in [one, two]",
        ),
    ],
)
def test_what_should_stand_there_is_shown(rule: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_variant(LIBRARY / "apmbc-ccm-2011.yaml", {"rules": rule})
    assert said in str(caught.value)


@pytest.mark.slow
def test_a_rule_takes_one_word_for_a_list_of_one() -> None:
    def found(opening: Any) -> Any:
        rules = {"open_before_groups": {"prefer": True, "opening": opening}}
        return load_variant(LIBRARY / "apmbc-ccm-2011.yaml", {"rules": rules}).settings

    assert found("general-status") == found(["general-status"])
