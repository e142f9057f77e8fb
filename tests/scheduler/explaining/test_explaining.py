"""Why nothing fits: every claim is held against a list of what each timetable breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constraints.hold_every_session import HoldEverySession
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.lead_in_person import LeadInPerson
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import tiny_room, tiny_session, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.drafting.model import Model
from scheduler.explaining.explaining import explain
from scheduler.explaining.explanation import Explanation
from scheduler.explaining.repairs import Concession, Repairs, _first, _Question
from scheduler.rules.linear import Linear, total
from scheduler.rules.requirement import WHOLE, Key, Requirement
from scheduler.rules.rule import Must, Setting
from scheduler.solving.conflicts import Conflict, Conflicts, shrink
from scheduler.solving.result import GIVEN_UP, Status
from scheduler.solving.search import Search
from scheduler.solving.solving import Options, solve
from scheduler.week.week import Delegation, Format
from tests.sampling import first
from tests.scheduler.crowded import Broken, Crowded, broken, crowded
from tests.scheduler.weeks import problem

SEEDS = range(70)
OPTIONS = Options(time_limit=60, workers=1)


@cache
def impossible(seed: int) -> bool:
    """Whether a crowded week is impossible, which is seen without the solver."""
    return all(one.amounts for one in broken(crowded(seed)))


def breaks(one: Broken, keys: Iterable[Key]) -> bool:
    """Whether a timetable breaks any of some requirements."""
    return any(
        key in one.amounts or (key[1] == WHOLE and any(rule == key[0] for rule, _ in one.amounts))
        for key in keys
    )


def check_conflict(conflict: Conflict, every: list[Broken]) -> None:
    """No timetable keeps all of it, and without any one of it some timetable keeps the rest."""
    keys = [one.key for one in conflict.requirements]
    assert len(set(keys)) == len(keys) > 0
    assert all(breaks(one, keys) for one in every)
    assert conflict.minimal
    for key in keys:
        rest = [other for other in keys if other != key]
        assert any(not breaks(one, rest) for one in every), key


def least(case: Crowded, every: list[Broken]) -> tuple[int, int] | None:
    """The fewest requirements that a timetable breaks, and the least amount of as many."""
    firm = {setting.rule.name for setting in case.settings if setting.rule.firm}
    sizes = [
        (len(one.amounts), sum(one.amounts.values()))
        for one in every
        if not any(rule in firm for rule, _ in one.amounts)
    ]
    return min(sizes, default=None)


def check(case: Crowded, explanation: Explanation) -> None:
    every = broken(case)
    assert explanation.status is Status.INFEASIBLE
    assert explanation.conflicts
    for conflict in explanation.conflicts:
        check_conflict(conflict, every)
    keys = [one.key for conflict in explanation.conflicts for one in conflict.requirements]
    assert len(set(keys)) == len(keys), "two conflicts have a requirement in common"
    assert explanation.complete is True
    named = {rule for rule, what in keys if what == WHOLE}
    assert any(all(key in keys or key[0] in named for key in one.amounts) for one in every), (
        "something else stands in the way"
    )
    check_repair(case, every, explanation)


def check_repair(case: Crowded, every: list[Broken], explanation: Explanation) -> None:
    repair, expected = explanation.repair, least(case, every)
    if repair is None:
        assert expected is None
        assert explanation.irreparable
        return
    assert repair.proven
    assert (len(repair.given_up), repair.amount) == expected
    assert repair.result is not None
    assert repair.result.status is Status.PROVEN
    assert repair.result.tiers[0].name == GIVEN_UP
    assert repair.result.tiers[0].value == repair.amount
    here = next(one for one in every if one.timetable == repair.result.timetable)
    assert set(here.amounts) == {one.key for one in repair.given_up}
    alike = [one for one in every if set(one.amounts) == set(here.amounts)]
    assert sum(here.amounts.values()) == min(sum(one.amounts.values()) for one in alike)
    if len(explanation.conflicts) == 1:
        check_ways(case, every, explanation)


def check_ways(case: Crowded, every: list[Broken], explanation: Explanation) -> None:
    """Each requirement of the only conflict that would do by itself is named, with its least."""
    firm = {setting.rule.name for setting in case.settings if setting.rule.firm}
    single: dict[Key, int] = {}
    for one in every:
        if len(one.amounts) == 1:
            ((key, amount),) = one.amounts.items()
            single[key] = min(amount, single.get(key, amount))
    single = {key: amount for key, amount in single.items() if key[0] not in firm}
    assert {way.given_up.key: way.amount for way in explanation.ways[0]} == single


@pytest.mark.slow
@pytest.mark.parametrize("seed", first(8, SEEDS))
def test_what_is_said_of_a_crowded_week_is_true(seed: int) -> None:
    case = crowded(seed)
    explanation = explain(problem(case.week, case.settings), OPTIONS)
    if impossible(seed):
        check(case, explanation)
    else:
        assert explanation.status is Status.FEASIBLE
        assert explanation == Explanation(
            status=Status.FEASIBLE,
            found_after=explanation.found_after,
            seconds=explanation.seconds,
        )


@pytest.mark.slow
def test_more_than_fifty_of_the_crowded_weeks_are_impossible() -> None:
    assert sum(impossible(seed) for seed in SEEDS) > 50


UGANDA = frozenset({"UGA"})
TWO_PLACES = tiny_week(
    tiny_session("clearance", leaders=UGANDA, format=Format.WORKSHOP, least=60, hours=(630, 690)),
    tiny_session("assistance", leaders=UGANDA, format=Format.WORKSHOP, least=60),
    minutes=120,
    delegations=(Delegation(code="UGA", name="Uganda"),),
)
"""There is time enough for both, so no count sees it; but not in one piece."""

RULES = (SitWithinHours(), HoldEverySession(), LeadInPerson())
MUSTS = [Setting(rule=rule, mode=Must()) for rule in RULES]


def test_the_people_the_sessions_and_the_times_are_named() -> None:
    explanation = explain(problem(TWO_PLACES, MUSTS), OPTIONS)
    assert [one.sentence for one in explanation.conflicts[0].requirements] == [
        "“Clearance” may sit only from 10:30 to 11:30.",
        "“Clearance” needs at least 1 hour.",
        "“Assistance” needs at least 1 hour.",
        "Uganda leads both “Assistance” and “Clearance”, so they cannot run at the same time.",
    ]
    said = explanation.text(200)
    assert said.startswith("No timetable keeps every must; that is proven.\n\nThe conflict\n")
    assert "4 requirements that cannot all be kept; it is proven that without any" in said
    assert "Giving up any one of these would be enough:" in said
    assert "Everything outside this conflict can be kept." in said
    assert "The least repair gives up 1 requirement:" in said
    assert "“Clearance” may sit only from 10:30 to 11:30, but does not on" in said


def test_what_is_not_to_be_given_up_is_kept() -> None:
    kept = ("sit_within_hours", "lead_in_person")
    repair = explain(problem(TWO_PLACES, MUSTS), OPTIONS, kept=kept).repair
    assert repair is not None
    assert [one.rule for one in repair.given_up] == ["hold_every_session"]


def test_where_nothing_may_be_given_up_there_is_no_repair() -> None:
    kept = tuple(rule.name for rule in RULES)
    explanation = explain(problem(TWO_PLACES, MUSTS), OPTIONS, kept=kept)
    assert explanation.irreparable
    assert explanation.repair is None
    assert explanation.ways == ((),)
    assert "There is no repair: what is not to be given up clashes by itself." in str(explanation)


def test_a_room_is_not_shared_whatever_else_it_takes() -> None:
    week = TWO_PLACES.model_copy(update={"rooms": (tiny_room("hall"),)})
    settings = [*MUSTS[:2], Setting(rule=UseRoomsOnce(), mode=Must())]
    explanation = explain(problem(week, settings), OPTIONS)
    assert "use_rooms_once" in explanation.conflicts[0].rules
    assert {way.given_up.rule for way in explanation.ways[0]} == {
        "sit_within_hours",
        "hold_every_session",
    }


@pytest.mark.usefixtures("hasty_clock")
def test_what_could_not_be_settled_in_the_time_is_said() -> None:
    explanation = explain(problem(TWO_PLACES, MUSTS), Options(time_limit=1, workers=1))
    assert explanation.status in (Status.UNKNOWN, Status.INFEASIBLE)
    assert "not settled in the time given" in explanation.text(200)
    assert explanation.repair is None


def test_the_repair_can_be_named_without_its_timetable() -> None:
    explanation = explain(problem(TWO_PLACES, MUSTS), OPTIONS, timetable=False)
    whole = explain(problem(TWO_PLACES, MUSTS), OPTIONS)
    assert explanation.repair is not None
    assert whole.repair is not None
    assert explanation.repair.result is None
    assert explanation.repair.amount == whole.repair.amount
    assert [one.key for one in explanation.repair.given_up] == [
        one.key for one in whole.repair.given_up
    ]


def test_a_timetable_that_gives_up_more_than_needed_is_not_the_least_repair() -> None:
    repair = explain(problem(TWO_PLACES, MUSTS), OPTIONS).repair
    assert repair is not None
    assert repair.proven
    keys = tuple(one.key for one in repair.given_up)
    repairs = Repairs(problem(TWO_PLACES, MUSTS), Search(60.0, seed=1, workers=1))
    for amount, proven in ((repair.amount, True), (repair.amount - 1, False)):
        known = Concession(keys, amount, proven=True)
        assert repairs.told(known, repair.result, []).proven is proven


def test_of_very_many_equally_good_repairs_one_is_named_all_the_same() -> None:
    # Power sums of so many numbers are beyond what the solver can hold.
    model = Model()
    broken: dict[Key, Linear] = {("rule", (n,)): model.literal() for n in range(85)}
    number = total(broken.values())
    model.at_most(-number, -10)
    search = Search(60.0, seed=1, workers=1)
    model.minimise(number)
    values = search.run(model, "repair").values
    assert values is not None
    found = _first(_Question(model, broken, number), values, search)
    assert sum(model.value(literal, found) for literal in broken.values()) == 10


@pytest.mark.slow
def test_the_rules_that_a_solve_has_named_need_not_be_found_again() -> None:
    rules = solve(problem(TWO_PLACES, MUSTS), OPTIONS).conflict
    known = explain(problem(TWO_PLACES, MUSTS), OPTIONS, rules=rules)
    assert known.conflicts == explain(problem(TWO_PLACES, MUSTS), OPTIONS).conflicts


@pytest.mark.slow
def test_a_rule_of_which_very_many_requirements_clash_is_named_as_a_whole() -> None:
    """Seven plenaries for six half-hours: each two of them keep apart, 21 times."""
    week = tiny_week(*(tiny_session(f"plenary-{n}") for n in range(7)), days=3, minutes=60)
    settings = [Setting(rule=rule, mode=Must()) for rule in (KeepPlenariesAlone(), RULES[1])]
    (conflict,) = explain(problem(week, settings), OPTIONS).conflicts
    assert conflict.minimal
    keys = [one.key for one in conflict.requirements]
    assert ("keep_plenaries_alone", WHOLE) in keys
    assert len(keys) == 8


def test_independent_conflicts_are_found_one_after_another() -> None:
    week = tiny_week(
        *TWO_PLACES.sessions,
        tiny_session("closing", format=Format.WORKSHOP, sittings=frozenset()),
        minutes=120,
        delegations=TWO_PLACES.delegations,
    )
    explanation = explain(problem(week, MUSTS), OPTIONS)
    assert sorted(len(conflict.requirements) for conflict in explanation.conflicts) == [2, 4]
    assert explanation.repair is not None
    assert len(explanation.repair.given_up) == 2
    assert all(explanation.ways)
    assert "\nWays out of conflict 1\n" in str(explanation), "a count says it"
    assert "\nConflict 2\n" in str(explanation)


@given(st.integers(1, 12), st.data())
def test_what_is_left_is_minimal_for_any_question(size: int, data: st.DataObject) -> None:
    """Things clash where all of some group of them are there."""
    groups = st.frozensets(st.integers(0, size - 1), min_size=1)
    clashes = data.draw(st.lists(groups, min_size=1, max_size=4))

    def impossible(things: Sequence[int]) -> bool:
        return any(group <= set(things) for group in clashes)

    left, settled = shrink(range(size), impossible, lambda: False)
    assert settled
    assert left == sorted(left)
    assert impossible(left)
    assert not any(impossible([one for one in left if one != other]) for other in left)


def test_an_open_question_leaves_the_conflict_unsettled() -> None:
    def impossible(things: Sequence[str]) -> bool | None:
        return None if list(things) == ["b"] else {"a", "b"} <= set(things)

    assert shrink("abc", impossible, lambda: False) == (["a", "b"], False)


def test_of_many_breaches_of_one_requirement_two_are_said_and_the_others_counted() -> None:
    monday_only = frozenset({tiny_week(days=1).sittings[0].id})
    clearance = tiny_session("clearance", least=120, most_parts=4, sittings=monday_only)
    settings = MUSTS[:2]
    repair = explain(
        problem(tiny_week(clearance, days=4, minutes=30), settings),
        OPTIONS,
        kept=("hold_every_session",),
    ).repair
    assert repair is not None
    (given_up,) = repair.given_up
    assert given_up.sentence.count("“Clearance” sits on") == 2
    assert given_up.sentence.endswith(" And 1 more such breach.")


def test_a_search_that_is_over_before_it_began_names_the_rules_as_wholes() -> None:
    settings = [Setting(rule=rule, mode=Must()) for rule in (HoldEverySession(), SitWithinHours())]
    week = tiny_week(tiny_session("long", least=600, wanted=600))
    asked = Conflicts(problem(week, settings), Search(60, 1, 1, effort=0))
    conflict = asked.find(["hold_every_session", "sit_within_hours"])
    assert conflict.rules == ("hold_every_session", "sit_within_hours")
    assert not conflict.minimal
    assert asked.keys == [[("hold_every_session", WHOLE), ("sit_within_hours", WHOLE)]]


def test_requirements_that_are_too_many_to_be_read_are_counted() -> None:
    requirements = [
        Requirement(rule="hold_every_session", case=(f"s{n}", "least"), sentence=f"Sentence {n}.")
        for n in range(10)
    ]
    conflict = Conflict(requirements=tuple(requirements), minimal=True)
    said = str(Explanation(status=Status.INFEASIBLE, conflicts=(conflict,), complete=True))
    assert "    - Sentence 6.\n    - and 3 more such requirements\n" in said
    few = conflict.model_copy(update={"requirements": tuple(requirements[:8])})
    said = str(Explanation(status=Status.INFEASIBLE, conflicts=(few,), complete=True))
    assert "Sentence 7." in said
