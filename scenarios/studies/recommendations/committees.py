"""Recommendations 2 and 7: the committees on cooperation and on stockpile destruction sit."""

from __future__ import annotations

from collections.abc import Iterator

from constraints.guarantee_every_committee import GuaranteeEveryCommittee
from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import inside, named, verb
from scheduler.week.clock import count, duration
from scheduler.week.week import Body, Format, Session, Week
from scheduler.week.words import capital, listed

COOPERATION_SUBJECT = "cooperation"
STOCKPILE_SUBJECT = "stockpile destruction"
"""The words in the subject of a body by which the two committees are known."""

NO_COMMITTEES = Graded(
    Grade.CANNOT_SAY,
    "The scenario has no Standing Committee, and the recommendation speaks of Standing Committees.",
)
"""The answer of a week that is no intersessional week."""


def committees_on(week: Week, subject: str) -> tuple[Body, ...]:
    """The Standing Committees in whose subject a word occurs, in upper or lower case."""
    return tuple(body for body in week.committees if subject in body.subject.casefold())


def sessions_on(week: Week, subject: str) -> tuple[Session, ...]:
    """The sessions of the programme in whose subject a word occurs, in upper or lower case."""
    programme = (session for session in week.sessions if session.programme)
    return tuple(session for session in programme if subject in session.subject.casefold())


def own_sessions(week: Week, body: Body) -> tuple[Session, ...]:
    """A committee's own sessions: plenaries of this body alone that one of its leaders leads."""
    return tuple(
        session
        for session in week.sessions
        if session.format == Format.PLENARY
        and session.bodies == (body.id,)
        and (not body.leaders or session.leaders & body.leaders)
    )


def grade_committee(evidence: Evidence, subject: str) -> Graded:
    """Grade whether each Standing Committee on a subject sits.

    - *met*: each has sessions of its own (plenary, of this body alone, led by one of its leaders)
      that together last as long as the floor of `guarantee_every_committee` where the scenario
      applies it, else any time.
    - *partly met*: one of them sits, yet for less than the floor, only jointly, or not in plenary.
    - *not met*: the week has Standing Committees, and none on this subject sits.
    - *cannot say*: the week has no Standing Committee at all; or there is one on the subject, and
      no timetable.
    """
    if not evidence.intersessional:
        return NO_COMMITTEES
    bodies = committees_on(evidence.week, subject)
    if not bodies:
        reason = f"The scenario has no Standing Committee on {subject}."
        return Graded(Grade.NOT, reason, tuple(_others(evidence, subject)))
    if evidence.timetable is None:
        return nothing_to_see(tuple(_asked(evidence.week, body) for body in bodies))
    minutes = {
        body.id: evidence.minutes(s.id for s in own_sessions(evidence.week, body))
        for body in bodies
    }
    rule = evidence.rule("guarantee_every_committee")
    floor = rule.floor if isinstance(rule, GuaranteeEveryCommittee) else 0
    said = tuple(line for body in bodies for line in _said(evidence, body))
    names = capital(listed(inside(body) for body in bodies))
    has, sit = verb(len(bodies), "has", "have"), verb(len(bodies), "sits", "sit")
    its, do = verb(len(bodies), "its", "their"), verb(len(bodies), "does", "do")
    if all(minutes[body.id] >= max(1, floor) for body in bodies):
        enough = f", no less than the {duration(floor)} promised" if floor else ""
        return Graded(Grade.MET, f"{names} {has} time of {its} own{enough}.", said)
    if not any(evidence.holds(s.id) for b in bodies for s in evidence.week.sessions_of(b.id)):
        return Graded(Grade.NOT, f"{names} {do} not sit.", said)
    if any(minutes[body.id] > 0 for body in bodies):
        short = f"{names} {sit} for less than the {duration(floor)} promised."
        return Graded(Grade.PARTLY, short, said)
    return Graded(Grade.PARTLY, f"{names} {sit}, yet not in a session of {its} own.", said)


def _asked(week: Week, body: Body) -> str:
    own = own_sessions(week, body)
    if not own:
        return f"{named(body)} has no session of its own to be placed."
    least = duration(sum(session.least for session in own))
    return f"{named(body)} asks for {least} at least in sessions of its own."


def _said(evidence: Evidence, body: Body) -> Iterator[str]:
    week = evidence.week
    own = [session.id for session in own_sessions(week, body) if evidence.holds(session.id)]
    if own:
        yield f"{named(body)} sits for {evidence.sits(*own)}."
    for session in week.sessions_of(body.id):
        if session.id not in own and evidence.holds(session.id):
            how = "led by others" if session.format == Format.PLENARY else "beside its plenaries"
            how = "jointly with others" if len(session.bodies) > 1 else how
            yield f"{week.what(session.id)}, {how}: {evidence.sits(session.id)}."


def _others(evidence: Evidence, subject: str) -> Iterator[str]:
    """What takes the subject up, where no Standing Committee does."""
    for session in sessions_on(evidence.week, subject):
        title = evidence.week.what(session.id)
        if evidence.holds(session.id):
            when = evidence.sits(session.id)
            yield f"{title} takes the subject up without a committee: {when}."
        else:
            yield f"{title} is on the subject; its body is no Standing Committee."


def _grade_cooperation(evidence: Evidence) -> Graded:
    """Grade as `grade_committee` says, for bodies whose subject contains ``cooperation``."""
    return grade_committee(evidence, COOPERATION_SUBJECT)


def _grade_stockpiles(evidence: Evidence) -> Graded:
    """Grade as `grade_committee` says, for bodies whose subject names stockpile destruction.

    The number of States that the subject concerns is evidence; it does not change the grade.
    """
    graded = grade_committee(evidence, STOCKPILE_SUBJECT)
    bodies = committees_on(evidence.week, STOCKPILE_SUBJECT)
    more = (line for body in bodies for line in _concerned(evidence, body))
    return graded._replace(evidence=(*graded.evidence, *more))


def _concerned(evidence: Evidence, body: Body) -> Iterator[str]:
    """How many States it is for, and how its time stands to what its sessions ask for."""
    own = own_sessions(evidence.week, body)
    if body.implementers is not None:
        number = len(body.implementers)
        who = evidence.week.whom(body.implementers)
        yield f"Its subject concerns {count(number, 'State')}: {who}."
    speakers = frozenset[str]().union(*(session.speakers | session.heard for session in own))
    if speakers:
        number = len(speakers)
        takes = verb(number, "is to take the floor", "are to take the floor")
        yield f"{count(number, 'delegation')} {takes}: {evidence.week.whom(speakers)}."
    wanted = sum(session.wanted for session in own)
    given = evidence.minutes(session.id for session in own)
    if evidence.timetable is not None and given < wanted:
        yield f"{named(body)} asks for {duration(wanted)} and has {duration(given)}."


COOPERATION = Recommendation(
    2,
    "The committee on cooperation and assistance sits",
    "A Standing Committee on resources, cooperation and assistance meets in the week.",
    _grade_cooperation,
)

STOCKPILES = Recommendation(
    7,
    "Stockpile destruction is kept",
    "The Standing Committee on Stockpile Destruction goes on meeting, however few are concerned.",
    _grade_stockpiles,
)
