"""The laws of a season over drawn calendars: model and judge, journeys, and who is in two places.

Journeys and clashes are counted a third time here, by other means than model and judge: by trying
every way to share out meetings among journeys, and day by day for each State.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.judging.judge import Finding
from scheduler.season.judging import journeys, judge_season, travellers
from scheduler.season.season import Aim, Dates, Meeting, Season
from scheduler.season.solving import solve_season
from scheduler.solving.result import Status
from scheduler.solving.solving import Options
from tests.laws.test_season import counted, judged
from tests.scheduler.seasons import CITIES, KEYS, STATES, dates, drawn_seasons

pytestmark = pytest.mark.slow

CLASHES = (Aim.AVOID_CLASHES, Aim.LET_STATES_ATTEND)
EXAMPLES = 60
"""Seasons drawn where a model is built for each."""

FAR = dates(700, 700)
"""Dates on which nothing else can be."""


@st.composite
def seasons_with_calendars(draw: st.DrawFn) -> tuple[Season, dict[str, Dates]]:
    year = draw(drawn_seasons())
    return year, {one.id: draw(st.sampled_from(one.candidates)) for one in year.meetings}


def findings(year: Season, calendar: Mapping[str, Dates], aim: Aim) -> list[Finding]:
    return [one for one in judge_season(year, calendar).findings if one.rule == aim]


def amount(year: Season, calendar: Mapping[str, Dates], aim: Aim) -> int:
    return judge_season(year, calendar).amount(aim.value)


def with_meetings(year: Season, meetings: Sequence[Meeting]) -> Season:
    return year.model_copy(update={"meetings": tuple(meetings)})


def with_state(year: Season, meetings: Sequence[Meeting], what: str) -> Season:
    """The season with another State that leads some meetings, or comes to them."""
    return with_meetings(
        year,
        [
            one.model_copy(update={what: getattr(one, what) | {"NEW"}}) if one in meetings else one
            for one in year.meetings
        ],
    )


# Model and judge


@settings(max_examples=EXAMPLES)
@given(seasons_with_calendars())
def test_model_and_judge_count_alike_on_drawn_calendars(
    drawn: tuple[Season, dict[str, Dates]],
) -> None:
    year, calendar = drawn
    legal, found = judged(year, calendar)
    assert legal
    assert counted(year, calendar) == counted(year, calendar, -1) == found


@settings(max_examples=EXAMPLES // 2)
@given(drawn_seasons(), st.permutations(KEYS))
def test_a_solved_season_costs_the_same_whatever_meetings_are_called(
    year: Season, keys: list[str]
) -> None:
    one, other = (
        solve_season(each, Options(workers=1)) for each in (year, renamed(year, keys, STATES))
    )
    assert one.status is other.status is Status.PROVEN
    assert one.verdict is not None
    assert other.verdict is not None
    assert one.verdict.costs == other.verdict.costs


# Journeys


def divided(stays: Sequence[Dates]) -> Iterator[list[list[Dates]]]:
    """Every way to share out meetings among journeys."""
    if not stays:
        yield []
        return
    for others in divided(stays[1:]):
        yield [[stays[0]], *others]
        for number, group in enumerate(others):
            yield [*others[:number], [stays[0], *group], *others[number + 1 :]]


def can_be_one(group: Sequence[Dates], year: Season) -> bool:
    """Whether one journey can hold some meetings."""
    first, reached = min(group)
    for one in sorted(group):
        if (one.first - reached).days > year.most_days_apart:
            return False
        reached = max(reached, one.last)
    stay = Dates(first, reached)
    return stay in group or len(list(stay.days())) <= year.longest_stay


@given(seasons_with_calendars())
def test_nobody_could_make_fewer_journeys(drawn: tuple[Season, dict[str, Dates]]) -> None:
    year, calendar = drawn
    for state in travellers(year):
        for city in CITIES:
            abroad = state not in year.missions.get(city, ())
            here = [
                calendar[one.id]
                for one in year.meetings
                if abroad and one.city == city and state in one.attended_by
            ]
            fewest = min(
                len(groups)
                for groups in divided(here)
                if all(can_be_one(group, year) for group in groups)
            )
            trips = [trip for trip in journeys(year, calendar, state) if trip.city == city]
            assert len(trips) == fewest, (here, year.most_days_apart, year.longest_stay)


@given(seasons_with_calendars())
def test_no_journey_is_longer_than_a_stay_may_last_unless_a_meeting_is(
    drawn: tuple[Season, dict[str, Dates]],
) -> None:
    year, calendar = drawn
    held = {(one.city, calendar[one.id]) for one in year.meetings}
    for state in STATES:
        for trip in journeys(year, calendar, state):
            days = len(list(trip.dates.days()))
            assert days <= year.longest_stay or (trip.city, trip.dates) in held


@given(seasons_with_calendars(), st.integers(1, 30))
def test_a_longer_stay_never_means_more_journeys(
    drawn: tuple[Season, dict[str, Dates]], more: int
) -> None:
    year, calendar = drawn
    longer = year.model_copy(update={"longest_stay": year.longest_stay + more})
    aim = Aim.SAVE_JOURNEYS
    assert amount(longer, calendar, aim) <= amount(year, calendar, aim)


# Clashes among delegations


def sitting(year: Season, calendar: Mapping[str, Dates], one: Meeting) -> set[date]:
    return set(year.open_days.within(calendar[one.id], one.city))


def renamed(year: Season, keys: Sequence[str], states: Sequence[str]) -> Season:
    """The same season with other keys for its meetings, and other codes for its States."""
    key, code = dict(zip(KEYS, keys, strict=True)), dict(zip(STATES, states, strict=True))

    def codes(some: frozenset[str]) -> frozenset[str]:
        return frozenset(code[one] for one in some)

    meetings = [
        one.model_copy(
            update={
                "id": key[one.id],
                "leaders": codes(one.leaders),
                "attended_by": codes(one.attended_by),
            }
        )
        for one in year.meetings
    ]
    people = {
        "missions": {city: codes(some) for city, some in year.missions.items()},
        "several_at_once": codes(year.several_at_once),
    }
    return with_meetings(year, meetings).model_copy(update=people)


@given(seasons_with_calendars())
def test_a_state_is_in_two_places_for_each_two_of_its_meetings_on_each_day(
    drawn: tuple[Season, dict[str, Dates]],
) -> None:
    year, calendar = drawn
    pairs = 0
    for state in set(STATES) - year.several_at_once:
        mine = [one for one in year.meetings if state in one.attended_by]
        places = Counter(day for one in mine for day in sitting(year, calendar, one))
        pairs += sum(comb(several, 2) for several in places.values())
    assert amount(year, calendar, Aim.LET_STATES_ATTEND) == pairs


@pytest.mark.parametrize("aim", CLASHES)
@given(drawn=seasons_with_calendars())
def test_a_clash_taken_away_lowers_the_amount_by_what_the_meeting_costs(
    aim: Aim, drawn: tuple[Season, dict[str, Dates]]
) -> None:
    year, calendar = drawn
    found = findings(year, calendar, aim)
    for key in {key for finding in found for key in finding.case}:
        gone = sum(finding.amount for finding in found if key in finding.case)
        assert gone > 0
        apart = amount(year, {**calendar, key: FAR}, aim)
        assert apart == amount(year, calendar, aim) - gone


@given(seasons_with_calendars())
def test_another_state_that_comes_to_both_is_in_two_places_on_each_day_of_both(
    drawn: tuple[Season, dict[str, Dates]],
) -> None:
    year, calendar = drawn
    before = amount(year, calendar, Aim.LET_STATES_ATTEND)
    for one, other in combinations(year.meetings, 2):
        joined = with_state(year, (one, other), "attended_by")
        shared = sitting(year, calendar, one) & sitting(year, calendar, other)
        assert amount(joined, calendar, Aim.LET_STATES_ATTEND) == before + len(shared)
        large = joined.model_copy(update={"several_at_once": year.several_at_once | {"NEW"}})
        assert amount(large, calendar, Aim.LET_STATES_ATTEND) == before


@given(seasons_with_calendars())
def test_a_state_that_comes_to_lead_both_makes_a_clash_of_every_day_of_both(
    drawn: tuple[Season, dict[str, Dates]],
) -> None:
    year, calendar = drawn
    for one, other in combinations(year.meetings, 2):
        led = with_state(year, (one, other), "leaders")
        shared = sitting(year, calendar, one) & sitting(year, calendar, other)
        case = tuple(sorted((one.id, other.id)))
        now = {each.case: each for each in findings(led, calendar, Aim.AVOID_CLASHES)}
        if shared:
            assert now[case].amount == len(shared)
            assert "NEW, which leads both" in now[case].sentence
        else:
            assert case not in now


@given(seasons_with_calendars(), st.permutations(KEYS), st.permutations(STATES))
def test_what_meetings_and_states_are_called_makes_no_difference(
    drawn: tuple[Season, dict[str, Dates]], keys: list[str], states: list[str]
) -> None:
    year, calendar = drawn
    key = dict(zip(KEYS, keys, strict=True))
    other = renamed(year, keys, states)
    moved = {key[one]: when for one, when in calendar.items()}
    for aim in Aim:
        amounts = sorted(one.amount for one in findings(year, calendar, aim))
        assert sorted(one.amount for one in findings(other, moved, aim)) == amounts


@given(seasons_with_calendars(), st.permutations(range(len(KEYS))))
def test_the_order_of_meetings_makes_no_difference(
    drawn: tuple[Season, dict[str, Dates]], order: list[int]
) -> None:
    year, calendar = drawn
    number = len(year.meetings)
    shuffled = with_meetings(year, [year.meetings[n] for n in order if n < number])
    one, other = (judge_season(each, calendar) for each in (year, shuffled))
    assert sorted(map(str, one.findings)) == sorted(map(str, other.findings))


@given(seasons_with_calendars())
def test_a_finding_names_whoever_is_needed_in_two_places(
    drawn: tuple[Season, dict[str, Dates]],
) -> None:
    year, calendar = drawn
    for finding in findings(year, calendar, Aim.LET_STATES_ATTEND):
        one, other = (year.meeting[key] for key in finding.case)
        torn = (one.attended_by & other.attended_by) - year.several_at_once
        said = finding.sentence.split(": ", 1)[1]
        assert {code for code in STATES if code in said} == torn
        assert one.name in finding.sentence
        assert other.name in finding.sentence
    for finding in findings(year, calendar, Aim.AVOID_CLASHES):
        one, other = (year.meeting[key] for key in finding.case)
        said = finding.sentence.split("both need ", 1)[1]
        assert {code for code in STATES if code in said} == one.leaders & other.leaders
        for key in one.groups & other.groups:
            assert year.groups[key] in said
        for key in one.instruments & other.instruments:
            assert year.instrument[key].inside in said
