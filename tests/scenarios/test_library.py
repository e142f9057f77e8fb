"""The scenario library: its files load, agree with their tables, and name their sources."""

from __future__ import annotations

import csv
import datetime
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import scenarios
from constraints import RULE_BY_NAME
from scenarios.loading.extending import read_source
from scenarios.loading.loading import load_scenario, load_variant
from scenarios.loading.variants import load_variants
from scenarios.scenario import Scenario
from scenarios.season.loading import load_season
from scheduler.judging.preflight import refusals
from scheduler.rules.rule import STRUCTURE
from scheduler.solving.result import Status
from scheduler.solving.solving import Options, solve
from scheduler.week.week import Format, Kind

LIBRARY = Path(scenarios.__file__).parent / "library"
SEASON = "season-2011.yaml"
ROTA = "rota-2009-2015.yaml"
FILES = sorted(path for path in LIBRARY.glob("*.yaml") if path.name not in (SEASON, ROTA))
WEEKS = {"2010": "apmbc-2010.yaml", "2011": "apmbc-2011.yaml"}
REFORMED = "apmbc-2010-reformed.yaml"
PROTOCOLS = "ccw-2010-april.yaml"
TWO_WEEKS, ONE_WEEK = "apmbc-ccm-2011.yaml", "apmbc-ccm-2011-one-week.yaml"
BASES = {REFORMED: ("apmbc-2010.yaml",), TWO_WEEKS: ("apmbc-2011.yaml",)}
BASES[ONE_WEEK] = (TWO_WEEKS, *BASES[TWO_WEEKS])
CONFLICTS = {
    "leader-in-two-places.yaml": {
        "hold_every_session",
        "honour_order",
        "lead_in_person",
        "sit_within_hours",
    },
    "interpretation-short.yaml": {
        "hold_every_session",
        "respect_interpretation",
        "sit_within_hours",
    },
    "days-against-agenda.yaml": {
        "follow_the_agenda",
        "hear_every_speaker",
        "hold_every_session",
    },
}
TWO_CONFLICTS, CIRCLE = "two-conflicts.yaml", "order-in-a-circle.yaml"
LEADER, INTERPRETATION, AGENDA = CONFLICTS
VOLUNTEER = "group-without-its-volunteer.yaml"
NO_WORKSHOP = {"sessions": {"donors-workshop": None}}
NO_BRIEFING = {"sessions": {"donors-briefing": None}}
TWICE_A_DAY = {"venue": {"interpretation": {"sittings_a_day": 2}}}
NO_REQUEST = {"delegations": {"except": {"CHL": {"absent": None}}}}
NO_UPDATE = {"delegations": {"except": {"CYP": {"present": ["2011-06-20", "2011-06-21"]}}}}
LEFT_TO_CHOOSE = {"experiments": {"proposals": {"eritrea-clearance": {"optional": True}}}}
CANDIDATES = sorted((LIBRARY / "candidates").glob("*.csv"))
MEETINGS = {
    "2009": ("2009-05-25/29", "apmbc-2009-held.csv"),
    "2010": ("2010-06-21/25", "apmbc-2010-held.csv"),
    "2011": ("2011-06-20/24", "apmbc-2011-held.csv"),
    "cluster munitions": ("2011-06-27/30", "apmbc-ccm-2011-held.csv"),
}
COMMITTEES = {
    "CCM clearance": ("ccm-clearance",),
    "GS": ("general-status-opening", "general-status-closing"),
    "MC": ("mine-clearance",),
    "SD": ("stockpile-destruction",),
    "VA": ("victim-assistance",),
}
BODIES = {
    "General Status": "general-status",
    "Stockpile Destruction": "stockpile-destruction",
    "Mine Clearance": "mine-clearance",
    "Victim Assistance": "victim-assistance",
}
ORGANISATIONS = {
    "European Union": "EU",
    "UN Mine Action Team": "UNMAT",
    "Cluster Munition Coalition": "CMC",
}


@cache
def load(name: str) -> Scenario:
    return load_scenario(LIBRARY / name)


def table(path: str) -> list[dict[str, str]]:
    with (LIBRARY / path).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def days_on_record(meeting: str) -> list[tuple[str, str]]:
    """The sessions of a meeting and the dates on which they met, as far as they are known."""
    days = MEETINGS[meeting][0]
    rows = [row for row in table("reference/days.csv") if row["week"] == days]
    return [(row["session"], row["date"]) for row in rows if row["date"]]


