"""Boundary cases in words: what becomes of the statements of a speaker who is missing for a day."""

from __future__ import annotations

from itertools import product

import pytest

from constraints.follow_the_agenda import FollowTheAgenda
from constraints.keep_experiments_voluntary import KeepExperimentsVoluntary
from constraints.tiny import at, heard, mornings, tiny_session, tiny_timetable, tiny_week
from scenarios.studies.stress.disturbance import DisturbanceKind
from scenarios.studies.stress.impact import Consequence, Impact
from scenarios.studies.stress.run import stress
from scheduler.week.agenda import Item
from scheduler.week.timetable import Timetable
from scheduler.week.week import Delegation, Proposal, Session, Week
from tests.scenarios.studies.stress.weeks import OPTIONS, overrun, scenario, stressed

pytestmark = pytest.mark.slow

SPEAKERS = DisturbanceKind.SPEAKERS
NAMES = {"CHL": "Chile", "COD": "DR Congo", "JOR": "Jordan", "PER": "Peru"}
UPDATES = Item(title="Updates", minutes=45, speakers=tuple(NAMES))
MONDAY = heard(at("clearance", 0, "10:00", 60), (0, "CHL", 45), (0, "COD", 45))
TUESDAY = heard(at("clearance", 1, "10:00", 60), (0, "JOR", 45), (0, "PER", 45))
PLAN = tiny_timetable(MONDAY, TUESDAY)


def week(*sessions: Session, least: int = 60, **more: object) -> Week:
    """Two mornings of two hours for four speakers, who would like three quarters each."""
    clearance = tiny_session(
        "clearance", agenda=(UPDATES,), most_parts=2, least=least, wanted=120, **more
    )
    delegations = tuple(Delegation(code=code, name=name) for code, name in NAMES.items())
    return tiny_week(clearance, *sessions, days=2, minutes=120, delegations=delegations)


def missing(here: Week, code: str, plan: Timetable = PLAN) -> Impact:
    """What it costs that somebody is missing on the day of its statement."""
    found = stressed(here, plan, FollowTheAgenda(), KeepExperimentsVoluntary(), kind=SPEAKERS)
    [impact] = [one for one in found.impacts if one.disturbance.what == code]
    return impact


def test_its_statement_stands_in_another_part_and_no_part_moves() -> None:
    impact = missing(week(), "CHL")
    assert (impact.outcome, impact.moves, impact.proven) == (Consequence.SPEAKERS, 0, True)
    assert impact.sentences == (
        "Chile now speaks on Tuesday 21 June at about 10:00 instead of Monday 20 June, on "
        "“Updates” in “Clearance”.",
    )
    assert impact.word() == "1 statement moves"
    assert list(impact.moved(week())) == ["Chile speaks on Tue morning"]


def test_where_no_minute_is_to_spare_another_speaker_changes_places() -> None:
    impact = missing(week(least=120), "CHL")
    assert (impact.outcome, len(impact.speaking)) == (Consequence.SPEAKERS, 2)
    assert impact.word() == "2 statements move"


def test_it_is_not_heard_where_what_comes_after_it_cannot_wait() -> None:
    requests = Item(title="Requests", minutes=45, speakers=("CHL", "JOR"))
    updates = Item(title="Updates", minutes=45, speakers=("COD", "PER"))
    plan = tiny_timetable(
        heard(at("clearance", 0, "10:00", 60), (0, "CHL", 45), (0, "JOR", 45), (1, "PER", 45)),
        heard(at("clearance", 1, "10:00", 60), (1, "COD", 45)),
    )
    session = week().sessions[0].model_copy(update={"agenda": (requests, updates)})
    here = week().model_copy(update={"sessions": (session,)})
    assert missing(here, "CHL", plan).outcome is Consequence.SPEAKERS, "the updates can wait"
    monday = (
        one.model_copy(update={"sittings": mornings(0)}) if one.code == "PER" else one
        for one in here.delegations
    )
    here = here.model_copy(update={"delegations": tuple(monday)})
    impact = missing(here, "CHL", plan)
    assert (impact.outcome, impact.lost) == (Consequence.LOST, ("clearance",))
    assert (impact.moves, impact.speaking, impact.word()) == (0, (), "not heard")


