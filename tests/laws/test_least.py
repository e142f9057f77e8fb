"""What a rule says that no timetable avoids is found in every timetable that keeps the musts."""

from __future__ import annotations

import pytest

from constraints import RULE_BY_NAME, RULES
from scheduler.rules.draft import Case
from scheduler.rules.rule import Example, Rule
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week
from tests.laws.test_laws import EXAMPLES, MOST, found, tried


def keeps(week: Week, timetable: Timetable, rule: Rule) -> bool:
    """Whether a timetable keeps the musts on which the least amounts of a rule rest."""
    musts = (RULE_BY_NAME[name]() for name in rule.least_assumes)
    return not any(list(must.check(week, timetable)) for must in musts)


def leasts(rule: Rule, week: Week, cases: set[Case]) -> dict[Case, int]:
    return {case: least for case in cases if (least := rule.least(week, case))}


KNOWING = [one for one in EXAMPLES if type(one.values[0].rule).least is not Rule.least]


@pytest.mark.slow
@pytest.mark.parametrize("example", KNOWING)
def test_no_timetable_has_less_than_the_least(example: Example) -> None:
    rule = example.rule
    week = example.week
    judged = [
        (week.with_leaders(leaders), timetable, found(rule, week, timetable, leaders))
        for timetable, leaders in tried(example, MOST)
    ]
    cases = {case for _, _, amounts in judged for case in amounts}
    for led, timetable, amounts in judged:
        if keeps(led, timetable, rule):
            for case, least in leasts(rule, led, cases).items():
                assert amounts.get(case, 0) >= least, (case, timetable)


def test_some_rules_know_of_a_least_amount() -> None:
    assert {rule.key() for rule in RULES if rule.least is not Rule.least} == {
        "give_wanted_time",
        "shorten_stays",
        "align_instruments",
        "finish_early",
    }
