"""The rule `open_before_groups`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft, Slot
from scheduler.rules.guide import Guide
from scheduler.rules.linear import Linear, total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.timetable import Timetable
from scheduler.week.week import Format, Proposal, Session, Week
from scheduler.week.words import listed


class OpenBeforeGroups(Rule):
    """A small group meets after a plenary has opened the work that it takes up.

    Why
    ---
    Few can sit in a small group. Where it meets before any committee has, its work is not yet known
    to those outside, and delegations that arrive for the opening have missed it.

    Counts
    ------
    Small groups, and other experiments (sessions with a proposal), that are held early: when the
    group's first part begins, no part of a plenary has ended of one of its own bodies, or of a body
    that opens the week (`opening`). One such part is enough, and one of any of these bodies. A
    group counts nothing where none of them has a plenary in the week.

    Source
    ------
    Review ¶ 10, transparency. The measure is an assumption.
    """

    title: ClassVar = "Small groups wait for a plenary to open their work"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "small groups"
    detail: ClassVar = Detail.TIME
    principles: ClassVar = (Principle.TRANSPARENCY, Principle.EFFECTIVE_PREPARATION)
    recommendations: ClassVar = (5,)
    usual: ClassVar = "prefer"

    name: Literal["open_before_groups"] = "open_before_groups"
    opening: frozenset[str] = Field(
        default=frozenset(),
        description="Bodies whose plenary opens the work of every small group, such as that of "
        "the general status; without any, only a group's own bodies do.",
        json_schema_extra={"refers_to": "body"},
    )

    def encode(self, draft: RuleDraft) -> None:
        for group in draft.week.groups:
            plenaries = self._plenaries(draft.week, group)
            for slot in draft.slots_of(group.id) if plenaries else ():
                met = total(_met(draft, plenary.id, slot) for plenary in plenaries)
                draft.at_most(self, (group.id,), draft.outermost(slot) - met)

    def guide(self, guide: Guide) -> None:
        for group in guide.week.groups:
            plenaries = self._plenaries(guide.week, group)
            # Any part of any of them will do: of a single session it has to be its own.
            if len(plenaries) == 1 and plenaries[0].most_parts == 1:
                guide.in_order(self, plenaries[0].id, group.id)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for group in week.groups:
            plenaries = self._plenaries(week, group)
            begins = min((part.begin for part in timetable.of(group.id)), default=None)
            if plenaries and begins is not None:
                ends = (part.end for part in timetable.among(one.id for one in plenaries))
                if min(ends, default=begins + 1) > begins:
                    yield Breach((group.id,), 1)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        group = week.session[str(case[0])]
        met = {body for plenary in self._plenaries(week, group) for body in plenary.bodies}
        bodies = [b.name for b in week.bodies if b.id in met & self._openers(group)]
        opens = f"{listed(bodies, 'or')} has met in plenary"
        if amount is None:
            held = ", if it is held," if group.optional else ""
            return f"{week.what(group.id)}{held} begins after {opens}."
        return f"{week.what(group.id)} begins before {opens}."

    def _openers(self, group: Session) -> frozenset[str]:
        return self.opening.union(group.bodies)

    def _plenaries(self, week: Week, group: Session) -> list[Session]:
        """The plenaries that can open a group's work."""
        openers = self._openers(group)
        return [
            session
            for session in week.sessions
            if session.format is Format.PLENARY and not openers.isdisjoint(session.bodies)
            if session.id != group.id
        ]

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        group: dict[str, Any] = {"format": Format.SMALL_GROUP, "optional": True}
        week = tiny_week(
            tiny_session("group", body="clearance", most_parts=2, **group),
            tiny_session("clearance", most_parts=2, wanted=60),
            tiny_session("status"),
            sittings=("morning", "afternoon"),
        )
        earlier = frozenset({"2011-06-20 morning"})
        opened = tiny_week(
            tiny_session("group", body="clearance", **group),
            tiny_session("alone", proposal=Proposal(), format=Format.WORKSHOP, optional=True),
            tiny_session("status", sittings=earlier),
            tiny_session("clearance", optional=True),
            sittings=("morning", "afternoon"),
            minutes=30,
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("group", 0, "10:30"),
                    at("group", 0, "15:00"),
                    at("clearance", 0, "15:30"),
                ),
                bad=tiny_timetable(
                    at("status", 0, "10:00"),
                    at("group", 0, "10:30"),
                    at("clearance", 0, "15:00"),
                    at("group", 0, "15:30"),
                ),
                amount=1,
                text="What another committee does opens nothing, and the second part of a group "
                "comes too late to mend the first.",
            ),
            Example(
                rule=cls(opening=frozenset({"status"})),
                week=opened,
                good=tiny_timetable(
                    at("status", 0, "10:00"), at("group", 0, "15:00"), at("alone", 0, "15:00")
                ),
                bad=tiny_timetable(at("group", 0, "10:00"), at("alone", 0, "10:00")),
                amount=2,
                text="The general status opens the week for every group, and for any experiment.",
            ),
        )


def _met(draft: RuleDraft, plenary: str, group: Slot) -> Linear:
    """How many parts of a plenary end before a group's part begins, as a bound from below.

    It is 1 where the plenary is held and can only be held before; and 1 or more wherever a part of
    it does end before.
    """
    before, begins = [], draft.times(group).starts
    slots = draft.slots_of(plenary)
    surely = [slot for slot in slots if draft.times(slot).ends[1] <= begins[0]]
    if len(surely) == len(slots):
        return draft.held(plenary)
    for slot in slots:
        if slot in surely:
            before.append(draft.held(slot))
        elif draft.times(slot).ends[0] <= begins[1]:
            wait = draft.end(slot) - draft.start(group)
            late = draft.beyond(wait, 0, [draft.held(slot), draft.held(group)])
            before.append(draft.all([draft.held(slot), 1 - late]))
    return total(before)
