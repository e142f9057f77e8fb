"""The law of what follows: whatever is implied or promised may be left out (8).

Without it the same timetables are possible, and each costs the same, case by case. A bound that is
too tight would make a proof false: it cuts off the timetable that was the best.

Beside the timetables of the other laws, those are tried that go to the limit of each bound, which
the solver finds in a model that does not hold the bound.
"""

from __future__ import annotations

import ast
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest
from ortools.sat.python import cp_model

import constraints
import scheduler.drafting.draft
from constraints.end_on_time import EndOnTime
from constraints.fill_leadership_posts import FillLeadershipPosts
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.hold_every_session import HoldEverySession
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.lead_in_person import LeadInPerson
from constraints.limit_tasks_of_a_state import LimitTasksOfAState
from constraints.respect_interpretation import RespectInterpretation
from constraints.sit_within_hours import SitWithinHours
from scheduler.drafting.draft import Draft
from scheduler.drafting.model import Model
from scheduler.drafting.overlaps import Overlaps
from scheduler.drafting.queries import Queries
from scheduler.rules.draft import Case, Poster
from scheduler.rules.linear import Linear, total
from scheduler.rules.rule import Example, Must, Prefer, Rule, Setting
from scheduler.week.week import Week
from tests.laws.test_laws import EXAMPLES, Tried, one_a_rule, tried

PROMISING: list[Rule] = [
    SitWithinHours(),
    HoldEverySession(),
    EndOnTime(),
    RespectInterpretation(),
    LeadInPerson(),
    HearEverySpeaker(),
    KeepPlenariesAlone(),
    FillLeadershipPosts(),
    LimitTasksOfAState(),
]
"""The musts whose promises others build on."""


BUILT = Path(scheduler.drafting.draft.__file__).parent
POSTED = Path(constraints.__file__).parent


class Way(NamedTuple):
    """Rules on a week, and whether each requirement stands behind a gate, which is closed."""

    week: Week
    settings: Sequence[Setting]
    gated: bool = False

    def draft(self) -> Draft:
        draft = Draft(self.week, self.settings, gated=self.gated)
        for gate in draft.gates.values():
            draft.model.equal(gate, 1)
        return draft


class Bound(NamedTuple):
    """What a draft holds to help the proof, and the line that posts it."""

    line: str
    left: Linear
    limit: int


@contextmanager
def without(*, promises: bool = True) -> Iterator[list[Bound]]:
    """Drafts made in here hold no bound, and no promise either; the bounds are noted.

    Nor are slots narrowed before they have variables: rules narrow the variables.
    """
    noted: list[Bound] = []

    def note(model: Model, left: Linear, limit: int, when: Sequence[Linear] = ()) -> None:
        noted.append(Bound(_line(), left, limit))

    def nothing(*_: object, **__: object) -> None:
        return None

    def begin(queries: Queries, week: Week, **more: Any) -> None:
        built(queries, week, **more)
        queries.slots.touch_all()

    built, greatest = Queries.__init__, Queries.greatest
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Model, "tighten", note)
        if promises:
            patch.setattr(Queries, "__init__", begin)
            patch.setattr(Draft, "promise", nothing)
            patch.setattr(Draft, "promise_posts", nothing)
            patch.setattr(Overlaps, "note_apart", nothing)
            patch.setattr(Queries, "greatest", lambda self, lefts, most=None: greatest(self, lefts))
        yield noted


@contextmanager
def tighter(line: str) -> Iterator[None]:
    """Drafts made in here hold the bounds of one line a little tighter than they are."""
    tighten = Model.tighten

    def wrong(model: Model, left: Linear, limit: int, when: Sequence[Linear] = ()) -> None:
        tighten(model, left, limit - (_line() == line), when)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Model, "tighten", wrong)
        yield


def _line() -> str:
    """The line that posts a bound: of the rule, where a rule posts it."""
    frame = sys._getframe(2)
    if frame.f_code.co_name == "imply" and frame.f_back is not None:
        frame = frame.f_back
    return f"{frame.f_globals['__name__']}:{frame.f_lineno}"


