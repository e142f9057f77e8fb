"""Why a part of a session is not at a time that a person asks about."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.reading.arguments import part_in_words, place_in_words
from scenarios.scenario import Scenario
from scenarios.studies.places.result import left_aside
from scheduler.document.document import Block, Document, Paragraph
from scheduler.document.report import Report
from scheduler.judging.every_place import (
    JudgedPlace,
    judge_places,
    length_in,
    rooms_in_order,
    usual_minutes,
)
from scheduler.judging.verdict_changes import Difference
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable
from scheduler.week.words import listed


class PlaceAnswer(Report, Frozen):
    """What stands against another place for a part, or what it costs there.

    Attributes
    ----------
    part
        Where it is now; None where the session is not held.
    room
        The one that was asked for; None where none was.
    chosen
        The answer.
    others
        The same time in the other rooms.
    """

    scenario: Scenario
    timetable: Timetable
    part: Part | None
    room: str | None
    chosen: JudgedPlace
    others: tuple[JudgedPlace, ...]

    @property
    def difference(self) -> Difference:
        return self.chosen.difference

    def document(self) -> Document:
        """The question in words, and its answer."""
        week, chosen = self.scenario.week, self.chosen.part
        title = part_in_words(week, self.timetable, week.session[chosen.session], self.part)
        before = "which this timetable does not hold, with all else where it is"
        if self.part == chosen:
            before = "where it is now"
        elif self.part is not None:
            before = f"instead of {place_in_words(week, self.part)}, with all else where it is"
        blocks: list[Block] = [Paragraph(f"On {place_in_words(week, chosen)}, {before}:")]
        blocks += map(Paragraph, self._about_the_room())
        blocks += left_aside(self.scenario.judge(self.timetable))
        blocks += self.difference.blocks()
        if not self.difference.possible:
            blocks.append(Paragraph("meeting-week places shows which places are possible."))
        return Document(title, blocks)

    def _about_the_room(self) -> Iterator[str]:
        """Which room was taken where none was asked for, and why; or which others are possible."""
        week, now = self.scenario.week, self.part.room if self.part else None
        room, name = self.chosen.part.room, week.room_name(self.chosen.part.room)
        if not self.difference.possible:
            fit = [week.room_name(p.part.room) for p in self.others if p.difference.possible]
            if fit:
                yield f"At that time it is possible in {listed(fit, 'or')}."
            elif self.room is None and self.others:
                yield f"No room is possible at that time; the least stands against {name}."
        elif self.room is None and now == room and self.others:
            yield f"No room was asked for: {name}, as now."
        elif self.room is None and self.others:
            alike = [p for p in self.others if p.difference.rank == self.difference.rank]
            likewise = listed((week.room_name(place.part.room) for place in alike), "or")
            best = f"the best there{f', as good as {likewise}' if alike else ''}"
            not_now = f" {week.room_name(now)}, where it is now, is not possible." if now else ""
            yield f"No room was asked for: {name}, {best}.{not_now}"


def why_not(
    scenario: Scenario,
    timetable: Timetable,
    session: str,
    part: Part | None,
    moment: tuple[int, int],
    room: str | None = None,
    minutes: int | None = None,
) -> PlaceAnswer:
    """Say what stands against another time and place for a part, or what it costs there.

    Parameters
    ----------
    part
        The part of the session that would move; None to add one.
    moment
        Where it would begin: the day of the week, and minutes after midnight.
    room
        None: its present room where that is possible, else the best.
    minutes
        None: as long as it is, or as the sitting that every part takes whole.
    """
    week, (day, start) = scenario.week, moment
    length = minutes or usual_minutes(week, week.session[session], part)
    for sitting in week.sittings_on(day):
        if start == sitting.opens and minutes is None:
            length = length_in(sitting, length)
    # The present room comes first, and so before others that are as good.
    there = [Part(session, day, start, length, one) for one in rooms_in_order(week, part)]
    judged = list(judge_places(week, scenario.settings, timetable, part, there))
    now = part.room if part else None

    def order(place: JudgedPlace) -> tuple[object, ...]:
        here, difference = place.part.room, place.difference
        stays = difference.possible and here == now
        return room not in (None, here), not stays, difference.rank

    chosen = min(judged, key=order)
    others = tuple(place for place in judged if place != chosen)
    return PlaceAnswer(
        scenario=scenario,
        timetable=timetable,
        part=part,
        room=room,
        chosen=chosen,
        others=others,
    )
