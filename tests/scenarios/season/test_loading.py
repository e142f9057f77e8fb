"""A season file: what it can say, and how what is wrong with it is named, all at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scenarios import LIBRARY, SeasonPlan, load_season
from scenarios.loading.loading import load_scenario
from scenarios.season.loading import build_season
from scheduler.errors import BadInput
from scheduler.season.season import Aim, Dates, Price

BASE: dict[str, Any] = {
    "schema": 1,
    "delegations": {"also": {"ALB": {"name": "Albania"}, "KHM": {"name": "Cambodia"}}},
    "instruments": {
        "mines": {"name": "Mine Ban Convention", "parties": ["ALB", "KHM"]},
        "munitions": {"name": "Convention on Cluster Munitions", "parties": "everyone"},
    },
}

FILE = """\
schema: 1
instruments:
  mines: {name: Mine Ban Convention}
  mine-ban: {name: mine  ban convention}
closed:
  - {from: 2027-06-14, to: 2027-06-20, why: a feast}
  - {from: 2027-07-02, to: 2027-07-01}
meetings:
  week:
    name: The week
    city: Geneva
    instrument: mine
    from: 2027-06-11
    to: 2027-06-10
  again:
    name: The Week
    city: Geneva
    needs: lawyers
    may_begin: [2027-06-15, 2027-06-19]
    days: 2
  autumn:
    name: Autumn
    city: Geneva
    may_begin: {from: 2027-06-14, to: 2027-06-16}
    held: {from: 2027-06-07, to: 2027-06-09}
    days: 4
