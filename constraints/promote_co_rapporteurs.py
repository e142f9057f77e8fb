"""The rule `promote_co_rapporteurs`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.tiny import holders, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.leadership import Post, Role
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Week


class PromoteCoRapporteurs(Rule):
    """Those who were Co-Rapporteurs of a body last year are its Co-Chairs this year.

    Why
    ---
    A year beside the Co-Chairs is how a State learns to lead; what it has learnt is kept.

    Counts
    ------
    For each body, last year's Co-Rapporteurs that are not its Co-Chairs, so far as it has Co-Chair
    posts for them, filled or open.

    Source
    ------
    Review ¶ 3 and ¶ 8, continuity.
    """

    title: ClassVar = "Co-Rapporteurs become Co-Chairs"
    group: ClassVar = Group.LEADERSHIP
    unit: ClassVar = "posts"
    detail: ClassVar = Detail.NOTHING
    principles: ClassVar = (Principle.CONTINUITY, Principle.EFFECTIVE_PREPARATION)
    recommendations: ClassVar = (4,)
    usual: ClassVar = "prefer"

    name: Literal["promote_co_rapporteurs"] = "promote_co_rapporteurs"

    def encode(self, draft: RuleDraft) -> None:
        for body in draft.week.bodies:
            post = Post(body.id, Role.CO_CHAIR)
            kept = total(draft.in_post(post, state) for state in sorted(body.co_rapporteurs_before))
            draft.at_least(self, (body.id,), kept, _to_promote(body))

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for body in week.bodies:
            kept = body.co_rapporteurs_before.intersection(body.co_chairs)
            if len(kept) < _to_promote(body):
                yield Breach((body.id,), _to_promote(body) - len(kept))

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        body = week.body[str(case[0])]
        before = f"last year's Co-Rapporteurs, {week.whom(body.co_rapporteurs_before)},"
        if amount is None:
            return f"{body.name} is to have {before} as Co-Chairs."
        posts = count(amount, "Co-Chair post")
        return f"{body.name} gives others {posts} that {before} could hold."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        before = frozenset({"NOR", "PER"})
        week = tiny_week(
            tiny_session("clearance"),
            minutes=30,
            bodies=(
                Body(
                    id="clearance",
                    name="Clearance",
                    asked={Role.CO_CHAIR: 2},
                    co_rapporteurs_before=before,
                ),
                Body(
                    id="status",
                    name="Status",
                    asked={Role.CO_CHAIR: 1, Role.CO_RAPPORTEUR: 1},
                    co_rapporteurs_before=before,
                ),
            ),
            pool=frozenset({"ALB", "NOR", "PER"}),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(),
                bad=tiny_timetable(),
                amount=2,
                text="Where there is one post for two of them, one of them takes it.",
                good_leaders=holders(
                    ("clearance", Role.CO_CHAIR, "NOR"),
                    ("clearance", Role.CO_CHAIR, "PER"),
                    ("status", Role.CO_CHAIR, "PER"),
                ),
                bad_leaders=holders(
                    ("clearance", Role.CO_CHAIR, "ALB"),
                    ("clearance", Role.CO_CHAIR, "NOR"),
                    ("status", Role.CO_CHAIR, "ALB"),
                    ("status", Role.CO_RAPPORTEUR, "PER"),
                ),
            ),
        )


def _to_promote(body: Body) -> int:
    """How many of last year's Co-Rapporteurs could be Co-Chairs."""
    return min(len(body.co_rapporteurs_before), body.posts(Role.CO_CHAIR))