def hours(scenario: Scenario) -> int:
    """Minutes of the sittings in which a plenary may sit."""
    return sum(s.minutes for s in scenario.week.sittings if Format.PLENARY in s.formats)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_scenario_loads_with_every_usual_must(file: Path) -> None:
    scenario = load(file.name)
    assert scenario.title
    assert scenario.off == ()
    assert {setting.rule.name for setting in scenario.settings} <= set(RULE_BY_NAME)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_candidate_reads_back_with_its_structure_sound(file: Path) -> None:
    scenario = load(file.name)
    assert scenario.candidates
    for name in scenario.candidates:
        findings = scenario.judge(scenario.candidate(name)).findings
        assert not [finding.sentence for finding in findings if finding.rule == STRUCTURE]


def test_a_scenario_knows_where_its_week_is_held() -> None:
    building = "Building of the World Meteorological Organization, Geneva"
    assert load("apmbc-2011.yaml").venue == building


def test_the_week_of_2009_stands_in_the_sittings_of_2010_as_its_precedent() -> None:
    week = load(WEEKS["2010"]).week
    precedent = week.references["candidates/apmbc-2009-held.csv"]
    assert {part.session for part in precedent.parts} == {
        session for name in ("GS", "MC", "SD", "VA") for session in COMMITTEES[name]
    }
    assert all(week.sitting_of(part) is not None for part in precedent.parts)


@pytest.mark.parametrize("file", CANDIDATES, ids=lambda file: file.stem)
def test_every_row_of_a_week_as_held_says_what_is_assumed(file: Path) -> None:
    for row in table(f"candidates/{file.name}"):
        assert "assumed" in row["note"], row


@pytest.mark.parametrize("meeting", MEETINGS)
def test_a_week_as_held_has_every_day_on_record(meeting: str) -> None:
    held = {(r["session"], r["date"]) for r in table(f"candidates/{MEETINGS[meeting][1]}")}
    experiments = set()
    if meeting in WEEKS:
        week = load(WEEKS[meeting]).week
        experiments = {session.id for session in week.sessions if session.proposal}
    groups = sorted(date for session, date in held if session in experiments)
    known = days_on_record(meeting)
    assert groups == [date for session, date in known if session == "small group"]
    assert {(session, date) for session, date in known if session != "small group"} <= held


@pytest.mark.parametrize(
    ("meeting", "name"), [*WEEKS.items(), ("2011", TWO_WEEKS), ("cluster munitions", TWO_WEEKS)]
)
def test_a_session_is_open_on_every_day_on_record(meeting: str, name: str) -> None:
    week = load(name).week
    for session, date in days_on_record(meeting):
        if session in week.session:
            sittings = week.open_to([week.session[session]])
            assert date in {week.date_of(sitting.day).isoformat() for sitting in sittings}, session


def test_the_table_of_states_has_the_known_totals() -> None:
    rows = table("reference/states.csv")
    assert len(rows) == len({row["iso3"] for row in rows}) == 197
    totals = {column: sum(row[column] == "1" for row in rows) for column in list(rows[0])[5:]}
    assert totals == {
        "apmbc": 156,
        "ccm": 49,
        "ccw_ap2": 96,
        "ccw_p5": 74,
        "crpd": 96,
        "art5": 38,
        "stockpile": 4,
        "va": 26,
    }
    for row in rows:
        assert re.fullmatch("[A-Z]{3}", row["iso3"]), row
        assert row["un_group"] in ("AFR", "APG", "EEG", "GRULAC", "WEOG", ""), row
        obliged = "1" in (row["art5"], row["stockpile"], row["va"])
        assert row["apmbc"] == "1" or not obliged, f"{row['name']} is no State Party"


@pytest.mark.parametrize("year", WEEKS)
def test_a_week_counts_156_states_parties_with_38_and_4_obliged(year: str) -> None:
    week = load(WEEKS[year]).week
    rows = table("reference/states.csv")
    assert len(week.instrument["apmbc"].parties) == 156
    assert week.session["mine-clearance"].heard == {r["iso3"] for r in rows if r["art5"] == "1"}
    four = {row["iso3"] for row in rows if row["stockpile"] == "1"}
    assert four == {"BLR", "GRC", "TUR", "UKR"}
    assert four <= week.session["stockpile-destruction"].heard


