"""Who speaks in which part, read from the rows of a schedule CSV.

A file says it where the rows of a session name different speakers, or where they name items of its
agenda. Otherwise it does not, and the agenda runs as it is written: see
`scheduler.week.as_written`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from scenarios.exchange.agenda_cells import items_cell, labels, whole_agenda
from scenarios.exchange.schedule_row import ScheduleRow
from scenarios.reading.names import names_of, plain, read_name
from scheduler.week.agenda import Item, Statement
from scheduler.week.as_written import merged
from scheduler.week.timetable import Part
from scheduler.week.week import Session, Week

FEW = 6
"""Statements that are named where several are missing."""

_MINUTES = re.compile(r"(.*\S)\s+(\d+)\s*(min|minutes|minute|')?\.?", re.IGNORECASE)

_LENGTH = re.compile(r"[-+]?\d[\d.,:]*|.*(?:min|minutes?|'|\d ?h|hours?)\.?( ?\d+)?", re.IGNORECASE)
"""What stands behind the name of an item and is meant for its minutes, however it is written."""

Row = tuple[ScheduleRow, Part]


class _Mention(NamedTuple):
    """A speaker in the cell of a row, counted from 0; with an item where the cell names it."""

    row: int
    place: int
    """Where it stands in the cell, from 0."""
    item: int | None


def read_agenda(
    week: Week, session: Session, rows: Sequence[Row], *, complete: bool = True
) -> list[Part]:
    """The parts of a session that may be split, with what stands in each as far as its rows say.

    What is wrong is noted with the row and the cell.

    Parameters
    ----------
    week
        Whose delegations the cells name.
    session
        With the agenda for which the file was written.
    rows
        With the part that each places, in order of time; at least one.
    complete
        Whether these are all rows of the session: what stands in none may be in another.
    """
    parts = [part for _, part in rows]
    if not _says(session, rows):
        _doubt_named(week, session, rows)
        return parts
    if len(rows) == 1:
        _doubt_named(week, session, rows)
        found = [whole_agenda(session)]
    else:
        reading = _Reading(week, session, rows, complete)
        before = len(rows[0][0].problems)
        found = reading.statements()
        if len(rows[0][0].problems) > before:
            return parts
    return [
        part._replace(statements=merged(_in_order(session, statements)))
        for part, statements in zip(parts, found, strict=True)
    ]


def _says(session: Session, rows: Sequence[Row]) -> bool:
    """Whether the rows say what stands in which part."""
    if any(reader.row.cells.get("agenda") for reader, _ in rows):
        return True
    return len({tuple(sorted(reader.speakers())) for reader, _ in rows}) > 1


def _doubt_named(week: Week, session: Session, rows: Sequence[Row]) -> None:
    """Note what rows that do not divide the agenda say otherwise than it; nobody may be named."""
    everything = items_cell(session, whole_agenda(session))
    for reader, _ in rows:
        if not reader.new:
            names = {"speakers": ";".join(sorted(session.speakers | session.heard))}
            if set(reader.speakers()) == session.speakers:
                names = {}
            reader.doubt_cells({**names, "agenda": everything})


def _in_order(session: Session, statements: Sequence[Statement]) -> list[Statement]:
    """Statements in the order of the agenda."""
    place = {
        (number, speaker): rank
        for number, item in enumerate(session.agenda)
        for rank, speaker in enumerate(item.speakers)
    }
    return sorted(statements, key=lambda one: (one.item, place.get(one[:2], 0)))


class _Reading(NamedTuple):
    """The rows of a session while they are read: what is wrong is noted at its cell."""

    week: Week
    session: Session
    rows: Sequence[Row]
    complete: bool

    @property
    def title(self) -> str:
        return self.week.what(self.session.id)

    def statements(self) -> list[list[Statement]]:
        """What stands in the part of each row."""
        placed: list[list[tuple[int, Statement]]] = [[] for _ in self.rows]
        problems = self.rows[0][0].problems
        before = len(problems)
        named = self._named()
        every_name = self.complete and len(problems) == before
        before = len(problems)
        items = [self._items(reader) for reader, _ in self.rows]
        every_item = self.complete and len(problems) == before
        if every_name and self.session.heard and not self.session.heard & set(named):
            what = f"the rows of {self.title} say in which part its items stand, and not who speaks"
            how = "name the speakers of each part here, or have them placed (--place-speakers)"
            self.rows[0][0].refuse("speakers", f"{what}; {how}")
            return []
        missing = list[Statement]()
        for speaker in sorted(self.session.heard):
            mentions = self._without_standing(speaker, named.get(speaker, []))
            missing += self._place(speaker, mentions, placed)
        found = [[one for _, one in sorted(here)] for here in placed]
        if every_name:
            self._refuse_missing(missing)
        self._doubt_order(found)
        self._doubt_items(found, items)
        if every_item:
            self._place_topics(found, items)
        return found

    # Who speaks

    def _named(self) -> dict[str, list[_Mention]]:
        """Where each speaker is named, in order of time; who makes no statement is refused."""
        found: dict[str, list[_Mention]] = {}
        for number, (reader, _) in enumerate(self.rows):
            for place, text in enumerate(reader.pieces("speakers")):
                try:
                    speaker, item = self._mention(text)
                except ValueError as error:
                    reader.refuse("speakers", str(error))
                    continue
                found.setdefault(speaker, []).append(_Mention(number, place, item))
        return found

    def _mention(self, text: str) -> tuple[str, int | None]:
        """A speaker as it is named, with the item where that stands behind it in brackets."""
        names = names_of(self.week, "delegation")
        try:
            speaker, item = read_name(text, names, "delegation"), None
        except ValueError:
            found = self._with_item(text, names)
            if found is None:
                raise
            speaker, item = found
        if speaker not in self.session.heard | self.session.speakers:
            what = f"'{text}' makes no statement in {self.title}"
            raise ValueError(f"{what}; take it out, or put it on the agenda in the scenario")
        return speaker, item

    def _with_item(self, text: str, names: Mapping[str, str]) -> tuple[str, int] | None:
        """A speaker, and the item in brackets behind it; None where there is none."""
        for place, sign in enumerate(text):
            if sign != "(" or not text.endswith(")"):
                continue
            try:
                speaker = read_name(text[:place], names, "delegation")
            except ValueError:
                continue
            item = self._item(text[place + 1 : -1])
            if speaker not in self.session.agenda[item].speakers:
                what = f"{self.week.who(speaker)} makes no statement on that item of {self.title}"
                raise ValueError(f"'{text}': {what}; write an item on which it does")
            return speaker, item
        return None

    def _item(self, text: str) -> int:
        names = labels(self.session.agenda)
        return names.index(read_name(text, names, "item of this agenda"))

    def _without_standing(self, speaker: str, mentions: list[_Mention]) -> list[_Mention]:
        """The mentions without one in each row for somebody who is there for all of them."""
        own = sum(speaker in item.speakers for item in self.session.agenda)
        bare = {one.row: one for one in reversed(mentions) if one.item is None}
        whole = len(mentions) == own + len(self.rows) and len(bare) == len(self.rows)
        if speaker not in self.session.speakers or not whole:
            return mentions
        kept = list(mentions)
        for one in bare.values():
            kept.remove(one)
        return kept

    def _place(
        self, speaker: str, mentions: Sequence[_Mention], found: list[list[tuple[int, Statement]]]
    ) -> Iterator[Statement]:
        """Place the statements of a speaker, with their places in the cells; give back the rest."""
        left = {
            number: Statement(number, speaker, item.minutes)
            for number, item in enumerate(self.session.agenda)
            if speaker in item.speakers
        }
        own, twice = len(left), list[_Mention]()
        for one in mentions:
            if one.item is not None:
                if one.item in left:
                    found[one.row].append((one.place, left.pop(one.item)))
                else:
                    twice.append(one)
        for one in mentions:
            if one.item is None and left:
                found[one.row].append((one.place, left.pop(min(left))))
            elif one.item is None:
                twice.append(one)
        for one in twice:
            times = "makes one statement" if own == 1 else f"makes {own} statements"
            what = f"{self.week.who(speaker)} {times} in {self.title} and is named more often"
            where = "name it only in the part in which it speaks, once for each statement"
            self.rows[one.row][0].refuse("speakers", f"{what}; {where}")
        yield from left.values()

    def _refuse_missing(self, missing: Sequence[Statement]) -> None:
        """Note, at the last row, the statements that stand in none."""
        if not missing:
            return
        named = sorted(missing)[:FEW]
        said = [
            f"{self.week.whom(one.speaker for one in here)} on “{self.session.agenda[item].title}”"
            for item, group in groupby(named, key=lambda one: one.item)
            for here in [list(group)]
        ]
        said += [f"{len(missing) - FEW} more"] if len(missing) > FEW else []
        one = len(missing) == 1
        what = f"{'a statement' if one else 'statements'} in {self.title} {'is' if one else 'are'}"
        how = "name each in the row of the part in which it speaks, or have all of them placed"
        self.rows[-1][0].refuse(
            "speakers", f"{what} in no row: {'; '.join(said)}; {how} (--place-speakers)"
        )

    def _doubt_order(self, found: Sequence[Sequence[Statement]]) -> None:
        """Note where a cell names the speakers of an item in another order than the agenda does."""
        for (reader, _), here in zip(self.rows, found, strict=True):
            for number, item in enumerate(self.session.agenda):
                named = [one.speaker for one in here if one.item == number]
                kept = [who for who in item.speakers if who in named]
                if named != kept:
                    what = f"the speakers on “{item.title}” come in the order of the agenda"
                    how = "to have them in another, list them so in the scenario"
                    reader.doubt("speakers", f"{what}: {', '.join(kept)}; {how}")

    # The items

    def _items(self, reader: ScheduleRow) -> dict[int, int | None]:
        """The items in the cell of a row, with minutes where these are said."""
        found: dict[int, int | None] = {}
        for text in reader.pieces("agenda"):
            try:
                text, minutes = self._with_minutes(text)
                number = self._item(text)
            except ValueError as error:
                reader.refuse("agenda", str(error))
                continue
            if number in found:
                reader.refuse("agenda", f"'{text}' stands there twice; name it once")
            found[number] = minutes
        return found

    def _with_minutes(self, text: str) -> tuple[str, int | None]:
        """What names an item, and the minutes behind it where there are any."""
        names = {plain(one) for one in labels(self.session.agenda)}
        match = _MINUTES.fullmatch(text)
        if plain(text) in names:
            return text, None
        if match is not None and (match[3] or plain(match[1]) in names):
            return match[1], int(match[2])
        for name in labels(self.session.agenda):
            key, said = plain(name), plain(text)
            if said.startswith(f"{key} ") and _LENGTH.fullmatch(said.removeprefix(f"{key} ")):
                what = f"'{text}': the minutes of an item are a whole number, 1 or more"
                raise ValueError(f"{what}, as in '{name} 90 min'")
        return text, None

    def _doubt_items(
        self, found: Sequence[Sequence[Statement]], items: Sequence[Mapping[int, int | None]]
    ) -> None:
        """Note where a row names other items than its speakers speak on: the speakers count."""
        for (reader, _), here, named in zip(self.rows, found, items, strict=True):
            on = {one.item for one in here}
            said = {number for number in named if self.session.agenda[number].speakers}
            if named and on != said and not len(reader.problems):
                spoken = items_cell(self.session, here) or "nothing"
                what = f"'{reader.row.cells['agenda']}' is not read for those who speak"
                reader.doubt("agenda", f"{what}: by the column speakers they speak on {spoken}")

    def _place_topics(
        self, found: list[list[Statement]], items: Sequence[Mapping[int, int | None]]
    ) -> None:
        """Place the minutes of topics as the rows say, or as evenly as their order allows."""
        if not any(items):
            for number, minutes in enumerate(even_topics(self.session, self.rows, found)):
                found[number] += minutes
            return
        for number, item in enumerate(self.session.agenda):
            if not item.speakers:
                self._place_topic(number, item, found, items)

    def _place_topic(
        self,
        number: int,
        item: Item,
        found: list[list[Statement]],
        items: Sequence[Mapping[int, int | None]],
    ) -> None:
        rows = [row for row, named in enumerate(items) if number in named]
        name = labels(self.session.agenda)[number]
        if not rows:
            what = f"“{item.title}” of {self.title} is in no row"
            how = f"write '{name} {item.minutes} min' in the row of its part, or divide the minutes"
            self.rows[-1][0].refuse("agenda", f"{what}; {how} over several")
            return
        given = {row: items[row][number] for row in rows}
        if len(rows) == 1 and given[rows[0]] is None:
            given = {rows[0]: item.minutes}
        for row, minutes in given.items():
            if not minutes or minutes % item.step:
                what = f"how many minutes of “{item.title}” stand in this part? Write a multiple"
                example = f"of {item.step}, as in '{name} {item.step} min'"
                self.rows[row][0].refuse("agenda", f"{what} {example}")
                return
        whole = sum(minutes or 0 for minutes in given.values())
        if whole != item.minutes:
            what = f"the rows of {self.title} give “{item.title}” {whole} minutes in all"
            how = f"it has {item.minutes} in the scenario; let them come to that"
            self.rows[rows[-1]][0].refuse("agenda", f"{what}, and {how}")
            return
        for row, minutes in given.items():
            found[row].append(Statement(number, "", minutes or 0))


def even_topics(
    session: Session, rows: Sequence[Row], found: Sequence[Sequence[Statement]]
) -> list[list[Statement]]:
    """The minutes of topics, in steps, where no row places them: parts are filled evenly.

    Each topic stands between the statements of the items before it and of those after it.
    """
    parts = [part for _, part in rows]
    load = [sum(one.minutes for one in here) for here in found]
    placed: list[list[Statement]] = [[] for _ in rows]
    for group in _topics_together(session.agenda):
        first, last = group[0], group[-1]
        before = (row for row, here in enumerate(found) for one in here if one.item < first)
        after = (row for row, here in enumerate(found) for one in here if one.item > last)
        low = max(before, default=0)
        window = range(low, max(low, min(after, default=len(rows) - 1)) + 1)
        steps = [one for number in group for one in session.agenda[number].statements(number)]
        chosen = list[int]()
        for one in steps:
            row = min(window, key=lambda r: ((load[r] + one.minutes) / parts[r].minutes, r))
            load[row] += one.minutes
            chosen.append(row)
        for row, one in zip(sorted(chosen), steps, strict=True):
            placed[row].append(one)
    return placed


def _topics_together(agenda: Sequence[Item]) -> Iterator[list[int]]:
    """The topics that stand side by side in an agenda, by their places."""
    group = list[int]()
    for number, item in enumerate(agenda):
        if item.speakers and group:
            yield group
            group = []
        elif not item.speakers:
            group.append(number)
    if group:
        yield group
