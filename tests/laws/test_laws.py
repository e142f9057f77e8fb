"""The laws: what ties the two readings of every rule, over every timetable of tiny weeks.

1. With a timetable fixed, the model of a must is feasible exactly where `check` finds nothing.
2. With a timetable fixed, the cheapest slack of a preference is the amount found, case by case.
3. With all gates open nothing is forbidden.
4. With all gates closed it is the model of the must; with some of them closed, and with the other
   requirements left out or eased, it forbids what `check` finds in the cases of the rest.
5. An overfull week is refused as infeasible (`test_overfull.py`).
6. The examples tell the truth.
7. What a rule says that it does not look at makes no difference (`test_details.py`).
8. Whatever is implied or promised may be left out (`test_implied.py`).
9. What is out of reach of a session makes no difference to what it adds (`test_reach.py`).

Where a week leaves posts open, who takes them is fixed along with the timetable.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pytest
from _pytest.mark import ParameterSet
from ortools.sat.python import cp_model

from constraints import RULES
from scheduler.drafting.draft import Draft
from scheduler.rules.draft import Case
from scheduler.rules.linear import total
from scheduler.rules.requirement import WHOLE, Key, key_of
from scheduler.rules.rule import Example, Must, Prefer, Rule, Setting
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week
from tests.laws import agendas, implied, open_posts
from tests.laws.timetables import leaderships, timetables

EXAMPLES = [
    pytest.param(example, id=f"{rule.key()}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.examples())
] + [
    pytest.param(example, id=f"{example.rule.name}-{kind}-{number}")
    for kind, examples in (
        ("open", open_posts.EXAMPLES),
        ("implied", implied.EXAMPLES),
        ("agendas", agendas.EXAMPLES),
    )
    for number, example in enumerate(examples)
]


def one_a_rule(examples: Sequence[ParameterSet]) -> list[ParameterSet]:
    """The examples, of which the first of each rule are tried quickly."""
    rules = [str(example.id).split("-")[0] for example in examples]
    return [
        example
        if rule not in rules[:number]
        else pytest.param(*example.values, id=example.id, marks=pytest.mark.slow)
        for number, (rule, example) in enumerate(zip(rules, examples, strict=True))
    ]


MOST = 130
NUMBERS = [8, pytest.param(MOST, marks=pytest.mark.slow)]
"""How many timetables the first two laws are held against: a few quickly, and many."""

NOBODY = Leadership()


class Tried(NamedTuple):
    """A timetable, and who takes the posts that its week leaves open."""

    timetable: Timetable
    leadership: Leadership


def tried(example: Example, most: int = MOST) -> Iterator[Tried]:
    """The timetables of an example's week, or a sample in which its own are.

    Where the week leaves posts open, each stands beside every way to fill them, or a sample.
    """
    ways = leaderships(example.week)
    if len(ways) == 1:
        for timetable in timetables(example.week, most, example.good, example.bad):
            yield Tried(timetable, ways[0])
        return
    yield Tried(example.good, example.good_leaders)
    yield Tried(example.bad, example.bad_leaders)
    here = list(timetables(example.week, most, example.good, example.bad))
    both = [Tried(timetable, way) for timetable in here for way in ways]
    yield from random.Random(len(both)).sample(both, min(len(both), most))


def found(
    rule: Rule, week: Week, timetable: Timetable, leadership: Leadership = NOBODY
) -> dict[Case, int]:
    """What `check` finds, after making sure that no case comes twice or with nothing."""
    breaches = list(rule.check(week.with_leaders(leadership), timetable))
    assert len({breach.case for breach in breaches}) == len(breaches), breaches
    assert all(breach.amount > 0 for breach in breaches), breaches
    return dict(breaches)


def search(draft: Draft) -> cp_model.CpSolver | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    # Nearly all is fixed: what prepares a long search takes longer than the search.
    solver.parameters.cp_model_presolve = False
    solver.parameters.linearization_level = 0
    solver.parameters.symmetry_level = 0
    status = solver.solve(draft.model.cp)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return solver if status == cp_model.OPTIMAL else None


def feasible(
    draft: Draft, timetable: Timetable, leadership: Leadership = NOBODY, gates: int | None = None
) -> bool:
    for gate in draft.gates.values():
        draft.model.equal(gate, gates or 0)
    fixed = draft.fix(timetable, leadership)
    return fixed and search(draft) is not None


def slacks(draft: Draft, timetable: Timetable, leadership: Leadership = NOBODY) -> dict[Case, int]:
    assert draft.fix(timetable, leadership), "a preference must leave everything possible"
    draft.model.minimise(total(draft.amounts.values()))
    solver = search(draft)
    assert solver is not None, "a preference must leave every timetable possible"
    values = draft.model.values(solver)
    amounts = {case: draft.model.value(a, values) for (_, case), a in draft.amounts.items()}
    return {case: amount for case, amount in amounts.items() if amount}


def together(draft: Draft, cases: dict[Case, int]) -> dict[Case, int]:
    """The cases, those of delegations that the draft prices together as one."""
    found = Counter[Case](cases)
    for _, case in draft.amounts:
        if "together" in case:
            codes = case[case.index("together") + 1 :]
            found[case] += sum(found.pop((*case[: -len(codes) - 1], code), 0) for code in codes)
    return {case: amount for case, amount in found.items() if amount}


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("most", NUMBERS)
def test_a_must_allows_exactly_what_check_finds_nothing_in(example: Example, most: int) -> None:
    verdicts = set()
    draft = Draft(example.week, [Setting(rule=example.rule, mode=Must())])
    assert not draft.amounts, "a must has no price"
    for case in tried(example, most):
        breaches = found(example.rule, example.week, *case)
        assert feasible(draft.fork(), *case) == (not breaches), (case, breaches)
        verdicts.add(not breaches)
    assert verdicts == {True, False}, "the week shows only one side of the rule"


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("most", NUMBERS)
def test_a_preference_costs_exactly_what_check_finds(example: Example, most: int) -> None:
    draft = Draft(example.week, [Setting(rule=example.rule, mode=Prefer())])
    for case in tried(example, most):
        expected = together(draft, found(example.rule, example.week, *case))
        assert slacks(draft.fork(), *case) == expected, case


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES)
def test_with_all_gates_open_nothing_is_forbidden(example: Example) -> None:
    draft = Draft(example.week, [Setting(rule=example.rule, mode=Must())], gated=True)
    for case in tried(example, MOST // 2):
        assert feasible(draft.fork(), *case, gates=0), case


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES)
def test_with_all_gates_closed_it_is_the_must(example: Example) -> None:
    draft = Draft(example.week, [Setting(rule=example.rule, mode=Must())], gated=True)
    for case in tried(example, MOST // 2):
        breaches = found(example.rule, example.week, *case)
        assert feasible(draft.fork(), *case, gates=1) == (not breaches), (case, breaches)


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_gate_stands_before_every_case_that_can_be_found(example: Example) -> None:
    draft = Draft(example.week, [Setting(rule=example.rule, mode=Must())], gated=True)
    for case in tried(example):
        for broken in found(example.rule, example.week, *case):
            assert key_of(example.rule, broken) in draft.gates, f"{broken} has no gate"


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("most", [4, pytest.param(12, marks=pytest.mark.slow)])
def test_of_a_must_some_requirements_can_be_left_out_and_some_be_given_up(
    example: Example, most: int
) -> None:
    rule, week = example.rule, example.week
    gates = Draft(week, [Setting(rule=rule, mode=Must())], gated=True).gates
    keys = [key for key in gates if key[1] != WHOLE]
    chance = random.Random(len(keys))
    for case in tried(example, most):
        left_out, eased = set[Key](), set[Key]()
        for key in keys:
            chance.choice([left_out, eased, set[Key]()]).add(key)
        breaches = {(key_of(rule, what), what): n for what, n in found(rule, week, *case).items()}
        kept = all(key in left_out | eased for key, _ in breaches)
        draft = Draft(week, [Setting(rule=rule, mode=Must())], eased=eased, left_out=left_out)
        if not kept:
            assert not feasible(draft, *case), (case, left_out, eased, breaches)
            continue
        expected = {what: n for (key, what), n in breaches.items() if key in eased}
        assert slacks(draft, *case) == expected, (case, left_out, eased)


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_requirement_is_kept_though_all_others_are_left_out(example: Example) -> None:
    rule, week, bad = example.rule, example.week, Tried(example.bad, example.bad_leaders)
    must = [Setting(rule=rule, mode=Must())]
    keys = {key for key in Draft(week, must, gated=True).gates if key[1] != WHOLE}
    broken = {key_of(rule, case) for case in found(rule, week, *bad)}
    assert feasible(Draft(week, must, left_out=broken), *bad)
    for key in broken:
        assert not feasible(Draft(week, must, left_out=keys - {key}), *bad), key
    for key in keys:
        assert feasible(Draft(week, must, left_out={key}), example.good, example.good_leaders), key


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_requirement_says_what_it_asks_for(example: Example) -> None:
    draft = Draft(example.week, [Setting(rule=example.rule, mode=Must())], gated=True)
    for _, requirement in draft.gates:
        if requirement != WHOLE:
            sentence = example.rule.ask(example.week, requirement)
            assert sentence.endswith("."), sentence
            assert sentence[0].isupper() or sentence[0] in "“0123456789", sentence


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_tell_the_truth(example: Example) -> None:
    assert not found(example.rule, example.week, example.good, example.good_leaders)
    breaches = found(example.rule, example.week, example.bad, example.bad_leaders)
    assert sum(breaches.values()) == example.amount
    for case, amount in breaches.items():
        for sentence in (
            example.rule.say(example.week.with_leaders(example.bad_leaders), case, amount),
            example.rule.say(example.week, case),
        ):
            assert sentence.endswith(".")
            assert sentence[0].isupper() or sentence[0] in "“0123456789"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key())
def test_every_rule_has_a_plate_and_examples(rule: type[Rule]) -> None:
    plate = rule.plate()
    assert all(plate.get(section) for section in ("Meaning", "Why", "Counts", "Source")), plate
    assert all(rule.parameters().values()), "every parameter is described"
    assert rule.usual in ("must", "prefer")
    assert rule.examples()