def test_in_a_session_of_one_part_it_is_not_heard() -> None:
    opening = tiny_session("opening", agenda=(UPDATES,), least=60)
    here = tiny_week(opening, days=2)
    found = stress(scenario(here), tiny_timetable(at("opening", 0, "10:00", 60)), OPTIONS)
    impacts = [one for one in found.impacts if one.disturbance.kind is SPEAKERS]
    assert [one.disturbance.what for one in impacts] == sorted(NAMES), "on Tuesday nobody speaks"
    assert {one.outcome for one in impacts} == {Consequence.LOST}
    assert found.counts(SPEAKERS)["a speaker is not heard"] == 4
    assert found.mean == 0, "parts may not move for a speaker, so it is no mean of theirs"
    row = found.rows()[-1]
    assert (row["kind"], row["not_heard"], row["speakers"]) == ("speakers", "opening", "0")
    assert "Chile, DR Congo" not in found.text(200)
    assert "Any one of these is missing on Monday 20 June: CHL, COD, JOR and PER" in found.text(200)


def test_a_small_group_cannot_do_without_the_state_whose_context_it_takes_up() -> None:
    group = tiny_session(
        "group",
        speakers={"PER"},
        proposal=Proposal(host="PER", volunteered=True),
        body="clearance",
        format="small_group",
        leaders={"NOR"},
    )
    plan = tiny_timetable(*PLAN.parts, at("group", 1, "11:00"))
    impact = missing(week(group), "PER", plan)
    assert (impact.outcome, impact.moves) == (Consequence.MOVES, 1)
    assert [row.part.session for row in impact.rows] == ["group"]
    assert [move.speaker for move in impact.speaking] == ["PER"]


def test_a_leader_who_is_missing_speaks_on_another_day_as_well() -> None:
    chaired = tiny_session("chaired", leaders={"CHL"})
    plan = tiny_timetable(*PLAN.parts, at("chaired", 0, "11:00"))
    here = week(chaired)
    found = stressed(here, plan, FollowTheAgenda(), kind=DisturbanceKind.LEADERS)
    [impact] = [one for one in found.impacts if one.disturbance.day == 0]
    assert "leads “Chaired” and speaks in “Clearance”" in impact.disturbance.say(here)
    assert [row.part.session for row in impact.rows] == ["chaired"]
    assert [move.speaker for move in impact.speaking] == ["CHL"]


def test_a_part_that_overruns_is_longer_than_what_stands_in_it_asks_for() -> None:
    plan = tiny_timetable(
        heard(at("clearance", 0, "10:00", 90), (0, "CHL", 45), (0, "COD", 45)),
        heard(at("clearance", 1, "10:00", 90), (0, "JOR", 45), (0, "PER", 45)),
    )
    here = week(least=180).model_copy(update={"grain": 15})
    session = here.sessions[0].model_copy(update={"wanted": 180})
    here = here.model_copy(update={"sessions": (session,)})
    impact = overrun(here, plan, "clearance", 30, FollowTheAgenda())
    assert (impact.outcome, impact.proven) == (Consequence.ABSORBED, True)


@pytest.mark.parametrize("least", [60, 90, 120])
@pytest.mark.parametrize("speaker", NAMES)
def test_no_other_way_to_divide_the_agenda_hears_more_or_moves_fewer(
    least: int, speaker: str
) -> None:
    """Against every way, the parts as they are."""
    here = week(least=least)
    impact = missing(here, speaker)
    day = impact.disturbance.day
    costs = []
    for places in product((0, 1), repeat=len(NAMES)):
        standing = list(zip(UPDATES.statements(0), places, strict=True))
        parts = (
            part._replace(statements=tuple(said for said, place in standing if place == number))
            for number, part in enumerate(PLAN.parts)
        )
        if not any(FollowTheAgenda().check(here, Timetable(parts=tuple(parts)))):
            lost = places[list(NAMES).index(speaker)] == day
            costs.append((lost, sum(a != b for a, b in zip((0, 0, 1, 1), places, strict=True))))
    assert (bool(impact.lost), len(impact.speaking)) == min(costs)
