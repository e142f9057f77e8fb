"""The rule `pair_leaders`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.tiny import holders, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.leadership import ROLES, Post, Role
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Week


class PairLeaders(Rule):
    """A body is led by a State that implements its article together with one that supports it.

    Why
    ---
    States that clear mines and assist survivors, and States that help them do so, speak for one
    another when they preside together.

    Counts
    ------
    Bodies with two or more posts, filled or open, whose implementing States the scenario names, and
    that are not led by both an implementing State and another State.

    Source
    ------
    Review ¶ 3, partnership. The scenario says which States implement an article.
    """

    title: ClassVar = "Implementing and supporting States lead together"
    group: ClassVar = Group.LEADERSHIP
    unit: ClassVar = "bodies"
    detail: ClassVar = Detail.NOTHING
    principles: ClassVar = (Principle.PARTNERSHIP,)
    recommendations: ClassVar = (4,)
    usual: ClassVar = "prefer"

    name: Literal["pair_leaders"] = "pair_leaders"

    def encode(self, draft: RuleDraft) -> None:
        for body in draft.week.bodies:
            if not _paired(body):
                continue
            implementers = body.implementers or frozenset()
            states = sorted(body.leaders | draft.week.pool)
            sides = [
                total(
                    draft.in_post(Post(body.id, role), state)
                    for state in states
                    if (state in implementers) == implements
                    for role in ROLES
                )
                for implements in (True, False)
            ]
            draft.each_at_most(self, (body.id,), [(1 - side, ()) for side in sides])

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for body in filter(_paired, week.bodies):
            implementers = body.implementers or frozenset()
            if not body.leaders & implementers or body.leaders <= implementers:
                yield Breach((body.id,), 1)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        body = week.body[str(case[0])]
        asked = "a State that implements its article together with one that supports it"
        if amount is None:
            return f"{body.name} is to be led by {asked}."
        if not body.leaders:
            return f"{body.name} has no leaders, and is to be led by {asked}."
        side = "implement" if body.leaders & (body.implementers or frozenset()) else "support"
        return f"{body.name} is led only by States that {side} its article, and not by {asked}."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("clearance"),
            minutes=30,
            bodies=(
                Body(
                    id="clearance",
                    name="Clearance",
                    asked={Role.CO_CHAIR: 1, Role.CO_RAPPORTEUR: 1},
                    implementers=frozenset({"TCD", "UGA"}),
                ),
                Body(
                    id="assistance",
                    name="Assistance",
                    co_chairs=("UGA",),
                    asked={Role.CO_CHAIR: 2},
                    implementers=frozenset({"UGA"}),
                ),
                Body(
                    id="cooperation",
                    name="Cooperation",
                    president="NOR",
                    implementers=frozenset({"UGA"}),
                ),
            ),
            pool=frozenset({"CHE", "TCD", "UGA"}),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(),
                bad=tiny_timetable(),
                amount=2,
                text="Two that clear, and one that assists alone; a President needs no pair.",
                good_leaders=holders(
                    ("clearance", Role.CO_CHAIR, "TCD"),
                    ("clearance", Role.CO_RAPPORTEUR, "CHE"),
                    ("assistance", Role.CO_CHAIR, "CHE"),
                ),
                bad_leaders=holders(
                    ("clearance", Role.CO_CHAIR, "TCD"), ("clearance", Role.CO_RAPPORTEUR, "UGA")
                ),
            ),
        )


def _paired(body: Body) -> bool:
    """Whether a body has leaders to pair, and its implementing States are known."""
    return body.implementers is not None and sum(body.posts(role) for role in ROLES) > 1
