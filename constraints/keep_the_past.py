"""The rule `keep_the_past`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, PlainSerializer, WithJsonSchema

from constraints.tiny import at, heard, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft, Slot
from scheduler.rules.linear import NOTHING, total
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Example, Group, Principle, Rule
from scheduler.week import structure
from scheduler.week.agenda import Item
from scheduler.week.as_written import with_agendas
from scheduler.week.clock import DAY, count, duration
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week


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
    """What has begun by a moment of the week stays as it was published, and what was said is said.

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

    For each session that may be split, and each sitting with a published part that has begun: the
    statements that were made in it by the moment and do not stand in that sitting, and the topics
    with fewer minutes there than were spent on them; of a part that was over, also the statements
    that were not made in it, and the topics with more minutes. Statements are made one after the
    other, in the order of the agenda; where a part is too short for all of them, each is cut in
    proportion. Where the published timetable does not say who speaks in which part, the agenda runs
    as it is written.

    Source
    ------
    Review ¶ 3, continuity.
    """

    title: ClassVar = "The past stays as it was published"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "parts or statements"
    reach: ClassVar = Reach.SESSION
    principles: ClassVar = (Principle.CONTINUITY,)
    usual: ClassVar = "prefer"
    firm: ClassVar = True

    name: Literal["keep_the_past"] = "keep_the_past"
    reference: str = Field(
        min_length=1,
        description="The published timetable: a candidate, by its name in the scenario, or a file.",
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
        for (name, sitting_id), part in begun.items():
            session = draft.week.session[str(name)]
            if session.divided:
                self._keep_statements(draft, session, Slot(session.id, str(sitting_id)), part)

    def _keep_statements(self, draft: RuleDraft, session: Session, slot: Slot, part: Part) -> None:
        """Post that what was said in a part stands there, and nothing else if the part is over."""
        until = self.moment(draft.week)
        said, wrong = _said(session, part, until), NOTHING
        for number, item in enumerate(session.agenda):
            here, spoken = draft.stands(slot, number), said.get(number, {})
            if item.speakers:
                kept = total(
                    draft.says(session.id, number, speaker).get(slot, NOTHING) for speaker in spoken
                )
                wrong += len(spoken) - kept
                wrong += here - kept if part.end <= until else NOTHING
            else:
                steps = spoken.get("", 0) // item.step
                wrong += draft.beyond(steps - here, 0)
                wrong += draft.beyond(here, steps) if part.end <= until else NOTHING
        draft.at_most(self, (session.id, slot.sitting, "said"), wrong)

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
        for part in before:
            session = week.session[part.session]
            there = (p for p in timetable.of(session.id) if _where(week, p) == _where(week, part))
            wrong = _unsaid(session, part, there, until)
            if session.divided and wrong:
                yield Breach((*_where(week, part), "said"), wrong)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session, sitting = map(str, case[:2])
        until = self.moment(week)
        title, now = week.what(session), week.moment_name(until)
        if len(case) > 2:
            there = f"the part of {title} on {week.sitting_name(sitting)}"
            if amount is None:
                return f"What was said in {there} by {now} stands there."
            things = count(amount, "statement or topic", "statements or topics")
            return f"In {there}, {things} would not be as by {now}: that can no longer change."
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
        updates = Item(title="Updates", minutes=30, speakers=("CHL", "COD", "JOR"))
        discussion = Item(title="Discussion", minutes=30)
        spoken = tiny_week(
            tiny_session(
                "clearance", agenda=(updates, discussion), most_parts=2, least=90, wanted=120
            ),
            days=2,
            references={
                "programme": tiny_timetable(
                    heard(at("clearance", 0, "10:00", 60), (0, "CHL", 30), (0, "COD", 30)),
                    heard(at("clearance", 1, "10:00", 60), (0, "JOR", 30), (1, "", 30)),
                )
            },
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
            Example(
                rule=cls(reference="programme", until=datetime(2011, 6, 21)),  # noqa: DTZ001
                week=spoken,
                good=tiny_timetable(
                    heard(at("clearance", 0, "10:00", 60), (0, "CHL", 30), (0, "COD", 30)),
                    heard(at("clearance", 1, "10:00", 30), (0, "JOR", 30), (1, "", 30)),
                ),
                bad=tiny_timetable(
                    heard(at("clearance", 0, "10:00", 60), (0, "CHL", 30), (0, "JOR", 30)),
                    heard(at("clearance", 1, "10:00", 60), (0, "COD", 30), (1, "", 30)),
                ),
                amount=2,
                text="Who spoke on the first day has spoken, and nobody else has.",
            ),
            Example(
                rule=cls(reference="programme", until=datetime(2011, 6, 21, 10, 45)),  # noqa: DTZ001
                week=spoken,
                good=tiny_timetable(
                    heard(at("clearance", 0, "10:00", 60), (0, "CHL", 30), (0, "COD", 30)),
                    heard(at("clearance", 1, "10:00", 60), (0, "JOR", 30), (1, "", 30)),
                ),
                bad=tiny_timetable(
                    heard(at("clearance", 0, "10:00", 60), (0, "CHL", 30), (0, "JOR", 30)),
                    heard(at("clearance", 1, "10:00", 60), (0, "COD", 30), (1, "", 30)),
                ),
                amount=3,
                text="In the middle of a part, what has begun to be said stays there.",
            ),
        )


def _begun(week: Week, published: Timetable, until: int) -> dict[Case, Part]:
    """By session and sitting, the published part that has begun, where the week can hold it."""
    found: dict[Case, Part] = {}
    for part in with_agendas(week, published).parts:
        if part.begin < until and not any(structure.misfits(week, part)):
            found.setdefault(_where(week, part), part)
    return found


def _said(session: Session, part: Part, until: int) -> dict[int, dict[str, int]]:
    """By item and speaker, the minutes of the agenda that were over in a part by a moment.

    A statement that had begun is counted in full; of a topic, the minutes in whole steps.
    """
    found: dict[int, dict[str, int]] = {}
    asked, run = sum(one.minutes for one in part.statements), 0
    for one in part.statements:
        # In minutes of the agenda: more than those of the part where that is too short for them.
        passed = min(until, part.end) - part.begin
        spent = passed * max(asked, part.minutes) // part.minutes - run
        run += one.minutes
        item = session.agenda[one.item] if one.item < len(session.agenda) else None
        if item is None or spent <= 0 or one.speaker not in (item.speakers or ("",)):
            continue
        minutes = one.minutes if one.speaker else min(one.minutes, spent) // item.step * item.step
        if minutes:
            found.setdefault(one.item, {})[one.speaker] = minutes
    return found


def _unsaid(session: Session, published: Part, now: Iterable[Part], until: int) -> int:
    """How many statements and topics do not stand in a sitting as they were made there."""
    rows = _said(session, published, until).items()
    said = {(number, who): minutes for number, row in rows for who, minutes in row.items()}
    here: dict[tuple[int, str], int] = {}
    for part in now:
        for one in part.statements:
            here[one.item, one.speaker] = here.get((one.item, one.speaker), 0) + one.minutes
    missing = sum(here.get(key, 0) < minutes for key, minutes in said.items())
    if published.end > until:
        return missing
    return missing + sum(minutes > said.get(key, 0) for key, minutes in here.items())


def _kept(published: Part, part: Part, until: int) -> bool:
    """Whether a part is the published one that has begun, which may end later where it runs."""
    if published.end > until:
        published = published._replace(minutes=max(published.minutes, part.minutes))
    return part.is_as(published)


def _where(week: Week, part: Part) -> tuple[str, str]:
    sitting = week.sitting_of(part)
    return part.session, sitting.id if sitting is not None else ""