"""


def load(meeting: dict[str, Any], **more: Any) -> SeasonPlan:
    """A season of one meeting."""
    meetings = {"m": {"name": "The meeting", "city": "Anywhere at all", **meeting}}
    return build_season({**BASE, **more, "meetings": meetings})


def dates(meeting: dict[str, Any], **more: Any) -> list[str]:
    """The first days of the dates that a meeting may have."""
    found = load(meeting, **more).season.meeting["m"].candidates
    return [each.first.isoformat() for each in found]


def refused(meeting: dict[str, Any], **more: Any) -> str:
    with pytest.raises(BadInput) as caught:
        load(meeting, **more)
    return str(caught.value)


def test_every_problem_is_named_with_its_place_at_once(tmp_path: Path) -> None:
    path = tmp_path / "season.yaml"
    path.write_text(FILE, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_season(path)
    said = {
        problem.where.removeprefix(f"{path}, "): f"{problem.subject}: {problem.what}"
        for problem in caught.value.problems
    }
    assert said == {
        "line 4, column 20": "instruments › mine-ban › name: 'mines' has the same name, "
        "Mine Ban Convention (line 3); keep one key for it",
        "line 7, column 28": "closed › item 2 › to: the closed days end on 2027-07-01, "
        "before they begin on 2027-07-02",
        "line 12, column 17": "meetings › week › instrument: there is no instrument 'mine'; "
        "did you mean mines (Mine Ban Convention)?",
        "line 14, column 9": "meetings › week › to: the meeting ends on 2027-06-10, "
        "before it begins on 2027-06-11",
        "line 16, column 11": "meetings › again › name: 'week' has the same name, "
        "The week (line 10); keep one key for it",
        "line 18, column 12": "meetings › again › needs: there is no group 'lawyers'",
        "line 19, column 17": "meetings › again › may_begin › item 1: a meeting of 2 working days "
        "cannot begin then: Tuesday 2027-06-15 is closed (a feast)",
        "line 19, column 29": "meetings › again › may_begin › item 2: a meeting of 2 working days "
        "cannot begin then: Saturday 2027-06-19 is closed (a feast)",
        "line 26, column 11": "meetings › autumn › days: 7–9 June 2027 are 3 working days, not 4; "
        "correct one of them",
    }


def test_candidates_that_are_all_closed_are_refused() -> None:
    feast = {"from": "2027-06-14", "to": "2027-06-16"}
    said = refused({"days": 1, "may_begin": feast}, closed=[{**feast, "why": "a feast"}])
    assert "a meeting of 1 working day can begin on none of these 3 days" in said
    assert "the first: Monday 2027-06-14 is closed (a feast)" in said


def test_a_stretch_without_the_weekday_is_refused() -> None:
    stretch = {"from": "2027-06-14", "to": "2027-06-16", "on": "fridays"}
    assert "no friday lies from 2027-06-14 to 2027-06-16" in refused(
        {"days": 1, "may_begin": stretch}
    )
    assert "'fritag' is not a weekday; did you mean friday?" in refused(
        {"days": 1, "may_begin": {**stretch, "on": "fritag"}}
    )


def test_a_meeting_that_fits_a_week_stays_inside_one() -> None:
    """Of three days, it begins on Monday, Tuesday or Wednesday."""
    stretch = {"from": "2027-06-07", "to": "2027-06-13"}
    begins = dates({"days": 3, "may_begin": stretch})
    assert begins == ["2027-06-07", "2027-06-08", "2027-06-09"]
    said = refused({"days": 3, "may_begin": "2027-06-10"})
    assert "of 3 days from Thursday 2027-06-10, Saturday 2027-06-12 is no working day" in said


def test_a_meeting_longer_than_a_week_goes_on_over_the_weekend_but_not_over_a_feast() -> None:
    begin = {"days": 6, "may_begin": "2027-06-07"}
    plan = load(begin)
    assert plan.season.meeting["m"].candidates == (Dates(date(2027, 6, 7), date(2027, 6, 14)),)
    assert "Wednesday 2027-06-09 is closed" in refused(begin, closed=["2027-06-09"])


def test_a_feast_of_another_city_closes_nothing() -> None:
    begin = {"days": 1, "may_begin": "2027-06-09"}
    closed = [{"from": "2027-06-09", "to": "2027-06-09", "in": "Anywhere at all"}]
    assert "is closed" in refused(begin, closed=closed)
    elsewhere = {"name": "Elsewhere", "city": "Geneva", "from": "2027-06-07", "to": "2027-06-07"}
    plan = build_season(
        {
            **BASE,
            "closed": [{**closed[0], "in": "Geneva"}],
            "meetings": {"m": {"name": "M", "city": "Bern", **begin}, "other": elsewhere},
        }
    )
    assert plan.season.meeting["m"].candidates[0].first == date(2027, 6, 9)


def test_the_dates_it_was_held_on_are_always_possible() -> None:
    held = {"from": "2027-06-10", "to": "2027-06-14"}
    begins = dates({"held": held, "may_begin": {"from": "2027-06-14", "to": "2027-06-15"}})
    assert begins == ["2027-06-10", "2027-06-14", "2027-06-15"]


def test_without_a_record_the_first_candidate_is_what_it_is_moved_from() -> None:
    meeting = load({"days": 2, "may_begin": ["2027-06-14", "2027-06-08"]}).season.meeting["m"]
    assert not meeting.recorded
    assert meeting.held == Dates(date(2027, 6, 8), date(2027, 6, 9))


@pytest.mark.parametrize(
    ("meeting", "what"),
    [
        ({}, "m: when is it? write 'from' and 'to', or 'may_begin' for one that may move"),
        ({"from": "2027-06-07"}, "m: the key 'to' is missing"),
        ({"may_begin": "2027-06-07"}, "m: for how many days? write 'days', or 'held'"),
        ({"may_begin": [], "days": 2}, "when is it? write 'from' and 'to', or 'may_begin'"),
        (
            {"may_begin": "2027-06-07", "days": 1, "to": "2027-06-08"},
            "to: a meeting that may move has no fixed dates",
        ),
        (
            {"held": {"from": "2027-06-07", "to": "2027-06-07"}},
            "held: a meeting that may not move has 'from' and 'to'",
        ),
        (
            {
                "from": "2027-06-07",
                "to": "2027-06-07",
                "held": {"from": "2027-06-07", "to": "2027-06-07"},
            },
            "held: a meeting with fixed dates was held on them; leave 'held' out",
        ),
        ({"from": "2027-06-05", "to": "2027-06-07"}, "from: Saturday 2027-06-05 is no working day"),
        ({"from": "2027-06-07", "to": "2027-06-09", "days": 2}, "are 3 working days, not 2"),
        (
            {"from": "June", "to": "2027-06-09"},
            "'June' is not understood as a date; write it as 2011-06-20",
        ),
        ({"from": "2027-06-07", "to": "2030-06-07"}, "the meeting is longer than two years"),
        (
            {"days": 1, "may_begin": {"from": "2027-06-07", "to": "2030-06-07"}},
            "the days are more than two years",
        ),
        (
            {"days": 1, "may_begin": {"from": "2027-06-07", "to": "2027-06-01"}},
            "the days end on 2027-06-01, before they begin on 2027-06-07",
        ),
        (
            {"may_beginn": "2027-06-07"},
            "there is no key 'may_beginn' here; did you mean may_begin?",
        ),
        (
            {"from": "2027-06-07", "to": "2027-06-07", "leaders": "ALP"},
            "did you mean ALB (Albania)?",
        ),
        ({"from": "2027-06-07", "to": "2027-06-07", "source": "page"}, "there is no source 'page'"),
    ],
)
def test_dates_and_names_that_cannot_be_used(meeting: dict[str, Any], what: str) -> None:
    assert what in refused(meeting)


def test_far_may_not_be_less_than_near() -> None:
    day = {"from": "2027-06-07", "to": "2027-06-07"}
    said = refused(day, aims={"align_meetings": {"near": 5, "far": 4}})
    assert "far: 4 is less than 'near', which is 5" in said


def test_an_aim_under_an_old_name_is_refused_with_what_to_write_today() -> None:
    day = {"from": "2027-06-07", "to": "2027-06-07"}
    old = {"let_delegations_attend": {}, "save_trips": {"within": 3}, "align_instruments": {}}
    said = refused(day, aims=old)
    for line in (
        "aims › let_delegations_attend: did you mean let_states_attend? 'let_delegations_attend' "
        "has a new name: a week's rule and a season's aim no longer share a name",
        "aims › save_trips: did you mean save_journeys? 'save_trips' has a new name",
        "aims › align_instruments: did you mean align_meetings? 'align_instruments' has a new name",
    ):
        assert line in said
    inside = "within: did you mean most_days_apart: 3? 'within' has a new name: days apart are"
    assert f"aims › save_trips › {inside}" in said, "what stands under the old name is said, too"
    assert f"aims › save_journeys › {inside}" in refused(day, aims={"save_journeys": {"within": 3}})


def test_a_mission_or_a_feast_in_a_city_without_a_meeting_is_a_slip() -> None:
    day = {"from": "2027-06-07", "to": "2027-06-07"}
    feast = {**day, "in": "Geneve"}
    for more in ({"missions": {"Geneve": ["ALB"]}}, {"closed": [feast]}):
        assert "there is no city of a meeting 'Geneve'; it can be Anywhere at all" in refused(
            day, **more
        )


def test_aims_stand_in_tiers_of_their_own_unless_the_file_says_otherwise() -> None:
    day = {"from": "2027-06-07", "to": "2027-06-07"}
    assert load(day).season.prices == {aim: Price(tier=n) for n, aim in enumerate(Aim, 1)}
    journeys = {"tier": 1, "weight": 3, "most_days_apart": 5, "longest_stay": 12}
    season = load(day, aims={"save_journeys": journeys}).season
    assert season.prices[Aim.SAVE_JOURNEYS] == Price(tier=1, weight=3)
    assert season.prices[Aim.AVOID_CLASHES] == Price(tier=1)
    assert season.most_days_apart == 5
    assert season.longest_stay == 12
    assert load(day).season.longest_stay == 19


def test_states_with_delegates_for_several_meetings_are_selected_as_any_others() -> None:
    day = {"from": "2027-06-07", "to": "2027-06-07"}

    def several(said: Any) -> frozenset[str]:
        delegations = {**BASE["delegations"], "several_at_once": said}
        return load(day, delegations=delegations).season.several_at_once

    assert load(day).season.several_at_once == frozenset()
    assert several(["Albania"]) == {"ALB"}
    assert several({"parties_of": "mines"}) >= {"ALB", "KHM"}
    assert "there is no delegation 'Atlantis'" in refused(
        day, delegations={**BASE["delegations"], "several_at_once": ["Atlantis"]}
    )


def test_parties_come_unless_it_is_said_who_does() -> None:
    day = {"from": "2027-06-07", "to": "2027-06-07"}
    joint = load(
        {**day, "instrument": ["mines", "convention on cluster munitions"]}
    ).season.meeting["m"]
    assert joint.instruments == {"mines", "munitions"}
    assert joint.attended_by == {"ALB", "KHM"}
    assert load({**day, "instrument": "mines", "attended_by": "KHM"}).season.meeting[
        "m"
    ].attended_by == {"KHM"}
    assert load(day).season.meeting["m"].attended_by == frozenset()


def test_any_calendar_can_be_judged_from_the_days_that_differ() -> None:
    plan = load({"days": 2, "may_begin": ["2027-06-07", "2027-06-14"]})
    assert plan.judge().costs == (0, 0, 0, 0, 0)
    assert plan.judge({"m": date(2027, 6, 14)}).costs == (0, 0, 0, 0, 7)
    assert plan.judge({"m": Dates(date(2027, 6, 14), date(2027, 6, 15))}).legal
    assert not plan.judge({"m": Dates(date(2027, 6, 14), date(2027, 6, 16))}).legal
    with pytest.raises(BadInput, match="there is no meeting 'n'; it can be m"):
        plan.judge({"n": date(2027, 6, 14)})


def test_a_season_shows_itself_and_escapes_what_people_wrote() -> None:
    plan = build_season(
        {
            **BASE,
            "title": "A <year>",
            "meetings": {
                "m": {"name": "a < b", "city": "Bern", "days": 1, "may_begin": "2027-06-07"}
            },
        }
    )
    title, *_, meeting = str(plan).splitlines()
    assert title == "A <year>"
    assert meeting.split() == ["7", "June", "2027", "Bern", "a", "<", "b"]
    assert "a &lt; b" in plan._repr_html_()
    assert "A &lt;year&gt;" in plan._repr_html_()


def test_the_digest_tells_seasons_apart() -> None:
    one, other = (load({"days": 1, "may_begin": day}) for day in ("2027-06-07", "2027-06-08"))
    assert one.digest == load({"days": 1, "may_begin": ["2027-06-07"]}).digest
    assert one.digest != other.digest


def test_a_week_and_a_season_are_told_apart() -> None:
    with pytest.raises(BadInput, match=r"line \d+.*this is a season; 'meeting-week season' takes"):
        load_scenario(LIBRARY / "season-2011.yaml")
    with pytest.raises(BadInput, match=r"line \d+.*a scenario of one week; 'meeting-week solve'"):
        load_season(LIBRARY / "apmbc-2011.yaml")


def test_a_rota_is_sent_to_the_command_that_takes_it() -> None:
    with pytest.raises(BadInput, match=r"line \d+.*'meeting-week rota' takes it"):
        load_season(LIBRARY / "rota-2009-2015.yaml")


def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "season.yaml"
    path.write_text("- one\n", encoding="utf-8")
    with pytest.raises(BadInput, match="a season file begins with keys"):
        load_season(path)


def test_public_holidays_of_a_city_are_closed_there_and_nowhere_else() -> None:
    days = {"may_begin": {"from": "2027-05-10", "to": "2027-05-21"}, "days": 5}
    season = load({**days, "city": "Geneva"}, holidays={"Geneva": "CH-GE"}).season
    assert not season.open_days.open(date(2027, 5, 17), "Geneva")
    assert season.open_days.open(date(2027, 5, 17), "Tirana")
    closure = season.open_days.closure(date(2027, 5, 17), "Geneva")
    assert closure is not None
    assert closure.why == "Pentecost Monday"
    place = {"country": "CH", "subdivision": "GE", "but_not": ["2027-05-17"]}
    open_again = load({**days, "city": "Geneva"}, holidays={"Geneva": place}).season
    assert open_again.open_days.open(date(2027, 5, 17), "Geneva")


@pytest.mark.parametrize(
    ("holidays", "told"),
    [
        ({"Genva": "CH-GE"}, "did you mean Geneva?"),
        ({"Geneva": "XX"}, "there is no country 'XX'"),
        ({"Geneva": "none.csv"}, "there is no file"),
        ({"Geneva": {"country": "CH", "but_not": ["soon"]}}, "'soon' is not understood as a date"),
    ],
)
def test_holidays_that_are_none_are_refused(holidays: dict[str, Any], told: str) -> None:
    days = {"may_begin": {"from": "2027-05-10", "to": "2027-05-21"}, "days": 5}
    with pytest.raises(BadInput) as error:
        load({**days, "city": "Geneva"}, holidays=holidays)
    assert told in str(error.value)
