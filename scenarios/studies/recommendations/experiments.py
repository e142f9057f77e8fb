"""Recommendation 5: time for experiments."""

from __future__ import annotations

from collections.abc import Iterator

from constraints.keep_experiments_voluntary import KeepExperimentsVoluntary
from constraints.reserve_time_for_experiments import ReserveTimeForExperiments
from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.committees import NO_COMMITTEES
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import verb
from scheduler.week.clock import count, duration
from scheduler.week.timetable import covered, most_at_once
from scheduler.week.week import Format, Session


def _grade(evidence: Evidence) -> Graded:
    """Grade the time that experiments have within the sittings of the plenaries.

    An experiment is a session with a proposal. Minutes in which several run count once, and those
    at lunch do not count, as in `reserve_time_for_experiments`.

    - *met*: the scenario sets a floor of minutes; the experiments held reach it, take no more than
      their share, and each is volunteered, with its host and a leader there
      (`keep_experiments_voluntary` finds nothing, whether the scenario applies it or not).
    - *partly met*: some experiment is held, yet one of these is lacking.
    - *not met*: none is held.
    - *cannot say*: the week has no Standing Committee; or it has proposals, and no timetable.
    """
    if not evidence.intersessional:
        return NO_COMMITTEES
    experiments = [session for session in evidence.week.sessions if session.proposal is not None]
    if not experiments:
        return Graded(Grade.NOT, "The scenario has no proposals, so no experiment can be held.")
    if evidence.timetable is None:
        return nothing_to_see((_proposed(experiments),))
    held = [session for session in experiments if evidence.holds(session.id)]
    if not held:
        return Graded(Grade.NOT, "No experiment is held.", (_proposed(experiments),))
    minutes, whole = _minutes(evidence, held)
    unwilling = (finding.sentence for finding in evidence.found_by(KeepExperimentsVoluntary()))
    lacking = [*_too_little_or_much(evidence, minutes, whole), *unwilling]
    said = tuple(_said(evidence, experiments, held, minutes, whole))
    if lacking:
        return Graded(Grade.PARTLY, lacking[0], (*said, *lacking[1:]))
    has = f"Experiments have {duration(minutes)} of the sittings, each of them volunteered."
    return Graded(Grade.MET, has, said)


def _minutes(evidence: Evidence, held: list[Session]) -> tuple[int, int]:
    """The minutes of the plenaries' sittings that experiments take, and all that there are."""
    week, parts = evidence.week, evidence.parts(session.id for session in held)
    official = {one.id: one.minutes for one in week.sittings if Format.PLENARY in one.formats}
    inside = (p for p in parts if (found := week.sitting_of(p)) and found.id in official)
    return covered(inside), sum(official.values())


def _too_little_or_much(evidence: Evidence, minutes: int, whole: int) -> Iterator[str]:
    rule = evidence.rule("reserve_time_for_experiments")
    if not isinstance(rule, ReserveTimeForExperiments) or not rule.floor:
        yield "Experiments are held, yet the scenario sets no time aside for them."
        rule = rule if isinstance(rule, ReserveTimeForExperiments) else ReserveTimeForExperiments()
    elif minutes < rule.floor:
        aside = "is" if rule.floor in (1, 60) else "are"
        asked = f"{duration(rule.floor)} of the sittings {aside} set aside for experiments"
        yield f"{asked}; they have {duration(minutes)}."
    most = rule.share * whole // 100
    if minutes > most:
        yield f"Experiments take {duration(minutes)}; they may take up to {duration(most)}."


def _proposed(experiments: list[Session]) -> str:
    willing = sum(bool(s.proposal and s.proposal.volunteered) for s in experiments)
    proposed = verb(len(experiments), "is proposed", "are proposed")
    hosts = verb(willing, "the host of 1 has", f"the hosts of {willing} have")
    return f"{count(len(experiments), 'experiment')} {proposed}; {hosts} volunteered."


def _said(
    evidence: Evidence, experiments: list[Session], held: list[Session], minutes: int, whole: int
) -> Iterator[str]:
    week = evidence.week
    share = round(100 * minutes / whole) if whole else 0
    yield (
        f"{len(held)} of {count(len(experiments), 'proposed experiment')} "
        f"{verb(len(held), 'is', 'are')} held, in {duration(minutes)} "
        f"of the sittings: {share} % of their {duration(whole)}."
    )
    for session in held:
        host = session.proposal.host if session.proposal else None
        of = f", hosted by {week.who(host)}" if host else ""
        yield f"{week.what(session.id)}{of}: {evidence.sits(session.id)}."
    most = most_at_once(evidence.parts(session.id for session in held))
    if most > 1:
        yield f"Up to {most} run at the same time."


EXPERIMENTS = Recommendation(
    5,
    "Time for experiments",
    "Time is set aside, prudently, for experiments such as small groups on national contexts.",
    _grade,
)