def ways(example: Example) -> dict[str, Way]:
    """How the rule of an example is applied: alone, and beside musts that promise something."""
    rule, week = example.rule, example.week
    beside = [Setting(rule=other, mode=Must()) for other in PROMISING if other.name != rule.name]
    few = [Setting(rule=LimitTasksOfAState(), mode=Must())]
    must, prefer = (Setting(rule=rule, mode=mode) for mode in (Must(), Prefer()))
    found = {
        "must": Way(week, [must]),
        "must behind gates": Way(week, [must], gated=True),
        "must beside musts": Way(week, [*beside, must]),
        "preference": Way(week, [prefer]),
        "preference beside musts": Way(week, [*beside, prefer]),
    }
    if week.open_posts() and rule.name != LimitTasksOfAState.key():
        found["preference where a State has one post"] = Way(week, [*few, prefer])
    return found


FAR_ENOUGH = 200
"""Conflicts after which the best timetable found so far is as good as the furthest."""
A_FEW = 2
"""The timetables tried quickly towards each line's bounds, and those beside an example's own."""

WAYS = [
    pytest.param(example.values[0], way, id=f"{example.id}, a {name}")
    for example in EXAMPLES
    for name, way in ways(example.values[0]).items()
]
QUICK = [
    param
    for kind in ("a must beside musts", "a preference beside musts")
    for param in one_a_rule(
        [
            pytest.param(A_FEW, *way.values, id=f"{A_FEW} of {way.id}")
            for way in WAYS
            if str(way.id).endswith(kind)
        ]
    )
    if kind == "a must beside musts" or "-implied-" not in str(param.id)
]
"""The ways in which promises are made and built on, the costly weeks without prices."""


