"""Recommendation 6: alternative structures of the week side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scenarios.studies.comparison.shape import ShapeChange, shape_changes
from scenarios.studies.comparison.years import Move, MoveKind, compare_weeks
from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import keeps_musts
from scheduler.judging.judge import Verdict
from scheduler.week.clock import count
from scheduler.week.words import listed


class _Other(NamedTuple):
    """Another timetable of the scenario: how it is judged, and what of the programme changes."""

    name: str
    verdict: Verdict
    changes: tuple[Move, ...]
    shape: tuple[ShapeChange, ...]


def _grade(evidence: Evidence) -> Graded:
    """Grade whether there is another structure of the week with which to compare the timetable.

    Structures differ where a session of the official programme is on other half-days, or is held in
    one of them only. Looked at are the candidates of the scenario and whatever else was given.

    - *met*: at least one other timetable keeps every must and has another structure.
    - *partly met*: there are others, yet each breaks a must or has the same structure.
    - *not met*: is never given. That a scenario lists no other timetable does not say that none
      was considered.
    - *cannot say*: the scenario lists no other timetable, or there is none to lay them beside.
    """
    if evidence.timetable is None:
        waiting = (f"There is a candidate “{name}”." for name in evidence.others)
        return nothing_to_see(tuple(waiting))
    others = [_other(evidence, name) for name in evidence.others]
    if not others:
        return Graded(
            Grade.CANNOT_SAY,
            "The scenario lists no other timetable to compare with; "
            "add one to its candidates, such as a solved one.",
        )
    said = tuple(line for other in others for line in _said(evidence, other))
    usable = [other for other in others if other.verdict.legal and other.changes]
    if usable:
        names = listed(f"“{other.name}”" for other in usable)
        return Graded(
            Grade.MET, f"Beside this timetable stands {names}, of another structure.", said
        )
    if any(other.changes for other in others):
        return Graded(Grade.PARTLY, "Each timetable of another structure breaks a must.", said)
    return Graded(Grade.PARTLY, "Each other timetable has the same structure of the week.", said)


def _other(evidence: Evidence, name: str) -> _Other:
    scenario, timetable = evidence.scenario, evidence.others[name]
    assert evidence.timetable is not None
    moves = compare_weeks(scenario.grid(evidence.timetable), scenario.grid(timetable))
    programme = {s.id for s in evidence.week.sessions if s.programme}
    changes = (m for m in moves if m.session in programme and m.change is not MoveKind.STAYS)
    shape = shape_changes(evidence.week, timetable, evidence.timetable)
    return _Other(name, scenario.judge(timetable), tuple(changes), tuple(shape))


def _said(evidence: Evidence, other: _Other) -> Iterator[str]:
    musts = keeps_musts(other.verdict)
    changes = count(len(other.changes), "session")
    yield f"“{other.name}” {musts} and changes {changes} of the programme."
    yield from (change.say(f"in “{other.name}”") for change in other.shape)
    mine = evidence.verdict
    if mine is not None and mine.tiers:
        costs = (
            f"tier {tier} costs {other.verdict.cost(tier)} in it and {mine.cost(tier)} here"
            for tier in mine.tiers
        )
        yield f"Of the preferences, {listed(costs)}."


STRUCTURES = Recommendation(
    6,
    "Alternative structures side by side",
    "Other ways to structure the week are considered with an open mind.",
    _grade,
)
