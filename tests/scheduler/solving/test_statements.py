"""Parts and statements placed together: no timetable of a tiny week costs less, however divided."""

from __future__ import annotations

import random
from itertools import chain, product

import pytest

from constraints.follow_the_agenda import FollowTheAgenda
from constraints.give_wanted_time import GiveWantedTime
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.hold_every_session import HoldEverySession
from constraints.share_the_squeeze import ShareTheSqueeze
from constraints.shorten_stays import ShortenStays
from constraints.tiny import mornings, tiny_session, tiny_week
from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scheduler.judging.judge import judge
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.solving.problem import Problem
from scheduler.solving.result import Status
from scheduler.solving.solving import Options, solve
from scheduler.week.agenda import Item, Statement
from scheduler.week.as_written import merged
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Delegation, Session, Week

SETTINGS = (
    Setting(rule=HoldEverySession(), mode=Must()),
    Setting(rule=FollowTheAgenda(), mode=Must()),
    Setting(rule=HearEverySpeaker(), mode=Must()),
    Setting(rule=GiveWantedTime(), mode=Prefer(tier=1)),
    Setting(rule=ShortenStays(), mode=Prefer(tier=2, weight=5)),
    Setting(rule=ShareTheSqueeze(), mode=Prefer(tier=3)),
)
SPEAKERS = ["CHL", "COD", "JOR"]


def drawn(chance: random.Random) -> Week:
    """A week of three days with two sessions that may be divided, and one that may not."""
    sessions = [
        tiny_session(
            name,
            agenda=tuple(_items(chance)),
            most_parts=chance.choice([2, 3]),
            least=30,
            wanted=chance.choice([60, 90]),
        )
        for name in ("clearance", "assistance")
    ]
    opening = tiny_session("opening", speakers=frozenset(chance.sample(SPEAKERS, 1)))
    away = Delegation(code="CHL", name="Chile", sittings=mornings(*chance.sample(range(3), 2)))
    return tiny_week(
        *sessions, opening, days=3, minutes=30, delegations=[away] if chance.random() < 0.5 else []
    )


def _items(chance: random.Random) -> list[Item]:
    some = tuple(chance.sample(SPEAKERS, chance.choice([1, 2])))
    in_order = chance.random() < 0.3
    first = Item(title="Requests", minutes=15, speakers=some, in_order=in_order)
    more = Item(title="Updates", minutes=20, speakers=(chance.choice(SPEAKERS),))
    return [first, more] if chance.random() < 0.6 else [first]


def every_way(week: Week, session: Session) -> list[list[Part]]:
    """Every way to hold a session in whole sittings, with every way to divide its agenda."""
    found: list[list[Part]] = [[]]
    for days in product([False, True], repeat=len(week.days)):
        held = [day for day, here in zip(week.days, days, strict=True) if here]
        parts = [Part(session.id, day, 600, 30) for day in held]
        if not parts or len(parts) > session.most_parts:
            continue
        statements = [
            one for number, item in enumerate(session.agenda) for one in item.statements(number)
        ]
        for where in product(range(len(parts)), repeat=len(statements) if session.divided else 0):
            stand: list[list[Statement]] = [[] for _ in parts]
            for number, statement in zip(where, statements, strict=False):
                stand[number].append(statement)
            pairs = zip(parts, stand, strict=True)
            found.append([part._replace(statements=merged(here)) for part, here in pairs])
    return found


def cheapest(week: Week) -> tuple[int, ...] | None:
    """The least cost of any timetable that keeps every must; None where none does."""
    ways = [
        [parts for parts in every_way(week, session) if _keeps_own_musts(week, session, parts)]
        for session in week.sessions
    ]
    verdicts = (
        judge(week, SETTINGS, Timetable(parts=tuple(chain.from_iterable(chosen))))
        for chosen in product(*ways)
    )
    return min((verdict.costs for verdict in verdicts if verdict.legal), default=None)


def _keeps_own_musts(week: Week, session: Session, parts: list[Part]) -> bool:
    """Whether no must speaks against a session as it is held, whatever the others do."""
    verdict = judge(week, SETTINGS, Timetable(parts=tuple(parts)))
    return not any(session.id in finding.case for finding in verdict.breached)


@pytest.mark.slow
def test_the_drawn_weeks_show_both_sides() -> None:
    found = [cheapest(drawn(random.Random(seed))) for seed in range(12)]
    assert 0 < found.count(None) < 6
    assert len(set(found)) > 6


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_no_timetable_and_no_way_to_divide_its_agendas_costs_less(seed: int) -> None:
    week = drawn(random.Random(seed))
    result = solve(Problem(week=week, settings=SETTINGS), Options(workers=1), conflict=False)
    least = cheapest(week)
    if least is None:
        assert result.status is Status.INFEASIBLE
        return
    assert result.status is Status.PROVEN
    assert result.verdict is not None
    assert result.verdict.costs == least
    days = sum(f.amount for f in result.verdict.findings if f.rule == "shorten_stays")
    assert 5 * days == least[1]


@pytest.mark.slow
def test_neither_seed_nor_workers_change_who_speaks_where() -> None:
    problem = load_scenario(LIBRARY / "apmbc-2010.yaml").problem
    ways = [Options(workers=1, seed=7), Options(workers=2, seed=1)]
    one, other = [solve(problem, way).timetable for way in ways]
    assert one is not None
    assert any(part.statements for part in one.parts)
    assert one == other
