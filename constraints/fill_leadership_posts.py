"""The rule `fill_leadership_posts`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import holders, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.leadership import ROLES, Post, Role
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Week


class FillLeadershipPosts(Rule):
    """Each body has the Co-Chairs and Co-Rapporteurs asked for, and the President presides.

    Why
    ---
    Those who lead prepare the meetings, and follow up on them. A post that nobody takes is work
    that falls to the others.

    Counts
    ------
    For each body and kind of post, the posts that nobody has taken. Where the rule names the
    President, 1 for each body that the President is to preside over and does not.

    Source
    ------
    Review ¶ 4 (c) and ¶ 8; R 2, R 3, R 4. The scenario sets the number of posts.
    """

    title: ClassVar = "Every leadership post is filled"
    group: ClassVar = Group.LEADERSHIP
    unit: ClassVar = "posts"
    detail: ClassVar = Detail.NOTHING
    principles: ClassVar = (Principle.PARTNERSHIP, Principle.CONTINUITY)
    recommendations: ClassVar = (2, 3, 4)
    usual: ClassVar = "must"

    name: Literal["fill_leadership_posts"] = "fill_leadership_posts"
    president: str = Field(
        default="",
        description="The State that has the Presidency; where empty, it is not checked.",
        json_schema_extra={"refers_to": "delegation"},
    )
    presides_over: tuple[str, ...] = Field(
        default=(),
        description="Bodies that the President presides over.",
        json_schema_extra={"refers_to": "body"},
    )

    def encode(self, draft: RuleDraft) -> None:
        draft.promise_posts(self, filled=True)
        for post, number in draft.week.open_posts():
            draft.at_least(self, tuple(post), total(draft.takers([post]).values()), number)
        for body in self.presides_over if self.president else ():
            presides = draft.in_post(Post(body, Role.PRESIDENT), self.president)
            draft.at_least(self, (body, "presides"), presides, 1)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for body in week.bodies:
            for role, asked in body.asked.items():
                if len(body.holders(role)) < asked:
                    yield Breach((body.id, role), asked - len(body.holders(role)))
        for body in (week.body[name] for name in self.presides_over if self.president):
            if body.president != self.president:
                yield Breach((body.id, "presides"), 1)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        body = week.body[str(case[0])]
        if case[1] == "presides":
            asked = f"{week.who(self.president)}, which has the Presidency, is to preside over"
            if amount is None:
                return f"{asked} {body.name}."
            return f"{asked} {body.name}, but {_whoever(week, body)} presides."
        role = Role(str(case[1]))
        if amount is None:
            return f"{body.name} is to have {count(body.posts(role), role.words)}."
        has = len(body.holders(role)) or "none"
        return f"{body.name} is to have {count(body.posts(role), role.words)}, but has {has}."

    def count(self, week: Week) -> Iterator[Count]:
        for body in week.bodies:
            need = sum(body.open_posts(role) for role in ROLES)
            if need:
                have = len(week.pool - body.leaders)
                yield Count(
                    (body.id, "pool"),
                    need,
                    have,
                    f"{body.name} has {count(need, 'open post')}; "
                    f"the pool has {count(have, 'State')} to take one.",
                    remedy="a smaller team, or a larger pool.",
                )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("clearance"),
            minutes=30,
            bodies=(
                Body(id="clearance", name="Clearance", co_chairs=("ALB",), asked=_teams(2, 1)),
                Body(id="cooperation", name="Cooperation", asked={Role.PRESIDENT: 1}),
            ),
            pool=frozenset({"CHE", "NOR", "PER"}),
        )
        return (
            Example(
                rule=cls(president="NOR", presides_over=("cooperation",)),
                week=week,
                good=tiny_timetable(),
                bad=tiny_timetable(),
                amount=2,
                text="A Co-Rapporteur is missing, and another State presides.",
                good_leaders=holders(
                    ("clearance", Role.CO_CHAIR, "CHE"),
                    ("clearance", Role.CO_RAPPORTEUR, "PER"),
                    ("cooperation", Role.PRESIDENT, "NOR"),
                ),
                bad_leaders=holders(
                    ("clearance", Role.CO_CHAIR, "CHE"),
                    ("cooperation", Role.PRESIDENT, "CHE"),
                ),
            ),
        )


def _teams(co_chairs: int, co_rapporteurs: int) -> dict[Role, int]:
    return {Role.CO_CHAIR: co_chairs, Role.CO_RAPPORTEUR: co_rapporteurs}


def _whoever(week: Week, body: Body) -> str:
    return "nobody" if body.president is None else week.who(body.president)