def search(draft: Draft, conflicts: int | None = None) -> cp_model.CpSolver | None:
    """The solver with a solution, the best one where conflicts are not limited."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.symmetry_level = 0
    solver.parameters.linearization_level = 0
    if conflicts is not None:
        solver.parameters.max_number_of_conflicts = conflicts
    status = solver.solve(draft.model.cp)
    assert conflicts or status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return solver if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def costs(draft: Draft, case: Tried | None = None) -> dict[Case, int] | None:
    """What each case costs at least, in a timetable or in the best; None where none is allowed.

    Of the best only the sum is given: several may cost the same.
    """
    draft.model.minimise(total(draft.amounts.values()))
    if case and not (draft.fix(case.timetable, case.leadership)):
        return None
    solver = search(draft)
    if solver is None:
        return None
    values, found = draft.model.values(solver), Counter[Case]()
    for (_, what), amount in draft.amounts.items():
        # What open posts cost may be counted for all States together.
        apart = case and not draft.open_posts.open
        found[what if apart else ()] += draft.model.value(amount, values)
    return {what: amount for what, amount in found.items() if amount}


def furthest(way: Way, most: int) -> Iterator[Tried]:
    """Timetables that go as far as they can towards the bounds of each line, and any others."""
    with without(promises=False) as bounds:
        draft = way.draft()
    slots = draft.slots_of()
    parts = [f(slot) for slot in slots for f in (draft.held, draft.minutes, draft.start, draft.end)]
    own = {key for part in parts for key in part.terms}
    filled = total(map(draft.minutes, slots))
    chance, by_line = random.Random(len(bounds)), dict[str, list[Bound]]()
    for bound in bounds:
        by_line.setdefault(bound.line, []).append(bound)
    aims = [
        1000 * Linear({key: value for key, value in bound.left.terms.items() if key in own})
        for here in by_line.values()
        for bound in chance.sample(here, min(most, len(here)))
    ]
    aims += [
        total(chance.choice([-1000, 1000]) * draft.held(s) for s in slots) for _ in range(most)
    ]
    for aim in aims:
        draft.model.minimise(-(aim + filled))
        solver = search(draft, conflicts=FAR_ENOUGH)
        if solver is None:
            return
        values = draft.model.values(solver)
        yield Tried(draft.read(values), draft.open_posts.read(values))


def differing(way: Way, cases: Iterable[Tried | None]) -> Iterator[object]:
    """What is allowed or costs otherwise than it does without what follows."""
    full, bare = way.draft(), _bare(way)
    for case in dict.fromkeys(cases):
        costly, cheap = costs(full.fork(), case), costs(bare.fork(), case)
        if costly != cheap:
            yield case, costly, cheap


def _bare(way: Way) -> Draft:
    """The draft without all that is implied or promised."""
    with without():
        return way.draft()


@pytest.mark.parametrize(
    ("most", "example", "way"),
    [
        *QUICK,
        *(
            pytest.param(10, *way.values, id=f"10 of {way.id}", marks=pytest.mark.slow)
            for way in WAYS
        ),
    ],
)
def test_all_is_allowed_and_costs_as_it_does_without(most: int, example: Example, way: Way) -> None:
    assert not list(differing(way, [None, *furthest(way, most), *tried(example, most)]))


def calls(folder: Path, verb: str) -> list[str]:
    """The lines of a package that call a verb, each as a module and a number."""
    return [
        f"{folder.name if folder is POSTED else 'scheduler.drafting'}.{path.stem}:{node.lineno}"
        for path in sorted(folder.glob("*.py"))
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and function.name != "imply"
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(f".{verb}")
    ]


def noticed(plant: Callable[[], AbstractContextManager[None]], where: str) -> bool:
    """Whether the law sees what is planted, in weeks of this name or that reach this line."""
    for (name, lines), param in zip(_reached(), WAYS, strict=True):
        if where != name and where not in lines:
            continue
        example, way = param.values
        with plant():
            full = way.draft()
        bare = _bare(way)
        for case in dict.fromkeys([None, *furthest(way, A_FEW), *tried(example, 4 * A_FEW)]):
            if costs(full.fork(), case) != costs(bare.fork(), case):
                return True
    return False


@cache
def _reached() -> list[tuple[str, frozenset[str]]]:
    """Of each way: the name of its rule, and the lines that post a bound in its draft."""
    found = []
    for param in WAYS:
        _, way = param.values
        with without(promises=False) as bounds:
            way.draft()
        lines = frozenset(bound.line for bound in bounds)
        found.append((str(param.id).split("-")[0], lines))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("line", [*calls(BUILT, "tighten"), *calls(POSTED, "imply")])
def test_a_bound_that_is_a_little_tighter_is_noticed(line: str) -> None:
    assert noticed(partial(tighter, line), line), "no tiny week goes to the limit of this bound"


Promise: TypeAlias = Callable[[Draft, str, dict[str, Any]], dict[str, Any]]

WRONG: dict[str, Promise] = {
    "all its parts last a little longer": lambda draft, session, given: (
        {**given, "least": given["least"] + 1} if given.get("least") else given
    ),
    "its parts are a little shorter": lambda draft, session, given: (
        {**given, "longest": given["longest"] - 1} if given.get("longest") else given
    ),
    "it has one part": lambda draft, session, given: {**given, "single": True},
    "it is held": lambda draft, session, given: {**given, "least": 1},
    "it keeps apart from another": lambda draft, session, given: {
        **given,
        "apart_from": next((name for name in draft.week.session if name != session), None),
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("wrong", WRONG)
def test_a_promise_that_is_not_kept_is_noticed(wrong: str) -> None:
    where = {
        "it keeps apart from another": "let_delegations_attend",
        "its parts are a little shorter": "end_on_time",
    }.get(wrong, "hold_every_session")
    promise = Draft.promise

    @contextmanager
    def plant() -> Iterator[None]:
        def say(draft: Draft, rule: Poster, case: Case, session: str, **given: Any) -> None:
            promise(draft, rule, case, session, **WRONG[wrong](draft, session, given))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Draft, "promise", say)
            yield

    assert noticed(plant, where)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wrong", "where"),
    [({"most": 1}, "hear_every_speaker"), ({"filled": True}, "spare_the_leaders")],
)
def test_a_promise_about_posts_that_is_not_kept_is_noticed(
    wrong: dict[str, Any], where: str
) -> None:
    @contextmanager
    def plant() -> Iterator[None]:
        def say(queries: Queries, week: Week, **more: Any) -> None:
            begin(queries, week, **more)
            vars(queries.open_posts).update(wrong)

        begin = Queries.__init__
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Queries, "__init__", say)
            yield

    assert noticed(plant, where)
