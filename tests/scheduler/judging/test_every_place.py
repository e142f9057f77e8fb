from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.fit_the_room import FitTheRoom
from constraints.follow_the_agenda import FollowTheAgenda
from constraints.give_wanted_time import GiveWantedTime
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.reserve_time_for_experiments import ReserveTimeForExperiments
from constraints.shorten_stays import ShortenStays
from constraints.tiny import at, heard, mornings, tiny_room, tiny_session, tiny_timetable, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scenarios.loading.loading import load_scenario
from scheduler.constructing.constructing import construct
from scheduler.judging.every_place import (
    ColouredPlace,
    PlaceJudge,
    all_places,
    judge_places,
    starts,
    usual_minutes,
)
from scheduler.judging.judge import Verdict, judge
from scheduler.judging.verdict_changes import Difference, RuleChange, moved
from scheduler.rules.rule import Example, Must, Prefer, Setting
from scheduler.solving.problem import Problem
from scheduler.week.agenda import Item
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Delegation, Format, Proposal, Week
from tests.laws.test_laws import EXAMPLES, one_a_rule
from tests.laws.timetables import timetables
from tests.library_weeks import library_weeks
from tests.scheduler.judging.full_verdicts import verdict_difference
from tests.scheduler.weeks import cases

WEEKS = library_weeks()
WHOLE = {"apmbc-2010", "apmbc-2010-reformed", "apmbc-2011", "apmbc-ccm-2011", "ccw-2010-april"}
"""Of these each place is tried; of the others, which differ little from one of them, a fifth."""
ROOMS = (tiny_room("annex", seats=50), tiny_room("hall", seats=100))
WEEK = tiny_week(
    tiny_session("clearance", attendance=80),
    tiny_session("victims", attendance=20, most_parts=2, wanted=60),
    tiny_session("report", attendance=20),
    days=2,
    minutes=90,
    rooms=ROOMS,
)
SETTINGS = (
    Setting(rule=FitTheRoom(), mode=Must()),
    Setting(rule=UseRoomsOnce(), mode=Must()),
    Setting(rule=KeepPlenariesAlone(), mode=Must()),
    Setting(rule=ShortenStays(), mode=Prefer(tier=1)),
    Setting(rule=GiveWantedTime(), mode=Prefer(tier=2)),
)
CLEARANCE = Part("clearance", 0, 600, 30, "hall")
VICTIMS = Part("victims", 0, 630, 30, "hall")
GIVEN = Timetable(parts=(CLEARANCE, VICTIMS))


def told(changes: Iterable[RuleChange]) -> list[dict[str, object]]:
    """Changes without the order in which a rule finds its cases."""
    found = []
    for change in changes:
        record = change.model_dump()
        for name in ("new", "gone", "altered"):
            record[name] = sorted(record[name], key=str)
        found.append(record)
    return found


def assert_judged_in_full(difference: Difference, before: Verdict, after: Verdict) -> None:
    """A place's answer is that of two full verdicts; where it cannot be, nothing is priced."""
    full = verdict_difference(before, after)
    assert difference.possible == full.possible
    assert told(difference.musts) == told(full.musts)
    if full.possible:
        assert told(difference.preferences) == told(full.preferences)
        assert difference.costs == full.costs
        assert difference.rank == full.rank
    else:
        assert not difference.preferences


def assert_coloured_in_full(colour: ColouredPlace, before: Verdict, after: Verdict) -> None:
    full = verdict_difference(before, after)
    musts = [change.after - change.before for change in full.musts]
    assert colour.possible == full.possible
    assert (colour.breaches, colour.mended) == (len(full.breaches), len(full.mended))
    assert colour.added == sum(change.added for change in full.musts)
    assert colour.added + colour.spared == sum(musts)
    assert colour.costs == (full.costs if full.possible else (0,) * len(full.tiers))


def assert_all_judged_in_full(
    week: Week, applied: Sequence[Setting], timetable: Timetable, session: str, part: Part | None
) -> None:
    before = judge(week, applied, timetable)
    places = all_places(week, applied, timetable, session, part)
    coloured = PlaceJudge(week, applied, timetable).coloured(session, part)
    assert [place.part for place in coloured] == [place.part for place in places]
    for colour, (place, difference) in zip(coloured, places, strict=True):
        after = judge(week, applied, moved(timetable, part, place))
        assert_judged_in_full(difference, before, after)
        assert_coloured_in_full(colour, before, after)


