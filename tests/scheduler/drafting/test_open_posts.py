"""Who leads and when they meet as one model, held against a plain search through everything."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from constraints.fill_leadership_posts import FillLeadershipPosts
from constraints.guarantee_every_committee import GuaranteeEveryCommittee
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.hold_every_session import HoldEverySession
from constraints.keep_instruments_apart import KeepInstrumentsApart
from constraints.lead_in_person import LeadInPerson
from constraints.let_delegations_attend import LetDelegationsAttend
from constraints.limit_tasks_of_a_state import LimitTasksOfAState
from constraints.pair_leaders import PairLeaders
from constraints.promote_co_rapporteurs import PromoteCoRapporteurs
from constraints.represent_regions import RepresentRegions
from constraints.shorten_stays import ShortenStays
from constraints.spare_the_leaders import SpareTheLeaders
from constraints.tiny import mornings, tiny_session, tiny_week
from scheduler.drafting.draft import Draft
from scheduler.exploring.fewest_leaders import fewest_leaders
from scheduler.judging.judge import judge
from scheduler.rules.rule import Must, Prefer, Rule, Setting
from scheduler.solving.problem import Known
from scheduler.solving.result import Status
from scheduler.solving.solving import Options, solve
from scheduler.week.leadership import Holder, Leadership, Post, Role
from scheduler.week.week import Body, Delegation, Instrument, Week
from tests.laws.timetables import leaderships, number, timetables
from tests.sampling import first
from tests.scheduler.weeks import problem

STATES = {"CHE": "WEOG", "NOR": "WEOG", "TCD": "AFR", "UGA": "AFR", "PER": "GRULAC"}
MUSTS: tuple[Rule, ...] = (
    LimitTasksOfAState(),
    HoldEverySession(),
    LeadInPerson(),
    HearEverySpeaker(),
    GuaranteeEveryCommittee(floor=30),
    KeepInstrumentsApart(),
    FillLeadershipPosts(),
)
PREFERENCES: tuple[Rule, ...] = (
    LetDelegationsAttend(),
    ShortenStays(),
    SpareTheLeaders(minutes_a_day=30, break_minutes=30),
    RepresentRegions(),
    PromoteCoRapporteurs(),
    PairLeaders(),
)


MOST = 1_500
"""Timetables times leaderships of the largest week that is drawn."""


def drawn(seed: int) -> tuple[Week, tuple[Setting, ...]]:
    """A tiny week with open posts, small enough to be searched through, and rules on it."""
    chance = random.Random(seed)
    while True:
        week, settings = draw(chance)
        if number(week) * len(leaderships(week)) <= MOST:
            return week, settings


def draw(chance: random.Random) -> tuple[Week, tuple[Setting, ...]]:
    codes = sorted(STATES)

    def some(most: int) -> frozenset[str]:
        return frozenset(chance.sample(codes, chance.randint(0, most)))

    bodies = tuple(
        Body(
            id=name,
            name=name,
            instrument=chance.choice(["mines", "munitions"]),
            co_chairs=tuple(chance.sample(codes, chance.randint(0, 1))),
            asked={Role.CO_CHAIR: chance.randint(0, 2), Role.CO_RAPPORTEUR: chance.randint(0, 1)},
            implementers=some(3),
            co_rapporteurs_before=some(2),
        )
        for name in ("clearance", "assistance")
    )
    sessions = []
    for body in bodies:
        posts = frozenset(Post(body.id, role) for role in Role)
        fixed = chance.random() < 0.2
        sessions.append(
            tiny_session(
                body.id,
                leaders=some(1) if fixed else frozenset(body.co_chairs),
                leading_posts=frozenset() if fixed else posts,
                speakers=some(2),
                speaking_posts=chance.choice(
                    [frozenset(), frozenset({Post("clearance", Role.CO_CHAIR)})]
                ),
                audience=some(2),
            )
        )
    week = tiny_week(
        *sessions,
        bodies=bodies,
        days=chance.randint(1, 2),
        delegations=tuple(
            Delegation(
                code=code,
                name=code,
                region=STATES[code],
                from_capital=chance.random() < 0.7,
                tasks=("a task elsewhere",) * chance.randint(0, 2),
                sittings=chance.choice([None, None, mornings(0)]),
            )
            for code in codes
        ),
        instruments=tuple(
            Instrument(id=name, name=name, parties=frozenset(codes))
            for name in ("mines", "munitions")
        ),
        pool=some(4) | {"UGA"},
    )
    musts = [Setting(rule=rule, mode=Must()) for rule in MUSTS if chance.random() < 0.7]
    chosen = chance.sample(PREFERENCES, 3)
    prices = [
        Setting(rule=rule, mode=Prefer(tier=chance.randint(1, 2), weight=chance.randint(1, 3)))
        for rule in chosen
    ]
    return week, (*musts, *prices)


def best(week: Week, settings: Sequence[Setting]) -> tuple[int, ...] | None:
    """The least costs that any timetable and leadership can have; None where no two are legal."""
    found = None
    for leadership in leaderships(week):
        led = week.with_leaders(leadership)
        for timetable in timetables(week, 10_000):
            verdict = judge(led, settings, timetable)
            if verdict.legal and (found is None or verdict.costs < found):
                found = verdict.costs
    return found


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30))
def test_the_best_is_what_a_plain_search_through_everything_finds(seed: int) -> None:
    week, settings = drawn(seed)
    result = solve(problem(week, settings), Options(workers=1))
    least = best(week, settings)
    if least is None:
        assert result.status is Status.INFEASIBLE
        return
    assert result.status is Status.PROVEN
    assert result.verdict is not None
    assert result.verdict.costs == least


@pytest.mark.slow
def test_the_drawn_weeks_are_of_all_kinds() -> None:
    kinds = {bool(drawn(seed)[0].open_posts()) for seed in range(30)}
    results = {solve(problem(*drawn(seed)), Options(workers=1)).status for seed in range(12)}
    assert kinds == {True, False}
    assert results == {Status.PROVEN, Status.INFEASIBLE}


def two_committees(*pool: str, asked: int = 1) -> Week:
    """Two committees that can only meet at the same time."""
    names = ("clearance", "assistance")
    return tiny_week(
        *(
            tiny_session(name, leading_posts=frozenset({Post(name, Role.CO_CHAIR)}))
            for name in names
        ),
        minutes=30,
        bodies=tuple(Body(id=name, name=name, asked={Role.CO_CHAIR: asked}) for name in names),
        pool=pool,
    )


def settings(*rules: Rule) -> tuple[Setting, ...]:
    return tuple(Setting(rule=rule, mode=Must()) for rule in rules)


def test_a_state_that_would_have_to_lead_in_two_places_makes_a_week_impossible() -> None:
    rules = settings(HoldEverySession(), LeadInPerson(), FillLeadershipPosts())
    assert solve(problem(two_committees("UGA"), rules)).status is Status.INFEASIBLE
    assert solve(problem(two_committees("UGA", "NOR"), rules)).status is Status.PROVEN


@pytest.mark.slow
def test_seats_go_to_the_first_codes_whatever_the_seed_and_the_workers() -> None:
    rules = settings(HoldEverySession(), LimitTasksOfAState(), FillLeadershipPosts())
    week = two_committees("ALB", "CHE", "NOR", "PER", "UGA", asked=2)
    found = {
        solve(problem(week, rules), Options(seed=seed, workers=workers)).leadership
        for seed in (1, 2, 3)
        for workers in (1, 2)
    }
    assert len(found) == 1
    (leadership,) = found
    assert {h.state for h in leadership.holders} == {"ALB", "CHE", "NOR", "PER"}
    assert leadership.of("clearance", Role.CO_CHAIR) in {("ALB", "CHE"), ("NOR", "PER")}


def test_nobody_takes_two_posts_of_one_body() -> None:
    body = Body(id="one", name="One", asked={Role.CO_CHAIR: 1, Role.CO_RAPPORTEUR: 1})
    week = tiny_week(tiny_session("one"), bodies=(body,), pool=("UGA",))
    result = solve(problem(week, settings(FillLeadershipPosts())))
    assert result.status is Status.INFEASIBLE
    assert [reason.need for reason in result.reasons] == [2]


def test_a_leadership_is_refused_that_holds_somebody_who_may_take_no_post() -> None:
    week = two_committees("NOR", "UGA")
    (post, *_) = (post for post, _ in week.open_posts())
    for state, allowed in (("NOR", True), ("PER", False)):
        holder = Holder(post.body, post.role, state)
        draft = Draft(week, settings())
        assert draft.open_posts.fix(Leadership(holders=(holder,))) is allowed


def test_a_week_without_open_posts_has_nobody_to_choose() -> None:
    week = tiny_week(tiny_session("one", leaders={"UGA"}), pool=("UGA",))
    assert solve(problem(week, settings(HoldEverySession()))).leadership == Leadership()


@pytest.mark.parametrize("seed", first(8, range(25)))
def test_the_fewest_states_are_what_a_plain_search_finds(seed: int) -> None:
    week, given = drawn(seed)
    names = ("clearance", "assistance")
    least = None
    for leadership in leaderships(week):
        led = week.with_leaders(leadership)
        legal = any(judge(led, given, one).legal for one in timetables(week, 10_000))
        states = frozenset(code for name in names for code in led.body[name].leaders)
        if legal and (least is None or len(states) < least):
            least = len(states)
    found = fewest_leaders(problem(week, given), names, Options(workers=1))
    assert (found and found.states) == least
    assert found is None or found.proven
    solved = solve(problem(week, given), Options(workers=1))
    if solved.timetable is not None:
        begun = Known(solved.timetable, solved.leadership)
        assert fewest_leaders(problem(week, given), names, Options(workers=1), begun=begun) == found


def test_a_state_that_may_hold_several_posts_is_counted_once() -> None:
    rules = settings(HoldEverySession(), LimitTasksOfAState(posts=2), FillLeadershipPosts())
    week = two_committees("ALB", "CHE", "NOR", asked=1)
    assert fewest_leaders(problem(week, rules), ["clearance", "assistance"], Options()) == (1, True)
