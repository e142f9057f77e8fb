"""The rule `share_prime_time`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Kind, Week


class SharePrimeTime(Rule):
    """Each Standing Committee has a part outside the poor sittings, which none should always get.

    Why
    ---
    A committee whose subject concerns few States is soon put where it disturbs the others least, at
    the end of the week, when many delegations have left.

    Counts
    ------
    Standing Committees with sessions in the week and no part outside the poor sittings, also those
    that have no part at all. A joint session counts for each of its bodies. A week without poor
    sittings counts nothing.

    Source
    ------
    Review ¶ 12.
    """

    title: ClassVar = "Committees share prime time"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "committees"
    detail: ClassVar = Detail.TIME
    principles: ClassVar = (Principle.INCLUSION,)
    usual: ClassVar = "prefer"

    name: Literal["share_prime_time"] = "share_prime_time"

    def encode(self, draft: RuleDraft) -> None:
        for body in _committees(draft.week):
            prime = [
                draft.held(slot)
                for session in draft.week.sessions_of(body.id)
                for slot in draft.slots_of(session.id)
                if not draft.week.sitting[slot.sitting].poor
            ]
            draft.at_least(self, (body.id,), total(prime), 1)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for body in _committees(week):
            parts = timetable.among(session.id for session in week.sessions_of(body.id))
            sittings = [week.sitting_of(part) for part in parts]
            if all(sitting is None or sitting.poor for sitting in sittings):
                yield Breach((body.id,), 1)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        name = week.body[str(case[0])].name
        poor = "; ".join(week.sitting_name(sitting.id) for sitting in week.sittings if sitting.poor)
        if amount is None:
            return f"{name} has at least one part outside the poor sittings ({poor})."
        return f"{name} has no part outside the poor sittings ({poor})."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("stockpiles"),
            tiny_session("clearance"),
            tiny_session("bureau", body="bureau"),
            sittings=("morning", "afternoon"),
            minutes=30,
            poor=("2011-06-20 afternoon",),
            bodies=(Body(id="bureau", name="Bureau", kind=Kind.OTHER),),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(
                    at("stockpiles", 0, "10:00"),
                    at("stockpiles", 0, "15:00"),
                    at("clearance", 0, "10:00"),
                    at("bureau", 0, "15:00"),
                ),
                bad=tiny_timetable(at("stockpiles", 0, "15:00"), at("clearance", 0, "10:00")),
                amount=1,
                text="A poor sitting is fine beside a better one, but not alone.",
            ),
        )


def _committees(week: Week) -> list[Body]:
    """The Standing Committees that the rule is about."""
    if not any(sitting.poor for sitting in week.sittings):
        return []
    met = {body for session in week.sessions for body in session.bodies}
    return [body for body in week.committees if body.id in met]
