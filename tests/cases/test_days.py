"""What a day says is added to its sittings; what replaces or takes away says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios import LIBRARY
from scenarios.loading.laying_over import lay_over
from scenarios.loading.loading import build_scenario, load_scenario, load_variant, resolve
from scenarios.reading.yaml.yaml_source import Source, read_yaml
from scenarios.studies.replanning.words.parsing import parse_change
from scenarios.studies.replanning.words.phrase import Situation
from scheduler.errors import BadInput
from scheduler.week.week import Week
from tests.desk.conftest import Run, edited

FOLDER = Path(__file__).parent / "days"
USUAL = {"morning": "10:00-13:00", "lunch": {"hours": "13:00-15:00", "for": ["side_event"]}}
NOON = {"hours": "12:00-13:00", "for": ["side_event"]}
OVERLAPPING = {
    "long": {"hours": "10:00-16:00", "for": ["special"]},
    "noon": NOON,
    "evening": "17:00-18:00",
}


def week(days: object = None, **more: Any) -> Week:
    """Monday 14 to Tuesday 22 June 2027, with two sittings a day."""
    said = {"from": "2027-06-14", "to": "2027-06-22", "sittings": USUAL, "days": days, **more}
    return build_scenario(file(said)).week


def file(said: object, **more: Any) -> dict[str, Any]:
    session = {"body": "x", "format": "special", "least": 60}
    bodies = {"x": {"name": "Body X", "kind": "other"}}
    return {"schema": 1, "week": said, "bodies": bodies, "sessions": {"one": session}, **more}


def on(found: Week, day: int) -> str:
    """The sittings of a day, in words."""
    return ", ".join(
        f"{one.name} {one.opens // 60}-{one.closes // 60}" for one in found.sittings_on(day)
    )


def refusal(days: object, **more: Any) -> str:
    with pytest.raises(BadInput) as caught:
        week(days, **more)
    return str(caught.value)


def test_an_early_hour_on_monday_is_one_more(run: Run) -> None:
    outcome = run("solve", FOLDER / "an-early-hour.yaml")
    assert outcome.code == 0
    shown = run("show", FOLDER / "an-early-hour.yaml")
    assert "Monday 14 June early 09:00–10:00, morning 10:00–13:00, afternoon 15" in shown.words


def test_a_date_that_would_overlap_what_it_is_added_to_names_both(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    text = (FOLDER / "a-monday-that-differs.yaml").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    outcome = run("show", path)
    assert outcome.code == 2
    assert "line 11" in outcome.problems
    assert "the sitting begins at 16:00, before 'afternoon' ends at 18:00" in outcome.problems
    added = "What '2027-06-14' says is added to what the week and 'monday' says: write 'afternoon:"
    assert added in outcome.problems
    edited(path, "opening day:", "afternoon: off, opening day:")
    shown = run("show", path)
    assert "Monday 14 June early 08:00–09:00, morning 10:00–13:00, opening day 16" in shown.words
    edited(path, "2027-06-14: {sittings: {afternoon: off, ", "2027-06-14: {only: true, sittings: {")
    shown = run("show", path)
    assert "Monday 14 June opening day 16:00–18:00 Tuesday" in shown.words
    assert "Monday 21 June early 08:00–09:00, morning 10:00–13:00, afternoon" in shown.words


@pytest.mark.parametrize("turned", [False, True])
def test_a_date_goes_before_its_weekday_whatever_the_order(turned: bool) -> None:
    days = {
        "2027-06-14": {"sittings": {"early": "07:00-08:00"}},
        "monday": {"sittings": {"early": "08:00-09:00", "late": "18:00-19:00"}},
    }
    found = week(dict(reversed(days.items())) if turned else days)
    assert on(found, 0) == "early 7-8, morning 10-13, lunch 13-15, late 18-19"
    assert on(found, 7) == "early 8-9, morning 10-13, lunch 13-15, late 18-19"
    assert on(found, 1) == "morning 10-13, lunch 13-15"


@pytest.mark.parametrize("off", ["off", None, {"off": True}])
def test_a_sitting_is_taken_away_by_off(off: object) -> None:
    found = week({"friday": {"sittings": {"morning": off}}})
    assert on(found, 4) == "lunch 13-15"


def test_the_same_name_changes_the_hours_and_nothing_else() -> None:
    found = week({"friday": {"sittings": {"Lunch": "13:00-14:00"}}})
    assert on(found, 4) == "morning 10-13, lunch 13-14"
    assert found.sitting["2027-06-18 lunch"].formats == {"side_event"}
    found = week({"friday": {"sittings": {"lunch": {"for": ["workshop"]}}}})
    assert on(found, 4) == "morning 10-13, lunch 13-15"
    assert found.sitting["2027-06-18 lunch"].formats == {"workshop"}


def test_only_replaces_whatever_stands_below() -> None:
    days = {
        "monday": {"sittings": {"early": "08:00-09:00"}},
        "14 June": {"only": True, "sittings": {"evening": "18:00-20:00"}},
        "tuesday": {"only": True, "sittings": {}},
    }
    found = week(days)
    assert on(found, 0) == "evening 18-20"
    assert on(found, 7) == "early 8-9, morning 10-13, lunch 13-15"
    assert found.is_closed(1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2027-06-20", "2027-06-20: the day is closed all the same: 'sunday' stands in 'closed'"),
        ("sunday", "sunday: the day is closed all the same: 'sunday' stands in 'closed'"),
        ("monday", "monday: one of these days is closed all the same: '21 June' stands in"),
    ],
)
def test_a_closed_day_is_closed_whatever_else_is_said_of_it(
    words: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    days = {words: {"sittings": {"morning": "09:00-12:00"}}}
    found = week(days, closed=["saturday", "sunday", "21 June"])
    assert found.is_closed(6) and found.is_closed(7) and not found.is_closed(0)
    assert said in caplog.text


@pytest.mark.parametrize(
    ("days", "more", "said"),
    [
        ({"monday": {"sittings": {}}}, {}, "this adds nothing to the day; where nobody meets on"),
        (
            {"monday": {"sittings": {"mornin": "off"}}},
            {},
            "monday › sittings › mornin: the day has no sitting 'mornin'; did you mean morning?",
        ),
        (
            {"monday": {"sittings": {"tea": {"for": ["workshop"]}}}},
            {},
            "tea: when is it? Give its hours, as in 18:00-20:00",
        ),
        (
            {"monday": {"sittings": {"lunch": {"off": True, "hours": "13:00-14:00"}}}},
            {},
            "'off' takes the sitting away; leave the rest out, or 'off'",
        ),
        (
            {
                "monday": {"sittings": {"early": "08:00-09:00"}},
                "Mon": {"sittings": {"early": "07:00-08:00"}},
            },
            {},
            "week › days › Mon: 'monday' is the same day; write all that differs on it in one",
        ),
        (
            {
                "14 June": {"sittings": {"early": "08:00-09:00"}},
                "2027-06-14": {"sittings": {"early": "07:00-08:00"}},
            },
            {},
            "week › days › 2027-06-14: '14 June' is the same day",
        ),
        (
            {"friday": {"sittings": {"long": "09:00-11:00"}}},
            {},
            "long: the sitting ends at 11:00, after 'morning' begins at 10:00; the sittings of a "
            "day may not overlap unless they are for different formats. What 'friday' says is "
            "added to what the week says: write 'morning: off' beside it",
        ),
        ({"thursday": {"sittings": {"Morning": "off", "morning": "off"}}}, {}, "two sittings"),
    ],
)
def test_a_day_of_which_nothing_sure_is_said_is_refused(
    days: object, more: dict[str, Any], said: str
) -> None:
    assert said in refusal(days, **more)


def test_what_a_day_lacks_anyway_may_be_taken_away_with_a_warning(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert on(week({"friday": {"sittings": {"evening": None}}}), 4) == "morning 10-13, lunch 13-15"
    assert "evening: the day has no sitting 'evening' that could be taken away" in caplog.text


# In a file that extends another


CHOICES: dict[Any, st.SearchStrategy[Any]] = {
    "morning": st.sampled_from(["09:00-10:00", "10:00-12:00", "off"]),
    "lunch": st.sampled_from(["14:00-15:00", {"hours": "13:00-15:00", "for": ["workshop"]}, "off"]),
    "evening": st.sampled_from(["18:00-20:00", {"hours": "19:00-24:00", "whole": True}]),
}
SITTINGS = st.fixed_dictionaries({}, optional=CHOICES).filter(bool)
DAYS = st.dictionaries(
    st.sampled_from(["monday", "tuesday", "2027-06-14", "2027-06-21"]),
    st.fixed_dictionaries({"sittings": SITTINGS}, optional={"only": st.just(False)}),
)


@pytest.mark.slow
@given(DAYS, st.data())
def test_days_may_stand_in_any_order_and_in_either_of_two_files(
    days: dict[str, Any], data: st.DataObject
) -> None:
    whole = week(days)
    order = data.draw(st.permutations(list(days)))
    assert week({day: days[day] for day in order}) == whole
    above = {day: days[day] for day in order[: len(order) // 2]}
    below = {day: entry for day, entry in days.items() if day not in above}
    said = {"from": "2027-06-14", "to": "2027-06-22", "sittings": USUAL, "days": below}
    source = lay_over(Source(file(said), {}, {}), Source({"week": {"days": above}}, {}, {}))
    assert resolve(source, Path("week.yaml")).week == whole


BELOW = """\
schema: 1
week:
  from: 2027-06-14
  to: 2027-06-22
  closed: [saturday, sunday]
  sittings:
    morning: 10:00-13:00
    lunch: {hours: 13:00-15:00, for: [side_event]}
  days:
    monday: {sittings: {early: {hours: 08:00-09:00, for: [coordination]}}}
    friday: {sittings: {lunch: off}}
    thursday: {sittings: {evening: 18:00-20:00}}
