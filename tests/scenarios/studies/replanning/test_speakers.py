"""Replanning a week with a list of speakers: nobody is moved for nothing, and who is, is told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from constraints.follow_the_agenda import FollowTheAgenda
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.hold_every_session import HoldEverySession
from constraints.keep_published import KeepPublished
from constraints.shorten_stays import ShortenStays
from constraints.sit_within_hours import SitWithinHours
from constraints.speak_as_published import SpeakAsPublished
from constraints.stay_near_published import StayNearPublished
from constraints.tiny import at, heard, mornings, tiny_room, tiny_session, tiny_timetable, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scenarios.exchange.schedule_csv import read_schedule, schedule_text
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scenarios.studies.comparison.statement_moves import find_statement_moves
from scenarios.studies.replanning.case import ReplanCase, read_case
from scenarios.studies.replanning.changes_in_words import change_in_words
from scenarios.studies.replanning.notices import NoticeRole
from scenarios.studies.replanning.publishing import NEAR, SPEAKERS
from scenarios.studies.replanning.reasons import why_not_there
from scenarios.studies.replanning.result import Replanned
from scenarios.studies.replanning.run import replan
from scheduler.errors import BadInput
from scheduler.judging.judge import judge
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.solving.result import Status
from scheduler.solving.solving import Options, solve
from scheduler.week.agenda import Item
from scheduler.week.clock import DAY
from scheduler.week.timetable import Timetable
from scheduler.week.week import Delegation, Session, Week

pytestmark = pytest.mark.slow

ONE = Options(workers=1)
UPDATES = Item(title="Updates", minutes=45, speakers=("CHL", "COD", "JOR", "PER"))
NAMES = {"CHL": "Chile", "COD": "DR Congo", "JOR": "Jordan", "NOR": "Norway", "PER": "Peru"}
MUSTS = tuple(
    Setting(rule=rule, mode=Must())
    for rule in (
        SitWithinHours(),
        HoldEverySession(),
        UseRoomsOnce(),
        HearEverySpeaker(),
        FollowTheAgenda(),
    )
)
MONDAY = heard(at("clearance", 0, "10:00", 60, room="hall"), (0, "COD", 45), (0, "PER", 45))
TUESDAY = heard(at("clearance", 1, "10:00", 60, room="hall"), (0, "CHL", 45), (0, "JOR", 45))
PUBLISHED = tiny_timetable(MONDAY, TUESDAY)


def scenario(least: int = 60, *sessions: Session, stays: Setting | None = None) -> Scenario:
    """Two mornings of an hour for four speakers, who would like three quarters each."""
    clearance = tiny_session(
        "clearance",
        agenda=(UPDATES,),
        most_parts=2,
        least=least,
        wanted=120,
        leaders={"NOR"},
        audience={"PER", "JOR"},
    )
    delegations = tuple(Delegation(code=code, name=name) for code, name in NAMES.items())
    rooms = (tiny_room("hall"), tiny_room("annex"))
    week = tiny_week(clearance, *sessions, delegations=delegations, days=2, rooms=rooms)
    settings = (*MUSTS, stays) if stays else MUSTS
    return Scenario(title="Speakers", path=Path("tiny.yaml"), week=week, settings=settings)


def after(*changes: str, before: Scenario | None = None, **more: Any) -> Replanned:
    before, published = before or scenario(), more.pop("published", PUBLISHED)
    changed = change_in_words(before, changes, published, more.get("now")).scenario
    return replan(ReplanCase(changed, published, known=before.week, **more), ONE)


def told(replanned: Replanned) -> list[tuple[str, str]]:
    return [(row["who"], row["sentence"]) for row in replanned.told_rows()]


def test_who_speaks_when_stays_though_other_orders_are_as_good() -> None:
    replanned = after()
    assert replanned.result.timetable == PUBLISHED
    assert not (replanned.moves or replanned.speaking or replanned.told)
    assert list(replanned.sentences()) == [
        "The published week can stay as it is: no part of it changes."
    ]


def test_a_list_of_speakers_goes_before_the_preferences_of_the_scenario() -> None:
    panel = tiny_session("panel", speakers={"PER"}, sittings=mornings(1), shortest=60, least=60)
    stays = Setting(rule=ShortenStays(), mode=Prefer(tier=1, weight=50))
    before = scenario(60, panel, stays=stays)
    published = tiny_timetable(MONDAY, TUESDAY, at("panel", 1, "10:00", 60, room="annex"))
    verdict = before.judge(published)
    assert [one.case for one in verdict.findings if one.amount > 1] == [("NOR",), ("PER",)]
    assert after(before=before, published=published).speaking == ()
    assert solve(before.problem, ONE).tiers[0].value < verdict.cost(1)


def test_who_is_away_speaks_on_another_day_and_is_told_so() -> None:
    replanned = after("CHL away tuesday")
    assert replanned.result.status is Status.PROVEN
    assert replanned.moves == ()
    assert (
        "CHL",
        "Chile now speaks on Monday 20 June at about 10:00 instead of Tuesday 21 June, on "
        "“Updates” in “Clearance”.",
    ) in told(replanned)
    assert [one.reason for one in replanned.speaking if not one.move.shifted] == [
        ("Chile must speak in “Clearance” and is not present for 45 minutes of it.",)
    ]
    assert list(replanned.sentences()) == [
        "No part of the published week changes.",
        "1 statement stands in another part than published.",
        "3 statements come 10 minutes or more earlier or later in the same part.",
    ]
    text = replanned.text(200)
    assert "4 delegations that speak at another time, or no longer: Chile, DR Congo, Jordan" in text
    assert "Who speaks at another time" in text
    assert "instead of Tuesday 21 June, on “Updates”. Chile must speak in “Clearance” and" in text


def test_who_speaks_earlier_or_later_in_the_same_sitting_is_told_so() -> None:
    replanned = after("CHL away tuesday")
    assert [row for row in told(replanned) if row[0] in ("COD", "JOR")] == [
        (who, f"{name} now speaks on {day} at about {times}, on “Updates” in “Clearance”.")
        for who, name, day, times in (
            ("COD", "DR Congo", "Monday 20 June", "10:20 instead of 10:00"),
            ("JOR", "Jordan", "Tuesday 21 June", "10:00 instead of 10:30"),
        )
    ]
    assert not any(one.reason for one in replanned.speaking if one.move.shifted)


def test_a_reason_is_a_fact_only_where_the_published_week_breaks_a_must() -> None:
    """Who is not the cause is told what would be otherwise; of a part that moved, only that."""
    week = scenario(120).week
    monday = heard(MONDAY.place, (0, "CHL", 45), (0, "COD", 45))
    tuesday = heard(TUESDAY.place, (0, "JOR", 45), (0, "PER", 45))
    published = tiny_timetable(monday, tuesday)
    away = Delegation(code="PER", name="Peru", sittings=mornings(0))
    in_order = UPDATES.model_copy(update={"in_order": True})
    session = week.sessions[0].model_copy(update={"agenda": (in_order,)})
    others = tuple(one for one in week.delegations if one.code != "PER")
    week = week.model_copy(update={"sessions": (session,), "delegations": (away, *others)})

    def reasons(after: Timetable) -> dict[str, tuple[str, ...]]:
        moves = find_statement_moves(week, published, after)
        found = why_not_there(week, MUSTS, published, after, moves)
        return {move.speaker: reason for move, reason in zip(moves, found, strict=True)}

    both = (*monday.statements, *tuesday.statements)
    found = reasons(tiny_timetable(monday._replace(statements=both), TUESDAY.place))
    assert found["PER"] == (
        "Peru must speak in “Clearance” and is not present for 45 minutes of it.",
    )
    assert found["JOR"][0].startswith(
        "Otherwise: in “Clearance”, Peru speaks in a part before Jordan"
    )
    gone = tiny_timetable(tuesday._replace(statements=both))
    assert reasons(gone)["COD"] == ("The part in which it stood is not held any more.",)
    later = tiny_timetable(tuesday._replace(statements=both), at("clearance", 1, "15:00", 60))
    assert reasons(later)["COD"] == ("The part in which it stood has moved.",)


def test_where_all_minutes_are_needed_one_other_speaker_changes_places() -> None:
    replanned = after("CHL away tuesday", before=scenario(120))
    assert replanned.moves == ()
    who = [one.move.speaker for one in replanned.speaking if not one.move.shifted]
    assert len(who) == 2
    assert "CHL" in who
    assert set(who) & {"COD", "PER"}
    assert NoticeRole.FOLLOWER not in {one.role for one in replanned.told}, "no part changed"


def test_what_was_said_stays_said() -> None:
    monday_is_over = DAY
    replanned = after("CHL away tuesday", now=monday_is_over)
    assert replanned.result.status is Status.INFEASIBLE
    on_monday = after("CHL away monday", now=monday_is_over)
    assert on_monday.result.timetable == PUBLISHED
    assert on_monday.speaking == ()


def test_of_a_part_that_is_running_what_is_still_to_be_said_may_change() -> None:
    half_past_ten = 630
    replanned = after("PER away monday", before=scenario(60), now=half_past_ten)
    assert replanned.result.status is Status.PROVEN
    assert [one.move.speaker for one in replanned.speaking] == ["PER", "JOR"]
    a_quarter_to_eleven = 645
    replanned = after("PER away monday", before=scenario(60), now=a_quarter_to_eleven)
    assert replanned.speaking == ()
    assert replanned.past_breaches, "it had begun to speak and was away"


def test_whoever_speaks_in_a_part_that_moves_goes_with_it_and_is_told_once() -> None:
    replanned = after("hall closed monday")
    assert replanned.speaking == ()
    [move] = replanned.moves
    assert move.row.after is not None
    assert move.row.after.statements == MONDAY.statements
    assert [(one.who, one.role) for one in replanned.told][:4] == [
        ("NOR", NoticeRole.LEADER),
        ("COD", NoticeRole.SPEAKER),
        ("PER", NoticeRole.SPEAKER),
        ("JOR", NoticeRole.FOLLOWER),
    ]


def test_a_programme_that_does_not_say_who_speaks_when_is_kept_as_it_is_written() -> None:
    bare = Timetable(parts=(MONDAY.place, TUESDAY.place))
    replanned = after(published=bare)
    assert replanned.speaking == ()
    assert replanned.result.timetable is not None
    assert [sorted(part.speakers) for part in replanned.result.timetable.parts] == [
        ["CHL", "COD"],
        ["JOR", "PER"],
    ]
    away = after("JOR away tuesday", published=bare)
    assert [one.move.speaker for one in away.speaking if not one.move.shifted] == ["JOR"]


def every_way() -> Iterator[Timetable]:
    """Every timetable of the week, with every way to divide its agenda."""
    spans = [None, ("10:00", 30), ("10:00", 60), ("10:30", 30)]
    for chosen in product(spans, spans):
        parts = [
            at("clearance", day, start, minutes, room="hall")
            for day, span in enumerate(chosen)
            if span is not None
            for start, minutes in [span]
        ]
        for places in product(range(len(parts)), repeat=len(UPDATES.speakers)):
            statements = UPDATES.statements(0)
            yield Timetable(
                parts=tuple(
                    part._replace(
                        statements=tuple(
                            one for one, p in zip(statements, places, strict=True) if p == number
                        )
                    )
                    for number, part in enumerate(parts)
                )
            )


def kept(week: Week, timetable: Timetable) -> tuple[int, int]:
    """What the two tiers that keep a published week cost."""
    parts, steps, spoken = (
        sum(breach.amount for breach in rule(reference="published").check(week, timetable))
        for rule in (KeepPublished, StayNearPublished, SpeakAsPublished)
    )
    return parts, steps + SPEAKERS * spoken


@pytest.mark.parametrize("least", [60, 90, 120])
@pytest.mark.parametrize("speaker", UPDATES.speakers)
def test_no_way_to_divide_the_agenda_changes_less_or_stays_nearer(least: int, speaker: str) -> None:
    """Against every timetable that keeps the musts, whoever of the speakers is away on a day."""
    for day in ("monday", "tuesday"):
        replanned = after(f"{speaker} away {day}", before=scenario(least))
        week = replanned.scenario.week
        legal = (one for one in every_way() if judge(week, MUSTS, one).legal)
        best = min(kept(week, one) for one in legal)
        assert tuple(tier.value for tier in replanned.result.tiers[:NEAR]) == best


def test_a_new_speaker_is_told_and_who_no_longer_speaks() -> None:
    before = scenario()
    updates = UPDATES.model_copy(update={"speakers": ("CHL", "COD", "JOR", "NOR")})
    session = before.week.sessions[0].model_copy(update={"agenda": (updates,)})
    week = before.week.model_copy(update={"sessions": (session,)})
    changed = before.model_copy(update={"week": week})
    replanned = replan(ReplanCase(changed, PUBLISHED, known=before.week), ONE)
    assert len([one for one in replanned.speaking if not one.move.shifted]) == 2
    words = " ".join(one.move.say(week) for one in replanned.speaking)
    assert "Norway now speaks on “Updates” in “Clearance”, on" in words
    assert "Peru no longer speaks on “Updates” in “Clearance”." in words


def test_time_that_is_added_in_one_part_need_not_be_shared_by_all(tmp_path: Path) -> None:
    """What each speaker cannot do without stays, also in the scenario that is saved."""
    path = tmp_path / "week.yaml"
    path.write_text(FILE.replace("least: 120", "least: 90"), encoding="utf-8")
    before = load_scenario(path)
    published = Timetable(
        parts=(
            heard(at("talks", 0, "10:00", 45), (0, "", 40), (1, "CHL", 20)),
            heard(at("talks", 1, "10:00", 30), (1, "COD", 20), (1, "JOR", 20)),
            heard(at("talks", 2, "10:00", 30), (1, "PER", 20), (2, "", 20)),
            at("closing", 2, "15:00", 60),
        )
    )
    longer = ["talks longer 15"]
    replanned = replan(read_case(before, published, longer, "tuesday 18:00"), ONE)
    assert replanned.result.status is Status.PROVEN
    assert [move.row.what for move in replanned.moves] == [("length",)]
    assert replanned.speaking == ()
    assert replanned.past_breaches == ()
    talks = replanned.scenario.week.session["talks"]
    assert (talks.least, [item.least for item in talks.agenda]) == (120, [24, 12, 12])
    again = load_scenario(replanned.save_scenario(tmp_path / "saved.yaml"))
    assert again.week.session["talks"] == talks


@pytest.mark.slow
def test_of_a_session_that_is_dropped_in_mid_week_what_was_said_is_left(tmp_path: Path) -> None:
    """It is saved with the agenda that was heard, and its speakers are there for no more."""
    path = tmp_path / "week.yaml"
    path.write_text(FILE, encoding="utf-8")
    before = load_scenario(path)
    published = Timetable(
        parts=(
            heard(at("talks", 0, "10:00", 60), (0, "", 40), (1, "CHL", 20)),
            heard(at("talks", 1, "10:00", 60), (1, "COD", 20), (1, "JOR", 20)),
            heard(at("talks", 2, "10:00", 60), (1, "PER", 20), (2, "", 20)),
            at("closing", 2, "15:00", 60),
        )
    )
    replanned = replan(read_case(before, published, ["talks dropped"], "tuesday 18:00"), ONE)
    assert replanned.result.status is Status.PROVEN
    talks = replanned.scenario.week.session["talks"]
    assert [(item.title, item.minutes, item.speakers) for item in talks.agenda] == [
        ("Overview", 40, ()),
        ("Updates", 20, ("CHL", "COD", "JOR")),
    ]
    assert "PER" in {row["who"] for row in replanned.told_rows()}
    assert "CHL" not in {row["who"] for row in replanned.told_rows()}, "it has spoken"
    saved = replanned.save_scenario(tmp_path / "saved.yaml")
    again = load_scenario(saved)
    assert again.week.session["talks"].agenda == talks.agenda
    assert replanned.result.timetable is not None
    assert again.judge(replanned.result.timetable).legal


FILE = """\
schema: 1
title: A session that is dropped
week:
  from: 2011-06-20
  to: 2011-06-22
  sittings: {morning: 10:00-11:00, afternoon: 15:00-16:00}
