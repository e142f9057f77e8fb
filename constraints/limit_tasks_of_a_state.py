"""The rule `limit_tasks_of_a_state`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import holders, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.leadership import ROLES, Post, Role
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Delegation, Kind, Week


class LimitTasksOfAState(Rule):
    """No State holds more posts than allowed, counting its tasks in related instruments.

    Why
    ---
    The same States are asked to lead again and again, and each task takes a year of preparation. A
    State that carries too many does them less well, and keeps others from taking part.

    Counts
    ------
    For each State, the posts in Standing Committees that it holds beyond those allowed. It is
    allowed the limit of posts or, where this is less, what the limit of tasks leaves after its
    tasks in related instruments (none, where these alone reach the limit).

    Source
    ------
    Review ¶ 4 (c) and ¶ 8. The limits are an assumption.
    """

    title: ClassVar = "No State has too many tasks"
    group: ClassVar = Group.LEADERSHIP
    unit: ClassVar = "posts"
    detail: ClassVar = Detail.NOTHING
    principles: ClassVar = (Principle.EFFECTIVE_PREPARATION, Principle.INCLUSION)
    recommendations: ClassVar = (4,)
    usual: ClassVar = "must"

    name: Literal["limit_tasks_of_a_state"] = "limit_tasks_of_a_state"
    posts: int = Field(
        default=1, ge=1, le=20, description="Posts in Standing Committees that a State may hold."
    )
    tasks: int = Field(
        default=2,
        ge=1,
        le=50,
        description="Posts and tasks in related instruments that a State may have in all.",
    )

    def encode(self, draft: RuleDraft) -> None:
        week = draft.week
        bodies = week.committees
        if {post.body for post, _ in week.open_posts()} <= {body.id for body in bodies}:
            draft.promise_posts(self, most=self.posts)
        for state in week.delegations:
            held = [
                draft.in_post(Post(body.id, role), state.code) for body in bodies for role in ROLES
            ]
            draft.at_most(self, (state.code,), total(held), self._allowed(state))

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        held = Counter(
            code for body in week.committees for role in ROLES for code in body.holders(role)
        )
        for state in week.delegations:
            over = held[state.code] - self._allowed(state)
            if over > 0:
                yield Breach((state.code,), over)

    def _allowed(self, state: Delegation) -> int:
        return max(0, min(self.posts, self.tasks - len(state.tasks)))

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        state = week.delegation[str(case[0])]
        allowed = self._allowed(state)
        most = f"more than {count(allowed, 'post')}" if allowed else "post"
        beside = f", beside {_listed(state.tasks)}" if state.tasks else ""
        if amount is None:
            return f"{state.name} may hold no {most} in Standing Committees{beside}."
        held = count(allowed + amount, "post")
        return (
            f"{state.name} holds {held} in Standing Committees, {amount} more than allowed{beside}."
        )

    def count(self, week: Week) -> Iterator[Count]:
        bodies = week.committees
        need = sum(body.open_posts(role) for body in bodies for role in ROLES)
        if not need:
            return
        taken = [code for body in bodies for role in ROLES for code in body.holders(role)]
        pool = [state for state in week.delegations if state.code in week.pool]
        have = sum(max(0, self._allowed(s) - taken.count(s.code)) for s in pool)
        yield Count(
            ("pool",),
            need,
            have,
            f"The Standing Committees have {count(need, 'open post')}; "
            f"the {count(len(pool), 'State')} of the pool may take {have}.",
            assumes=("fill_leadership_posts",),
            remedy="smaller teams, a larger pool, or more posts and tasks for one State "
            "(limit_tasks_of_a_state).",
        )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("clearance"),
            minutes=30,
            bodies=(
                Body(id="clearance", name="Clearance", asked={Role.CO_CHAIR: 2}),
                Body(id="assistance", name="Assistance", asked={Role.CO_CHAIR: 1}),
                Body(id="committee", name="Committee", kind=Kind.OTHER, president="ALB"),
            ),
            delegations=(
                Delegation(code="ALB", name="Albania"),
                Delegation(code="DEU", name="Germany", tasks=("Chair of a session", "Friend")),
            ),
            pool=frozenset({"ALB", "DEU"}),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(),
                bad=tiny_timetable(),
                amount=2,
                text="Two posts are one too many, and whoever has two tasks elsewhere takes none.",
                good_leaders=holders(("clearance", Role.CO_CHAIR, "ALB")),
                bad_leaders=holders(
                    ("clearance", Role.CO_CHAIR, "ALB"),
                    ("clearance", Role.CO_CHAIR, "DEU"),
                    ("assistance", Role.CO_CHAIR, "ALB"),
                ),
            ),
        )


def _listed(tasks: Iterable[str]) -> str:
    return "; ".join(tasks)
