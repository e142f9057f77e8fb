"""The rule `let_committees_finish`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft, Slot
from scheduler.rules.linear import NOTHING, Linear, total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Format, Kind, Session, Week


class LetCommitteesFinish(Rule):
    """A Standing Committee that has begun goes on before another one sits in plenary.

    Why
    ---
    Where two committees take turns, neither has the room for long: delegations move back and forth,
    and an expert who comes for one of them sits through the other, or waits.

    Counts
    ------
    For each plenary of a Standing Committee, its interruptions: how often, after one of its parts
    has begun and before the next does, a plenary of another committee of the same instrument
    begins; several of these in one gap count once. Plenaries of committees that are left out, such
    as those that open and close the week, are not interrupted and interrupt nothing. A joint
    session does not interrupt its own committees. Committees without an instrument count as being
    of one.

    Source
    ------
    The principle of coherence in Review ¶ 1. The measure is an assumption.
    """

    title: ClassVar = "A committee finishes before another begins"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "interruptions"
    detail: ClassVar = Detail.TIME
    principles: ClassVar = (Principle.COHERENCE,)
    usual: ClassVar = "prefer"

    name: Literal["let_committees_finish"] = "let_committees_finish"
    leave_out: frozenset[str] = Field(
        default=frozenset(),
        description="Bodies that neither interrupt nor are interrupted.",
        json_schema_extra={"refers_to": "body"},
    )

    def encode(self, draft: RuleDraft) -> None:
        for session, rivals in self._rivals(draft.week).items():
            if rivals and not draft.single(session):
                draft.at_most(self, (session,), total(_interruptions(draft, session, rivals)))

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for session, rivals in self._rivals(week).items():
            begins = [part.begin for part in timetable.among(rivals)]
            interrupted = sum(
                any(one.begin < begin < other.begin for begin in begins)
                for one, other in pairwise(timetable.of(session))
            )
            if interrupted:
                yield Breach((session,), interrupted)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        title = week.what(str(case[0]))
        if amount is None:
            return f"{title}, once begun, goes on before another committee sits in plenary."
        times = "once" if amount == 1 else f"{amount} times"
        return f"{title} is interrupted {times} by another committee's plenary."

    def _rivals(self, week: Week) -> dict[str, list[str]]:
        """The plenaries of committees, each with those of others that could interrupt it."""
        plenaries = [session for session in week.sessions if self._is_plenary(week, session)]
        return {
            one.id: [other.id for other in plenaries if _are_rivals(week, one, other)]
            for one in plenaries
        }

    def _is_plenary(self, week: Week, session: Session) -> bool:
        kinds = {week.body[body].kind for body in session.bodies}
        committee = Kind.STANDING_COMMITTEE in kinds and self.leave_out.isdisjoint(session.bodies)
        return committee and session.format is Format.PLENARY

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        both: dict[str, Any] = {"most_parts": 2, "wanted": 60}
        pause = tiny_week(
            tiny_session("clearance", **both),
            tiny_session("assistance", **both),
            sittings=("morning", "afternoon"),
            minutes=30,
            days=2,
        )
        taking_turns = tiny_week(
            tiny_session("clearance", **both),
            tiny_session("assistance", **both),
            sittings=("morning", "afternoon"),
        )
        others = tiny_week(
            tiny_session("clearance", **both),
            tiny_session("assistance"),
            tiny_session("opening"),
            tiny_session("munitions"),
            tiny_session("joint", bodies=("clearance", "assistance")),
            tiny_session("group", body="assistance", format=Format.SMALL_GROUP),
            sittings=("morning", "afternoon"),
            bodies=(Body(id="munitions", name="Munitions", instrument="munitions"),),
        )
        return (
            Example(
                rule=cls(),
                week=taking_turns,
                good=tiny_timetable(
                    at("assistance", 0, "10:00"),
                    at("clearance", 0, "10:30"),
                    at("clearance", 0, "15:00", 60),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("assistance", 0, "10:30"),
                    at("clearance", 0, "15:00"),
                    at("assistance", 0, "15:30"),
                ),
                amount=2,
                text="Two committees take turns, and each is interrupted by the other.",
            ),
            Example(
                rule=cls(leave_out=frozenset({"opening"})),
                week=others,
                good=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("opening", 0, "10:30"),
                    at("munitions", 0, "10:30"),
                    at("joint", 0, "15:00"),
                    at("group", 0, "15:00"),
                    at("clearance", 0, "15:30"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("assistance", 0, "10:30"),
                    at("clearance", 0, "15:30"),
                ),
                amount=1,
                text="What is left out, another instrument, a group and a joint session of its own "
                "interrupt no committee; another committee does.",
            ),
            Example(
                rule=cls(),
                week=pause,
                good=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("clearance", 1, "10:00"),
                    at("assistance", 1, "15:00"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("assistance", 0, "15:00"),
                    at("clearance", 1, "15:00"),
                ),
                amount=1,
                text="A pause is no interruption, and a plenary of another committee in it is one.",
            ),
        )


def _are_rivals(week: Week, one: Session, other: Session) -> bool:
    """Whether two plenaries are of different committees of one instrument."""
    first, second = week.instruments_of(one), week.instruments_of(other)
    return not set(one.bodies) & set(other.bodies) and bool(first & second or first == second)


def _interruptions(draft: RuleDraft, session: str, rivals: list[str]) -> Iterator[Linear]:
    """For each sitting, whether the part of the session there comes after an interruption."""
    begun = interrupted = NOTHING
    for sitting in sorted(draft.week.sittings, key=lambda sitting: sitting.begin):
        others = draft.slots_of(rivals, sitting=sitting.id)
        outside = draft.any([interrupted, draft.all([begun, draft.any(map(draft.held, others))])])
        for slot in draft.slots_of(session, sitting=sitting.id):
            held = draft.held(slot)
            before = draft.any(_begins_before(draft, other, slot) for other in others)
            after = draft.any(_begins_before(draft, slot, other) for other in others)
            yield draft.all([held, draft.any([interrupted, draft.all([begun, before])])])
            outside = draft.any([draft.all([held, after]), draft.all([1 - held, outside])])
            begun = draft.any([begun, held])
        interrupted = outside


def _begins_before(draft: RuleDraft, one: Slot, other: Slot) -> Linear:
    """A literal that holds wherever both are held and one begins before the other."""
    apart = draft.start(other) - draft.start(one)
    return draft.beyond(apart, 0, [draft.held(one), draft.held(other)])
