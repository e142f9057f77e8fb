"""What counts in a calendar of a year, at its boundaries and in words."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from scheduler.rules.rule import Price
from scheduler.season.judging import journeys, judge_season, travellers
from scheduler.season.season import POSSIBLE_DATES, Aim, Closure, Dates, OpenDays, Season
from tests.scheduler.seasons import dates, day, meeting, season


def amount(year: Season, aim: Aim) -> int:
    return judge_season(year, year.held).amount(aim.value)


def sentences(year: Season, aim: Aim) -> list[str]:
    findings = judge_season(year, year.held).findings
    return [finding.sentence for finding in findings if finding.rule == aim.value]


def trips(
    *stays: tuple[int, int], apart: int = 3, stay: int = 19, cities: tuple[str, ...] = ()
) -> int:
    """Journeys of a State that comes to joint meetings of two instruments."""
    meetings = [
        meeting(
            f"m{number}",
            when,
            instruments=["x", "y"],
            states=["ALB"],
            city=cities[number] if cities else "Geneva",
        )
        for number, when in enumerate(stays)
    ]
    year = season(*meetings, most_days_apart=apart, longest_stay=stay)
    return amount(year, Aim.SAVE_JOURNEYS)


# Days


def test_dates_are_said_with_what_they_share_said_once() -> None:
    assert str(Dates(date(2011, 11, 28), date(2011, 12, 2))) == "28 November to 2 December 2011"
    assert str(Dates(date(2011, 6, 20), date(2011, 6, 24))) == "20–24 June 2011"
    assert str(Dates(date(2011, 9, 5), date(2011, 9, 5))) == "5 September 2011"
    assert str(Dates(date(2011, 12, 30), date(2012, 1, 3))) == "30 December 2011 to 3 January 2012"


def test_a_day_is_closed_in_the_cities_that_are_named_or_everywhere() -> None:
    days = OpenDays(
        closed=(
            Closure(first=day(0), last=day(1), cities=frozenset({"Geneva"}), why="a feast"),
            Closure(first=day(3), last=day(3)),
        )
    )
    assert not days.open(day(0), "Geneva")
    assert not days.open(day(1), "Geneva")
    assert days.open(day(2), "Geneva")
    assert days.open(day(0), "Beirut")
    assert days.open(day(0)), "where no city is meant, a feast of one city closes nothing"
    assert not days.open(day(3))
    assert days.why_shut(day(0), "Geneva") == "closed (a feast)"
    assert days.why_shut(day(3), "Beirut") == "closed"
    assert days.why_shut(day(5)) == "no working day"


def test_a_meeting_sits_for_its_days_over_weekends_and_closed_days() -> None:
    days = OpenDays(closed=(Closure(first=day(7), last=day(7)),))
    assert days.run(day(4), 1) == dates(4, 4)
    assert days.run(day(4), 2) == dates(4, 8), "Saturday, Sunday and a closed Monday between"
    assert days.within(dates(4, 8)) == [day(4), day(8)]


# Clashes


def test_two_meetings_clash_on_each_day_on_which_both_sit() -> None:
    groups = {"groups": ["lawyers"]}
    touching = season(meeting("a", (0, 2), **groups), meeting("b", (2, 4), **groups))
    assert amount(touching, Aim.AVOID_CLASHES) == 1
    apart = season(meeting("a", (0, 2), **groups), meeting("b", (3, 4), **groups))
    assert amount(apart, Aim.AVOID_CLASHES) == 0


def test_a_weekend_in_which_neither_sits_is_no_clash() -> None:
    groups = {"groups": ["lawyers"]}
    year = season(meeting("a", (0, 11), **groups), meeting("b", (4, 7), **groups))
    assert amount(year, Aim.AVOID_CLASHES) == 2, "Friday and Monday"


def test_a_day_that_is_closed_where_one_of_them_meets_is_no_clash() -> None:
    closed = Closure(first=day(1), last=day(1), cities=frozenset({"Beirut"}))
    year = season(
        meeting("a", (0, 2), groups=["lawyers"]),
        meeting("b", (0, 2), groups=["lawyers"], city="Beirut"),
        open_days=OpenDays(closed=(closed,)),
    )
    assert amount(year, Aim.AVOID_CLASHES) == 2


@pytest.mark.parametrize(
    ("one", "other", "people"),
    [
        ({"groups": ["lawyers"]}, {"groups": ["lawyers"]}, "the lawyers"),
        ({"instruments": ["mines"]}, {"instruments": ["mines"]}, "delegates to the Mines"),
        ({"leaders": ["ALB"]}, {"leaders": ["ALB", "CHE"]}, "ALB, which leads both"),
        ({"groups": ["lawyers"]}, {"groups": ["soldiers"]}, ""),
        ({"states": ["ALB"]}, {"states": ["ALB"]}, ""),
    ],
)
def test_who_is_needed_twice(
    one: dict[str, list[str]], other: dict[str, list[str]], people: str
) -> None:
    year = season(meeting("a", (0, 0), **one), meeting("b", (0, 0), **other))
    assert amount(year, Aim.AVOID_CLASHES) == bool(people)
    assert all(
        said.endswith(f"(1 day); both need {people}.")
        for said in sentences(year, Aim("avoid_clashes"))
    )


def test_a_clash_is_said_with_both_meetings_and_their_dates() -> None:
    year = season(
        meeting("a", (0, 3), groups=["lawyers"]),
        meeting("b", (0, 4), groups=["lawyers"], city="Phnom Penh"),
    )
    assert sentences(year, Aim.AVOID_CLASHES) == [
        "“Meeting a” in Geneva, 7–10 June 2027, and “Meeting b” in Phnom Penh, 7–11 June 2027, "
        "sit on the same days (4 days); both need the lawyers."
    ]


def test_every_state_that_comes_to_both_is_in_two_places() -> None:
    year = season(
        meeting("a", (0, 3), states=["ALB", "CHE", "KHM"]),
        meeting("b", (2, 4), states=["CHE", "KHM", "LAO"]),
    )
    assert amount(year, Aim.LET_STATES_ATTEND) == 2 * 2
    assert amount(year, Aim.AVOID_CLASHES) == 0
    assert sentences(year, Aim.LET_STATES_ATTEND)[0].endswith(
        ": CHE and KHM come to both, and each has to be in two places on 2 days."
    )


def test_of_many_states_in_two_places_the_first_are_named() -> None:
    def said(states: str) -> str:
        both = {"states": states.split()}
        year = season(meeting("a", (0, 0), **both), meeting("b", (0, 0), **both))
        return sentences(year, Aim.LET_STATES_ATTEND)[0].split(": ")[1]

    assert said("ALB").startswith("ALB comes to both and has to be")
    assert said("ALB CHE KHM LAO UGA").startswith("ALB, CHE, KHM, LAO and UGA come to both")
    assert said("ALB CHE KHM LAO UGA ZMB").startswith("ALB, CHE, KHM, LAO and 2 other States come")


def test_a_state_with_delegates_for_several_meetings_is_not_in_two_places() -> None:
    both = {"states": ["ALB", "CHE"], "leaders": ["CHE"]}
    year = season(
        meeting("a", (0, 1), **both), meeting("b", (0, 1), **both), several_at_once={"CHE"}
    )
    assert amount(year, Aim.LET_STATES_ATTEND) == 1 * 2
    assert amount(year, Aim.AVOID_CLASHES) == 2, "who leads both is one team all the same"


# Journeys


def test_monday_and_wednesday_are_two_days_apart() -> None:
    assert trips((0, 0), (2, 2), apart=2) == 1
    assert trips((0, 0), (2, 2), apart=1) == 2


def test_days_apart_begin_with_the_last_day_of_the_earlier_meeting() -> None:
    assert trips((0, 1), (4, 4), apart=3) == 1
    assert trips((0, 1), (4, 4), apart=2) == 2


def test_friday_and_the_monday_after_are_three_days_apart() -> None:
    assert trips((0, 4), (7, 9), apart=3) == 1
    assert trips((0, 4), (7, 9), apart=2) == 2


def test_meetings_that_touch_or_overlap_are_one_journey() -> None:
    assert trips((0, 1), (2, 3), apart=1) == 1
    assert trips((0, 1), (2, 3), apart=0) == 2
    assert trips((0, 1), (1, 3), apart=0) == 1
    assert trips((0, 4), (1, 1), (4, 4), apart=0) == 1


def test_a_long_meeting_holds_together_what_is_apart() -> None:
    assert trips((0, 11), (1, 1), (14, 14), apart=3) == 1
    assert trips((1, 1), (14, 14), apart=3) == 2


def test_one_by_one_meetings_make_a_long_journey() -> None:
    assert trips((0, 0), (3, 3), (7, 7), apart=4) == 1


def test_a_meeting_with_which_a_stay_would_be_too_long_takes_a_journey_of_its_own() -> None:
    assert trips((0, 4), (7, 11), stay=12) == 1, "from Monday to the Friday of the second week"
    assert trips((0, 4), (7, 11), stay=11) == 2
    assert trips((0, 4), (7, 11), (14, 18), stay=12) == 2
    assert trips((0, 4), (7, 11), (14, 18), (21, 25), stay=12) == 2, "two weeks and two weeks"


def test_a_meeting_that_is_too_long_by_itself_is_one_journey() -> None:
    assert trips((0, 18), stay=5) == 1
    assert trips((0, 18), (2, 3), stay=5) == 1, "what lies inside it makes no stay longer"
    assert trips((0, 0), (0, 18), stay=5) == 1, "of two that begin on one day the longest is first"
    assert trips((0, 18), (19, 19), stay=5) == 2
    assert trips((0, 1), (2, 18), stay=5) == 2


def test_a_stay_that_is_too_long_may_be_left_while_a_meeting_goes_on() -> None:
    assert trips((0, 9), (7, 14), stay=14) == 2
    assert trips((0, 9), (7, 14), (8, 12), (16, 16), stay=14) == 2


def test_two_cities_are_two_journeys_whatever_the_days() -> None:
    assert trips((0, 1), (2, 3), cities=("Geneva", "Beirut")) == 2
    assert trips((0, 1), (2, 2), (3, 4), cities=("Geneva", "Beirut", "Geneva")) == 2


def test_only_states_that_come_for_several_instruments_count() -> None:
    year = season(
        meeting("a", (0, 0), instruments=["x"], states=["ALB", "CHE"]),
        meeting("b", (21, 21), instruments=["x"], states=["ALB", "CHE", "KHM"]),
        meeting("c", (9, 9), instruments=["y"], states=["CHE"]),
        meeting("d", (28, 28), states=["KHM"]),
    )
    assert travellers(year) == ["CHE"]
    assert amount(year, Aim.SAVE_JOURNEYS) == 3


def test_a_joint_meeting_is_one_of_several_instruments() -> None:
    year = season(meeting("a", (0, 0), instruments=["x", "y"], states=["ALB"]))
    assert amount(year, Aim.SAVE_JOURNEYS) == 1


def test_a_state_with_a_mission_in_the_city_makes_no_journey_to_it() -> None:
    year = season(
        meeting("a", (0, 0), instruments=["x"], states=["ALB", "CHE"]),
        meeting("b", (14, 14), instruments=["y"], states=["ALB", "CHE"], city="Beirut"),
        missions={"Geneva": frozenset({"CHE"})},
    )
    assert [str(trip) for trip in journeys(year, year.held, "CHE")] == ["Beirut 21 June 2027"]
    assert amount(year, Aim.SAVE_JOURNEYS) == 3


def test_states_that_travel_alike_are_said_together() -> None:
    states = ["ALB", "CHE", "KHM"]
    year = season(
        meeting("a", (0, 4), instruments=["x"], states=states),
        meeting("b", (7, 8), instruments=["y"], states=states),
        delegations={"ALB": "Albania"},
    )
    assert sentences(year, Aim.SAVE_JOURNEYS) == [
        "Albania and 2 other States make 1 journey each: Geneva 7–15 June 2027."
    ]


# Back to back


def apart(first: tuple[int, int], second: tuple[int, int], **more: object) -> int:
    year = season(
        meeting("a", first, instruments=["x"], subjects=["clearance"], states=["ALB", "CHE"]),
        meeting("b", second, instruments=["y"], subjects=["clearance"], states=["ALB", "CHE"]),
        **more,
    )
    return amount(year, Aim.ALIGN_MEETINGS)


def test_back_to_back_is_no_working_day_between() -> None:
    assert apart((0, 1), (2, 3)) == 0
    assert apart((0, 4), (7, 8)) == 0, "only a weekend lies between"
    assert apart((0, 1), (3, 4)) == 1 * 2
    assert apart((0, 1), (0, 1)) == 0


def test_the_sentence_says_that_days_lie_between() -> None:
    def said(last: tuple[int, int]) -> str:
        one = meeting("a", (0, 1), instruments=["x"], subjects=["clearance"], states=["ALB"])
        two = meeting("b", last, instruments=["y"], subjects=["clearance"], states=["ALB"])
        year = season(one, two, far=2)
        return judge_season(year, year.held).findings[-1].sentence

    assert ", have 1 working day between them; both are about clearance, and 1 State " in said(
        (3, 4)
    )
    assert ", have more than 2 working days between them; " in said((28, 28))


def test_it_does_not_matter_which_comes_first() -> None:
    assert apart((3, 4), (0, 1)) == apart((0, 1), (3, 4)) == 2


def test_a_day_closed_everywhere_is_no_working_day_and_a_feast_of_one_city_is() -> None:
    everywhere = OpenDays(closed=(Closure(first=day(2), last=day(2)),))
    here = OpenDays(closed=(Closure(first=day(2), last=day(2), cities=frozenset({"Geneva"})),))
    assert apart((0, 1), (3, 4), open_days=everywhere) == 0
    assert apart((0, 1), (3, 4), open_days=here) == 2


def test_days_beyond_near_and_up_to_far_count() -> None:
    assert apart((0, 0), (4, 4), near=3) == 0
    assert apart((0, 0), (4, 4), near=2) == 1 * 2
    assert apart((0, 0), (14, 14), far=9) == 9 * 2
    assert apart((0, 0), (28, 28), far=9) == 9 * 2
    assert apart((0, 0), (28, 28), near=4, far=9) == 5 * 2
    assert apart((0, 0), (28, 28), near=4, far=4) == 0


@pytest.mark.parametrize(
    "other",
    [
        {"instruments": ["y"], "subjects": ["victims"], "states": ["ALB"]},
        {"instruments": ["x", "y"], "subjects": ["clearance"], "states": ["ALB"]},
        {"instruments": ["y"], "subjects": ["clearance"], "states": ["CHE"]},
    ],
    ids=["another subject", "an instrument in common", "nobody comes to both"],
)
def test_what_need_not_stand_back_to_back(other: dict[str, list[str]]) -> None:
    one = meeting("a", (0, 0), instruments=["x"], subjects=["clearance"], states=["ALB"])
    assert amount(season(one, meeting("b", (9, 9), **other)), Aim.ALIGN_MEETINGS) == 0


# Dates


def test_a_meeting_is_moved_by_calendar_days_whichever_way() -> None:
    year = season(meeting("a", (0, 1), (14, 15), held=(7, 8)))
    for now, way in (((0, 1), "earlier"), ((14, 15), "later")):
        verdict = judge_season(year, {"a": dates(*now)})
        assert verdict.amount("keep_dates") == 7
        assert f"is 7 days {way} than it was held." in verdict.findings[-1].sentence


def test_dates_that_are_no_candidate_break_the_only_must() -> None:
    year = season(meeting("a", (0, 1), (7, 8)), meeting("b", (0, 1)))
    verdict = judge_season(year, {"a": dates(5, 7), "b": dates(7, 8)})
    assert [finding.rule for finding in verdict.breached] == [POSSIBLE_DATES, POSSIBLE_DATES]
    assert "Saturday 12 June 2027 is no working day" in verdict.breached[0].sentence
    assert "it is fixed on 7–8 June 2027" in verdict.breached[1].sentence
    assert judge_season(year, year.held).legal


# Prices


def test_an_aim_with_the_weight_0_is_counted_and_costs_nothing() -> None:
    prices = {aim: Price(tier=2) for aim in Aim} | {Aim.AVOID_CLASHES: Price(tier=1, weight=0)}
    groups = {"groups": ["lawyers"]}
    year = season(meeting("a", (0, 0), **groups), meeting("b", (0, 0), **groups), prices=prices)
    verdict = judge_season(year, year.held)
    assert verdict.amount("avoid_clashes") == 1
    assert (verdict.tiers, verdict.costs) == ((2,), (0,))


def test_aims_of_one_tier_add_up_with_their_weights() -> None:
    prices = {aim: Price(tier=1, weight=weight) for weight, aim in enumerate(Aim, 1)}
    year = season(
        meeting("a", (0, 0), groups=["lawyers"], states=["ALB"]),
        meeting("b", (0, 0), (7, 7), held=(7, 7), groups=["lawyers"], states=["ALB"]),
        prices=prices,
    )
    verdict = judge_season(year, {"a": dates(0, 0), "b": dates(0, 0)})
    assert verdict.costs == (1 * 1 + 1 * 2 + 7 * 5,)


def test_a_season_without_a_price_for_every_aim_is_refused() -> None:
    with pytest.raises(ValidationError, match="there is no price for keep_dates"):
        season(
            meeting("a", (0, 0)),
            prices={aim: Price(tier=1) for aim in Aim if aim is not Aim.KEEP_DATES},
        )
