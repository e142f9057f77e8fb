"""The rule `give_whole_sittings`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import Linear, total
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Format, Session, Sitting, Week


class GiveWholeSittings(Rule):
    """No two committees share a sitting in plenary where each could fill one.

    Why
    ---
    A committee that has the morning can let a debate run its course, and who follows it comes for
    the morning. One that has to make room for another at half past eleven can do neither.

    Counts
    ------
    For each sitting and instrument, the Standing Committees that sit there in plenary beyond the
    first, of those that could fill the sitting: committees whose plenaries together ask for as many
    minutes as it has, counting of each what its hours and sittings leave. What is too short to fill
    a sitting shares it and costs nothing, whatever it shares it with. Committees that meet in a
    joint session do not share: counted are those beyond the committees of the session with the most
    of them. Committees that are left out count nothing; those without an instrument count as being
    of one.

    Nothing is taken off for sittings that have to be shared because the week is short of them.

    Source
    ------
    Review ¶ 8, effective preparation. The measure is an assumption.
    """

    title: ClassVar = "Committees have whole sittings"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "committees"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.DAY
    principles: ClassVar = (Principle.EFFECTIVE_PREPARATION, Principle.COHERENCE)
    usual: ClassVar = "prefer"

    name: Literal["give_whole_sittings"] = "give_whole_sittings"
    leave_out: frozenset[str] = Field(
        default=frozenset(),
        description="Bodies that may share a sitting, such as one that opens and closes the week.",
        json_schema_extra={"refers_to": "body"},
    )

    def encode(self, draft: RuleDraft) -> None:
        plenaries = _plenaries(draft.week)
        for sitting in draft.week.sittings:
            for instrument, bodies in self._filling(draft.week, sitting).items():
                held: list[tuple[frozenset[str], Linear]] = [
                    (bodies.intersection(session.bodies), draft.held(slot))
                    for session in plenaries
                    for slot in draft.slots_of(session.id, sitting=sitting.id)
                ]
                sitting_there = total(
                    draft.any(here for its_bodies, here in held if body in its_bodies)
                    for body in sorted(bodies)
                )
                jointly = total(
                    draft.any(here for its_bodies, here in held if len(its_bodies) >= number)
                    for number in range(2, len(bodies) + 1)
                )
                draft.at_most(self, (sitting.id, instrument), sitting_there - jointly, 1)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        parts = week.by_sitting(timetable.among(session.id for session in _plenaries(week)))
        for sitting in week.sittings:
            sessions = [week.session[part.session] for part in parts.get(sitting.id, ())]
            for instrument, bodies in self._filling(week, sitting).items():
                there = [bodies.intersection(session.bodies) for session in sessions]
                beyond = len(frozenset().union(*there)) - max(map(len, there), default=0)
                if beyond > 0:
                    yield Breach((sitting.id, instrument), beyond)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        sitting, instrument = week.sitting_name(str(case[0])), week.instrument.get(str(case[1]))
        of = f" of {instrument.inside}" if instrument and len(week.instruments) > 1 else ""
        who = f"committee{of} that could fill it sits"
        if amount is None or amount == 1:
            return f"{sitting}: {'no' if amount is None else 'a'} {who} in plenary beside another."
        return f"{sitting}: {amount} committees{of} that could each fill it sit beside another."

    def _filling(self, week: Week, sitting: Sitting) -> dict[str, frozenset[str]]:
        """By instrument: the committees that could fill a sitting, where there are several."""
        found: dict[str, frozenset[str]] = {}
        for body in week.committees:
            if body.id not in self.leave_out and _could_fill(week, body, sitting):
                instrument = body.instrument or ""
                found[instrument] = found.get(instrument, frozenset()) | {body.id}
        return {instrument: bodies for instrument, bodies in found.items() if len(bodies) > 1}

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        long: dict[str, Any] = {"wanted": 90, "most_parts": 2}
        three = tiny_week(
            tiny_session("clearance", **long),
            tiny_session("assistance", **long),
            tiny_session("stockpiles", wanted=60),
            tiny_session("status", **long),
            tiny_session("munitions", wanted=90),
            minutes=90,
            bodies=(Body(id="munitions", name="Munitions", instrument="munitions"),),
        )
        days = tiny_week(
            tiny_session("clearance", wanted=60, most_parts=2),
            tiny_session("assistance", wanted=60, most_parts=2),
            days=2,
        )
        joint = tiny_week(
            tiny_session("clearance", wanted=60),
            tiny_session("joint", bodies=("clearance", "assistance"), wanted=60),
            tiny_session("assistance-one", body="assistance"),
            tiny_session("cooperation", wanted=60),
        )
        return (
            Example(
                rule=cls(leave_out=frozenset({"status"})),
                week=three,
                good=tiny_timetable(
                    at("status", 0, "10:00"),
                    at("clearance", 0, "10:30"),
                    at("stockpiles", 0, "11:00"),
                    at("munitions", 0, "11:00"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("stockpiles", 0, "10:30"),
                    at("assistance", 0, "11:00"),
                ),
                amount=1,
                text="Two committees share a morning that each could fill; what is too short for "
                "it, is left out or is another instrument's takes nothing from it.",
            ),
            Example(
                rule=cls(),
                week=days,
                good=tiny_timetable(at("clearance", 0, "10:00", 60), at("assistance", 1, "10:00")),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("assistance", 0, "10:30"),
                    at("assistance", 1, "10:00"),
                    at("clearance", 1, "10:30"),
                ),
                amount=2,
                text="Two committees take half of each morning, where each could have one.",
            ),
            Example(
                rule=cls(),
                week=joint,
                good=tiny_timetable(at("joint", 0, "10:00"), at("clearance", 0, "10:30")),
                bad=tiny_timetable(
                    at("joint", 0, "10:00"),
                    at("assistance-one", 0, "10:30"),
                    at("cooperation", 0, "10:30"),
                ),
                amount=1,
                text="Two committees in a joint session have the sitting together; a third shares "
                "it with them.",
            ),
        )


def _plenaries(week: Week) -> list[Session]:
    return [session for session in week.sessions if session.format is Format.PLENARY]


def _could_fill(week: Week, body: Body, sitting: Sitting) -> bool:
    plenaries = (one for one in week.sessions_of(body.id) if one.format is Format.PLENARY)
    wanted = (min(session.wanted, session.minutes_in(sitting)) for session in plenaries)
    return sum(wanted) >= sitting.minutes
