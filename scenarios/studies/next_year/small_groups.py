"""What this year's experiments came to, and what follows for next year's proposals."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from scenarios.studies.next_year.assumptions import STEP, NextYearWeights, rounded_up
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable
from scheduler.week.week import HeldExperiment, Proposal, Session, Week
from scheduler.week.words import listed

MOST_NAMED = 6
"""Other States that are named to which an experiment could be offered."""


class GroupProposal(Frozen):
    """A small group next year.

    Attributes
    ----------
    value_now, value
        What holding it is worth in points, this year and next; None: it is left out.
    attendance_now, attendance
        Seats.
    volunteered
        Whether its host has volunteered for next year.
    owed
        Whether it is not known to have been reported to the plenary.
    came_to, follows
        In a sentence without its full stop: what it came to, and what follows.
    others
        States without a proposal in its committee that implement the same article.
    """

    session: str
    host: str | None
    value_now: int
    value: int | None
    attendance_now: int
    attendance: int
    volunteered: bool
    owed: bool
    good: bool
    came_to: str
    follows: str
    others: tuple[str, ...] = ()


def propose_groups(
    week: Week,
    held: Timetable | None,
    weights: NextYearWeights,
    volunteered: Collection[str] = (),
) -> tuple[GroupProposal, ...]:
    """Each experiment of the week as next year's proposal.

    Parameters
    ----------
    held
        The timetable as held; None where none is given.
    volunteered
        States that have volunteered for next year.
    """
    return tuple(
        _proposed(week, session, session.proposal, held, weights, volunteered)
        for session in week.sessions
        if session.proposal is not None
    )


def _proposed(
    week: Week,
    session: Session,
    proposal: Proposal,
    held: Timetable | None,
    weights: NextYearWeights,
    volunteered: Collection[str],
) -> GroupProposal:
    outcome = proposal.held
    was_held = outcome is not None or session.used not in (None, 0)
    was_held = was_held or (held is not None and bool(held.of(session.id)))
    outcome = outcome or HeldExperiment()
    anew = proposal.host in volunteered
    value, good = proposal.value, bool(outcome.useful and outcome.reported)
    others, left_out = tuple[str, ...](), False
    if not was_held:
        came_to, follows = ["it was not held, by what is noted"], ["it stays as it is"]
    else:
        came_to = list(_came_to(outcome))
        if held is not None and not held.holds(session.id):
            came_to.append("the timetable as held has it not")
        follows = ["it stays as it is"]
    if outcome.useful is False:
        value = max(0, value - weights.less_value)
        follows = [f"its value is lowered from {proposal.value} to {value}"]
        if left_out := value == 0 and not anew:
            follows = ["it is left out: no value is left"]
    elif good:
        value = min(1000, value + weights.more_value)
        others = _others(week, session)
        raised = f", its value raised from {proposal.value} to {value}"
        follows = [f"it is proposed again{raised if value > proposal.value else ''}"]
        follows.append(_offered(week, others))
    owed = was_held and not outcome.reported
    if owed:
        unless = " unless it was made" if outcome.reported is None else ""
        follows.append(f"a report to the plenary is still owed (¶ 10){unless}")
    if not left_out:
        follows += _volunteering(week, proposal, anew=anew)
    seats = session.attendance
    if outcome.participants:
        seats = rounded_up(weights.with_reserve(outcome.participants), STEP)
    return GroupProposal(
        session=session.id,
        host=proposal.host,
        value_now=proposal.value,
        value=None if left_out else value,
        attendance_now=session.attendance,
        attendance=seats,
        volunteered=anew,
        owed=owed,
        good=good,
        came_to="; ".join(came_to),
        follows="; ".join(follows),
        others=others,
    )


def _came_to(outcome: HeldExperiment) -> Iterator[str]:
    """What is noted of an experiment that was held."""
    useful = {
        True: "found useful",
        False: "not found useful",
        None: "held; whether it was useful was not noted",
    }
    reported = {
        True: "reported to the plenary",
        False: "not reported to the plenary",
        None: "whether it was reported was not noted",
    }
    yield useful[outcome.useful]
    yield reported[outcome.reported]
    if outcome.participants is not None:
        yield f"{outcome.participants} took part"


def _volunteering(week: Week, proposal: Proposal, *, anew: bool) -> Iterator[str]:
    if proposal.host is not None and anew:
        yield f"{week.who(proposal.host)} has volunteered for next year"
    elif proposal.host is not None:
        yield f"{week.who(proposal.host)} has to volunteer anew"


def _others(week: Week, session: Session) -> tuple[str, ...]:
    """States that implement what the session is about, and host no proposal of its body."""
    bodies = set(session.bodies)
    hosts = {
        one.proposal.host
        for one in week.sessions
        if one.proposal is not None and bodies.intersection(one.bodies)
    }
    could = {code for body in session.bodies for code in week.body[body].implementers or ()} - hosts
    return tuple(sorted(map(week.who, could)))


def _offered(week: Week, others: tuple[str, ...]) -> str:
    if not others:
        return "offer the same to other hosts"
    named = others[:MOST_NAMED]
    beyond = len(others) - len(named)
    who = listed([*named, *([f"{beyond} more"] if beyond else [])])
    return f"offer the same to others that implement the article ({who})"
