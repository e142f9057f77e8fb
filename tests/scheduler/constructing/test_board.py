"""What the board says that a place costs, held against what the judge finds."""

from __future__ import annotations

import random
from typing import Any

import pytest

from constraints.choose_a_fitting_room import ChooseAFittingRoom
from constraints.finish_early import FinishEarly
from constraints.give_wanted_time import GiveWantedTime
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.honour_order import HonourOrder, Order
from constraints.keep_bodies_apart import ConflictClass, KeepBodiesApart
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.lead_in_person import LeadInPerson
from constraints.let_delegations_attend import LetDelegationsAttend
from constraints.limit_groups_at_once import LimitGroupsAtOnce
from constraints.shorten_stays import ShortenStays
from constraints.tiny import tiny_room, tiny_session, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.constructing.builder import Builder
from scheduler.judging.judge import judge
from scheduler.rules.rule import Must, Prefer, Rule, Setting
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Delegation, Format, Week

GROUP: dict[str, Any] = {"format": Format.SMALL_GROUP, "wanted": 60}

EXACT: tuple[Rule, ...] = (
    FinishEarly(),
    GiveWantedTime(),
    HearEverySpeaker(),
    KeepBodiesApart(classes={"chairs": ConflictClass(price=3, pairs=(("jordan", "uganda"),))}),
    KeepBodiesApart(
        classes={"chairs": ConflictClass(price=3, pairs=(("jordan", "uganda"),))},
        counted_in="pairs",
    ),
    KeepPlenariesAlone(),
    LeadInPerson(),
    LetDelegationsAttend(),
    LimitGroupsAtOnce(most=1),
    ShortenStays(),
    ShortenStays(whose="followers"),
)


def week() -> Week:
    """Two days of two sittings that adjoin, with a hall of two sections."""
    return tiny_week(
        tiny_session("clearance", leaders={"NOR"}, audience={"UGA", "CHE"}, attendance=30),
        tiny_session("uganda", body="uganda", leaders={"UGA"}, audience={"NOR"}, **GROUP),
        tiny_session("jordan", body="jordan", leaders={"NOR"}, speakers={"CHE"}, **GROUP),
        sittings=("morning", "midday"),
        minutes=120,
        days=2,
        turnover=15,
        rooms=(
            tiny_room("hall", seats=200),
            tiny_room("north", seats=40, hall="hall"),
            tiny_room("south", seats=90, hall="hall"),
        ),
        delegations=(
            Delegation(code="NOR", name="Norway"),
            Delegation(code="UGA", name="Uganda", delegates=2),
            Delegation(code="CHE", name="Switzerland"),
        ),
    )


def drawn(here: Week, chance: random.Random) -> Timetable:
    """A timetable with one part of each session, somewhere in the week."""
    parts = []
    for session in here.sessions:
        sitting = chance.choice(here.sittings)
        minutes = chance.choice([session.least, session.wanted])
        starts = range(sitting.opens, sitting.closes - minutes + 1, here.grain)
        room = chance.choice(here.rooms).id if here.rooms else None
        parts.append(Part(session.id, sitting.day, chance.choice(starts), minutes, room))
    return Timetable(parts=tuple(parts))


@pytest.mark.parametrize("rule", EXACT, ids=lambda rule: rule.name)
def test_two_timetables_differ_on_the_board_by_what_the_judge_finds(rule: Rule) -> None:
    here, chance = week().model_copy(update={"rooms": ()}), random.Random(1)
    settings = (Setting(rule=rule, mode=Prefer(tier=1)),)
    builder, differences, found = Builder(here, settings), set(), set()
    for _ in range(60):
        timetable = drawn(here, chance)
        builder.lay_out(timetable)
        found.add(judge(here, settings, timetable).cost(1))
        differences.add(builder.cost - judge(here, settings, timetable).cost(1))
    assert len(found) > 1
    assert len(differences) == 1, "they differ by what no timetable changes"


def test_rooms_cost_on_the_board_what_the_judge_finds() -> None:
    here, chance = week(), random.Random(1)
    settings = (
        Setting(rule=UseRoomsOnce(), mode=Must()),
        Setting(rule=ChooseAFittingRoom(), mode=Prefer(tier=1)),
    )
    builder, found = Builder(here, settings), set()
    for _ in range(60):
        timetable = drawn(here, chance)
        builder.lay_out(timetable)
        verdict = judge(here, settings, timetable)
        overlap = verdict.amount("use_rooms_once")
        assert builder.cost == builder.board.prices.must * overlap + verdict.cost(1)
        found.add((overlap > 0, verdict.cost(1)))
    assert len(found) > 3


def test_an_order_costs_on_the_board_what_the_judge_finds_of_one_day() -> None:
    here, chance = week().model_copy(update={"rooms": (), "days": (0,)}), random.Random(1)
    here = here.model_copy(update={"sittings": here.sittings[:2]})
    order = Order(first="clearance", then="uganda", at_least=30)
    settings = (Setting(rule=HonourOrder(orders=(order,)), mode=Prefer(tier=1)),)
    builder, found = Builder(here, settings), set()
    for _ in range(60):
        timetable = drawn(here, chance)
        builder.lay_out(timetable)
        found.add(judge(here, settings, timetable).cost(1))
        assert builder.cost == judge(here, settings, timetable).cost(1)
    assert len(found) > 3


@pytest.mark.parametrize("seed", range(5))
def test_what_stands_costs_the_same_in_whatever_order_it_was_put(seed: int) -> None:
    here, chance = week(), random.Random(seed)
    settings = [Setting(rule=rule, mode=Prefer(tier=1)) for rule in EXACT[:5]]
    builder = Builder(here, settings, seed=seed)
    timetable = builder.build(drawn(here, chance))
    before = builder.cost
    builder.lay_out(timetable)
    assert builder.cost == pytest.approx(before)
    turned = here.model_copy(update={"sessions": here.sessions[::-1]})
    other = Builder(turned, settings)
    other.lay_out(timetable)
    assert other.cost == pytest.approx(before)
