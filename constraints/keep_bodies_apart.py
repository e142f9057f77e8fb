"""The rule `keep_bodies_apart`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count, duration
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable
from scheduler.week.week import Session, Week


class ConflictClass(Frozen):
    """Bodies that have asked, for the same reason, not to sit at the same time."""

    price: int = Field(
        default=1,
        ge=1,
        le=1_000_000,
        description="Price of a minute of overlap, or of a pair of parts.",
    )
    pairs: tuple[tuple[str, str], ...] = Field(
        default=(),
        description="Pairs of bodies; a body paired with itself means every two of its sessions.",
        json_schema_extra={"refers_to": "body"},
    )


class KeepBodiesApart(Rule):
    """Bodies that have asked not to sit at the same time do not sit at the same time.

    Why
    ---
    Bodies share chairs, key participants or a subject, and know better than any list of delegations
    which others their own people need to follow.

    Counts
    ------
    For each class of conflict and every two sessions of the two bodies of a stated pair: the
    minutes in which parts of both run, or the number of pairs of parts that overlap, times the
    price of the class, times the number of stated pairs that name the two sessions. Two bodies
    stated in both directions are two stated pairs, since each of them has asked; a pair that stands
    twice in a class is one. A body stated with itself means every two of its sessions. A joint
    session counts for each of its bodies, but only once for each stated pair, and does not conflict
    with itself.

    Source
    ------
    Review ¶ 10; assumption as to the classes.
    """

    title: ClassVar = "Bodies that ask for it sit apart"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "priced minutes or pairs of overlap"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.MOMENT
    principles: ClassVar = (Principle.INCLUSION,)
    usual: ClassVar = "prefer"

    name: Literal["keep_bodies_apart"] = "keep_bodies_apart"
    classes: dict[str, ConflictClass] = Field(
        default={}, description="Classes of conflict by name, each with its price and its pairs."
    )
    counted_in: Literal["minutes", "pairs"] = Field(
        default="minutes",
        description="Whether minutes of overlap count, or pairs of parts that overlap.",
    )

    def encode(self, draft: RuleDraft) -> None:
        prices: dict[tuple[str, str], dict[Case, int]] = {}
        sessions = _sessions_by_body(draft.week)
        for title, conflict in self.classes.items():
            for one, other in dict.fromkeys(conflict.pairs):
                both = {
                    (min(a, b), max(a, b))
                    for a in sessions.get(one, ())
                    for b in sessions.get(other, ())
                    if a != b
                }
                for pair in both:
                    cases = prices.setdefault(pair, {})
                    cases[title, *pair] = cases.get((title, *pair), 0) + conflict.price
        # Most pairs of a long week never meet once some of its sessions stand where they are.
        beside = draft.week.beside
        where = {
            session.id: {beside[slot.sitting][0].id for slot in draft.slots_of(session.id)}
            for session in draft.week.sessions
        }
        near = [one for one in sorted(prices) if not where[one[0]].isdisjoint(where[one[1]])]
        if self.counted_in == "minutes" and draft.tells_alike(self):
            self._price_together(draft, {pair: prices[pair] for pair in near})
            return
        for pair in near:
            by_pairs = self.counted_in == "pairs"
            for case, price in prices[pair].items():
                draft.no_clash(self, case, *pair, price=price, by_pairs=by_pairs)

    def _price_together(
        self, draft: RuleDraft, prices: Mapping[tuple[str, str], Mapping[Case, int]]
    ) -> None:
        """Price the overlaps of a session with all that conflict with it at the same price."""
        groups: dict[tuple[str | int, str, int], list[str]] = {}
        for one, other in prices:
            for (title, *_), price in prices[one, other].items():
                groups.setdefault((title, one, price), []).append(other)
        for (title, one, price), others in groups.items():
            case = (title, one, "together", *others) if len(others) > 1 else (title, one, *others)
            draft.no_clash(self, case, one, *others, price=price)

    def guide(self, guide: Guide) -> None:
        week, by_pairs = guide.week, self.counted_in == "pairs"
        sessions = _sessions_by_body(week)
        for conflict in self.classes.values():
            for one, other in dict.fromkeys(conflict.pairs):
                both = product(sessions.get(one, ()), sessions.get(other, ()))
                for pair in {(min(two), max(two)) for two in both}:
                    guide.apart(self, *pair, conflict.price, by_pairs=by_pairs)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        met: Counter[tuple[str, str]] = Counter()
        for earlier, later, minutes in timetable.pairs():
            first, last = sorted((earlier.session, later.session))
            met[first, last] += minutes if self.counted_in == "minutes" else 1
        for title, conflict in self.classes.items():
            stated = set(conflict.pairs)
            for (one, other), overlap in met.items():
                times = _mentions(stated, week.session[one], week.session[other])
                if times:
                    yield Breach((title, one, other), overlap * conflict.price * times)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        title, one, other = map(str, case)
        conflict = self.classes[title]
        both = f"{week.what(one)} and {week.what(other)}"
        if amount is None:
            return (
                f"{both} must not sit at the same time; their bodies have asked for this ({title})."
            )
        times = _mentions(set(conflict.pairs), week.session[one], week.session[other])
        overlap = amount // (conflict.price * times)
        how = f"for {duration(overlap)}"
        if self.counted_in == "pairs":
            how = f"in {count(overlap, 'pair')} of parts"
        return f"{both} sit at the same time {how}; their bodies have asked not to ({title})."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("clearance"),
            tiny_session("victims"),
            tiny_session("joint", bodies=("clearance", "victims")),
            minutes=60,
        )
        chairs = ConflictClass(price=3, pairs=(("clearance", "victims"), ("victims", "clearance")))
        twice = ("clearance", "clearance"), ("clearance", "clearance")
        own = ConflictClass(pairs=(*twice, ("clearance", "absent")))
        split = tiny_week(
            tiny_session("clearance"), tiny_session("victims"), sittings=("morning", "midday")
        )
        return (
            Example(
                rule=cls(classes={"chairs": chairs, "own sessions": own}),
                week=week,
                good=tiny_timetable(at("clearance", 0, "10:00"), at("joint", 0, "10:30")),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("joint", 0, "10:00", 60),
                ),
                amount=210,
                text="Half an hour at three points a minute, asked for from both sides, and one "
                "point a minute for two sessions of one body, a pair that stands there twice.",
            ),
            Example(
                rule=cls(classes={"chairs": chairs, "own sessions": own}, counted_in="pairs"),
                week=split,
                good=tiny_timetable(at("clearance", 0, "10:00"), at("victims", 0, "10:30")),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("victims", 0, "10:00", 60),
                    at("clearance", 0, "12:00"),
                    at("victims", 0, "12:00"),
                ),
                amount=12,
                text="Counted in pairs, it does not matter for how long two parts overlap.",
            ),
        )


def _sessions_by_body(week: Week) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for session in week.sessions:
        for body in session.bodies:
            found.setdefault(body, []).append(session.id)
    return found


def _mentions(stated: set[tuple[str, str]], one: Session, other: Session) -> int:
    """How many of the stated pairs name two sessions, one by each of their bodies."""
    named = {pair for a in one.bodies for b in other.bodies for pair in ((a, b), (b, a))}
    return len(stated & named)
