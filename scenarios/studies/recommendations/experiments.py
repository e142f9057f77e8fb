"""Recommendation 5: time for experiments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from constraints.reserve_time_for_experiments import ExperimentTime, ReserveTimeForExperiments
from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.committees import NO_COMMITTEES
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import verb
from scheduler.week.clock import count, duration
from scheduler.week.timetable import Timetable, most_at_once
from scheduler.week.week import Session

LEAST = 60
"""Minutes of the sittings with an experiment, below which no time is set aside: assumption."""

PRUDENT = 3
"""One part in so many of the time of the sittings is all that groups together may prudently take:
assumption. In June 2011 three groups took 6 h 45 of 30 hours; in a half-day they would take 9."""

MOST_AT_ONCE = 3
"""Groups that may prudently run at one moment: as many as in June 2011."""


def _grade(evidence: Evidence) -> Graded:
    """Grade the time that experiments have, and whether it is used with prudence.

    An experiment is a session with a proposal, or a small group. What a scenario allows is kept to
    where it is stricter than what follows; where it is not, it makes no grade better.

    - *met*: the scenario sets a floor of minutes and a share, and all of this holds of the
      experiments that are held:

      - The time in which one or more of them run, in the sittings that count by
        `reserve_time_for_experiments`, reaches the floor, and an hour.
      - They keep to the share as the scenario counts it. All together, each counted in full and
        wherever it is held, they take no more than a third of the time of the sittings that are
        open to plenaries.
      - No more than three run at one moment.
      - Each is volunteered: its proposal says so.
      - No part of any breaks a must (`evidence`): it runs beside no plenary of its instrument, or
        of any where its body has none, whatever format it is called; its host and a leader are
        there; it is reported on.

    - *partly met*: some experiment is held, yet one of these is lacking.
    - *not met*: none is held, or none is proposed.
    - *cannot say*: the week has no Standing Committee; or it has experiments, and no timetable.
    """
    if not evidence.intersessional:
        return NO_COMMITTEES
    experiments = evidence.week.groups
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
    lacking = [
        *_not_volunteered(evidence, held),
        *_of_musts(evidence, held),
        *_too_little(reserved, time),
        *_not_prudent(evidence, held, reserved, time),
    ]
    said = tuple(_said(evidence, experiments, held, reserved, time))
    if lacking:
        return Graded(Grade.PARTLY, lacking[0], (*said, *lacking[1:]))
    has = f"Experiments have {duration(time.once)} of the sittings, each of them volunteered."
    return Graded(Grade.MET, has, said)


def _not_volunteered(evidence: Evidence, held: list[Session]) -> Iterator[str]:
    """The experiments without a host for which nobody has volunteered; of hosts the musts speak."""
    for session in held:
        title, proposal = evidence.week.what(session.id), session.proposal
        if proposal is None:
            yield f"{title} is a small group without a proposal: no State has volunteered for it."
        elif proposal.host is None and not proposal.volunteered:
            yield f"{title} names no host, and no State that has volunteered for it."


def _of_musts(evidence: Evidence, held: list[Session]) -> tuple[str, ...]:
    """The sentences of the musts that they break; of their time in all `_too_little` speaks."""
    objections = evidence.objections(session.id for session in held)
    ours = ReserveTimeForExperiments.key()
    return tuple(dict.fromkeys(one.sentence for one in objections if one.rule != ours))


def _too_little(reserved: ReserveTimeForExperiments, time: ExperimentTime) -> Iterator[str]:
    floor = max(reserved.floor, LEAST)
    if not reserved.floor:
        yield "Experiments are held, yet the scenario sets no time aside for them."
    elif time.once < floor:
        aside = "is" if floor == LEAST else "are"
        asked = f"{duration(floor)} of the sittings {aside} to be set aside for experiments"
        yield f"{asked}; they have {duration(time.once)}."


def _not_prudent(
    evidence: Evidence,
    held: list[Session],
    reserved: ReserveTimeForExperiments,
    time: ExperimentTime,
) -> Iterator[str]:
    """In what the experiments are not held with prudence: their time, and how many at once."""
    most = reserved.most(evidence.week)
    if time.taken > most:
        yield f"Experiments take {duration(time.taken)}; they may take up to {duration(most)}."
    parts = evidence.parts(session.id for session in held)
    whole = ReserveTimeForExperiments().whole(evidence.week)
    together = sum(part.minutes for part in parts)
    if PRUDENT * together > whole:
        share = f"{100 * together / whole:.0f} %" if whole else "more than all"
        yield (
            f"All groups together take {duration(together)}, {share} of the {duration(whole)} of "
            "the sittings; prudence allows a third."
        )
    number = most_at_once(parts)
    if number > MOST_AT_ONCE:
        yield f"{number} groups run at the same time; prudence allows {MOST_AT_ONCE}."
    if reserved.share == 100:
        yield "The scenario names no share of the sittings that experiments may take at most."
    limit = evidence.rule("limit_groups_at_once")
    if limit is not None and limit not in evidence.musts:
        yield from (finding.sentence for finding in evidence.found_by(limit))


def _proposed(experiments: Sequence[Session]) -> str:
    willing = sum(bool(s.proposal and s.proposal.volunteered) for s in experiments)
    proposed = verb(len(experiments), "is proposed", "are proposed")
    hosts = verb(willing, "the host of 1 has", f"the hosts of {willing} have")
    return f"{count(len(experiments), 'experiment')} {proposed}; {hosts} volunteered."


def _said(
    evidence: Evidence,
    experiments: Sequence[Session],
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
    together = evidence.minutes(session.id for session in held)
    if len(held) > 1:
        yield f"Each counted in full, they take {duration(together)}."
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