@pytest.mark.parametrize(("year", "posts"), [("2010", "2009-10"), ("2011", "2010-11")])
def test_the_leaders_are_those_on_record(year: str, posts: str) -> None:
    week = load(WEEKS[year]).week
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in table("reference/leadership.csv"):
        if row["year"] == posts:
            known[row["committee"], row["role"]].add(row["iso3"])
    for committee, body in BODIES.items():
        assert set(week.body[body].co_chairs) == known[committee, "Co-Chair"]
        assert set(week.body[body].co_rapporteurs) == known[committee, "Co-Rapporteur"]
        assert len(week.body[body].leaders) == 4
    rapporteurs = {
        (row["committee"], row["iso3"])
        for row in table("reference/leadership.csv")
        if row["role"] == "Co-Rapporteur" and row["year"] == f"{int(year) - 2}-{posts[2:4]}"
    }
    before = {(c, s) for c, body in BODIES.items() for s in week.body[body].co_rapporteurs_before}
    assert before == rapporteurs
    president = {"2010": "Presidency Second Review Conference", "2011": "Presidency 10MSP"}[year]
    assert {week.body["coordinating-committee"].president} == known[president, "President"]


@pytest.mark.parametrize(
    ("meeting", "name"), [*WEEKS.items(), ("2011", TWO_WEEKS), ("cluster munitions", TWO_WEEKS)]
)
def test_whoever_took_the_floor_is_a_speaker(meeting: str, name: str) -> None:
    week = load(name).week
    days = MEETINGS[meeting][0]
    rows = [row for row in table("reference/speakers.csv") if row["week"] == days]
    assert rows
    for row in rows:
        speaker = row["iso3"] or ORGANISATIONS.get(row["speaker"], row["speaker"])
        sessions = [week.session[session] for session in COMMITTEES[row["committee"]]]
        assert any(speaker in session.speakers | session.heard for session in sessions), row


@pytest.mark.parametrize("year", WEEKS)
def test_whoever_asks_for_more_time_is_heard_on_mine_clearance(year: str) -> None:
    week = load(WEEKS[year]).week
    requests = [row for row in table("reference/article5_requests.csv") if row["year"] == year]
    assert requests
    assert {row["iso3"] for row in requests} <= week.session["mine-clearance"].heard


@pytest.mark.parametrize("year", WEEKS)
def test_more_is_wanted_than_the_week_holds_and_less_is_needed(year: str) -> None:
    scenario = load(WEEKS[year])
    formal = [
        session for session in scenario.week.sessions if session.programme and not session.optional
    ]
    assert hours(scenario) == 30 * 60
    assert sum(session.wanted for session in formal) > hours(scenario)
    assert sum(session.least for session in formal) < hours(scenario) * 3 / 4
    assert not refusals(scenario.week, scenario.settings)


def test_before_the_review_there_is_no_fifth_committee_and_no_experiment() -> None:
    week = load(WEEKS["2010"]).week
    committees = [body for body in week.bodies if body.kind is Kind.STANDING_COMMITTEE]
    assert len(committees) == 4
    assert not [session for session in week.sessions if session.proposal]
    special = week.session["cooperation"]
    assert (special.format, special.least, special.wanted) == (Format.SPECIAL, 180, 180)


def test_the_reformed_week_has_what_the_review_recommends() -> None:
    week = load(REFORMED).week
    committees = [body for body in week.bodies if body.kind is Kind.STANDING_COMMITTEE]
    assert len(committees) == 5
    president = week.body["coordinating-committee"].president
    assert week.body["cooperation"].president == president == "NOR"
    session = week.session["cooperation"]
    assert (session.format, session.leaders) == (Format.PLENARY, {"NOR"})
    rules = {setting.rule.name: setting for setting in load(REFORMED).settings}
    for name in ("guarantee_every_committee", "reserve_time_for_experiments"):
        assert rules[name].must
        assert getattr(rules[name].rule, "floor", 0) > 0


def test_the_reformed_week_keeps_the_hours_of_the_special_session_and_opens_every_day() -> None:
    before, reformed = (load(name).week for name in (WEEKS["2010"], REFORMED))
    special, session = before.session["cooperation"], reformed.session["cooperation"]
    assert (session.least, session.wanted) == (special.least, special.wanted)
    days = {sitting.day for sitting in reformed.open_to([session])}
    assert days == set(reformed.days)
    assert "presidency" not in reformed.body


