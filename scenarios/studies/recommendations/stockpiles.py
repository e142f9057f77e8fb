"""Recommendation 7: stockpile destruction is kept."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.studies.recommendations.answer import Graded, Recommendation
from scenarios.studies.recommendations.committees import (
    committees_on,
    grade_committee,
    own_sessions,
)
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import named, verb
from scheduler.week.clock import count, duration
from scheduler.week.week import Body

SUBJECT = "stockpile destruction"
"""The words in the subject of a body by which the committee is known."""


def _grade(evidence: Evidence) -> Graded:
    """Grade as `grade_committee` says, for bodies whose subject contains ``stockpile destruction``.

    However few States the subject concerns changes nothing in the grade; their number is evidence.
    """
    graded = grade_committee(evidence, SUBJECT)
    more = [line for b in committees_on(evidence.week, SUBJECT) for line in _concerned(evidence, b)]
    return graded._replace(evidence=(*graded.evidence, *more))


def _concerned(evidence: Evidence, body: Body) -> Iterator[str]:
    """How many States it is for, and how its time stands to what its sessions ask for."""
    own = own_sessions(evidence.week, body)
    if body.implementers is not None:
        number = len(body.implementers)
        who = evidence.week.whom(body.implementers)
        yield f"Its subject concerns {count(number, 'State')}: {who}."
    speakers = frozenset[str]().union(*(session.speakers for session in own))
    if speakers:
        number = len(speakers)
        takes = verb(number, "is to take the floor", "are to take the floor")
        yield f"{count(number, 'delegation')} {takes}: {evidence.week.whom(speakers)}."
    wanted = sum(session.wanted for session in own)
    if evidence.timetable is not None and own:
        given = sum(evidence.timetable.minutes(session.id) for session in own)
        if given < wanted:
            yield f"{named(body)} asks for {duration(wanted)} and has {duration(given)}."


STOCKPILES = Recommendation(
    7,
    "Stockpile destruction is kept",
    "The Standing Committee on Stockpile Destruction goes on meeting, however few are concerned.",
    _grade,
)
