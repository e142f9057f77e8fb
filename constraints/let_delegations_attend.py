"""The rule `let_delegations_attend`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, Concern, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count, duration
from scheduler.week.timetable import Part, Timetable, crowding, side_by_side
from scheduler.week.week import Delegation, Week


class LetDelegationsAttend(Rule):
    """A delegation can attend every session that it follows.

    Why
    ---
    The Intersessional Work Programme is open to all, and most delegations are one or two people:
    each session that runs beside another that they follow shuts them out of one of the two.

    Counts
    ------
    For each delegation and day, for every minute, the sessions that it leads, speaks in or wants to
    listen to and that run at once, beyond its number of delegates.

    Source
    ------
    Review ¶ 10, inclusion.
    """

    title: ClassVar = "Delegations can attend what they follow"
    group: ClassVar = Group.PEOPLE
    unit: ClassVar = "delegation-minutes"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.MOMENT
    principles: ClassVar = (Principle.INCLUSION, Principle.TRANSPARENCY)
    usual: ClassVar = "prefer"

    name: Literal["let_delegations_attend"] = "let_delegations_attend"

    def encode(self, draft: RuleDraft) -> None:
        for delegation in draft.week.delegations:
            duties = draft.duties(delegation.code, Concern.FOLLOW)
            if max(duty.many for duty in duties) <= delegation.delegates:
                continue
            for day in draft.week.days:
                today = [(draft.slots_for(duty, day=day), duty.when) for duty in duties]
                case = (delegation.code, day)
                draft.cumulative(self, case, today, delegation.delegates)

    def guide(self, guide: Guide) -> None:
        for one in guide.week.delegations:
            followed = [s.id for s in guide.week.sessions if one.code in s.followers]
            guide.at_once(self, followed, one.delegates)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        followed: dict[str, list[Part]] = {}
        for part in side_by_side(timetable.parts):
            for code in week.session[part.session].followers | part.speakers:
                followed.setdefault(code, []).append(part)
        for delegation in week.delegations:
            parts = followed.get(delegation.code, [])
            for day in sorted({part.day for part in parts}):
                missed = crowding((p for p in parts if p.day == day), delegation.delegates)
                if missed:
                    yield Breach((delegation.code, day), missed)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        delegation, day = week.delegation[str(case[0])], week.day_name(int(case[1]))
        who = f"On {day} {delegation.name}, with {count(delegation.delegates, 'delegate')},"
        if amount is None:
            return f"{who} can be in every session that it follows."
        return f"{who} misses {duration(amount)} of sessions that it follows."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        uganda, norway = frozenset({"UGA"}), frozenset({"NOR"})
        week = tiny_week(
            tiny_session("clearance", leaders=norway, audience=uganda),
            tiny_session("assistance", speakers=uganda, audience=norway),
            tiny_session("group", audience=norway | {"CHE"}),
            delegations=(Delegation(code="NOR", name="Norway", delegates=2),),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("assistance", 0, "10:30"),
                    at("group", 0, "10:00"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00", 60),
                    at("assistance", 0, "10:00", 60),
                    at("group", 0, "10:30"),
                ),
                amount=90,
                text="One delegate misses an hour beside another hour; two miss the third session.",
            ),
        )