def test_the_reformed_week_is_that_of_2010_in_all_that_the_review_leaves_alone() -> None:
    before, reformed = load(WEEKS["2010"]), load(REFORMED)
    for session in before.week.sessions:
        if session.id != "cooperation":
            assert reformed.week.session[session.id] == session
    new = set(reformed.week.session) - set(before.week.session)
    assert new == {session.id for session in reformed.week.sessions if session.proposal}
    assert reformed.week.sittings == before.week.sittings
    assert reformed.week.rooms == before.week.rooms
    assert reformed.week.delegations == before.week.delegations
    old, now = ({s.rule.name: s for s in one.settings} for one in (before, reformed))
    assert {name for name in now if old.get(name) != now[name]} == {
        "honour_order",  # "everything" takes in the small groups
        "reserve_time_for_experiments",
        "spread_national_contexts",
        "limit_groups_at_once",
        "open_before_groups",
    }


def test_the_reformed_week_has_the_keys_of_2011() -> None:
    assert set(load(REFORMED).week.session) <= set(load(WEEKS["2011"]).week.session)


def test_a_session_keeps_its_key_from_year_to_year() -> None:
    before, after = (set(load(WEEKS[year]).week.session) for year in WEEKS)
    assert before <= after


def meeting_days(instrument: str, year: str) -> set[str]:
    """The dates from the first to the last day of an instrument's meetings of experts on record."""
    rows = table("reference/meetings.csv")
    wanted = {"CCM": "Intersessional", "CCW AP II": "Group of", "CCW P V": "Meeting of"}[instrument]
    (row,) = (
        row
        for row in rows
        if row["instrument"] == instrument
        and row["meeting"].startswith(wanted)
        and row["start"].startswith(year)
    )
    first, last = (datetime.date.fromisoformat(row[end]) for end in ("start", "end"))
    return {
        (first + datetime.timedelta(days=n)).isoformat() for n in range((last - first).days + 1)
    }


@pytest.mark.parametrize(
    ("name", "candidate", "year", "meetings"),
    [
        (TWO_WEEKS, "apmbc-ccm-2011-held.csv", "2011", {"ccm": "CCM"}),
        (
            PROTOCOLS,
            "ccw-2010-april-held.csv",
            "2010",
            {"ccw-ap2": "CCW AP II", "ccw-p5": "CCW P V"},
        ),
    ],
)
def test_a_related_meeting_was_held_on_all_of_its_days_and_on_no_other(
    name: str, candidate: str, year: str, meetings: dict[str, str]
) -> None:
    week = load(name).week
    held: dict[str, set[str]] = defaultdict(set)
    for row in table(f"candidates/{candidate}"):
        instruments = week.instruments_of(week.session[row["session"]])
        if len(instruments) == 1:
            held[next(iter(instruments))].add(row["date"])
    for instrument, meeting in meetings.items():
        assert held[instrument] == meeting_days(meeting, year)


@pytest.mark.parametrize(
    ("name", "parties", "both"),
    [
        (PROTOCOLS, {"ccw-ap2": 96, "ccw-p5": 74}, 71),
        (TWO_WEEKS, {"apmbc": 156, "ccm": 49}, 47),
        (ONE_WEEK, {"apmbc": 156, "ccm": 49}, 47),
    ],
)
def test_related_instruments_have_their_own_parties(
    name: str, parties: dict[str, int], both: int
) -> None:
    instruments = load(name).week.instruments
    assert {one.id: len(one.parties) for one in instruments} == parties
    assert len(frozenset.intersection(*(one.parties for one in instruments))) == both


@pytest.mark.parametrize(
    ("name", "prefix", "year"),
    [(TWO_WEEKS, "CCM: ", "2010-11"), (PROTOCOLS, "CCW ", "2009-10")],
)
def test_who_led_under_a_related_instrument_leads_there(name: str, prefix: str, year: str) -> None:
    week = load(name).week
    rows = table("reference/leadership.csv")
    posts = [row for row in rows if row["committee"].startswith(prefix) and row["year"] == year]
    assert posts
    for row in posts:
        led = [s for s in week.led_by(row["iso3"]) if week.instruments_of(s) - {"apmbc"}]
        assert led, row


