"""A week in five sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from constraints.tiny import MONDAY, at, tiny_session, tiny_timetable, tiny_week
from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scheduler.document.committee_times import brief, short_name
from scheduler.document.week_summary import WeekSummary
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Delegation, Format, Instrument, Kind, Proposal, Week
from tests.library_weeks import library_weeks

WEEKS = library_weeks()
DAY = ("morning", "afternoon")
GROUP = {"format": Format.SMALL_GROUP, "optional": True, "proposal": Proposal(volunteered=True)}


def told(week: Week, *parts: Part) -> tuple[str, ...]:
    return WeekSummary(week, tiny_timetable(*parts)).sentences()


def committee(subject: str, name: str, **more: str) -> Body:
    return Body(id=subject, name=f"Standing Committee on {name}", subject=subject, **more)


@pytest.mark.slow
def test_the_week_of_2011_as_held() -> None:
    scenario = load_scenario(LIBRARY / "apmbc-2011.yaml")
    assert scenario.grid(scenario.candidate("held")).summary.sentences() == (
        "The week runs from Monday 20 June at 10:00 to Friday 24 June at 18:00; General Status "
        "opens and closes it.",
        "Stockpile Destruction sits on Monday afternoon; Mine Clearance from Monday afternoon to "
        "Wednesday morning and on Thursday morning, interrupted by Victim Assistance; Victim "
        "Assistance from Wednesday to Thursday morning, whole; Cooperation on Friday morning.",
        "Three small groups meet on Thursday afternoon, all three at once, one of them before its "
        "committee has sat, and report back at 17:30; three more were proposed.",
        "52 delegations from capital lead or speak and stay for 119 days in all, 2.3 on average; "
        "eight of them stay for all five days.",
        "The programme leaves 1 hour of its 30 hours free; at most three meetings run at once, on "
        "Thursday at 15:00.",
    )


@pytest.mark.parametrize("path", WEEKS, ids=lambda path: path.stem)
def test_every_candidate_of_the_library_is_told_in_few_words(path: Path) -> None:
    scenario = load_scenario(path)
    for name in scenario.candidates:
        summary = scenario.grid(scenario.candidate(name)).summary
        assert 3 <= len(summary.sentences()) <= 5
        assert len(str(summary).split()) < 220
        assert all(one.endswith(".") and "  " not in one for one in summary.sentences())


def test_a_committee_that_another_interrupts_is_told_so_though_it_opens_and_closes_the_week() -> (
    None
):
    week = tiny_week(tiny_session("clearance", most_parts=2), tiny_session("victims"), sittings=DAY)
    parts = at("clearance", 0, "10:00"), at("victims", 0, "10:30"), at("clearance", 0, "15:00")
    assert told(week, *parts)[:2] == (
        "The week runs on Monday 20 June from 10:00 to 15:30; Clearance opens and closes it.",
        "Clearance sits on Monday, interrupted by Victims; Victims on Monday morning.",
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (3, "interrupted by B0, B1 and B2;"),
        (4, "interrupted by B0, B1, B2 and one other;"),
        (5, "interrupted by B0, B1, B2 and two others;"),
    ],
)
def test_of_many_that_interrupt_a_committee_three_are_named_and_the_others_counted(
    number: int, words: str
) -> None:
    others = [tiny_session(f"b{n}", least=15) for n in range(number)]
    week = tiny_week(tiny_session("clearance", most_parts=2), *others, sittings=DAY)
    between = [at(f"b{n}", 0, f"{10 + n // 4}:{n % 4 * 15:02}", 15) for n in range(number)]
    parts = at("clearance", 0, "09:30"), *between, at("clearance", 0, "15:00")
    assert words in told(week, *parts)[1]


def test_a_small_group_and_another_instrument_interrupt_nobody() -> None:
    week = tiny_week(
        tiny_session("opening"),
        tiny_session("clearance", most_parts=2),
        tiny_session("munitions"),
        tiny_session("group", body="victims", **GROUP),
        tiny_session("closing"),
        bodies=(Body(id="munitions", name="Munitions", instrument="other"),),
        days=2,
        sittings=DAY,
    )
    parts = (
        at("opening", 0, "10:00"),
        at("clearance", 0, "10:30"),
        at("munitions", 0, "15:00"),
        at("group", 0, "15:30"),
        at("clearance", 1, "10:00"),
        at("closing", 1, "15:00"),
    )
    assert told(week, *parts)[1] == (
        "Clearance sits on Monday morning and Tuesday morning, whole; Munitions on Monday "
        "afternoon; the two instruments share Monday, and the week changes between them twice."
    )


def test_bodies_of_an_instrument_without_committees_go_by_its_name() -> None:
    more = {"kind": Kind.OTHER, "instrument": "ccm"}
    week = tiny_week(
        tiny_session("clearance"),
        tiny_session("ccm-clearance", body="one"),
        tiny_session("ccm-assistance", body="other"),
        bodies=(Body(id="one", name="One", **more), Body(id="other", name="Other", **more)),
        instruments=(Instrument(id="ccm", name="Convention on Cluster Munitions"),),
        days=2,
    )
    parts = at("clearance", 0, "10:00"), at("ccm-clearance", 1, "10:00")
    assert told(week, *parts, at("ccm-assistance", 1, "10:30"))[:2] == (
        "The week runs from Monday 20 June at 10:00 to Tuesday 21 June at 11:00; Clearance opens "
        "it and the Convention on Cluster Munitions closes it.",
        "The Convention on Cluster Munitions sits on Tuesday morning; the two instruments share no "
        "day.",
    )


def test_a_joint_session_interrupts_neither_of_its_committees() -> None:
    week = tiny_week(
        tiny_session("clearance", most_parts=2),
        tiny_session("joint", bodies=("clearance", "victims")),
        tiny_session("victims"),
        minutes=120,
    )
    parts = at("clearance", 0, "10:00"), at("joint", 0, "10:30"), at("clearance", 0, "11:00")
    assert told(week, *parts, at("victims", 0, "11:30"))[1] == (
        "Clearance sits on Monday morning, whole; Victims on Monday morning."
    )


def test_what_two_instruments_share_and_hold_together_is_told() -> None:
    scenario = load_scenario(LIBRARY / "ccw-2010-april.yaml")
    held = scenario.grid(scenario.candidate("held")).summary.sentences()
    assert held[1] == (
        "Amended Protocol II sits on Monday and Tuesday; Protocol V from Tuesday afternoon to "
        "Friday; the two instruments share no day and hold one session together."
    )


def test_small_groups_are_counted_with_how_many_meet_at_once_and_too_early() -> None:
    week = tiny_week(
        tiny_session("clearance"),
        tiny_session("uganda", body="clearance", **GROUP),
        tiny_session("colombia", body="clearance", **GROUP),
        tiny_session("albania", body="clearance", **GROUP),
        tiny_session("report", format=Format.REPORT_BACK, optional=True),
        days=2,
        minutes=120,
    )
    held = at("clearance", 0, "10:30")
    early, late = at("uganda", 0, "10:00"), at("uganda", 0, "11:00")
    beside, after = at("colombia", 0, "11:00"), at("colombia", 1, "10:00")
    report = at("report", 1, "11:00")
    assert told(week, held, late, beside, report)[1] == (
        "Two small groups meet on Monday morning, both at once, and report back on Tuesday at "
        "11:00; one more was proposed."
    )
    assert (
        "meet on Monday morning and Tuesday morning, one at a time; one"
        in told(week, held, late, after)[1]
    )
    assert (
        "One small group meets on Monday morning, before its committee has sat; two"
        in told(week, held, early)[1]
    )
    third = at("albania", 1, "10:00")
    assert ", up to two at once" in told(week, held, late, beside, third)[1]
    assert "one of them before its committee has sat." in told(week, held, early, beside, third)[2]


def test_of_proposals_that_are_all_left_out_it_is_said_so() -> None:
    groups = [tiny_session(name, body="clearance", **GROUP) for name in ("uganda", "colombia")]
    week = tiny_week(tiny_session("clearance"), *groups)
    assert told(week, at("clearance", 0, "10:00"))[1] == (
        "None of the two proposed small groups is held."
    )


def test_days_that_a_delegation_waits_for_are_part_of_its_stay_and_closed_ones_are_not() -> None:
    uganda, norway = frozenset({"UGA"}), frozenset({"NOR"})
    week = tiny_week(
        tiny_session("clearance", leaders=uganda | norway),
        tiny_session("assistance", speakers=uganda),
        tiny_session("listening", audience=norway),
        days=4,
        delegations=(
            Delegation(code="UGA", name="Uganda"),
            Delegation(code="NOR", name="Norway"),
            Delegation(code="CHE", name="Switzerland", from_capital=False),
        ),
    ).model_copy(update={"days": (0, 1, 3)})
    parts = at("clearance", 0, "10:00"), at("assistance", 3, "10:00"), at("listening", 3, "10:30")
    stays = "Two delegations from capital lead or speak and stay for four days in all, 2 on average"
    assert f"{stays}; Uganda stays for all three days." in told(week, *parts)
    assert any("each stays for one day" in one for one in told(week, parts[0]))
    assert "Uganda alone comes from capital, and stays for one day." in told(week, parts[1])


def test_what_is_free_and_where_it_is_crowded() -> None:
    week = tiny_week(tiny_session("clearance"), tiny_session("victims"), sittings=DAY, days=2)
    begin = at("clearance", 0, "10:00", 60)
    assert told(week, begin, at("victims", 0, "10:30"))[-1] == (
        "The programme leaves 3 hours of its 4 hours free, a whole sitting on Monday afternoon "
        "and all of Tuesday among them; at most two meetings run at once, on Monday at 10:30."
    )
    one_day = tiny_week(tiny_session("clearance"))
    assert told(one_day, begin)[-1] == (
        "The programme fills all of its 1 hour; no two meetings run at once."
    )


def test_only_sittings_open_to_plenaries_are_free_and_overlapping_ones_once() -> None:
    week = tiny_week(tiny_session("clearance"), sittings=("midday", "afternoon"), minutes=90)
    [midday, late] = week.sittings
    beside = late.model_copy(update={"id": f"{MONDAY} beside", "opens": late.opens + 60})
    closed = midday.model_copy(update={"formats": frozenset({Format.WORKSHOP})})
    week = week.model_copy(update={"sittings": (closed, late, beside)})
    assert told(week, at("clearance", 0, "15:00", 30))[-1].startswith(
        "The programme leaves 1 hour of its 1 h 30 free, a whole sitting on Monday afternoon"
    )


def test_groups_between_the_sittings_are_told_by_the_clock_and_reports_by_their_day() -> None:
    groups = [tiny_session(name, body="clearance", **GROUP) for name in ("uganda", "jordan", "x")]
    week = tiny_week(
        tiny_session("clearance"),
        *groups,
        tiny_session("report", format=Format.REPORT_BACK, optional=True),
        days=3,
        sittings=("morning", "lunch", "afternoon"),
    )
    opening, report = at("clearance", 0, "10:00"), at("report", 2, "15:00")
    first, later = at("uganda", 0, "13:00"), at("jordan", 1, "13:30")
    assert told(week, opening, first, at("jordan", 2, "13:00"), report)[1].startswith(
        "Two small groups meet on Monday and Wednesday at 13:00, one at a time, and report back "
        "on Wednesday at 15:00"
    )
    assert told(week, opening, first, later, at("x", 2, "13:00"))[1].startswith(
        "Three small groups meet from Monday to Wednesday between 13:00 and 14:00, one"
    )
    assert told(week, opening, first, at("jordan", 1, "15:00"))[1].startswith(
        "Two small groups meet on Monday afternoon and Tuesday afternoon"
    )


def test_what_was_to_be_held_and_is_not_is_named() -> None:
    week = tiny_week(tiny_session("clearance"), tiny_session("victims"))
    assert told(week, at("clearance", 0, "10:00"))[:2] == (
        "The week runs on Monday 20 June from 10:00 to 10:30; Clearance is all that it holds.",
        "“Victims” is not held.",
    )


def test_an_empty_timetable_says_so() -> None:
    assert told(tiny_week(tiny_session("clearance"))) == (
        "Nothing is held: the timetable is empty.",
    )


def test_a_week_of_side_events_and_one_of_unknown_sessions_are_told_too() -> None:
    week = tiny_week(tiny_session("briefing", format=Format.SIDE_EVENT), sittings=("lunch",))
    assert told(week, at("briefing", 0, "13:00"))[0].endswith("“Briefing” is all that it holds.")
    assert (
        "“unheard” closes it"
        in told(week, at("briefing", 0, "13:00"), at("unheard", 9, "23:00"))[0]
    )


def test_160_sessions_are_still_told_in_five_short_sentences() -> None:
    sessions = [
        tiny_session(f"s{n}", body=f"b{n % 40}", leaders=frozenset({f"X{n % 70}"}))
        for n in range(160)
    ]
    week = tiny_week(*sessions, days=5, sittings=DAY, minutes=120)
    starts = ("10:00", "10:30", "15:00", "15:30")
    parts = [at(f"s{n}", n % 5, starts[n // 5 % 4]) for n in range(160)]
    sentences = told(week, *parts)
    assert len(sentences) == 4
    assert "; 31 others sit from Monday afternoon to Friday." in sentences[1]
    assert len(" ".join(sentences).split()) < 120


def test_hostile_names_stay_short_and_in_their_line() -> None:
    long = "x\n\x1b[31m" + "a very long title, " * 40
    week = tiny_week(
        tiny_session("one", title=long, body="b1"),
        tiny_session("two", title="", body="b2"),
        bodies=(Body(id="b1", name="y" * 900), Body(id="b2", name="", kind=Kind.OTHER)),
        delegations=(Delegation(code="UGA", name=long),),
    )
    summary = " ".join(told(week, at("one", 0, "10:00"), at("two", 0, "10:30")))
    assert "\n" not in summary and "\x1b" not in summary
    assert len(summary) < 500
    assert len(brief(long)) <= 60 and len(brief("y" * 900)) == 60


@pytest.mark.parametrize(
    ("subject", "name", "short"),
    [
        ("general status", "the General Status and Operation of the Convention", "General Status"),
        ("clearance", "Mine Clearance, Mine Risk Education and Technologies", "Mine Clearance"),
        ("cooperation", "Resources, Cooperation and Assistance", "Cooperation"),
        ("funds", "Resources and Assistance", "Funds"),
        ("", "Resources and Assistance", "Resources and Assistance"),
    ],
)
def test_a_committee_has_a_short_name(subject: str, name: str, short: str) -> None:
    assert short_name(committee(subject, name)) == short


def test_committees_of_one_short_name_go_by_their_session_or_whole_name() -> None:
    week = tiny_week(
        tiny_session("first", title="Clearance of mines", body="a"),
        tiny_session("second", title="Clearance of remnants", body="b"),
        tiny_session("last"),
        bodies=(
            Body(id="a", name="Committee on Clearance", subject="clearance"),
            Body(id="b", name="Standing Committee on Clearance", subject="clearance"),
        ),
        days=2,
    )
    parts = at("first", 0, "10:00"), at("second", 0, "10:30"), at("last", 1, "10:00")
    assert "“Clearance of mines” opens it" in told(week, *parts)[0]
    assert told(week, *parts)[1] == "“Clearance of remnants” sits on Monday morning."
