"""What changed between two issues, in sentences of one language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from scenarios.documents.changes.revised import LeadMove, Revised, TurnMove
from scenarios.documents.names import TranslatedNames, alphabetical
from scenarios.studies.comparison.moves import PartMove
from scheduler.week.clock import DAY
from scheduler.week.timetable import Part

if TYPE_CHECKING:
    from scenarios.languages.language import Language


FEW = 12
"""Delegations that are named in a sentence; of more, the number is said."""


class ChangeTeller:
    """Says what changed between two issues in one language.

    What is no longer there has the names that it had.
    """

    def __init__(self, revised: Revised, language: Language) -> None:
        self.revised = revised
        self.language = language
        self.names = TranslatedNames(revised.week, language)
        self.old_names = TranslatedNames(revised.before.scenario.week, language)

    # All changes

    def sentences(self) -> tuple[str, ...]:
        """Every change as a sentence; one that says so where there is none."""
        return tuple(self._sentences()) or (
            self.language.say("Nothing in the programme has changed."),
        )

    def _sentences(self) -> Iterator[str]:
        for key, rows in self.revised.by_session(self.revised.moves).items():
            yield from self.session(key, rows)
        for session in dict.fromkeys(one.session for one in self.revised.leads):
            yield self._leaders(session)
        yield from self.titles_changed().values()
        yield from self._statements()

    def _leaders(self, key: str) -> str:
        """Who leads a session now, and who did before."""
        now, was = self.revised.week.session[key], self.revised.session_before(key)
        say, listed = self.language.say, self.language.listed
        after = listed(self.names.delegations(now.leaders))
        before = listed(self.old_names.delegations(was.leaders if was else ()))
        title = self.title(key)
        if not after:
            return say("“{title}” is no longer led by {names}.", title=title, names=before)
        if not before:
            return say("“{title}” is now led by {names}.", title=title, names=after)
        return say(
            "“{title}” is now led by {names} instead of {before}.",
            title=title,
            names=after,
            before=before,
        )

    def titles_changed(self) -> dict[str, str]:
        """By session that is held before and after, that it is called otherwise now."""
        found: dict[str, str] = {}
        for key in dict.fromkeys(part.session for part in self.revised.after.timetable.parts):
            now, was = self.revised.week.session.get(key), self.revised.session_before(key)
            if now is None or was is None or not self.revised.held_before(key):
                continue
            title, before = self.names.text(now.title), self.names.text(was.title)
            if title != before:
                found[key] = self.language.say(
                    "“{before}” is now called “{title}”.", before=before, title=title
                )
        return found

    def _statements(self) -> Iterator[str]:
        """By session, who speaks at another time in it, is heard no longer, or is heard now."""
        say = self.language.say
        of_session: dict[str, list[TurnMove]] = {}
        for turn in self.revised.turns:
            if not turn.along:
                of_session.setdefault(turn.session, []).append(turn)
        for key, turns in of_session.items():
            title = self.title(key)
            moved = {one.speaker for one in turns if None not in (one.before, one.after)}
            new = {one.speaker for one in turns if one.before is None}
            gone = {one.speaker for one in turns if one.after is None}
            if moved:
                who = self._who(moved)
                yield say("At another time in “{title}”: {names}.", title=title, names=who)
            if new - moved:
                who = self._who(new - moved)
                yield say("Speaking now in “{title}”: {names}.", title=title, names=who)
            if gone - moved:
                who = self._who(gone - moved)
                yield say("No longer speaking in “{title}”: {names}.", title=title, names=who)

    def _who(self, codes: Collection[str]) -> str:
        """Some delegations by name; of many, their number."""
        if len(codes) > FEW:
            return self.language.count("{n} delegation", "{n} delegations", len(codes))
        return self.language.listed(self.names.delegations(codes))

    # One session

    def session(self, key: str, rows: Sequence[PartMove]) -> Iterator[str]:
        """What became of a session: when and where it takes place, and did before.

        Where all of it has changed, or all that anybody knew, it is said as a whole; else each part
        by the number that it had, and the one that it has now.

        Parameters
        ----------
        rows
            The parts of it that changed, at least one.
        """
        say, title = self.language.say, self.title(key)
        old, new = _befores(rows), _afters(rows)
        if not rows[0].kept:
            if new:
                yield say("“{title}” has been added: {new}.", title=title, new=self.places(new))
            if old:
                where = self.places(old, old=True)
                yield say("“{title}” is cancelled: {old}.", title=title, old=where)
        elif self.revised.is_whole(key, old, new) and not _same_times(old, new):
            yield self._moved(title, old, new)
        else:
            for group in self._alike(rows):
                yield self._group(key, self._subject(key, group), group)

    def _alike(self, rows: Sequence[PartMove]) -> list[list[PartMove]]:
        """Parts of a session by what became of them, so that one sentence is true of each group."""
        found: dict[tuple[object, ...], list[PartMove]] = {}
        for row in rows:
            if row.before is None or row.after is None:
                kind: tuple[object, ...] = (row.change,)
            elif _times(row.before) == _times(row.after):
                kind = ("room", self.room(row.before, old=True), self.room(row.after))
            elif row.number_before != row.number_after:
                kind = ("renumbered", row.number_before, row.number_after)
            else:
                kind = ("moved",)
            found.setdefault(kind, []).append(row)
        return list(found.values())

    def _group(self, key: str, title: str, rows: Sequence[PartMove]) -> str:
        """What became of parts of a session that is held before and after."""
        say, old, new = self.language.say, _befores(rows), _afters(rows)
        if not old:
            where = self.places(new)
            if self.revised.only_longer(key):
                return say("“{title}” has been given more time: {new}.", title=title, new=where)
            return say("“{title}” has been added: {new}.", title=title, new=where)
        if not new:
            where = self.places(old, old=True)
            return say("“{title}” is no longer held: {old}.", title=title, old=where)
        if not _same_times(old, new):
            return self._moved(title, old, new)
        return say(
            "“{title}” takes place in {room} instead of {before}: {when}.",
            title=title,
            room=self._rooms({self.room(part) for part in new}),
            before=self._rooms({self.room(part, old=True) for part in old}),
            when=self.whens(new),
        )

    def _moved(self, title: str, old: Sequence[Part], new: Sequence[Part]) -> str:
        """That something takes place at other times, and where."""
        say = self.language.say
        rooms = {self.room(part) for part in new}, {self.room(part, old=True) for part in old}
        (room, *_), same = rooms[0], rooms[0] == rooms[1] and len(rooms[0]) == 1
        if same and room:
            return say(
                "“{title}” takes place on {new}, instead of {old}, still in {room}.",
                title=title,
                new=self.whens(new),
                old=self.whens(old),
                room=room,
            )
        return say(
            "“{title}” takes place on {new}, instead of {old}.",
            title=title,
            new=self.places(new),
            old=self.places(old, old=True),
        )

    def _subject(self, key: str, rows: Sequence[PartMove]) -> str:
        """The title of a session, with the parts that a sentence is about where it has several.

        They go by the numbers that readers know: those of the programme that they have.
        """
        say, title = self.language.say, self.title(key)
        if self.revised.is_whole(key, _befores(rows), _afters(rows)):
            return title
        was, now = rows[0].number_before, rows[0].number_after
        if len(rows) == 1 and was and now and was != now:
            which = say("part {before}, now part {after}", before=was, after=now)
        elif len(rows) == 1 and rows[0].before and now and not was:
            which = say("now part {number}", number=now)
        else:
            numbers = sorted({row.number_before or row.number_after for row in rows} - {0})
            if not numbers:
                return title
            named = self.language.listed(map(str, numbers))
            which = self.language.count(
                "part {numbers}", "parts {numbers}", len(numbers), numbers=named
            )
        return f"{title} ({which})"

    def numbered(self, key: str, number: int) -> str:
        """The title of a session with the number of a part; without it where that is 0."""
        title = self.title(key)
        if not number:
            return title
        which = self.language.count("part {numbers}", "parts {numbers}", 1, numbers=number)
        return f"{title} ({which})"

    def _rooms(self, names: Iterable[str]) -> str:
        announced = self.language.say("a room to be announced")
        return self.language.listed(sorted((name or announced for name in names), key=alphabetical))

    def title(self, key: str) -> str:
        """The title of a session; one that is no longer there, as it was called."""
        return (self.names if key in self.revised.week.session else self.old_names).session(key)

    def room(self, part: Part, *, old: bool = False) -> str:
        """The name of a room, as it is or as it was called; empty where there is none."""
        names = self.names if part.room in self.revised.week.room and not old else self.old_names
        return names.room(part.room)

    def places(self, parts: Sequence[Part], *, old: bool = False) -> str:
        """Days, hours and rooms: ``Tuesday 21 June, 10:00–12:45, Salle Obasi``."""
        rooms: dict[str, list[Part]] = {}
        for part in parts:
            rooms.setdefault(self.room(part, old=old), []).append(part)
        return self.language.series(
            ", ".join(filter(None, (self.whens(there), room))) for room, there in rooms.items()
        )

    def whens(self, parts: Iterable[Part]) -> str:
        """Days and hours: ``Tuesday 21 June, 10:00–12:45 and 16:30–18:00``."""
        days: dict[int, list[str]] = {}
        for part in sorted(parts, key=_times):
            day, start = part.starts
            days.setdefault(day, []).append(self.language.hours(start, start + part.minutes))
        return self.language.series(
            f"{self.day(day)}, {self.language.listed(days[day])}" for day in days
        )

    def day(self, day: int) -> str:
        """A day of the week without its year: ``Tuesday 21 June``."""
        date = self.revised.week.date_of(day)
        return self.language.day(date).removesuffix(str(date.year)).removesuffix(" de ").rstrip()

    # To one delegation

    def lead(self, one: LeadMove) -> str:
        """That somebody leads a session now, or no longer, said to that delegation."""
        title = self.title(one.session)
        if not one.leads:
            return self.language.say("You no longer lead “{title}”.", title=title)
        parts = self.revised.after.timetable.of(one.session)
        places = self.places(parts)
        return self.language.say("You now lead “{title}”: {places}.", title=title, places=places)

    def turn(self, one: TurnMove, *, inside: bool) -> str:
        """When somebody speaks, said to that delegation.

        Parameters
        ----------
        inside
            Whether it stands behind a sentence that names the session.
        """
        say = self.language.say
        item = say("“{title}”", title=self.names.text(one.item))
        if not inside:
            item = say("{item} in “{title}”", item=item, title=self.title(one.session))
        if one.after is None:
            return say("You no longer speak on {item}.", item=item)
        day, time = self._moment(one.after)
        if one.before is None:
            return say(
                "You now speak on {item}: {day}, about {time}.", item=item, day=day, time=time
            )
        old_day, old_time = self._moment(one.before)
        before = say("about {time}", time=old_time)
        if day != old_day:
            before = say("{day}, about {time}", day=old_day, time=old_time)
        return say(
            "You speak on {item}: {day}, about {time}, instead of {before}.",
            item=item,
            day=day,
            time=time,
            before=before,
        )

    def _moment(self, moment: int) -> tuple[str, str]:
        day, minutes = divmod(moment, DAY)
        return self.day(day), self.language.clock(minutes)


def _befores(rows: Iterable[PartMove]) -> list[Part]:
    return [row.before for row in rows if row.before is not None]


def _afters(rows: Iterable[PartMove]) -> list[Part]:
    return [row.after for row in rows if row.after is not None]


def _same_times(old: Iterable[Part], new: Iterable[Part]) -> bool:
    return sorted(map(_times, old)) == sorted(map(_times, new))


def _times(part: Part) -> tuple[int, int]:
    return part.begin, part.end