def test_one_week_has_the_sessions_of_two_with_the_same_people_and_wishes() -> None:
    two, one = load(TWO_WEEKS), load(ONE_WEEK)
    assert one.week.bodies == two.week.bodies
    assert one.week.delegations == two.week.delegations
    where = {"sittings": None}
    for session in two.week.sessions:
        there = one.week.session[session.id]
        assert there.model_copy(update=where) == session.model_copy(update=where)
    assert {setting.rule.name for setting in one.settings} == {s.rule.name for s in two.settings}


def test_one_week_saves_each_of_43_states_a_journey_and_costs_time() -> None:
    two, one = load(TWO_WEEKS), load(ONE_WEEK)
    held, evenings = two.judge(two.candidate("held")), one.judge(one.candidate("evenings"))
    assert held.breached == evenings.breached == ()
    before, after = held.amounts(), evenings.amounts()
    # 47 are party to both; four of them come from their missions in the city.
    assert (before["save_trips"], after.get("save_trips", 0)) == (43, 0)
    assert after["give_wanted_time"] > before["give_wanted_time"]


def test_a_weekend_costs_a_journey_only_where_one_flies_home() -> None:
    scenario = load(TWO_WEEKS)
    (rule,) = (s.rule for s in scenario.settings if s.rule.name == "save_trips")
    patient = rule.model_copy(update={"most_days_apart": 3})
    held = scenario.candidate("held")
    assert len(list(rule.check(scenario.week, held))) == 43
    assert not list(patient.check(scenario.week, held))


def test_the_overfull_week_is_refused_by_one_count_of_its_plenaries() -> None:
    """All plenaries are too long for the week, but three of them are so by themselves."""
    scenario = load("overfull.yaml")
    (refusal,) = refusals(scenario.week, scenario.settings)
    assert refusal.rules[0] == "keep_plenaries_alone"
    assert "need 26 hours; the sittings open to them hold 24 hours." in refusal.reason.sentence


@pytest.mark.parametrize("name", [VOLUNTEER, TWO_CONFLICTS])
def test_a_small_group_without_its_volunteer_is_refused_by_a_count(name: str) -> None:
    scenario = load(name)
    (refusal,) = refusals(scenario.week, scenario.settings)
    assert refusal.rules == ("keep_experiments_voluntary", "hold_every_session")
    assert "Eritrea has not" in refusal.reason.sentence


@pytest.mark.slow
@pytest.mark.parametrize(("name", "rules"), CONFLICTS.items())
def test_a_conflict_is_found_by_search_and_lies_where_it_is_said_to(
    name: str, rules: set[str]
) -> None:
    scenario = load(name)
    assert not refusals(scenario.week, scenario.settings)
    result = solve(scenario.problem)
    assert result.status is Status.INFEASIBLE
    assert set(result.conflict) == rules
    assert result.conflict_minimal


@pytest.mark.parametrize(
    ("name", "patch"),
    [
        (LEADER, NO_WORKSHOP),
        (INTERPRETATION, NO_BRIEFING),
        (INTERPRETATION, TWICE_A_DAY),
        (VOLUNTEER, LEFT_TO_CHOOSE),
        (AGENDA, NO_REQUEST),
        (AGENDA, NO_UPDATE),
        (TWO_CONFLICTS, {**NO_WORKSHOP, **LEFT_TO_CHOOSE}),
    ],
)
@pytest.mark.slow
def test_a_conflict_is_gone_with_what_was_invented(name: str, patch: dict[str, Any]) -> None:
    assert can_be_kept(load_variant(LIBRARY / name, patch))


@pytest.mark.slow
def test_whoever_mends_one_of_two_conflicts_has_the_other() -> None:
    scenarios = (load_variant(LIBRARY / TWO_CONFLICTS, p) for p in (NO_WORKSHOP, LEFT_TO_CHOOSE))
    counted, searched = (solve(scenario.problem) for scenario in scenarios)
    assert counted.status is searched.status is Status.INFEASIBLE
    assert [reason.case for reason in counted.reasons] == [("eritrea-clearance", "volunteer")]
    assert set(searched.conflict) == CONFLICTS[LEADER]


def test_the_order_in_a_circle_is_refused_by_naming_the_circle() -> None:
    scenario = load(CIRCLE)
    circle = ("mine-clearance", "victim-assistance", "stockpile-destruction")
    refused = [one.reason for one in refusals(scenario.week, scenario.settings)]
    assert [count.case for count in refused] == [("circle", *circle)]


