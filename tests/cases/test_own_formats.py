"""Formats of a scenario's own: the word that people read, and what rules take it for."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.exchange.schedule_csv import read_schedule, schedule_text
from scenarios.loading.loading import build_scenario, load_scenario
from scenarios.scenario import Scenario
from scheduler.errors import BadInput
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Format, Session
from tests.desk.conftest import Run

WEEK = """\
schema: 1
week:
  from: 2027-06-14
  to: 2027-06-15
  sittings:
    morning: 10:00-13:00
    lunch: {hours: 13:00-15:00, for: side_event}
    evening: {hours: 18:00-20:00, for: [reception]}
formats:
  reception: {programme: no, sittings: [evening]}
  drafting-group: {programme: yes, like: small_group}
  hearing: {name: Public hearing, like: plenary}
  info_lunch: {like: side_event}
bodies: {work: {name: Work, kind: other}}
sessions:
  welcome: {body: work, format: reception, least: 60}
  text: {body: work, format: drafting-group, least: 60}
  voices: {body: work, format: public hearing, least: 60}
  panel: {body: work, format: info_lunch, least: 60}
order:
  - {first: drafting groups, then: hearings}
  - {first: everything, then: receptions}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "week.yaml"
    found.write_text(WEEK, encoding="utf-8")
    return found


def sittings(scenario: Scenario, session: str) -> set[str]:
    one = scenario.week.session[session]
    return {sitting.name for sitting in scenario.week.sittings if one.may_use(sitting)}


def test_people_read_the_word_and_rules_what_it_is_like(path: Path) -> None:
    week = load_scenario(path).week

    def told(session: Session) -> tuple[str, str, Format, bool]:
        return session.format_word, session.format_name, session.format, session.programme

    assert [told(session) for session in week.sessions] == [
        ("reception", "reception", Format.SIDE_EVENT, False),
        ("drafting-group", "drafting group", Format.SMALL_GROUP, True),
        ("hearing", "Public hearing", Format.PLENARY, True),
        ("info_lunch", "info lunch", Format.SIDE_EVENT, False),
    ]


def test_it_sits_where_it_says_or_else_where_what_it_is_like_does(path: Path) -> None:
    scenario = load_scenario(path)
    assert sittings(scenario, "welcome") == {"evening"}
    assert sittings(scenario, "text") == {"morning"}
    assert sittings(scenario, "panel") == {"lunch"}


def test_a_sitting_that_names_it_is_open_to_it_as_well(tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    path.write_text(WEEK.replace("[reception]", "[Info lunch]"), encoding="utf-8")
    assert sittings(load_scenario(path), "panel") == {"lunch", "evening"}


def test_an_order_names_all_its_sessions(path: Path) -> None:
    (rule,) = [s.rule for s in load_scenario(path).settings if s.rule.name == "honour_order"]
    pairs = {(one.first, one.then) for one in rule.orders}  # type: ignore[attr-defined]
    assert pairs == {("text", "voices"), ("voices", "welcome"), ("text", "welcome")}


def test_the_schedule_has_the_word_and_gives_it_back(run: Run, path: Path) -> None:
    outcome = run("solve", path, "--output", path.with_suffix(".csv"))
    assert outcome.code == 0
    text = path.with_suffix(".csv").read_text(encoding="utf-8")
    assert ",reception," in text
    assert ",drafting-group," in text
    assert run("check", path, path.with_suffix(".csv")).code == 0
    assert "Public hearing" in run("show", path).output


def test_a_session_that_the_scenario_lacks_keeps_its_own_format(path: Path) -> None:
    scenario = load_scenario(path)
    week = scenario.week
    placed = Timetable(parts=(Part("welcome", 0, 18 * 60, 60),))
    table = path.with_name("table.csv")
    table.write_text(schedule_text(week, placed).replace("welcome", "farewell"), encoding="utf-8")
    text = schedule_text(week, read_schedule(table, week))
    assert "farewell" in text


def test_the_sentence_of_a_rule_says_the_word(run: Run, path: Path) -> None:
    table = path.with_name("table.csv")
    rows = "session,date,start,end\nwelcome,2027-06-14,10:00,11:00\n"
    table.write_text(rows, encoding="utf-8")
    assert "is not open to a reception" in run("check", path, table).output


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "format: reception",
            "format: receptoin",
            "there is no format 'receptoin'; did you mean r",
        ),
        ("for: [reception]", "for: [recepton]", "there is no format 'recepton'; did you mean re"),
        ("[evening]}", "[evenign]}", "formats › reception › sittings › item 1: 'evenign'"),
        ("  reception:", "  side event:", "'side_event' is a format already"),
        ("like: small_group", "like: smal_group", "did you mean small_group"),
        ("{programme: no, sittings: [evening]}", "{sittings: evening}", "say whether it is part"),
        ("  welcome:", "  receptions:", "'receptions' is the word for all sessions of the format"),
    ],
)
def test_what_is_wrong_is_said_with_what_is_near(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    path = tmp_path / "week.yaml"
    path.write_text(WEEK.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as error:
        load_scenario(path)
    assert any(told in str(problem) for problem in error.value.problems), error.value.problems


def test_a_word_in_two_sittings_that_overlap_is_refused(tmp_path: Path) -> None:
    data = {
        "schema": 1,
        "week": {
            "from": "2027-06-14",
            "to": "2027-06-14",
            "sittings": {
                "lunch": {"hours": "13:00-15:00", "for": ["workshop"]},
                "buffet": {"hours": "14:00-16:00", "for": ["side_event"]},
            },
        },
        "formats": {"stand": {"programme": "no", "sittings": ["lunch", "buffet"]}},
        "bodies": {"work": {"name": "Work"}},
        "sessions": {"one": {"body": "work", "format": "stand", "least": 60}},
    }
    with pytest.raises(BadInput, match="'lunch' and 'buffet' overlap"):
        build_scenario(data)


def test_weeks_without_own_formats_keep_their_digest(path: Path) -> None:
    plain = WEEK.replace("like: plenary", "like: workshop")
    other = path.with_name("other.yaml")
    other.write_text(plain, encoding="utf-8")
    assert load_scenario(path).problem.digest != load_scenario(other).problem.digest


@pytest.mark.slow
def test_a_sitting_that_is_closed_later_is_taken_from_the_format(run: Run, path: Path) -> None:
    schedule, after = path.with_name("schedule.csv"), path.with_name("after.yaml")
    assert run("solve", path, "--output", schedule).code == 0
    closed = ("--change", "monday evening closed", "--change", "tuesday evening closed")
    alone = run("replan", path, schedule, *closed)
    assert alone.code == 2
    assert "no sitting on its days is open to a reception" in alone.problems
    dropped = ("--change", "welcome dropped", *closed, "--save-scenario", after)
    assert run("replan", path, schedule, *dropped).code == 0
    assert load_scenario(after).week.formats
    assert "welcome" not in load_scenario(after).week.session
