"""Recommendation 5: time for experiments."""

from __future__ import annotations

from collections.abc import Iterator

from constraints.keep_experiments_voluntary import KeepExperimentsVoluntary
from constraints.reserve_time_for_experiments import ExperimentTime, ReserveTimeForExperiments
from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.committees import NO_COMMITTEES
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import verb
from scheduler.week.clock import count, duration
from scheduler.week.timetable import Timetable, most_at_once
from scheduler.week.week import Session


def _grade(evidence: Evidence) -> Graded:
    """Grade the time that experiments have within the sittings.

    An experiment is a session with a proposal. Which sittings count, and how those side by side
    count towards the share, `reserve_time_for_experiments` says.

    - *met*: the scenario sets a floor of minutes and a share; the experiments held reach the one
      and keep to the other, no more run at once than the scenario wants (`limit_groups_at_once`,
      where it applies), and each is volunteered, with its host and a leader there
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
    rule = evidence.rule("reserve_time_for_experiments")
    reserved = rule if isinstance(rule, ReserveTimeForExperiments) else ReserveTimeForExperiments()
    parts = evidence.parts(session.id for session in held)
    time = reserved.spent(evidence.week, Timetable(parts=tuple(parts)))
    unwilling = (finding.sentence for finding in evidence.found_by(KeepExperimentsVoluntary()))
    lacking = [*_too_little_or_much(evidence, reserved, time), *unwilling]
    said = tuple(_said(evidence, experiments, held, reserved, time))
    if lacking:
        return Graded(Grade.PARTLY, lacking[0], (*said, *lacking[1:]))
    has = f"Experiments have {duration(time.once)} of the sittings, each of them volunteered."
    return Graded(Grade.MET, has, said)


def _too_little_or_much(
    evidence: Evidence, reserved: ReserveTimeForExperiments, time: ExperimentTime
) -> Iterator[str]:
    if not reserved.floor:
        yield "Experiments are held, yet the scenario sets no time aside for them."
    elif time.once < reserved.floor:
        aside = "is" if reserved.floor in (1, 60) else "are"
        asked = f"{duration(reserved.floor)} of the sittings {aside} set aside for experiments"
        yield f"{asked}; they have {duration(time.once)}."
    if reserved.share == 100:
        yield "The scenario names no share of the sittings that experiments may take at most."
    most = reserved.most(evidence.week)
    if time.taken > most:
        yield f"Experiments take {duration(time.taken)}; they may take up to {duration(most)}."
    limit = evidence.rule("limit_groups_at_once")
    if limit is not None:
        yield from (finding.sentence for finding in evidence.found_by(limit))


def _proposed(experiments: list[Session]) -> str:
    willing = sum(bool(s.proposal and s.proposal.volunteered) for s in experiments)
    proposed = verb(len(experiments), "is proposed", "are proposed")
    hosts = verb(willing, "the host of 1 has", f"the hosts of {willing} have")
    return f"{count(len(experiments), 'experiment')} {proposed}; {hosts} volunteered."


def _said(
    evidence: Evidence,
    experiments: list[Session],
    held: list[Session],
    reserved: ReserveTimeForExperiments,
    time: ExperimentTime,
) -> Iterator[str]:
    week = evidence.week
    whole = reserved.whole(week)
    share = round(100 * time.once / whole) if whole else 0
    yield (
        f"{len(held)} of {count(len(experiments), 'proposed experiment')} "
        f"{verb(len(held), 'is', 'are')} held, in {duration(time.once)} "
        f"of the sittings: {share} % of their {duration(whole)}."
    )
    if time.taken > time.once:
        yield f"Each counted in full, they take {duration(time.taken)}."
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
