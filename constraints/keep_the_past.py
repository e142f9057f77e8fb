"""The rule `keep_the_past`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, PlainSerializer, WithJsonSchema

from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft, Slot
from scheduler.rules.rule import Breach, Example, Group, Principle, Rule
from scheduler.week import structure
from scheduler.week.clock import DAY, duration
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week


def _in_minutes(moment: datetime) -> datetime:
    if moment.tzinfo is not None or moment.second or moment.microsecond:
        raise ValueError(f"'{moment}' must be a whole minute in the time of the week")
    return moment


Moment = Annotated[
    datetime,
    Field(strict=True),
    AfterValidator(_in_minutes),
    PlainSerializer(lambda moment: f"{moment:%Y-%m-%d %H:%M}", return_type=str),
    WithJsonSchema({"type": "string"}),
]
"""A minute in the time of the week; whoever loads a scenario reads it from people's words."""


class KeepThePast(Rule):
    """What has begun by a moment of the week stays as it was published; what runs may end later.

    Why
    ---
    A programme that changes in mid-week can change only from now on: nobody can be asked to have
    met yesterday.

    Counts
    ------
    For each session and sitting: 1 where its published part begins before the moment and is not
    found, or where another part begins before the moment. A part is found where day, start, length
    and room are equal; the room counts only where the published part names one, and a part that
    ends after the moment may be longer than published. Published parts that this week cannot hold
    at all, such as those in a room that it does not have, are ignored.

    Source
    ------
    Review ¶ 3, continuity.
    """

    title: ClassVar = "The past stays as it was published"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "parts"
    principles: ClassVar = (Principle.CONTINUITY,)
    usual: ClassVar = "prefer"
    firm: ClassVar = True

    name: Literal["keep_the_past"] = "keep_the_past"
    reference: str = Field(
        min_length=1, description="The published timetable, by its name in the scenario."
    )
    until: Moment = Field(
        json_schema_extra={"refers_to": "moment"},
        description="The moment, such as 2011-06-22 13:00: what begins before it has begun.",
    )

    def moment(self, week: Week) -> int:
        """The moment in minutes from the beginning of the week's first day; may be below 0."""
        midnight = datetime.combine(week.first, time())
        return (self.until - midnight) // timedelta(minutes=1)

    def begun(self, week: Week) -> Timetable:
        """The published parts that have begun, as far as the week can hold them."""
        published = week.references.get(self.reference, Timetable())
        return Timetable(parts=tuple(_begun(week, published, self.moment(week)).values()))

    def encode(self, draft: RuleDraft) -> None:
        published, until = draft.week.references.get(self.reference), self.moment(draft.week)
        if published is None:
            return
        begun = _begun(draft.week, published, until)
        for session in draft.week.sessions:
            slots = draft.slots_of(session.id)
            for sitting in draft.week.sittings:
                case, slot = (session.id, sitting.id), Slot(session.id, sitting.id)
                if slot in slots:
                    self._narrow(draft, case, slot, begun.get(case), until)
                if case in begun:
                    draft.at_least(self, case, draft.held(slot), 1)

    def _narrow(
        self, draft: RuleDraft, case: tuple[str, str], slot: Slot, part: Part | None, until: int
    ) -> None:
        """Leave a slot what may begin there: the part that has begun, or what is still to come."""
        sitting = draft.week.sitting[slot.sitting]
        if part is not None:
            draft.allow_only(self, case, slot, part=part, longer=part.end > until)
        elif sitting.end <= until:
            draft.forbid(self, case, [slot])
        elif sitting.begin < until:
            draft.allow_only(self, case, slot, hours=(until - sitting.day * DAY, sitting.closes))

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        published, until = week.references.get(self.reference), self.moment(week)
        if published is None:
            return
        before = _begun(week, published, until).values()
        now = [p for p in timetable.parts if p.begin < until and week.sitting_of(p) is not None]
        lost = [part for part in before if not any(_kept(part, one, until) for one in now)]
        added = [one for one in now if not any(_kept(part, one, until) for part in before)]
        for case in dict.fromkeys(_where(week, part) for part in (*lost, *added)):
            yield Breach(case, 1)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session, sitting = map(str, case)
        until = self.moment(week)
        title, now = week.what(session), week.moment_name(until)
        part = _begun(week, week.references[self.reference], until).get(case)
        if part is None:
            asked = f"{title} cannot begin on {week.sitting_name(sitting)} before {now}"
            return f"{asked}." if amount is None else f"{asked}: that is past."
        was = f"{week.moment_name(part.begin)} for {duration(part.minutes)}"
        if part.end > until:
            if amount is None:
                return f"{title} stays on {was}, or longer: it is running on {now}."
            return f"{title} began on {was}; it is running on {now} and can only end later."
        if amount is None:
            return f"{title} stays on {was}: it has begun by {now}."
        return f"{title} was held on {was}, before {now}, and can no longer change."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        published = tiny_timetable(
            at("clearance", 0, "10:00", 60, room="hall"), at("clearance", 1, "10:00")
        )
        week = tiny_week(
            tiny_session("clearance"),
            tiny_session("new"),
            days=2,
            rooms=(tiny_room("hall"), tiny_room("annex")),
            references={"programme": published},
        )
        middle = tiny_week(
            tiny_session("begun"),
            tiny_session("coming"),
            minutes=90,
            references={
                "programme": tiny_timetable(at("begun", 0, "10:00"), at("coming", 0, "10:30"))
            },
        )
        running = tiny_week(
            tiny_session("begun"),
            minutes=90,
            references={"programme": tiny_timetable(at("begun", 0, "10:00", 60))},
        )
        return (
            Example(
                rule=cls(reference="programme", until=datetime(2011, 6, 21)),  # noqa: DTZ001
                week=week,
                good=tiny_timetable(
                    at("clearance", 0, "10:00", 60, room="hall"), at("new", 1, "10:00", room="hall")
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00", 60, room="annex"),
                    at("clearance", 1, "10:00", room="hall"),
                    at("new", 0, "10:00", room="hall"),
                ),
                amount=2,
                text="After the first day, later parts may change; here a past part is moved.",
            ),
            Example(
                rule=cls(reference="programme", until=datetime(2011, 6, 20, 10, 30)),  # noqa: DTZ001
                week=middle,
                good=tiny_timetable(at("begun", 0, "10:00"), at("coming", 0, "11:00", 30)),
                bad=tiny_timetable(at("begun", 0, "10:30"), at("coming", 0, "10:00", 60)),
                amount=2,
                text="In the middle of a sitting, what has begun goes on, the rest may still move.",
            ),
            Example(
                rule=cls(reference="programme", until=datetime(2011, 6, 20, 10, 30)),  # noqa: DTZ001
                week=running,
                good=tiny_timetable(at("begun", 0, "10:00", 90)),
                bad=tiny_timetable(at("begun", 0, "10:00", 30)),
                amount=1,
                text="What is running may end later, and not before its time.",
            ),
        )


def _begun(week: Week, published: Timetable, until: int) -> dict[Case, Part]:
    """By session and sitting, the published part that has begun, where the week can hold it."""
    found: dict[Case, Part] = {}
    for part in published.parts:
        if part.begin < until and not any(structure.misfits(week, part)):
            found.setdefault(_where(week, part), part)
    return found


def _kept(published: Part, part: Part, until: int) -> bool:
    """Whether a part is the published one that has begun, which may end later where it runs."""
    if published.end > until:
        published = published._replace(minutes=max(published.minutes, part.minutes))
    return part.is_as(published)


def _where(week: Week, part: Part) -> tuple[str, str]:
    sitting = week.sitting_of(part)
    return part.session, sitting.id if sitting is not None else ""