@pytest.mark.parametrize("wish", [-1, -2, -3])
@pytest.mark.slow
def test_any_two_wishes_of_the_circle_can_be_kept(wish: int) -> None:
    order = list(read_source(LIBRARY / CIRCLE).data["order"])
    del order[wish]
    assert can_be_kept(load_variant(LIBRARY / CIRCLE, {"order": order}))


def can_be_kept(scenario: Scenario) -> bool:
    """Whether there is a timetable that keeps every must."""
    musts = tuple(setting for setting in scenario.settings if setting.must)
    free = scenario.model_copy(update={"settings": musts})
    return solve(free.problem, Options(canonical=False)).status is Status.PROVEN


def test_the_calendar_of_2011_has_every_meeting_on_record_on_its_days() -> None:
    meetings = {meeting.id: meeting for meeting in load_season(LIBRARY / SEASON).season.meetings}
    rows = {row["key"]: row for row in table("reference/meetings.csv") if row["key"]}
    assert set(rows) == set(meetings)
    for key, row in rows.items():
        meeting = meetings[key]
        assert meeting.recorded
        assert [day.isoformat() for day in meeting.held] == [row["start"], row["end"]], key
        assert meeting.city == row["city"]


def test_what_may_move_in_2011_is_marked_as_an_assumption() -> None:
    lines = (LIBRARY / SEASON).read_text(encoding="utf-8").splitlines()
    may = [line for line in lines if line.strip().startswith("may_begin")]
    assert len(may) == sum(not m.fixed for m in load_season(LIBRARY / SEASON).season.meetings)
    assert all(line.endswith("# assumption") for line in may)


def comments(file: Path) -> Iterator[str]:
    for line in file.read_text(encoding="utf-8").splitlines():
        found = re.search(r"(?:^|\s)#\s*(.*)$", line)
        if found:
            yield found[1]


def sources(file: Path) -> dict[str, str]:
    text = file.read_text(encoding="utf-8")
    block = re.search(r"^sources:\n((?: +.*\n)+)", text, re.MULTILINE)
    return dict(re.findall(r"^  (\w+): (.*)$", block[1], re.MULTILINE)) if block else {}


@pytest.mark.parametrize("name", [*WEEKS.values(), *BASES, PROTOCOLS, SEASON, ROTA])
def test_what_a_comment_cites_is_a_source(name: str) -> None:
    known = {word for one in (name, *BASES.get(name, ())) for word in sources(LIBRARY / one)}
    others = {"assumption", "minutes", "inferred"}
    for comment in comments(LIBRARY / name):
        cited = re.match(r"([a-z]+(?:, [a-z]+)*)(?::|$)", comment)
        for word in cited[1].split(", ") if cited else ():
            assert word in known or word in others, comment


@pytest.mark.parametrize("name", [*WEEKS.values(), TWO_WEEKS, PROTOCOLS, SEASON, ROTA])
def test_every_source_is_cited_and_every_file_named_is_there(name: str) -> None:
    file = LIBRARY / name
    said = " ".join(comments(file)) + " ".join(re.findall(r" source: \w+", file.read_text("utf-8")))
    for source, entry in sources(file).items():
        assert re.search(rf"\b{source}\b", said), f"{source} is never cited"
        for path in re.findall(r"reference/\w+\.\w+", entry):
            assert (LIBRARY / path).is_file(), path


def test_every_row_of_a_table_has_its_source_or_says_that_none_was_found() -> None:
    for path in sorted((LIBRARY / "reference").glob("*.csv")):
        for row in table(f"reference/{path.name}"):
            if "source" in row and not row["source"]:
                assert row["confidence"] in ("general", "inferred"), (path.name, row)


def test_the_readmes_name_every_file() -> None:
    library = (LIBRARY / "README.md").read_text(encoding="utf-8")
    reference = (LIBRARY / "reference" / "README.md").read_text(encoding="utf-8")
    assert not [
        file.name
        for file in (*FILES, LIBRARY / SEASON, LIBRARY / ROTA, *CANDIDATES)
        if f"{file.name}`" not in library
    ]
    tables = (LIBRARY / "reference").glob("*.csv")
    assert not [file.name for file in tables if f"`{file.name}`" not in reference]


@pytest.mark.parametrize("name", ["apmbc-2011-structures.yaml", "apmbc-ccm-2011-structures.yaml"])
def test_every_structure_loads(name: str) -> None:
    variants = load_variants(LIBRARY / name)
    assert len(variants.listed) > 1
    for variant in variants.listed:
        assert variants.load(variant).week.sessions, variant.name