@pytest.mark.parametrize("example", one_a_rule(EXAMPLES))
def test_for_every_rule_each_place_is_judged_as_in_full(example: Example) -> None:
    chance = random.Random(1)
    week = example.week.with_leaders(example.bad_leaders)
    given_ones = [example.good, example.bad, *timetables(week, 3, example.good, example.bad)]
    for mode in (Must(), Prefer(tier=2, weight=3)):
        applied = [Setting(rule=example.rule, mode=mode)]
        for timetable in given_ones:
            part = chance.choice(timetable.parts) if timetable.parts else None
            session = part.session if part else week.sessions[0].id
            assert_all_judged_in_full(week, applied, timetable, session, part)


@pytest.mark.slow
@given(cases(), st.data())
@settings(max_examples=40)
def test_with_many_rules_together_each_place_is_judged_as_in_full(
    case: Problem, data: st.DataObject
) -> None:
    week, applied = case.week, case.settings
    timetable = data.draw(st.sampled_from(list(timetables(week, 30))))
    part = data.draw(st.sampled_from([None, *timetable.parts]))
    session = part.session if part else data.draw(st.sampled_from(sorted(week.session)))
    assert_all_judged_in_full(week, applied, timetable, session, part)


@pytest.mark.slow
@given(cases(most=600), st.data())
@settings(max_examples=25)
def test_places_in_a_timetable_that_breaks_the_structure_are_judged_as_in_full(
    case: Problem, data: st.DataObject
) -> None:
    week, applied = case.week, case.settings
    drawn = st.builds(
        Part,
        st.sampled_from(sorted(week.session)),
        st.integers(0, len(week.days)),
        st.sampled_from([585, 600, 605, 630, 660]),
        st.sampled_from([15, 30, 60]),
        st.sampled_from([*week.room, None, "nowhere"]),
        st.just(()),
    )
    timetable = Timetable(parts=tuple(data.draw(st.lists(drawn, max_size=5))))
    part = data.draw(st.sampled_from([None, *timetable.parts]))
    to = data.draw(st.lists(drawn, min_size=1, max_size=5))
    before = judge(week, applied, timetable)
    colours = PlaceJudge(week, applied, timetable)
    for place, difference in judge_places(week, applied, timetable, part, to):
        after = judge(week, applied, moved(timetable, part, place))
        assert_judged_in_full(difference, before, after)
        assert_coloured_in_full(colours.colour(part, place), before, after)


def test_where_no_part_is_left_to_judge_each_rule_is_asked_for_itself() -> None:
    rules = (ReserveTimeForExperiments(floor=30), UseRoomsOnce())
    applied = [Setting(rule=rule, mode=Must()) for rule in rules]
    group = tiny_session("group", format=Format.SMALL_GROUP, proposal=Proposal())
    part, outside = Part("group", 0, 600, 30, None), Part("group", 1, 600, 30, None)
    given = Timetable(parts=(part, outside))
    places = judge_places(tiny_week(group, minutes=30), applied, given, part, [outside])
    ((_, difference),) = places
    assert [change.rule for change in difference.changes] == ["reserve_time_for_experiments"]


