"""The rule `honour_order`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import duration
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week


class Order(Frozen):
    """One session that comes before another."""

    first: str = Field(
        description="The session that comes first.", json_schema_extra={"refers_to": "session"}
    )
    then: str = Field(
        description="The session that comes after it.", json_schema_extra={"refers_to": "session"}
    )
    at_least: int = Field(default=0, ge=0, le=527_040, description="Least minutes between the two.")
    at_most: int | None = Field(
        default=None, ge=0, le=527_040, description="Most minutes between the two."
    )

    @model_validator(mode="after")
    def _can_be_kept(self) -> Order:
        if self.first == self.then:
            raise ValueError(f"'{self.first}' cannot come before itself; name two sessions")
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError(
                f"a gap of at least {self.at_least} and at most {self.at_most} minutes "
                "is impossible; make at_most the greater one"
            )
        return self


class HonourOrder(Rule):
    """A session that comes before another ends before the other begins, with a given gap between.

    Why
    ---
    General Status opens the week and closes it, Co-Chairs meet before they preside, and a programme
    is presented once there is something to present.

    Counts
    ------
    For every two sessions in an order that are both held, the minutes by which the gap falls short
    of the least gap (an overlap adds its own length), and the minutes by which it exceeds the
    greatest. The gap runs from the end of the last part of the first session to the start of the
    first part of the other, nights included. Where several orders name the same two sessions, the
    tightest gap counts.

    Source
    ------
    Practice of the meetings; the principles of continuity and effective preparation in Review ¶ 1.
    """

    title: ClassVar = "Sessions keep their order"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "minutes"
    detail: ClassVar = Detail.TIME
    principles: ClassVar = (Principle.CONTINUITY, Principle.EFFECTIVE_PREPARATION)
    usual: ClassVar = "must"

    name: Literal["honour_order"] = "honour_order"
    orders: tuple[Order, ...] = Field(
        default=(), description="Sessions that come before others, and the gaps between (minutes)."
    )

    def encode(self, draft: RuleDraft) -> None:
        for (first, then), (least, most) in self._gaps(draft.week).items():
            self._encode_early(draft, first, then, least)
            if most is not None:
                self._encode_late(draft, first, then, most)

    def _encode_early(self, draft: RuleDraft, first: str, then: str, least: int) -> None:
        pairs = [
            (draft.end(a) + least - draft.start(b), [draft.held(a), draft.held(b)])
            for a in draft.slots_of(first)
            for b in draft.slots_of(then)
            if draft.times(a).ends[1] + least > draft.times(b).starts[0]
        ]
        draft.each_at_most(self, (first, then, "early"), pairs)
        draft.promise(self, (first, then, "early"), first, apart_from=then)

    def _encode_late(self, draft: RuleDraft, first: str, then: str, most: int) -> None:
        pairs = [
            (
                draft.start(b) - draft.end(a) - most,
                [draft.outermost(a, last=True), draft.outermost(b)],
            )
            for a in draft.slots_of(first)
            for b in draft.slots_of(then)
            if draft.times(b).starts[1] - draft.times(a).ends[0] > most
        ]
        draft.each_at_most(self, (first, then, "late"), pairs)

    def guide(self, guide: Guide) -> None:
        for (first, then), (least, _) in self._gaps(guide.week).items():
            guide.in_order(self, first, then, least)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for (first, then), (least, most) in self._gaps(week).items():
            if timetable.holds(first) and timetable.holds(then):
                ends = max(part.end for part in timetable.of(first))
                gap = min(part.begin for part in timetable.of(then)) - ends
                if gap < least:
                    yield Breach((first, then, "early"), least - gap)
                if most is not None and gap > most:
                    yield Breach((first, then, "late"), gap - most)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        first, then, side = map(str, case)
        least, most = self._gaps(week)[first, then]
        one, other, gap = week.what(first), week.what(then), ""
        if side == "late":
            gap = f"at most {duration(most or 0)} "
        elif least:
            gap = f"at least {duration(least)} "
        asked = f"{other} is to begin {gap}after {one} has ended"
        return (
            f"{asked}." if amount is None else f"{asked}, but begins {duration(amount)} too {side}."
        )

    def count(self, week: Week) -> Iterator[Count]:
        circle = _circle(
            {
                (first, then)
                for first, then in self._gaps(week)
                if not (week.session[first].optional or week.session[then].optional)
            }
        )
        if circle:
            titles = [week.what(session) for session in [*circle, circle[0]]]
            yield Count(
                ("circle", *circle),
                1,
                0,
                f"The order runs in a circle: {' before '.join(titles)}; "
                "one session must come first, and none does.",
                assumes=("hold_every_session",),
                remedy="take one of these out of the order.",
            )

    def _gaps(self, week: Week) -> dict[tuple[str, str], tuple[int, int | None]]:
        """The least and the greatest gap for every two sessions of the week in an order."""
        found: dict[tuple[str, str], tuple[int, int | None]] = {}
        for order in self.orders:
            if order.first in week.session and order.then in week.session:
                least, most = found.get((order.first, order.then), (0, None))
                mosts = [gap for gap in (most, order.at_most) if gap is not None]
                tightest = max(least, order.at_least), min(mosts, default=None)
                found[order.first, order.then] = tightest
        return found

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("opening"), tiny_session("closing"), sittings=("morning", "midday")
        )
        opening = Order(first="opening", then="closing", at_least=30, at_most=60)
        return (
            Example(
                rule=cls(orders=(opening,)),
                week=week,
                good=tiny_timetable(at("opening", 0, "10:30"), at("closing", 0, "12:00")),
                bad=tiny_timetable(
                    at("opening", 0, "10:00"), at("opening", 0, "12:00"), at("closing", 0, "12:30")
                ),
                amount=30,
                text="The last part of the opening ends as the closing begins, without the gap.",
            ),
            Example(
                rule=cls(orders=(opening,)),
                week=week,
                good=tiny_timetable(at("closing", 0, "10:00")),
                bad=tiny_timetable(at("opening", 0, "10:00"), at("closing", 0, "12:00")),
                amount=30,
                text="A gap of an hour and a half is too long; one session alone has no order.",
            ),
        )


def _circle(pairs: set[tuple[str, str]]) -> list[str]:
    """Sessions that each come before the next, and the last before the first, or none."""
    while True:
        followed = {then for _, then in pairs}
        kept = {(first, then) for first, then in pairs if first in followed}
        if kept == pairs:
            break
        pairs = kept
    before = {then: first for first, then in sorted(pairs)}
    walk = sorted(before)[:1]
    while walk and before[walk[-1]] not in walk:
        walk.append(before[walk[-1]])
    circle = walk[walk.index(before[walk[-1]]) :][::-1] if walk else []
    start = circle.index(min(circle)) if circle else 0
    return circle[start:] + circle[:start]
