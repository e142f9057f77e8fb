"""Recommendation 9: the potential for synergy, by pair of instruments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import verb
from scenarios.studies.synergy.result import Synergy
from scenarios.studies.synergy.rows import SynergyRow, Timing
from scenarios.studies.synergy.run import evaluate_synergy, usual_days_apart
from scheduler.week.clock import count, duration
from scheduler.week.week import Instrument, Week
from scheduler.week.words import capital, listed

Pair = tuple[Instrument, Instrument]


def _grade(evidence: Evidence) -> Graded:
    """Grade whether the week uses what pairs of its instruments have in common.

    A pair has potential where the two have States Parties in common and sessions on a subject in
    common; it is used where sessions on one such subject are held under both. Something is left of
    it where, over all sessions of the two, a journey is still doubled, or a delegation would have
    to be in more rooms at once than it has delegates.

    - *met*: every pair of the scenario's instruments has potential, it is used, and nothing is
      left of it.
    - *partly met*: some pair's potential is used.
    - *not met*: there are two instruments or more, and no pair's potential is used.
    - *cannot say*: the scenario names fewer than two instruments, or there is no timetable.

    Decisions stay with each instrument: nothing here says that two should be taken as one.
    """
    week = evidence.week
    pairs = list(combinations(week.instruments, 2))
    if not pairs:
        reason = "The scenario names fewer than two instruments, so there is no pair to look at."
        return Graded(Grade.CANNOT_SAY, reason)
    found = evaluate_synergy(
        week, evidence.timetable, most_days_apart=usual_days_apart(evidence.scenario)
    )
    said = tuple(line for pair in pairs for line in _said(evidence, pair, found))
    if evidence.timetable is None:
        return nothing_to_see(said)
    used = [
        pair
        for pair in pairs
        if any(not row.left_out for row in _on_common_subjects(week, found, pair))
    ]
    number = count(len(pairs), "pair")
    have = verb(len(used), "has", "have")
    reason = f"{len(used)} of {number} of instruments {have} a common subject taken up under both."
    timings = {pair: _whole(found, pair).timing for pair in used}
    left = [pair for pair, timing in timings.items() if timing and _left(timing)]
    if left:
        where = "" if len(pairs) == 1 else f" in {count(len(left), 'pair')}"
        reason += (
            f" Something is left to gain{where}: "
            "journeys are still doubled, or a delegation would have to be in two places."
        )
    grade = Grade.PARTLY if used else Grade.NOT
    if len(used) == len(pairs) and not left:
        grade = Grade.MET
    return Graded(grade, reason, (*said, "Decisions stay with each instrument."))


def _on_common_subjects(week: Week, found: Synergy, pair: Pair) -> tuple[SynergyRow, ...]:
    """The rows on which both have a session, if they have States Parties in common."""
    rows = [row for row in found.of(pair[0].id, pair[1].id) if row.subject and not row.missing]
    order = list(dict.fromkeys(session.subject for session in week.sessions))
    rows.sort(key=lambda row: order.index(row.subject or ""))
    return tuple(row for row in rows if row.parties)


def _whole(found: Synergy, pair: Pair) -> SynergyRow:
    """The row over all sessions of a pair."""
    return next(row for row in found.of(pair[0].id, pair[1].id) if row.subject is None)


def _left(timing: Timing) -> bool:
    """Whether journeys are still doubled, or somebody would have to be in two places."""
    return bool(timing.doubled or timing.in_two_places)


def _said(evidence: Evidence, pair: Pair, found: Synergy) -> Iterator[str]:
    week = evidence.week
    both = f"{pair[0].inside} and {pair[1].inside}"
    number = len(_whole(found, pair).parties)
    yield f"{count(number, 'State')} {verb(number, 'is party', 'are party')} to both {both}."
    rows = _on_common_subjects(week, found, pair)
    if not rows:
        yield f"No subject is taken up under both {both}."
        return
    yield f"Under both {both}: {listed(row.subject or '' for row in rows)}."
    yield from _evaluated(week, _whole(found, pair))
    for row in rows if evidence.timetable is not None else ():
        if row.left_out:
            yield f"On {row.subject}, one of the two instruments holds no session."


def _evaluated(week: Week, row: SynergyRow) -> Iterator[str]:
    """Leaders in common, journeys, and minutes in two places, over all sessions of both."""
    if row.leaders:
        leads = verb(len(row.leaders), "leads", "lead")
        yield f"{capital(week.whom(row.leaders))} {leads} under both."
    if row.timing is not None:
        saved, doubled = (sum(n.values()) for n in (row.timing.saved, row.timing.doubled))
        yield f"{count(saved, 'journey')} saved by meeting together, {doubled} still doubled."
        places = row.timing.in_two_places
        if places:
            minutes, delegations = sum(places.values()), count(len(places), "delegation")
            yield f"{delegations} would have to be in two places, for {duration(minutes)} in all."


SYNERGY = Recommendation(
    9,
    "Synergy by pair of instruments",
    "Where instruments have States Parties and subjects in common, the week makes use of it.",
    _grade,
)
