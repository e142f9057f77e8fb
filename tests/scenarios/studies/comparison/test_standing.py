"""Which timetable dominates which, and which goes before which."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scenarios.studies.comparison.standing import (
    dominates,
    goes_before,
    ranks,
    say_domination,
    say_order,
)
from scheduler.judging.judge import Finding, Verdict

RULES = {"use_rooms_once": None, "give_wanted_time": 1, "shorten_stays": 2}
WEIGHT = 2


def verdict(rooms: int = 0, time: int = 0, stays: int = 0, *, cases: int = 1) -> Verdict:
    """A verdict with these amounts of a must and of a preference in each of two tiers."""
    findings = [
        Finding(
            rule=rule,
            case=(number,),
            amount=amount,
            unit="minutes",
            must=tier is None,
            tier=tier,
            cost=amount * WEIGHT if tier else 0,
            sentence="-",
        )
        for (rule, tier), amount in zip(RULES.items(), (rooms, time, stays), strict=True)
        if amount
        for number in range(cases)
    ]
    return Verdict(findings=tuple(findings), applied=tuple(RULES), tiers=(1, 2))


verdicts = st.builds(verdict, st.integers(0, 2), st.integers(0, 2), st.integers(0, 2))


def test_less_under_one_rule_and_as_much_under_the_others_dominates() -> None:
    assert dominates(verdict(time=30, stays=4), verdict(time=30, stays=5))


def test_less_under_one_rule_and_more_under_another_does_not() -> None:
    one, other = verdict(time=0, stays=6), verdict(time=60, stays=5)
    assert not dominates(one, other)
    assert not dominates(other, one)


def test_the_same_amounts_do_not_dominate_each_other() -> None:
    assert not dominates(verdict(time=30), verdict(time=30))


def test_the_same_amount_in_other_cases_is_the_same_amount() -> None:
    assert not dominates(verdict(time=30), verdict(time=15, cases=2))
    assert not dominates(verdict(time=15, cases=2), verdict(time=30))


def test_one_that_breaks_a_must_that_the_other_keeps_never_dominates() -> None:
    assert not dominates(verdict(rooms=1), verdict(time=600, stays=600))


def test_keeping_the_musts_alone_does_not_dominate() -> None:
    legal, illegal = verdict(time=30), verdict(rooms=15)
    assert not dominates(legal, illegal)
    assert goes_before(legal, illegal)


def test_of_two_that_break_a_must_one_can_dominate_and_none_goes_before() -> None:
    one, other = verdict(rooms=15), verdict(rooms=30)
    assert dominates(one, other)
    assert not goes_before(one, other)
    assert not goes_before(other, one)


def test_a_gain_in_the_second_tier_makes_up_for_no_loss_in_the_first() -> None:
    one, other = verdict(time=30, stays=500), verdict(time=31)
    assert goes_before(one, other)
    assert not goes_before(other, one)


def test_the_same_costs_stand_together() -> None:
    found = ranks({"a": verdict(time=2), "b": verdict(time=1), "c": verdict(time=2)})
    assert found == [("b",), ("a", "c")]


def test_those_that_break_musts_are_left_out_of_the_ranks() -> None:
    assert ranks({"a": verdict(rooms=1), "b": verdict(stays=9)}) == [("b",)]


def test_the_order_is_said_with_the_tier_that_decides() -> None:
    found = {"held": verdict(time=30), "solved": verdict(time=30, stays=1), "draft": verdict(1)}
    assert list(say_order(found)) == [
        "By musts and tiers: 1. “held”, 2. “solved”.",
        "“held” goes before “solved”: tier 2 costs 0 instead of 2.",
        "“draft” breaks musts and goes last.",
    ]


def test_where_all_break_musts_there_is_no_order() -> None:
    found = {"one": verdict(1), "two": verdict(2)}
    assert list(say_order(found)) == ["“one” and “two” break musts and cannot be ordered."]


def test_domination_is_said_with_what_it_means() -> None:
    found = {"a": verdict(), "b": verdict(time=1), "c": verdict(stays=1)}
    (sentence,) = say_domination(found)
    assert sentence.startswith("“a” dominates “b” and “c”: no rule finds more in it")


def test_that_none_dominates_is_said() -> None:
    (sentence,) = say_domination({"a": verdict(stays=1), "b": verdict(time=1)})
    assert sentence.startswith("None dominates another.")


def test_of_one_timetable_nothing_is_said() -> None:
    assert not [*say_domination({"a": verdict()}), *say_order({"a": verdict()})]


@given(verdicts, verdicts, verdicts)
def test_domination_and_order_are_strict_orders(a: Verdict, b: Verdict, c: Verdict) -> None:
    for better in (dominates, goes_before):
        assert not better(a, a)
        assert not (better(a, b) and better(b, a))
        assert better(a, c) or not (better(a, b) and better(b, c))


@given(verdicts, verdicts)
def test_what_dominates_a_legal_timetable_is_legal_and_costs_no_more(
    a: Verdict, b: Verdict
) -> None:
    if dominates(a, b) and b.legal:
        assert a.legal
        assert all(one <= other for one, other in zip(a.costs, b.costs, strict=True))
        assert not goes_before(b, a)
