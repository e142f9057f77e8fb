"""Recommendations 2 and 7: the committees on cooperation and on stockpile destruction sit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from constraints.guarantee_every_committee import GuaranteeEveryCommittee
from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import named, verb
from scheduler.week.clock import count, duration
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Committee, Format, Session, Week

NO_COMMITTEES = Graded(
    Grade.CANNOT_SAY,
    "The scenario has no Standing Committee, and the recommendation speaks of Standing Committees.",
)
"""The answer of a week that is no intersessional week."""

CALLED = {
    Committee.COOPERATION: "cooperation and assistance",
    Committee.STOCKPILE_DESTRUCTION: "stockpile destruction",
}
"""What the two committees are on, in a sentence."""

_SITS = frozenset({Format.PLENARY, Format.SPECIAL})
"""The formats in which a committee can be said to sit; a small group of it is not the committee."""


def committees_on(week: Week, committee: Committee) -> tuple[Body, ...]:
    """The Standing Committees that say that they are the one on a subject (`committee`)."""
    return tuple(body for body in week.committees if body.committee is committee)


def unknown(week: Week, committee: Committee) -> Graded | None:
    """The answer where no Standing Committee says that it is the one; None where one does.

    Cannot say where none says which of those of the Review it is: the week may be another
    convention's. Not met where others say it, and none is this one: it was dropped or absorbed.
    """
    if committees_on(week, committee):
        return None
    if not week.committees:
        return NO_COMMITTEES
    key = f"“committee: {committee.value}”"
    silent = [body for body in week.committees if body.committee is None]
    if len(silent) == len(week.committees):
        return Graded(
            Grade.CANNOT_SAY,
            f"No Standing Committee of the scenario says which of those of the Review it is; write "
            f"{key} at the one on {CALLED[committee]}, and what the others are at each of them.",
        )
    others = (
        f"{named(body)} is the one on {_called(body.committee)}."
        for body in week.committees
        if body.committee is not None
    )
    unsaid = (
        f"{named(body)} does not say which it is; if it is this one, write {key} at it."
        for body in silent
    )
    reason = f"The scenario has no Standing Committee on {CALLED[committee]}."
    return Graded(Grade.NOT, reason, (*others, *unsaid))


def _called(committee: Committee) -> str:
    other = "something else" if committee is Committee.OTHER else committee.value.replace("_", " ")
    return CALLED.get(committee, other)


def own_sessions(week: Week, body: Body) -> tuple[Session, ...]:
    """A committee's own sessions: plenaries of this body alone that one of its leaders leads."""
    return tuple(
        session
        for session in week.sessions
        if session.format == Format.PLENARY
        and session.bodies == (body.id,)
        and (not body.leaders or session.leaders & body.leaders)
    )


def grade_committee(evidence: Evidence, committee: Committee) -> Graded:
    """Grade whether each Standing Committee that says that it is the one on a subject sits.

    Its own time is that of its sound parts (`evidence`) of sessions of its own: plenaries of this
    body alone, led by one of its leaders. The floor is what `guarantee_every_committee` promises by
    default, an hour, or what the scenario promises where that is more.

    - *met*: each has the floor, and no part of a session of its own breaks a must.
    - *partly met*: each has sound time of its own, yet some has less than the floor, or a part of a
      session of its own breaks a must; or one has no session of its own that is held, and sits in
      sound parts of a plenary or special session with others, or led by others.
    - *not met*: the week has Standing Committees that say which they are, and none is the one on
      this subject; or one that is does not sit, or sits in parts alone that break a must.
    - *cannot say*: the week has no Standing Committee, or none says which of those of the Review it
      is (key ``committee``); or one is on the subject, and there is no timetable.
    """
    week = evidence.week
    bodies = committees_on(week, committee)
    missing = unknown(week, committee)
    if missing is not None:
        return missing
    if evidence.timetable is None:
        return nothing_to_see(tuple(_asked(week, body) for body in bodies))
    floor = _floor(evidence)
    graded = [_grade_body(evidence, body, floor) for body in bodies]
    worst = max(graded, key=lambda one: list(Grade).index(one.grade))
    said = tuple(line for one in graded for line in one.evidence)
    return worst._replace(evidence=said)


def _floor(evidence: Evidence) -> int:
    return max(rule.floor for rule in evidence.musts if isinstance(rule, GuaranteeEveryCommittee))


