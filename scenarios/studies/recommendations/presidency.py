"""Recommendation 3: who presides over the committee on cooperation and assistance."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.committees import committees_on, not_counted, unknown
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import inside, named, verb
from scheduler.week.clock import count
from scheduler.week.leadership import Role
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Committee, Format, Presidency, Session
from scheduler.week.words import capital

FIRST_YEAR = 2011
"""The committee's first: its President presides up to then, Co-Chairs like the others' after it."""


def _grade(evidence: Evidence) -> Graded:
    """Grade who presides over the Standing Committee that says ``committee: cooperation``.

    The recommendation speaks of its year. In the committee's first, that is in weeks that begin in
    2011 or before, the State that holds the Presidency (key ``presidency``) presides. After it the
    committee is led as the others are: by Co-Chairs, of whom it has no fewer than the committee
    with the fewest, with Co-Rapporteurs likewise, and by no President. Looked at are the plenaries
    of the committee that are held; a part counts where it is sound (`evidence`) and is led by the
    State that holds the Presidency, or by a Co-Chair.

    - *met*: every part of them counts.
    - *partly met*: some part counts, and another does not; or, after the first year, all count, yet
      the committee has fewer Co-Chairs or Co-Rapporteurs than any other, or a President beside
      them.
    - *not met*: there is no such committee, though others say which they are; it has another
      President than the State that holds the Presidency, or none, and after its first year no
      Co-Chair; no plenary of it is held; or no part counts, as where its leader has left the city.
    - *cannot say*: the week has no Standing Committee, or none says which it is (key
      ``committee``); the scenario does not name who holds the Presidency, in the first year; or the
      committee has its leaders, and there is no timetable.
    """
    missing = unknown(evidence.week, Committee.COOPERATION)
    if missing is not None:
        return missing
    bodies = committees_on(evidence.week, Committee.COOPERATION)
    grade = _grade_later if evidence.week.first.year > FIRST_YEAR else _grade_first_year
    graded = [grade(evidence, body) for body in bodies]
    worst = max(graded, key=lambda one: list(Grade).index(one.grade))
    return worst._replace(evidence=tuple(line for one in graded for line in one.evidence))


def _grade_first_year(evidence: Evidence, body: Body) -> Graded:
    week = evidence.week
    presidency = week.presidency
    if presidency is None:
        return Graded(
            Grade.CANNOT_SAY,
            "The scenario does not name the State that holds the Presidency; fill in the key "
            "“presidency” with its “state” and the meeting “of” which it presides.",
        )
    holds = _holds(evidence, presidency)
    if body.president is None:
        leaders = week.whom(body.leaders) or "nobody"
        reason = f"{named(body)} has no President; it is led by {leaders}."
        return Graded(Grade.NOT, reason, (holds,))
    if body.president != presidency.state:
        who = week.who(body.president)
        reason = f"{who} is named as President of {inside(body)}, and is not the President: {holds}"
        return Graded(Grade.NOT, reason)
    said = (f"{week.who(body.president)} is named as President of {inside(body)}.", holds)
    if evidence.timetable is None:
        return nothing_to_see(said)
    return _grade_parts(
        evidence,
        body,
        said,
        f"the President, {week.who(presidency.state)},",
        frozenset({presidency.state}),
    )


def _grade_later(evidence: Evidence, body: Body) -> Graded:
    week = evidence.week
    led = week.whom(body.co_chairs)
    year = f"After {FIRST_YEAR} the committee is led as the others are"
    if not led:
        who = f"by its President, {week.who(body.president)}" if body.president else "by nobody"
        reason = f"{year}, yet {inside(body)} has no Co-Chair; it is led {who}."
        return Graded(Grade.NOT, reason)
    verb_ = verb(len(body.co_chairs), "is Co-Chair", "are Co-Chairs")
    said = (f"{year}.", f"{led} {verb_} of {inside(body)}.")
    lacking = tuple(_lacking(evidence, body))
    if evidence.timetable is None:
        return nothing_to_see((*said, *lacking))
    graded = _grade_parts(evidence, body, said, "a Co-Chair", frozenset(body.co_chairs))
    if lacking and graded.grade is Grade.MET:
        return Graded(Grade.PARTLY, lacking[0], (*graded.evidence, *lacking[1:]))
    return graded._replace(evidence=(*graded.evidence, *lacking))


def _lacking(evidence: Evidence, body: Body) -> Iterator[str]:
    """In what a committee is not yet led as the others are."""
    others = [one for one in evidence.week.committees if one.committee and one != body]
    for role in (Role.CO_CHAIR, Role.CO_RAPPORTEUR):
        fewest = min((len(one.holders(role)) for one in others), default=0)
        has = len(body.holders(role))
        if has < fewest:
            yield (
                f"{named(body)} has {count(has, role.words) if has else f'no {role.words}'}; "
                f"each other committee has {fewest} or more."
            )
    if body.president is not None:
        who = evidence.week.who(body.president)
        yield f"{named(body)} has a President beside its Co-Chairs: {who}."


def _grade_parts(
    evidence: Evidence,
    body: Body,
    said: tuple[str, ...],
    who: str,
    codes: frozenset[str],
) -> Graded:
    """Grade the committee's plenaries by their parts.

    Parameters
    ----------
    who
        Who is to lead, inside a sentence.
    codes
        The States of whom one is to lead.
    """
    held = _plenaries(evidence, body)
    if not held:
        return Graded(Grade.NOT, "No plenary of the committee is held.", said)
    said = (*said, *(_led(evidence, session) for session in held))
    led = [session.id for session in held if session.leaders & codes]
    if not led:
        return Graded(Grade.NOT, f"{capital(who)} leads no plenary of the committee.", said)
    said = (*said, *not_counted(evidence, led))
    quoted = " ".join(evidence.quoted(led)[:1])
    counts = evidence.sound(led)
    if not counts:
        how = "is absent" if _absent(evidence, led, codes) else "leads only where a must is broken"
        return Graded(Grade.NOT, f"{capital(who)} {how}. {quoted}", said)
    every = evidence.parts(session.id for session in held)
    if len(counts) < len(every):
        reason = f"{capital(who)} leads {_of(counts, every)} of the committee as it should."
        return Graded(Grade.PARTLY, f"{reason} {quoted}".strip(), said)
    if quoted:
        reason = f"{capital(who)} leads every plenary of the committee, yet a must is broken in it."
        return Graded(Grade.PARTLY, f"{reason} {quoted}", said)
    return Graded(Grade.MET, f"{capital(who)} leads every plenary of the committee.", said)


def _absent(evidence: Evidence, led: list[str], codes: frozenset[str]) -> bool:
    """Whether in each part those who are to lead it, and are named as its leaders, are away."""
    week = evidence.week
    return all(
        not week.is_present(code, part)
        for part in evidence.parts(led)
        for code in week.session[part.session].leaders & codes
    )


def _of(counts: tuple[Part, ...], every: tuple[Part, ...]) -> str:
    return f"{len(counts)} of {count(len(every), 'part')} of the plenaries"


def _plenaries(evidence: Evidence, body: Body) -> list[Session]:
    sessions = evidence.week.sessions_of(body.id)
    return [s for s in sessions if s.format == Format.PLENARY and evidence.holds(s.id)]


def _holds(evidence: Evidence, presidency: Presidency) -> str:
    of = f" of the {presidency.of}" if presidency.of else ""
    return f"{evidence.week.who(presidency.state)} holds the Presidency{of}."


def _led(evidence: Evidence, session: Session) -> str:
    week, when = evidence.week, evidence.sits(session.id)
    who = week.whom(session.leaders) or "nobody"
    lead = verb(max(1, len(session.leaders)), "leads", "lead")
    return f"{capital(who)} {lead} {week.what(session.id)}: {when}."


PRESIDENCY = Recommendation(
    3,
    "Who presides over it",
    "The President presides over the committee on cooperation in its first year, 2011; after it "
    "the committee has Co-Chairs and Co-Rapporteurs like the others.",
    _grade,
)
