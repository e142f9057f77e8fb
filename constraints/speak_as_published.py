"""The rule `speak_as_published`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, heard, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import total
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.agenda import Item
from scheduler.week.as_written import with_agendas
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week


class SpeakAsPublished(Rule):
    """Who makes a statement makes it on the day and in the sitting for which it was published.

    Why
    ---
    A delegation that has come to speak on Monday may have a flight home on Tuesday. A change of the
    programme that could leave the list of speakers alone is not to shuffle it.

    Counts
    ------
    For each session that may be split, and each statement of its agenda that a published timetable
    of this week places: 1 where it stands in another sitting, and 2 where it stands on another day
    or nowhere. Where the published timetable does not say who speaks in which part, the agenda runs
    as it is written. A published part outside every sitting has no sitting to lose. The minutes of
    a topic are nobody's, and are not counted.

    Source
    ------
    Assumption; it serves Review ¶ 3, continuity.
    """

    title: ClassVar = "Speakers speak when they were to"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "steps"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.SESSION
    principles: ClassVar = (Principle.CONTINUITY,)
    usual: ClassVar = "prefer"

    name: Literal["speak_as_published"] = "speak_as_published"
    reference: str = Field(
        default="",
        description="The published timetable: a candidate, by its name in the scenario, or a file.",
    )

    def encode(self, draft: RuleDraft) -> None:
        week = draft.week
        for session, parts in self._published(week):
            placed = {
                (one.item, one.speaker): part
                for part in parts
                for one in part.statements
                if one.speaker
            }
            for number, item in enumerate(session.agenda):
                for speaker in item.speakers:
                    part = placed.get((number, speaker))
                    if part is None:
                        continue
                    sitting = week.sitting_of(part)
                    said = draft.says(session.id, number, speaker)
                    on_day = total(
                        literal
                        for slot, literal in said.items()
                        if week.sitting[slot.sitting].day == part.day
                    )
                    there = total(
                        literal
                        for slot, literal in said.items()
                        if sitting is None or slot.sitting == sitting.id
                    )
                    lost = 2 - on_day - (on_day if sitting is None else there)
                    draft.at_most(self, (session.id, number, speaker), lost)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for session, parts in self._published(week):
            now = _places(week, timetable.of(session.id))
            for (number, speaker), (day, sitting) in _places(week, parts).items():
                if speaker not in _speakers(session, number):
                    continue
                here = now.get((number, speaker))
                if here is None or here[0] != day:
                    yield Breach((session.id, number, speaker), 2)
                elif sitting and here[1] != sitting:
                    yield Breach((session.id, number, speaker), 1)

    def _published(self, week: Week) -> Iterator[tuple[Session, tuple[Part, ...]]]:
        """The sessions that may be split, each with its published parts."""
        published = week.references.get(self.reference)
        if published is not None:
            published = with_agendas(week, published)
            for session in week.sessions:
                if session.divided:
                    yield session, published.of(session.id)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session = week.session[str(case[0])]
        number, speaker = int(case[1]), str(case[2])
        [part] = (
            part
            for one, parts in self._published(week)
            if one is session
            for part in parts
            if any((s.item, s.speaker) == (number, speaker) for s in part.statements)
        )
        sitting = week.sitting_of(part)
        when = week.day_name(part.day) if sitting is None else week.sitting_name(sitting.id)
        what = f"on “{session.agenda[number].title}” in {week.what(session.id)}"
        if amount is None:
            return f"{week.who(speaker)} speaks {what} on {when}, as published."
        where = "in another sitting of that day" if amount == 1 else "on another day, or not at all"
        return f"{week.who(speaker)} was to speak {what} on {when}, and does so {where}."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        updates = Item(title="Updates", minutes=30, speakers=("CHL", "COD", "JOR"))
        published = tiny_timetable(
            heard(at("clearance", 0, "10:00", 60), (0, "CHL", 30), (0, "COD", 30)),
            heard(at("clearance", 1, "10:00"), (0, "JOR", 30)),
        )
        session = tiny_session("clearance", agenda=(updates,), most_parts=3, least=90)
        days = tiny_week(session, days=2, references={"programme": published})
        halves = tiny_week(
            session,
            days=2,
            sittings=("morning", "afternoon"),
            minutes=30,
            references={
                "programme": tiny_timetable(
                    heard(at("clearance", 0, "10:00"), (0, "CHL", 30), (0, "COD", 30)),
                    heard(at("clearance", 1, "10:00"), (0, "JOR", 30)),
                )
            },
        )
        return (
            Example(
                rule=cls(reference="programme"),
                week=days,
                good=published,
                bad=tiny_timetable(
                    heard(at("clearance", 0, "10:00", 60), (0, "CHL", 30), (0, "JOR", 30)),
                    heard(at("clearance", 1, "10:00"), (0, "COD", 30)),
                ),
                amount=4,
                text="The parts stay, and two speakers change places.",
            ),
            Example(
                rule=cls(reference="programme"),
                week=halves,
                good=tiny_timetable(
                    heard(at("clearance", 0, "10:00"), (0, "CHL", 30), (0, "COD", 30)),
                    heard(at("clearance", 1, "10:00"), (0, "JOR", 30)),
                ),
                bad=tiny_timetable(
                    heard(at("clearance", 0, "10:00"), (0, "CHL", 30)),
                    heard(at("clearance", 0, "15:00"), (0, "COD", 30)),
                    heard(at("clearance", 1, "15:00"), (0, "JOR", 30)),
                ),
                amount=2,
                text="In the afternoon of the same day is nearer than on another.",
            ),
        )


def _places(week: Week, parts: tuple[Part, ...]) -> dict[tuple[int, str], tuple[int, str]]:
    """By item and speaker: the day and the sitting in which a statement stands."""
    found = {}
    for part in parts:
        sitting = week.sitting_of(part)
        for one in part.statements:
            found[one.item, one.speaker] = part.day, sitting.id if sitting else ""
    return found


def _speakers(session: Session, number: int) -> tuple[str, ...]:
    """Who speaks in an item of an agenda; nobody in one that it does not have."""
    return session.agenda[number].speakers if number < len(session.agenda) else ()