def _grade_body(evidence: Evidence, body: Body, floor: int) -> Graded:
    name = named(body)
    said = tuple(_said(evidence, body))
    own = [session.id for session in own_sessions(evidence.week, body)]
    quoted = evidence.quoted(own)
    sound = sum(part.minutes for part in evidence.sound(own))
    if sound:
        if sound < floor:
            short = f"{name} sits for {duration(sound)}, less than the {duration(floor)} promised."
            return Graded(Grade.PARTLY, _because(short, quoted), said)
        if quoted:
            broken = f"{name} has time of its own, yet a must is broken in it."
            return Graded(Grade.PARTLY, _because(broken, quoted), said)
        enough = f"{name} has time of its own, no less than the {duration(floor)} promised."
        return Graded(Grade.MET, enough, said)
    if evidence.parts(own):
        broken = f"{name} has no time in which no must is broken."
        return Graded(Grade.NOT, _because(broken, quoted), said)
    others = [s.id for s in _otherwise(evidence, body) if s.format in _SITS]
    if evidence.sound(others):
        return Graded(Grade.PARTLY, f"{name} sits, yet not in a session of its own.", said)
    return Graded(Grade.NOT, _because(f"{name} does not sit.", evidence.quoted(others)), said)


def _because(reason: str, quoted: Iterable[str]) -> str:
    """A reason, and the first of the sentences that stand behind it."""
    return " ".join([reason, *list(quoted)[:1]])


def _asked(week: Week, body: Body) -> str:
    own = own_sessions(week, body)
    if not own:
        return f"{named(body)} has no session of its own to be placed."
    least = duration(sum(session.least for session in own))
    return f"{named(body)} asks for {least} at least in sessions of its own."


def _otherwise(evidence: Evidence, body: Body) -> list[Session]:
    """The sessions of a committee that are held and not its own."""
    week = evidence.week
    own = own_sessions(week, body)
    return [s for s in week.sessions_of(body.id) if s not in own and evidence.holds(s.id)]


def _said(evidence: Evidence, body: Body) -> Iterator[str]:
    week = evidence.week
    own = [session.id for session in own_sessions(week, body) if evidence.holds(session.id)]
    if own:
        yield f"{named(body)} sits for {evidence.sits(*own)}."
        yield from not_counted(evidence, own)
    for session in _otherwise(evidence, body):
        how = "led by others" if session.format == Format.PLENARY else "beside its plenaries"
        how = "jointly with others" if len(session.bodies) > 1 else how
        yield f"{week.what(session.id)}, {how}: {evidence.sits(session.id)}."


def not_counted(evidence: Evidence, sessions: Iterable[str]) -> Iterator[str]:
    """The parts of sessions that do not count, with the sentences why, then what else is found."""
    sessions = list(sessions)
    objections = evidence.objections(sessions)
    spoilt = dict[Part, list[str]]()
    for one in objections:
        if one.spoils:
            spoilt.setdefault(one.part, []).append(one.sentence)
    said = set[str]()
    for part, sentences in spoilt.items():
        said.update(sentences)
        what = evidence.week.what(part.session)
        why = " ".join(dict.fromkeys(sentences))
        yield f"{what}, {evidence.span([part])}, breaks a must and does not count: {why}"
    yield from (sentence for sentence in evidence.quoted(sessions) if sentence not in said)


def _grade_cooperation(evidence: Evidence) -> Graded:
    """Grade as `grade_committee` says, for the committee that says ``committee: cooperation``."""
    return grade_committee(evidence, Committee.COOPERATION)


def _grade_stockpiles(evidence: Evidence) -> Graded:
    """Grade the committee on stockpile destruction, as long as profound challenges remain.

    - *cannot say*: nobody has obligations under Article 4 left, that is, the committee names its
      ``implementers``, and they are none. No challenge remains, and the recommendation does not ask
      for the committee.
    - Else *met*, *partly met*, *not met* and *cannot say* as `grade_committee` says, for the
      committee that says ``committee: stockpile_destruction``. How many States are concerned does
      not change the grade.
    """
    bodies = committees_on(evidence.week, Committee.STOCKPILE_DESTRUCTION)
    if bodies and all(body.implementers == frozenset() for body in bodies):
        reason = (
            "No challenge remains: no State has stockpiles left to destroy under Article 4, and "
            "the recommendation does not ask for the committee."
        )
        said = (line for body in bodies for line in _said(evidence, body))
        return Graded(Grade.CANNOT_SAY, reason, tuple(said))
    graded = grade_committee(evidence, Committee.STOCKPILE_DESTRUCTION)
    more = (line for body in bodies for line in _concerned(evidence, body))
    return graded._replace(evidence=(*graded.evidence, *more))


def _concerned(evidence: Evidence, body: Body) -> Iterator[str]:
    """How many States it is for, and how its time stands to what its sessions ask for."""
    own = own_sessions(evidence.week, body)
    if body.implementers is not None:
        number = len(body.implementers)
        who = evidence.week.whom(body.implementers) or "none"
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
    "The Standing Committee on Stockpile Destruction goes on meeting, however few are concerned, "
    "as long as profound challenges remain.",
    _grade_stockpiles,
)
