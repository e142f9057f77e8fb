"""Recommendation 9: the potential for synergy, by pair of instruments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from constraints.keep_instruments_apart import KeepInstrumentsApart
from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.coherence import OTHER_CONVENTIONS, pairs_of_the_review
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import verb
from scenarios.studies.synergy.nearness import common_subjects, programme_sides
from scenarios.studies.synergy.result import Synergy
from scenarios.studies.synergy.rows import SynergyRow, Timing
from scenarios.studies.synergy.run import evaluate_synergy, usual_days_apart
from scheduler.week.clock import count, duration
from scheduler.week.week import Instrument, Session, Week
from scheduler.week.words import capital, listed, with_article

Pair = tuple[Instrument, Instrument]


def _grade(evidence: Evidence) -> Graded:
    """Grade whether the week uses what pairs of its instruments have in common.

    Looked at is each pair of the scenario's instruments one of which has a Standing Committee. A
    pair has potential where the two have States Parties in common, and the programmes of both take
    up a subject in common; it is used where sessions of the programme on one such subject are held
    under both, or jointly, and break no must (see `evidence`). Something is left of it where, over
    all sessions of the two, a journey is still made twice, or a delegation would have to be in more
    rooms at once than it has delegates.

    - *not met*: a joint session is held that may decide, or that is not led from each of its
      instruments that has leaders (`keep_instruments_apart`, whether the scenario applies it or
      not): decisions would not stay with each instrument. Also where pairs have potential, and
      none of it is used.
    - *met*: no such session; the potential of every pair that has any is used, nothing is left,
      and no session on a common subject breaks a must.
    - *partly met*: no such session; some potential is used, and one of the rest is lacking.
    - *cannot say*: no pair has potential; the scenario names fewer than two instruments; the week
      has no Standing Committee; or there is no timetable.

    The evidence says what was looked at, pair by pair: States Parties in common, subjects in
    common, leaders in common, journeys, two places at once, and each joint session with whether it
    decides and who leads it. Nothing here says that two instruments should be taken as one.
    """
    week = evidence.week
    known = tuple(instrument.id for instrument in week.instruments)
    chosen = set(pairs_of_the_review(week, known))
    pairs = [
        (one, other)
        for one, other in combinations(week.instruments, 2)
        if (one.id, other.id) in chosen
    ]
    if not pairs:
        reason = "The scenario names fewer than two instruments, so there is no pair to look at."
        return Graded(Grade.CANNOT_SAY, reason)
    found = evaluate_synergy(
        week, evidence.timetable, most_days_apart=usual_days_apart(evidence.scenario)
    )
    said = (
        *(line for pair in pairs for line in _said(evidence, pair, found)),
        *_joint_said(evidence),
    )
    if evidence.timetable is None:
        return nothing_to_see(said)
    if not evidence.intersessional:
        return Graded(Grade.CANNOT_SAY, OTHER_CONVENTIONS, said)
    return _graded(evidence, pairs, found, said)


def _graded(evidence: Evidence, pairs: list[Pair], found: Synergy, said: tuple[str, ...]) -> Graded:
    week = evidence.week
    findings = evidence.found_by(KeepInstrumentsApart())
    binding = tuple(one.sentence for one in findings if one.case[0] == "joint")
    if binding:
        reason = "A joint session does not leave the decisions with each instrument."
        return Graded(Grade.NOT, reason, (*said, *binding))
    promising = [pair for pair in pairs if _parties(found, pair) and _subjects(week, pair)]
    if not promising:
        reason = "No pair of instruments has both States Parties and a subject in common."
        return Graded(Grade.CANNOT_SAY, reason, said)
    used = [
        pair
        for pair in promising
        if any(not _left_out(evidence, pair, subject) for subject in _subjects(week, pair))
    ]
    number = count(len(promising), "pair")
    have = verb(len(used), "has", "have")
    reason = f"{len(used)} of {number} of instruments {have} a common subject taken up under both."
    timings = {pair: _whole(found, pair).timing for pair in used}
    left = [pair for pair, timing in timings.items() if timing and _left(timing)]
    if left:
        where = "" if len(promising) == 1 else f" in {count(len(left), 'pair')}"
        reason += (
            f" Something is left to gain{where}: "
            "journeys are still made twice, or a delegation would have to be in two places."
        )
    against = evidence.quoted(_on_subjects(week, promising))
    if against:
        reason += " Sessions on common subjects break a must."
    grade = Grade.PARTLY if used else Grade.NOT
    if len(used) == len(promising) and not (left or against):
        grade = Grade.MET
    return Graded(grade, reason, (*said, *against, "Decisions stay with each instrument."))


def _on_subjects(week: Week, pairs: list[Pair]) -> set[str]:
    """The sessions of the programme on subjects that pairs have in common."""
    return {
        session.id
        for pair in pairs
        for subject in _subjects(week, pair)
        for side in programme_sides(week, pair[0].id, pair[1].id, subject)
        for session in side
    }


def _subjects(week: Week, pair: Pair) -> tuple[str, ...]:
    return common_subjects(week, pair[0].id, pair[1].id)


def _parties(found: Synergy, pair: Pair) -> tuple[str, ...]:
    """The States Parties to both."""
    return _whole(found, pair).parties


def _left_out(evidence: Evidence, pair: Pair, subject: str) -> bool:
    """Whether one of the two holds no session on a subject that breaks no must."""
    here = programme_sides(evidence.week, pair[0].id, pair[1].id, subject)
    sides = ([session.id for session in side] for side in (here.of_one, here.of_other))
    return not all(evidence.sound(side) for side in sides)


def _whole(found: Synergy, pair: Pair) -> SynergyRow:
    """The row over all sessions of a pair."""
    return next(row for row in found.of(pair[0].id, pair[1].id) if row.subject is None)


def _left(timing: Timing) -> bool:
    """Whether journeys are still made twice, or somebody would have to be in two places."""
    return bool(timing.doubled or timing.in_two_places)


def _said(evidence: Evidence, pair: Pair, found: Synergy) -> Iterator[str]:
    week = evidence.week
    both = f"{pair[0].inside} and {pair[1].inside}"
    number = len(_parties(found, pair))
    yield f"{count(number, 'State')} {verb(number, 'is party', 'are party')} to both {both}."
    unnamed = [one.inside for one in pair if not one.parties]
    if unnamed:
        yield f"The scenario does not name the States Parties of {listed(unnamed)}."
    subjects = _subjects(week, pair)
    if not subjects:
        yield f"No subject is taken up under both {both}."
        return
    yield f"Under both {both}: {listed(subjects)}."
    yield from _evaluated(week, _whole(found, pair))
    for subject in subjects if evidence.timetable is not None else ():
        if _left_out(evidence, pair, subject):
            yield f"On {subject}, one of the two instruments holds no session that breaks no must."


def _evaluated(week: Week, row: SynergyRow) -> Iterator[str]:
    """Leaders in common, journeys, and minutes in two places, over all sessions of both."""
    leads = verb(max(1, len(row.leaders)), "leads", "lead")
    yield f"{capital(week.whom(row.leaders) or 'nobody')} {leads} under both."
    if row.timing is not None:
        saved, doubled = (sum(n.values()) for n in (row.timing.saved, row.timing.doubled))
        yield f"{count(saved, 'journey')} saved by meeting together, {doubled} still made twice."
        places = row.timing.in_two_places
        if places:
            minutes, delegations = sum(places.values()), count(len(places), "delegation")
            yield f"{delegations} would have to be in two places, for {duration(minutes)} in all."
        else:
            yield "No delegation would have to be in two places at once."


def _joint_said(evidence: Evidence) -> Iterator[str]:
    """Each joint session of the programme: whether it is held, decides, and who leads it."""
    week = evidence.week
    joint = [s for s in week.sessions if s.programme and len(week.instruments_of(s)) > 1]
    for session in joint:
        names = listed(
            one.inside for one in week.instruments if one.id in week.instruments_of(session)
        )
        held = evidence.sits(session.id) if evidence.holds(session.id) else "not held"
        if evidence.timetable is None:
            held = "not yet placed"
        leaders = week.whom(session.leaders) or "nobody"
        what = f"{week.what(session.id)} is {with_article(session.format_name)} of {names} together"
        yield f"{what}, {held}; led by {leaders}. {_decides(session)}"
    if not joint:
        yield "No session of the programme is held jointly."


def _decides(session: Session) -> str:
    if session.decides is not None:
        return "It decides." if session.decides else "It is not to decide anything."
    if session.may_decide:
        return "Whether it decides is not said; as a plenary it may."
    return "Whether it decides is not said; in this format it may not."


SYNERGY = Recommendation(
    9,
    "Synergy by pair of instruments",
    "Where instruments have States Parties and subjects in common, the week makes use of it.",
    _grade,
)