venue:
  rooms:
    hall: {seats: 100, closed: monday, divides_into: {east: 50, west: {seats: 50, closed: tuesday}}}
delegations:
  default: {absent: [monday]}
  also:
    NOR: {name: Norway, absent: tuesday}
    THA: {name: Thailand, present: [monday, tuesday]}
    FJI: {name: Fiji}
bodies: {x: {name: Body X, kind: other}}
sessions: {one: {body: x, format: special, least: 60}}
"""


def above(folder: Path, text: str) -> Week:
    (folder / "below.yaml").write_text(BELOW, encoding="utf-8")
    path = folder / "above.yaml"
    path.write_text(f"extends: below.yaml\n{text}", encoding="utf-8")
    return load_scenario(path).week


@pytest.mark.parametrize(
    ("days", "day", "sittings"),
    [
        ("monday: {sittings: {late: 18:00-19:00}}", 0, "early 8-9, morning 10-13, lunch 13-15, l"),
        ("monday: {sittings: {early: 07:00-08:00}}", 0, "early 7-8, morning 10-13, lunch 13-15"),
        ("monday: {sittings: {early: off}}", 0, "morning 10-13, lunch 13-15"),
        ("monday: {sittings: {early: null}}", 0, "morning 10-13, lunch 13-15"),
        ("monday: {only: true, sittings: {late: 18:00-19:00}}", 0, "late 18-19"),
        ("monday: null", 0, "morning 10-13, lunch 13-15"),
        ("friday: {sittings: {lunch: 13:00-14:00}}", 4, "morning 10-13, lunch 13-14"),
        ("thursday: {sittings: {morning: off, evening: off}}", 3, "lunch 13-15"),
    ],
)
def test_a_file_above_adds_changes_and_takes_away(
    tmp_path: Path, days: str, day: int, sittings: str
) -> None:
    assert on(above(tmp_path, f"week: {{days: {{{days}}}}}\n"), day).startswith(sittings)


def test_hours_alone_leave_a_sitting_to_those_who_had_it(tmp_path: Path) -> None:
    text = (
        "week: {sittings: {lunch: 13:00-14:00}, days: {monday: {sittings: {early: 07:00-08:00}}}}\n"
    )
    found = above(tmp_path, text)
    assert found.sitting["2027-06-15 lunch"].formats == {"side_event"}
    assert found.sitting["2027-06-14 early"].formats == {"coordination"}


@pytest.mark.parametrize("off", ["off", "null"])
def test_a_sitting_of_every_day_is_taken_away_above(tmp_path: Path, off: str) -> None:
    assert on(above(tmp_path, f"week: {{sittings: {{lunch: {off}}}}}\n"), 1) == "morning 10-13"


def test_an_empty_day_above_does_not_do_nothing_in_silence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"above.yaml, line 2.*friday: this adds nothing to the day"):
        above(tmp_path, "week: {days: {friday: {sittings: {}}}}\n")


def test_closed_days_are_added_and_null_opens_them(tmp_path: Path) -> None:
    found = above(tmp_path, "week: {closed: [tuesday]}\n")
    assert [found.is_closed(day) for day in (1, 5, 6, 8)] == [True] * 4
    assert not any(map(above(tmp_path, "week: {closed: null}\n").is_closed, range(9)))


def test_a_wrong_day_that_is_added_is_named_at_its_own_place(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"above.yaml, line 2, column 26: .*'sumday' is not a day"):
        above(tmp_path, "week: {closed: [tuesday, sumday]}\n")


def test_a_room_is_closed_as_a_change_in_words_closes_it(tmp_path: Path) -> None:
    found = above(tmp_path, "venue: {rooms: {hall: {closed: thursday morning}}}\n")
    hall = {"2027-06-14 early", "2027-06-21 morning", "2027-06-17 morning", "2027-06-15 lunch"}
    assert hall <= found.room["hall"].closed
    assert "2027-06-17 morning" in found.room["east"].closed
    assert "2027-06-15 lunch" not in found.room["east"].closed
    assert "2027-06-15 lunch" in found.room["west"].closed


def test_days_away_are_added_to_the_default_and_to_the_file_below(tmp_path: Path) -> None:
    found = above(tmp_path, "delegations: {also: {NOR: {absent: [wednesday]}}}\n")
    there = {c: {d for d in found.days if found.present_on(c, d)} for c in ("NOR", "THA", "FJI")}
    assert there == {"NOR": {3, 4}, "THA": {0, 1, 7, 8}, "FJI": {1, 2, 3, 4, 8}}


def test_a_delegation_may_be_there_or_away_for_a_sitting(tmp_path: Path) -> None:
    said = "{NOR: {present: [2027-06-14 morning, tuesday], absent: [2027-06-15 lunch, 22 June]}}"
    found = above(tmp_path, f"delegations: {{also: {said}}}\n").delegation["NOR"]
    assert found.sittings == {"2027-06-14 morning"}, "the file below says 'absent: tuesday', too"


def test_to_be_present_and_absent_on_the_same_days_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="NOR › present: it is never there: it is absent whenever"):
        above(tmp_path, "delegations: {also: {NOR: {present: [tuesday]}}}\n")


def test_to_be_present_on_no_day_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="THA › present: it is never there; name when it is, or"):
        above(tmp_path, "delegations: {also: {THA: {present: []}}}\n")


@pytest.mark.slow
def test_a_shorter_friday_keeps_its_morning() -> None:
    patch = read_yaml(FOLDER / "a-shorter-friday.yaml").data
    found = load_variant(LIBRARY / "apmbc-2011.yaml", patch).week
    assert on(found, 4) == "morning 10-13, lunch 13-15, afternoon 15-17"
    assert on(found, 3) == "morning 10-13, lunch 13-15, afternoon 15-18"


@pytest.mark.slow
def test_on_a_shorter_friday_only_what_ran_longer_changes(run: Run) -> None:
    given = (LIBRARY / "apmbc-2011.yaml", "held", "--change", FOLDER / "a-shorter-friday.yaml")
    # That nothing is better need not be proven.
    outcome = run("replan", *given, "--time-limit", "20")
    assert outcome.code == 0
    assert "1 of 25 parts changes." in outcome.words
    assert "on Friday 24 June 15:00 has 2 hours instead of 3 hours." in outcome.words


# In words


@pytest.mark.parametrize(
    ("text", "patch"),
    [
        ("wednesday closed", {"closed": ["wednesday"]}),
        ("Wednesday 16 June, friday closed", {"closed": ["2027-06-16", "Fri"]}),
        ("monday closed", {"closed": ["mondays"]}),
        ("mondays and tuesday closed", {"closed": ["monday", "15 June", "22.06.2027"]}),
        ("21 June closed", {"closed": ["2027-06-21"]}),
        ("thursday lunch closed", {"days": {"thursday": {"sittings": {"lunch": "off"}}}}),
    ],
)
def test_days_close_in_words_as_in_a_file(text: str, patch: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "below.yaml"
    path.write_text(BELOW, encoding="utf-8")
    scenario = load_scenario(path)
    changed = parse_change(Situation(scenario.week), text).apply(scenario).week
    assert changed == load_variant(path, {"week": patch}).week


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31 June closed", "'31 June' is not a date: there is no such day"),
        ("saturday closed", "'saturday' has no sitting: the day is closed"),
        ("Sunday 21 June closed", "contradicts itself: 2027-06-21 is a Monday; correct one"),
        ("23 June closed", "'23 June' is not a day of this week, 2027-06-14 to 2027-06-22"),
        ("tuesday evening closed", "'tuesday evening' is not a sitting of this week"),
        ("tuesday closed early", "'early' after 'closed' is not understood; leave it out"),
        ("morning, lunch, monday, thursday closed", "then nobody would meet in the whole week"),
        ("hal closed", "there is no room 'hal'; did you mean hall?"),
    ],
)
def test_days_that_cannot_close_are_refused_in_words(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "below.yaml"
    path.write_text(BELOW, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        parse_change(Situation(load_scenario(path).week), text)
    assert said in str(caught.value)


# A week over two months, over two years, and of more than seven days


NEW_YEAR = {"from": "2027-12-30", "to": "2028-01-11", "sittings": USUAL}


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("31 December", {1}),
        ("2 January", {3}),
        ("Sunday 2 January", {3}),
        ("02.01.2028", {3}),
        ("31.12.", {1}),
        ("Sunday 2. 1.", {3}),
        ("02-Jan-28", {3}),
        ("2 Jan 28", {3}),
        ("sunday", {3, 10}),
    ],
)
def test_a_date_without_a_year_is_of_the_year_that_the_week_has(words: str, days: set[int]) -> None:
    found = build_scenario(file({**NEW_YEAR, "closed": [words]})).week
    assert {day for day in range(13) if found.is_closed(day)} == days


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("thursday 10:00", "'thursday' can mean 2027-12-30 and 2028-01-06; write one of them"),
        ("Saturday 2 January 10:00", "contradicts itself: 2028-01-02 is a Sunday; correct one"),
        ("29.12. 10:00", "'29.12.' is not a day of this week, 2027-12-30 to 2028-01-11"),
        ("31-Dec-28 10:00", "'31-Dec-28' is not a day of this week, 2027-12-30 to 2028-01-11"),
        ("31.13. 10:00", "'31.13.' is not a date: there is no such day"),
        ("2 janwier 2028 10:00", "'2 janwier 2028' is not understood as a date; write it as 2027-"),
        ("29 December 10:00", "'29 December' is not a day of this week, 2027-12-30 to 2028-01-11"),
    ],
)
def test_a_day_that_is_not_sure_is_asked_for(at: str, said: str) -> None:
    given = file(NEW_YEAR)
    given["sessions"]["one"]["pinned"] = {"at": at, "minutes": 60}
    with pytest.raises(BadInput) as caught:
        build_scenario(given)
    assert said in str(caught.value)


def test_a_week_of_a_year_names_each_of_its_days_once() -> None:
    found = week(to="2028-06-13")
    assert found.length == 366
    assert len({found.day_name(day) for day in found.days}) == 366
    assert [one.name for one in found.sittings_on(365)] == ["morning", "lunch"]


def test_a_week_longer_than_a_year_is_refused() -> None:
    assert "the week is longer than 366 days" in refusal(None, to="2028-06-14")


def test_a_week_that_ends_before_it_begins_is_one_mistake() -> None:
    """A day that is named elsewhere is none of this week, and that is not its own mistake."""
    found = refusal(None, to="2027-06-13", poor="friday afternoon", closed="thursday")
    assert found.splitlines() == [
        "week › to: the week ends on 2027-06-13, before it begins on 2027-06-14"
    ]


@pytest.mark.slow
def test_in_a_long_week_the_hours_of_a_sitting_also_cover_another_by_weekday() -> None:
    said = {"from": "2027-06-14", "to": "2028-06-13", "sittings": OVERLAPPING}
    absent = {"x": {"name": "X", "absent": ["friday long"]}}
    found = build_scenario(file(said, delegations={"also": absent})).week
    fridays = [one for one in found.sittings if found.date_of(one.day).weekday() == 4]
    away = [one for one in found.sittings if not found.delegation["x"].present_in(one.id)]
    assert away == [one for one in fridays if one.name != "evening"]
