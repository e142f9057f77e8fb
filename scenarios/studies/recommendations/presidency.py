"""Recommendation 3: the President presides over the committee on cooperation and assistance."""

from __future__ import annotations

from collections.abc import Iterator

from constraints.lead_in_person import LeadInPerson
from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.committees import (
    COOPERATION_SUBJECT,
    NO_COMMITTEES,
    committees_on,
    sessions_on,
)
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import inside, named
from scheduler.week.week import Body, Format, Session


def _grade(evidence: Evidence) -> Graded:
    """Grade whether the President leads the plenaries of the committee on cooperation.

    Looked at are the plenaries of the Standing Committees whose subject contains ``cooperation``
    and that are held.

    - *met*: each committee has a President, who is among the leaders of each of them and is
      nowhere else while they sit (`lead_in_person` finds nothing, also where it is off).
    - *partly met*: a President leads some of them; or all, yet would have to be elsewhere as well.
    - *not met*: there is no such committee, it has no President, it is not held, or the President
      leads none of its plenaries.
    - *cannot say*: the week has no Standing Committee at all; or the committee has a President,
      and there is no timetable.
    """
    if not evidence.intersessional:
        return NO_COMMITTEES
    bodies = committees_on(evidence.week, COOPERATION_SUBJECT)
    if not bodies:
        return Graded(
            Grade.NOT,
            f"The scenario has no Standing Committee on {COOPERATION_SUBJECT} to preside over.",
            tuple(_led_otherwise(evidence)),
        )
    headless = [body for body in bodies if body.president is None]
    if headless:
        leaders = evidence.week.whom(headless[0].leaders) or "nobody"
        return Graded(Grade.NOT, f"{named(headless[0])} has no President; it is led by {leaders}.")
    if evidence.timetable is None:
        return nothing_to_see(tuple(_named_president(evidence, body) for body in bodies))
    return _graded(evidence, bodies)


def _graded(evidence: Evidence, bodies: tuple[Body, ...]) -> Graded:
    held = [(body, session) for body in bodies for session in _plenaries(evidence, body)]
    led = [(body, session) for body, session in held if body.president in session.leaders]
    said = (
        *(_named_president(evidence, body) for body in bodies),
        *(_presided(evidence, body, session) for body, session in held),
    )
    if not led:
        reason = "The President leads no plenary of the committee."
        if not held:
            reason = "No plenary of the committee is held."
        return Graded(Grade.NOT, reason, said)
    presided = {session.id for _, session in led}
    clashes = tuple(
        finding.sentence
        for body in bodies
        for finding in evidence.found_by(LeadInPerson())
        if body.president in finding.case and presided & set(finding.case)
    )
    if clashes:
        reason = "The President presides, yet would have to be elsewhere as well."
        return Graded(Grade.PARTLY, reason, (*said, *clashes))
    if len(led) < len(held):
        reason = f"The President leads {len(led)} of {len(held)} plenaries of the committee."
        return Graded(Grade.PARTLY, reason, said)
    return Graded(Grade.MET, "The President leads every plenary of the committee.", said)


def _plenaries(evidence: Evidence, body: Body) -> list[Session]:
    sessions = evidence.week.sessions_of(body.id)
    return [s for s in sessions if s.format == Format.PLENARY and evidence.holds(s.id)]


def _named_president(evidence: Evidence, body: Body) -> str:
    president = evidence.week.who(str(body.president))
    return f"{president} is named as President of {inside(body)}."


def _presided(evidence: Evidence, body: Body, session: Session) -> str:
    week, when = evidence.week, evidence.sits(session.id)
    if body.president in session.leaders:
        return f"{week.who(str(body.president))} presides over {week.what(session.id)}: {when}."
    who = week.whom(session.leaders) or "nobody"
    return f"{week.what(session.id)} is led by {who}: {when}."


def _led_otherwise(evidence: Evidence) -> Iterator[str]:
    week = evidence.week
    for session in sessions_on(week, COOPERATION_SUBJECT):
        if session.leaders:
            yield f"{week.what(session.id)} is led by {week.whom(session.leaders)}."


PRESIDENCY = Recommendation(
    3,
    "Its President presides",
    "The President of the latest meeting presides over the committee on cooperation.",
    _grade,
)