delegations:
  also:
    CHL: {name: Chile}
    COD: {name: DR Congo}
    JOR: {name: Jordan}
    PER: {name: Peru}
    NOR: {name: Norway}
bodies:
  x: {name: Body X, kind: other, co_chairs: [NOR]}
sessions:
  talks:
    body: x
    format: plenary
    least: 120
    parts: {at_most: 3, shortest: 15}
    agenda:
      - {item: Overview, minutes: 40}
      - {item: Updates, speakers: [CHL, COD, JOR, PER], minutes_each: 20}
      - {item: Any other business, minutes: 20}
  closing: {title: Closing, body: x, format: plenary, least: 60, days: [wednesday]}
rules: {}
"""


# Who no longer speaks


def test_a_statement_that_is_cancelled_leaves_parts_as_they_are_and_tells_who_came_later() -> None:
    replanned = after("CHL silent in clearance")
    assert replanned.result.status is Status.PROVEN
    assert replanned.moves == ()
    assert told(replanned) == [
        ("CHL", "Chile no longer speaks on “Updates” in “Clearance”."),
        (
            "JOR",
            "Jordan now speaks on Tuesday 21 June at about 10:00 instead of 10:30, on “Updates” in "
            "“Clearance”.",
        ),
    ]
    assert list(replanned.sentences())[1:] == [
        "1 statement comes 10 minutes or more earlier or later in the same part.",
        "1 statement is no longer made.",
    ]
    assert replanned.as_published == ()
    assert after("CHL silent", "CHL away monday, tuesday").result.status is Status.PROVEN


def test_who_has_spoken_cannot_be_silent_any_more() -> None:
    def refusal(words: str, now: int | None = None) -> str:
        with pytest.raises(BadInput) as error:
            change_in_words(scenario(), [words], PUBLISHED, now)
        return str(error.value)

    assert "Norway makes no statement in the agenda of any session" in refusal("NOR silent")
    due = "all statements of DR Congo in “Clearance” were due before that moment"
    assert refusal("COD silent in clearance", DAY).endswith(due)
    half_past_ten = 630
    assert change_in_words(scenario(), ["PER silent"], PUBLISHED, half_past_ten).sentences == (
        "Peru no longer speaks in “Clearance”.",
    )
    due = "all statements of Peru were due before that moment"
    assert refusal("PER silent", half_past_ten + 1).endswith(due)


def test_an_agenda_in_one_part_that_has_begun_stays_as_it_was() -> None:
    talk = tiny_session("talk", agenda=(UPDATES,), most_parts=1, least=60)
    week = tiny_week(talk, delegations=scenario().week.delegations)
    before = Scenario(title="Talk", path=Path("tiny.yaml"), week=week, settings=MUSTS)
    with pytest.raises(BadInput) as error:
        change_in_words(before, ["PER silent"], tiny_timetable(at("talk", 0, "10:00", 60)), 601)
    assert "of Peru were due before that moment, or stand in “Talk”, which had begun" in str(
        error.value
    )


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (["JOR silent"], ["Overview", "Updates", "Any other business"]),
        ([f"{code} silent" for code in UPDATES.speakers], ["Overview", "Any other business"]),
    ],
)
def test_a_cancelled_statement_is_saved_and_the_list_of_speakers_read_back(
    tmp_path: Path, words: list[str], titles: list[str]
) -> None:
    """Also where an item has nobody left, and those after it count one less."""
    path = tmp_path / "week.yaml"
    path.write_text(FILE.replace("least: 120", "least: 30"), encoding="utf-8")
    before = load_scenario(path)
    published = Timetable(
        parts=(
            heard(at("talks", 0, "10:00", 45), (0, "", 40), (1, "CHL", 20)),
            heard(at("talks", 1, "10:00", 30), (1, "COD", 20), (1, "JOR", 20)),
            heard(at("talks", 2, "10:00", 30), (1, "PER", 20), (2, "", 20)),
            at("closing", 2, "15:00", 60),
        )
    )
    replanned = replan(read_case(before, published, words), ONE)
    assert replanned.result.status is Status.PROVEN
    timetable = replanned.result.timetable
    assert timetable is not None
    talks = replanned.scenario.week.session["talks"]
    assert [item.title for item in talks.agenda] == titles
    last = timetable.of("talks")[-1].statements[-1]
    assert talks.agenda[last.item].title == "Any other business"
    again = load_scenario(replanned.save_scenario(tmp_path / "saved.yaml"))
    assert again.week.session["talks"] == talks
    schedule = tmp_path / "new.csv"
    schedule.write_text(schedule_text(again.week, timetable), encoding="utf-8")
    assert read_schedule(schedule, again.week) == timetable
    assert replan(read_case(again, schedule, []), ONE).told == ()
