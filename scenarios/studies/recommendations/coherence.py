"""Recommendation 8: coherence with related instruments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from constraints.align_instruments import AlignInstruments
from constraints.keep_instruments_apart import KeepInstrumentsApart
from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import verb
from scenarios.studies.synergy.shared_parties import leaders_of_both, sides
from scheduler.rules.rule import Rule
from scheduler.week.clock import count
from scheduler.week.week import Week
from scheduler.week.words import capital, listed

NUMBER = 8


def _grade(evidence: Evidence) -> Graded:
    """Grade how the sessions of several instruments in the week go together.

    - *met*: no delegation that leads or speaks under two instruments is needed in both at once,
      and no joint session decides for several (`keep_instruments_apart`); sessions on one subject
      begin on the same day (`align_instruments`); and no other rule of the scenario that serves
      Recommendation 8, such as one on journeys, finds anything. The first two are looked at
      whether the scenario applies them or not.
    - *partly met*: nobody is needed in two places, yet one of the others finds something.
    - *not met*: somebody is needed in two places, or a joint session decides.
    - *cannot say*: the week has sessions of fewer than two instruments, or there is no timetable.
    """
    instruments = instruments_that_meet(evidence.week)
    if len(instruments) < 2:
        only = listed(_name(evidence.week, one) for one in instruments) or "no instrument"
        return Graded(Grade.CANNOT_SAY, f"The scenario has sessions of {only} alone.")
    said = tuple(_sessions_said(evidence, instruments))
    if evidence.timetable is None:
        return nothing_to_see(said)
    clashes = tuple(finding.sentence for finding in evidence.found_by(KeepInstrumentsApart()))
    if clashes:
        reason = "Somebody is needed in two places, or a joint session is no informal one."
        return Graded(Grade.NOT, reason, (*said, *clashes))
    others = {KeepInstrumentsApart.key(), AlignInstruments.key()}
    applied = (setting.rule for setting in evidence.scenario.settings)
    further = (one for one in applied if NUMBER in one.recommendations and one.name not in others)
    looked_at = [AlignInstruments(), *further]
    costs = tuple(line for rule in looked_at for line in _costs(evidence, rule))
    if costs:
        reason = "Nobody is needed in two places, yet the instruments could stand closer together."
        return Graded(Grade.PARTLY, reason, (*said, *costs))
    reason = "Nobody is needed in two places, and sessions on one subject begin on the same day."
    return Graded(Grade.MET, reason, said)


def instruments_that_meet(week: Week) -> tuple[str, ...]:
    """The instruments that have a session in the week, in the order of the scenario."""
    meeting = {one for session in week.sessions for one in week.instruments_of(session)}
    known = [instrument.id for instrument in week.instruments]
    return tuple(sorted(meeting, key=lambda one: known.index(one) if one in known else len(known)))


def _costs(evidence: Evidence, rule: Rule) -> Iterator[str]:
    """What a rule finds in all and, for the greatest findings, in words."""
    findings = evidence.found_by(rule)
    if findings:
        total, cases = sum(f.amount for f in findings), count(len(findings), "case")
        yield f"{rule.name} finds {total} ({rule.unit}) in {cases}; the greatest follow."
        worst = sorted(findings, key=lambda finding: -finding.amount)[:_NAMED]
        yield from (finding.sentence for finding in worst)


_NAMED = 5
"""Cases of one rule that are said in words."""


def _sessions_said(evidence: Evidence, instruments: tuple[str, ...]) -> Iterator[str]:
    week = evidence.week
    for one in instruments:
        sessions = [s for s in week.sessions if one in week.instruments_of(s)]
        number = sum(evidence.holds(session.id) for session in sessions)
        held = f", {number} held" if evidence.timetable is not None else ""
        yield f"{capital(_name(week, one))}: {count(len(sessions), 'session')}{held}."
    for one, other in combinations(instruments, 2):
        here = sides(week, one, other)
        needed = (
            {code for session in of for code in session.required | session.heard}
            for of in (here.of_one, here.of_other)
        )
        both = set.intersection(*needed)
        lead = verb(len(both), "leads or speaks", "lead or speak")
        leaders = leaders_of_both(week, one, other, here)
        who = week.whom(leaders) or "nobody"
        yield (
            f"{count(len(both), 'delegation')} {lead} in sessions of both "
            f"{_name(week, one)} and {_name(week, other)}, joint ones included; "
            f"{who} {verb(max(1, len(leaders)), 'leads', 'lead')} in both."
        )


def _name(week: Week, instrument: str) -> str:
    found = week.instrument.get(instrument)
    return found.inside if found else instrument


COHERENCE = Recommendation(
    NUMBER,
    "Coherence with related instruments",
    "Meetings of related instruments that need the same people are planned with one another.",
    _grade,
)