@pytest.mark.slow
@pytest.mark.parametrize("path", WEEKS, ids=lambda path: path.stem)
def test_in_the_weeks_of_the_library_each_place_is_judged_as_in_full(path: Path) -> None:
    scenario, chance = load_scenario(path), random.Random(path.stem)
    known = [scenario.candidate(name) for name in scenario.candidates]
    timetable = known[0] if known else construct(scenario.week, scenario.settings).timetable
    before = scenario.judge(timetable)
    places = PlaceJudge(scenario.week, scenario.settings, timetable)
    part = chance.choice(timetable.parts)
    found = list(places.coloured(part.session, part))
    if path.stem not in WHOLE:
        found = chance.sample(found, len(found) // 5)
    for place in found:
        after = scenario.judge(moved(timetable, part, place.part))
        assert_coloured_in_full(place, before, after)
        assert_judged_in_full(places.difference(part, place.part), before, after)


def test_every_sitting_start_and_room_is_a_place_and_the_present_one_is_among_them() -> None:
    places = all_places(WEEK, SETTINGS, GIVEN, "victims", VICTIMS)
    assert {place.part[1:5] for place in places} == {
        (day, start, 30, room)
        for day in (0, 1)
        for start in (600, 630, 660)
        for room in ("annex", "hall")
    }
    (now,) = (place for place in places if place.part == VICTIMS)
    assert now.difference == Difference(tiers=(1, 2))


def test_places_that_break_a_must_come_last_and_the_fewest_breaches_first_among_them() -> None:
    places = all_places(WEEK, SETTINGS, GIVEN, "clearance", CLEARANCE)
    breaches = [len(place.difference.breaches) for place in places]
    assert breaches == sorted(breaches)
    assert {place.part.room for place in places if place.difference.possible} == {"hall"}


def test_among_equal_places_the_earlier_comes_first_and_the_present_room_before_a_smaller() -> None:
    first, second, third, *_ = all_places(WEEK, SETTINGS, GIVEN, "victims", VICTIMS)
    assert (first.part.start, first.part.room) == (630, "hall")
    assert (second.part.start, second.part.room) == (630, "annex")
    assert (third.part.start, third.part.room) == (660, "hall")


def test_a_part_as_long_as_the_sitting_has_one_start_and_a_longer_one_none() -> None:
    (sitting, _) = WEEK.sittings
    assert list(starts(WEEK, sitting, 90)) == [600]
    assert list(starts(WEEK, sitting, 120)) == []
    assert all_places(WEEK, SETTINGS, GIVEN, "victims", VICTIMS, minutes=120) == []


def test_in_a_sitting_that_is_taken_whole_a_part_is_as_long_as_the_sitting() -> None:
    whole = tuple(sitting.model_copy(update={"whole": True}) for sitting in WEEK.sittings)
    week = WEEK.model_copy(update={"sittings": whole})
    places = all_places(week, SETTINGS, Timetable(), "report")
    assert {place.part[2:4] for place in places} == {(600, 90)}


def test_a_session_that_is_not_held_is_placed_with_what_it_cannot_do_without() -> None:
    week = tiny_week(tiny_session("long", least=120), tiny_session("short"), minutes=90)
    long, short = week.sessions
    assert usual_minutes(week, long, None) == 90
    assert usual_minutes(week, short, None) == 30
    assert usual_minutes(week, short, Part("short", 0, 600, 60)) == 60


def test_a_sitting_that_holds_another_part_of_the_session_is_no_place() -> None:
    other = Part("victims", 1, 600, 30, "hall")
    timetable = moved(GIVEN, None, other)
    places = all_places(WEEK, SETTINGS, timetable, "victims", VICTIMS)
    assert {place.part.day for place in places if place.difference.possible} == {0}
    assert {
        change.rule
        for place in places
        if place.part.day == 1
        for change in place.difference.changes
    } == {"structure"}


def test_a_week_without_rooms_has_places_without() -> None:
    week = WEEK.model_copy(update={"rooms": ()})
    bare = Timetable(parts=tuple(part._replace(room=None) for part in GIVEN.parts))
    places = all_places(week, SETTINGS, bare, "victims", bare.of("victims")[0])
    assert {place.part.room for place in places} == {None}


def test_a_part_is_judged_with_its_statements_wherever_it_goes() -> None:
    requests = Item(title="Requests", minutes=30, speakers=("CHL", "COD"))
    updates = Item(title="Updates", minutes=30, speakers=("CHL", "JOR"))
    talks = tiny_session("talks", agenda=(requests, updates), most_parts=2, least=60, wanted=120)
    chile = Delegation(code="CHL", name="Chile", sittings=mornings(0, 1))
    week = tiny_week(talks, days=4, minutes=60, delegations=(chile,))
    first = heard(at("talks", 0, "10:00", 60), (0, "CHL", 30), (0, "COD", 30))
    then = heard(at("talks", 2, "10:00", 60), (1, "JOR", 30), (1, "CHL", 30))
    rules = (HearEverySpeaker(), FollowTheAgenda())
    musts = [Setting(rule=rule, mode=Must()) for rule in rules]
    timetable = tiny_timetable(first, then)
    places = all_places(week, musts, timetable, "talks", then)
    assert all(place.part.statements == then.statements for place in places)
    assert then in [place.part for place in places], "where it is now"
    against = {
        place.part.day: {change.rule for change in place.difference.changes} for place in places
    }
    assert against == {0: {"structure"}, 1: {"hear_every_speaker"}, 2: set(), 3: set()}
    mended = next(place.difference for place in places if place.part.day == 1)
    assert mended.possible
    before = all_places(week, musts, timetable, "talks", first)
    assert {place.part.day for place in before if place.difference.possible} == {0, 1}
    late = next(place.difference for place in before if place.part.day == 3)
    assert {change.rule for change in late.changes} == {"hear_every_speaker", "follow_the_agenda"}
