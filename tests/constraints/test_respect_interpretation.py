"""Boundary cases of `respect_interpretation`."""

from __future__ import annotations

from constraints.respect_interpretation import RespectInterpretation
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.week.week import Interpretation, Week

RULE = RespectInterpretation()


def week(teams: Interpretation | None, least: int = 30) -> Week:
    return tiny_week(
        *(tiny_session(name, languages=1, least=least) for name in ("one", "two", "three")),
        sittings=("morning", "midday", "afternoon"),
        days=2,
        interpretation=teams,
    )


def test_two_teams_follow_two_sessions_at_one_time_but_not_three() -> None:
    two = tiny_timetable(at("one", 0, "10:00", 60), at("two", 0, "10:00"), at("three", 0, "10:30"))
    three = tiny_timetable(*two.parts[:2], at("three", 0, "10:00"))
    here = week(Interpretation(teams=2))
    assert not list(RULE.check(here, two))
    (breach,) = RULE.check(here, three)
    assert breach == (("sitting", "2011-06-20 morning"), 1)
    assert RULE.say(here, *breach) == (
        "On Monday 20 June, morning, 3 interpreted sessions run at one time; "
        "there are 2 teams of interpreters."
    )


def test_where_there_is_no_team_one_session_is_too_many() -> None:
    here = week(Interpretation(teams=0))
    assert RULE.say(here, ("sitting", "2011-06-20 morning"), 1) == (
        "On Monday 20 June, morning, 1 interpreted session runs; there are 0 teams of interpreters."
    )


def test_what_is_asked_is_said_for_one_team_and_for_several() -> None:
    one, two = week(Interpretation(teams=1, sittings_a_day=1)), week(Interpretation(teams=2))
    assert RULE.say(two, ("sitting", "2011-06-20 morning")) == (
        "No more than 2 interpreted sessions can run at one time on Monday 20 June, morning: "
        "there are 2 teams of interpreters."
    )
    assert RULE.say(one, ("sitting", "2011-06-20 morning")).endswith(
        "there is 1 team of interpreters."
    )
    assert RULE.say(two, ("week",)) == (
        "Interpretation is available for no more than 14 sittings in the week: 2 teams of "
        "interpreters can work 7 a week each, and a sitting counts for each team that it needs."
    )
    assert RULE.say(one, ("day", 0)) == (
        "Interpretation is available for no more than 1 sitting on Monday 20 June: "
        "1 team of interpreters can work 1 a day."
    )


def test_a_team_works_two_sittings_a_day_but_not_three() -> None:
    here = week(Interpretation(teams=1))
    two = tiny_timetable(at("one", 0, "10:00"), at("two", 0, "12:00"), at("three", 1, "10:00"))
    three = tiny_timetable(*two.parts[:2], at("three", 0, "15:00"))
    assert not list(RULE.check(here, two))
    assert list(RULE.check(here, three)) == [(("day", 0), 1)]


def test_a_team_works_the_sittings_of_a_week_and_no_more() -> None:
    here = week(Interpretation(teams=1, sittings_a_week=2))
    two = tiny_timetable(at("one", 0, "10:00"), at("two", 1, "12:00"), at("three", 1, "12:30"))
    three = tiny_timetable(*two.parts[:2], at("three", 1, "15:00"))
    assert not list(RULE.check(here, two))
    assert list(RULE.check(here, three)) == [(("week",), 1)]


def test_a_week_that_does_not_speak_of_interpretation_is_not_asked() -> None:
    crowd = tiny_timetable(at("one", 0, "10:00"), at("two", 0, "10:00"), at("three", 0, "10:00"))
    assert not list(RULE.check(week(None), crowd))
    assert not list(RULE.count(week(None)))


def test_the_head_count_takes_the_longest_sittings_that_a_team_may_work() -> None:
    # One team, twice a day for an hour, three times in the week: three hours.
    teams = Interpretation(teams=1, sittings_a_week=3)
    (full,) = RULE.count(week(teams, least=60))
    (over,) = RULE.count(week(Interpretation(teams=1, sittings_a_day=1), least=60))
    assert (full.need, full.have) == (180, 180)
    assert (over.need, over.have) == (180, 120)
    assert over.sentence == (
        "The interpreted sessions need 3 hours; "
        "1 team of interpreters can work 2 hours in the week."
    )
