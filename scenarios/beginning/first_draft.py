"""A scenario drafted from a timetable that was made by hand, with what is assumed marked in it."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from scenarios.beginning.assumptions import ASSUMED, READING, marked
from scenarios.beginning.guesses import (
    body_guessed,
    is_plenary,
    key_for,
    kind_guessed,
    people_in,
    states_among,
    usual_format,
)
from scenarios.beginning.stretches import DayStretch, Stretches, find_stretches, grain_of
from scenarios.beginning.timetable import ReadTimetable, TimetableRow, read_timetable
from scenarios.beginning.words import INVENTED, format_guessed, opens_or_closes
from scenarios.exchange.schedule_csv import schedule_text
from scenarios.languages.texts import LANGUAGES
from scenarios.loading.extending import read_source
from scenarios.loading.loading import resolve
from scenarios.loading.rules import GROUPS
from scenarios.reading.names import plain
from scenarios.reading.yaml.yaml_text import yaml_text
from scenarios.scenario import Scenario
from scheduler.errors import BadInput
from scheduler.judging.judge import Verdict
from scheduler.rules.rule import STRUCTURE
from scheduler.week.clock import clock
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import PROGRAMME, Format, Kind

_AS_IT_WAS = "as it was"
"""What the timetable is called as a candidate."""

_SEATS = 100
"""Seats of a room of which nothing is said."""

_RESERVED = frozenset({*GROUPS, "everything", "everyone"})
_LONGEST = 366
"""Days between the first row and the last."""


class FirstDraft(NamedTuple):
    """A scenario drafted from a timetable.

    Attributes
    ----------
    text
        The scenario file.
    schedule
        The timetable itself as the program writes it, a candidate of the scenario.
    assumed
        What is assumed of the whole timetable.
    marks
        In how many places something is assumed.
    broken
        By rule that usually is a must, and is switched off: how the timetable breaks it.
    """

    text: str
    schedule: str
    assumed: tuple[str, ...]
    marks: int
    broken: Mapping[str, str]


class _Meeting(NamedTuple):
    """A session of the draft: rows that are its parts, in order of time."""

    key: str
    rows: tuple[TimetableRow, ...]

    @property
    def first(self) -> TimetableRow:
        return self.rows[0]

    def cells(self, column: str) -> list[str]:
        """What stands in a column, each once."""
        return list(dict.fromkeys(filter(None, (row.cell(column) for row in self.rows))))


class _Draft(NamedTuple):
    """All that the draft is written from."""

    read: ReadTimetable
    stretches: Stretches
    grain: int
    meetings: tuple[_Meeting, ...]
    rooms: Mapping[str, str]
    bodies: Mapping[str, tuple[str, bool]]
    language: str
    people: Mapping[str, str]
    formats: Mapping[str, tuple[str, bool]]
    pinned: bool


def draft_from(source: Path, target: Path, candidate: str, *, pinned: bool) -> FirstDraft:
    """Draft a scenario from a timetable that was made by hand.

    Parameters
    ----------
    source
        The timetable, a CSV file or a workbook.
    target
        Where the scenario will lie.
    candidate
        The file, beside it, in which the timetable will stand as the program writes it.
    pinned
        Whether every part is pinned to its place.

    Raises
    ------
    BadInput
        With row and column of everything in the timetable that cannot be used.
    """
    read = read_timetable(source)
    days = (read.rows[-1].day - read.rows[0].day).days + 1
    if days > _LONGEST:
        what = f"its dates lie {days} days apart; a week has {_LONGEST} at most"
        raise BadInput.at(read.rows[-1].row.place("date"), what)
    draft = _made(read, pinned=pinned)
    timetable = _timetable(draft)
    off: dict[str, str] = {}
    while True:
        text = "\n".join(_lines(draft, source, off))
        scenario = _loaded(text, target)
        verdict = scenario.judge(timetable)
        if verdict.legal:
            break
        _refuse_structure(verdict, source)
        for rule in sorted({one.rule for one in verdict.breached}):
            found = [one.sentence for one in verdict.breached if one.rule == rule]
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            off[rule] = " ".join(f"{found[0]}{more}".split())
    if not pinned:
        text += "" if off else "\n\nrules:"
        near = f"stay_near_published: {{prefer: {{tier: 1, weight: 1}}, reference: {_AS_IT_WAS}}}"
        text += "\n" + marked(f"  {near}", "what need not move stays where it was")
    text += f"\n\ncandidates:\n  {_AS_IT_WAS}: {_quoted(candidate)}\n"
    schedule = schedule_text(scenario.week, timetable)
    return FirstDraft(text, schedule, _assumed(draft), text.count(f"   {ASSUMED}: "), off)


def _loaded(text: str, target: Path) -> Scenario:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return resolve(read_source(target, text=text), target)


def _refuse_structure(verdict: Verdict, source: Path) -> None:
    """Refuse a timetable that no week can hold, which the draft should have seen to."""
    wrong = [one for one in verdict.breached if one.rule in (STRUCTURE, "sit_within_hours")]
    if wrong:
        raise BadInput.at(str(source), f"no scenario can be drafted: {wrong[0].sentence}")


# From rows to sessions, rooms, bodies and people


def _made(read: ReadTimetable, *, pinned: bool) -> _Draft:
    rows = read.rows
    stretches = find_stretches(rows)
    meetings = tuple(_meetings(rows, stretches))
    formats = {one.key: _format(one, rows) for one in meetings}
    return _Draft(
        read=read,
        stretches=stretches,
        grain=grain_of(rows),
        meetings=meetings,
        rooms=_keyed((row.cell("room") for row in rows), "room"),
        bodies={one.key: _body(one, formats[one.key][0]) for one in meetings},
        language="" if read.language == "en" else read.language,
        people=_people(rows),
        formats=formats,
        pinned=pinned,
    )


def _meetings(rows: Iterable[TimetableRow], stretches: Stretches) -> Iterator[_Meeting]:
    """The sessions: rows of one title are its parts, but for two in one sitting."""
    found: dict[str, list[list[TimetableRow]]] = {}
    for row in rows:
        copies = found.setdefault(row.key or plain(row.title), [])
        place = (row.day, stretches.of(row))
        for parts in copies:
            if all((one.day, stretches.of(one)) != place for one in parts):
                parts.append(row)
                break
        else:
            copies.append([row])
    taken = set(_RESERVED)
    for copies in found.values():
        for parts in copies:
            key = key_for(parts[0].key or parts[0].title, taken, "session")
            taken.add(key)
            yield _Meeting(key, tuple(parts))


def _format(meeting: _Meeting, rows: Iterable[TimetableRow]) -> tuple[str, bool]:
    """The format of a session, and whether that is assumed."""
    said = next(iter(meeting.cells("format")), "")
    if said:
        usual = usual_format(said)
        return (usual.value if usual else key_for(said, (), "format")), False
    guessed = format_guessed(meeting.first.title)
    if guessed:
        return guessed, True
    if is_plenary(meeting.first.title):
        return "plenary", True
    beside = any(
        one.day == row.day and one.start < row.end and row.start < one.end
        for one in meeting.rows
        for row in rows
        if row not in meeting.rows
        and format_guessed(row.title) not in ("side_event", "coordination", "reception")
    )
    return ("workshop" if beside else "plenary"), True


def _body(meeting: _Meeting, word: str) -> tuple[str, bool]:
    """The names of the bodies of a session, divided by semicolons, and whether they are assumed."""
    if said := meeting.cells("body"):
        return said[0], False
    unnamed = "Plenary" if word == Format.PLENARY else "Secretariat"
    return body_guessed(meeting.first.title) or unnamed, True


def _keyed(names: Iterable[str], kind: str) -> dict[str, str]:
    """Keys for names, each name once however it is written: the name by its key."""
    found: dict[str, str] = {}
    seen = set[str]()
    for name in names:
        if name and plain(name) not in seen:
            seen.add(plain(name))
            found[key_for(name, found, kind)] = name
    return found


def _key_of(name: str, keyed: Mapping[str, str]) -> str:
    return next(key for key, known in keyed.items() if plain(known) == plain(name))


def _people(rows: Iterable[TimetableRow]) -> dict[str, str]:
    """Who leads or speaks anywhere: the names by the codes of States, and by keys for others."""
    named = [
        one
        for row in rows
        for column in ("leaders", "speakers")
        for one in people_in(row.cell(column))
    ]
    states = states_among(named)
    found = {code: name for code, (name, _) in states.items()}
    for name in named:
        if name not in states and plain(name) not in map(plain, found.values()):
            found[key_for(name, [*found, *_RESERVED], "delegation")] = name
    return found


def _timetable(draft: _Draft) -> Timetable:
    first = draft.read.rows[0].day
    return Timetable(
        parts=tuple(
            Part(
                one.key,
                (row.day - first).days,
                row.start,
                row.end - row.start,
                _room(row, draft),
            )
            for one in draft.meetings
            for row in one.rows
        )
    )


_NOWHERE = "room-not-said"


def _room(row: TimetableRow, draft: _Draft) -> str | None:
    if not draft.rooms:
        return None
    return _key_of(row.cell("room"), draft.rooms) if row.cell("room") else _nowhere(row, draft)


def _nowhere(row: TimetableRow, draft: _Draft) -> str:
    """The room of a row that names none: another for each that meets at the same time."""
    without = [one for one in draft.read.rows if not one.cell("room")]
    taken: dict[int, int] = {}
    for number, one in enumerate(without):
        busy = {
            taken[n]
            for n, other in enumerate(without[:number])
            if other.day == one.day and other.start < one.end and one.start < other.end
        }
        taken[number] = next(n for n in range(len(without)) if n not in busy)
        if one is row:
            return f"{_NOWHERE}-{taken[number] + 1}"
    raise AssertionError(row)


# The text


def _quoted(text: str) -> str:
    """A text as it stands in YAML, in quotation marks where it needs them."""
    written = yaml_text({"it": " ".join(text.split())}).strip()
    return written.removeprefix("{").removesuffix("}").removeprefix("it: ")


def _told(name: str, draft: _Draft) -> str:
    """A name or title in the language of the timetable, as it stands in YAML."""
    texts = INVENTED.get(name) if draft.language else None
    if texts is None and not draft.language:
        return _quoted(name)
    texts = texts or {draft.language: name}
    return f"{{{', '.join(f'{code}: {_quoted(text)}' for code, text in texts.items())}}}"


def _listed(words: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, words))}]"


def _assumed(draft: _Draft) -> tuple[str, ...]:
    """What is assumed of the whole timetable."""
    if not draft.language:
        return draft.read.assumed
    words = f"its names and titles are {LANGUAGES[draft.language]}, as its heads are"
    return (*draft.read.assumed, words)


def _lines(draft: _Draft, source: Path, off: Mapping[str, str]) -> Iterator[str]:
    yield f"# Drafted from {' '.join(source.name.split())}. What that does not say is marked"
    yield f'# "{ASSUMED[2:]}": look at each, and at what the candidate "as it was" breaks:'
    yield "#"
    yield '#     meeting-week check THIS-FILE "as it was"'
    yield "#     meeting-week solve THIS-FILE --output schedule.csv"
    yield from (f"{READING}{said}." for said in _assumed(draft))
    yield "schema: 1"
    if draft.read.title:
        yield f"title: {_told(draft.read.title, draft)}"
    else:
        title = _quoted(source.stem.replace("_", " "))
        yield marked(f"title: {title}", "the name of the file; nothing stands above the table")
    yield from _week_lines(draft)
    yield from _format_lines(draft)
    yield from _venue_lines(draft)
    yield from _people_lines(draft)
    yield from _body_lines(draft)
    yield "\nsessions:"
    for meeting in draft.meetings:
        yield from _session_lines(meeting, draft)
    yield from _order_lines(draft)
    if off:
        yield "\nrules:   # musts that the timetable breaks are switched off"
        for rule, sentence in off.items():
            yield marked(f"  {rule}: off", sentence)


def _week_lines(draft: _Draft) -> Iterator[str]:
    rows, stretches = draft.read.rows, draft.stretches
    first, last = rows[0].day, rows[-1].day
    yield "\nweek:"
    yield f"  from: {first}"
    yield f"  to: {last}"
    yield marked("  timezone: Europe/Zurich", "the timetable does not say where its clocks are")
    yield f"  grain: {draft.grain}"
    yield marked("  sittings:", "from the first meeting of each to the end of the last")
    for stretch in stretches.usual:
        yield f"    {_sitting_line(stretch, draft, None)}"
    if not stretches.usual:
        yield "    {}"
    if stretches.own:
        yield marked("  days:", "a meeting on these days goes on where others have a break")
    for day, there in stretches.own.items():
        yield f"    {day}:"
        yield "      only: true"
        yield "      sittings:"
        yield from (f"        {_sitting_line(stretch, draft, day)}" for stretch in there)
    met = {row.day for row in rows}
    span = (first + timedelta(days=n) for n in range((last - first).days))
    closed = [str(day) for day in span if day not in met]
    if closed:
        yield f"  closed: [{', '.join(closed)}]"


def _sitting_line(stretch: DayStretch, draft: _Draft, day: date | None) -> str:
    """A sitting with its hours, and the formats that it is for."""
    words = {
        draft.formats[one.key][0]
        for one in draft.meetings
        for row in one.rows
        if draft.stretches.of(row) == stretch and (day is None or row.day == day)
    }
    hours = f"{clock(stretch.opens)}-{clock(stretch.closes)}"
    if not any(_counts(word) for word in words):
        return f"{stretch.name}: {{hours: {hours}, for: {_listed(sorted(words))}}}"
    others = sorted(word for word in words if word not in PROGRAMME)
    if not others:
        return f"{stretch.name}: {hours}"
    programme = [kind.value for kind in Format if kind in PROGRAMME]
    return f"{stretch.name}: {{hours: {hours}, for: {_listed([*programme, *others])}}}"


def _counts(word: str) -> bool:
    """Whether a format is one of the official programme."""
    return word in PROGRAMME


def _format_lines(draft: _Draft) -> Iterator[str]:
    usual = {kind.value for kind in Format}
    own = dict.fromkeys(word for word, _ in draft.formats.values() if word not in usual)
    if own:
        yield "\nformats:"
    for word in own:
        there = {
            draft.stretches.of(row).name
            for one in draft.meetings
            if draft.formats[one.key][0] == word
            for row in one.rows
        }
        name = f"name: {_told(word, draft)}, " if draft.language and word in INVENTED else ""
        traits = f"{{{name}programme: no, sittings: {_listed(sorted(there))}}}"
        yield marked(f"  {word}: {traits}", "it is no part of the official programme")


def _venue_lines(draft: _Draft) -> Iterator[str]:
    if not draft.rooms:
        return
    booths: dict[str, int] = {}
    for meeting in draft.meetings:
        for row in meeting.rows:
            room = _room(row, draft) or ""
            booths[room] = max(booths.get(room, 0), _languages(meeting))
    yield "\nvenue:"
    yield marked("  rooms:", f"{_SEATS} seats each; the timetable does not say how many")
    extra = {room: "Room not said" for room in sorted(booths) if room not in draft.rooms}
    for number, room in enumerate(extra, 1):
        extra[room] = f"Room not said {number}"
    for room, name in {**draft.rooms, **extra}.items():
        more = f", booths: {booths[room]}" if booths.get(room) else ""
        line = f"    {_quoted(room)}: {{name: {_told(name, draft)}, seats: {_SEATS}{more}}}"
        yield marked(line, "rows without a room") if room in extra else line


def _languages(meeting: _Meeting) -> int:
    """The booths that a session needs, as far as its rows say so: a number, or the languages."""
    said = next(iter(meeting.cells("languages")), "")
    if said.isdecimal():
        return min(int(said), 20)
    return len([one for one in said.replace("/", ";").replace(",", ";").split(";") if one.strip()])


def _people_lines(draft: _Draft) -> Iterator[str]:
    if not draft.people:
        return
    states = states_among(draft.people)
    yield "\ndelegations:"
    yield marked("  default: {delegates: 2}", "each can be in two rooms at once")
    yield "  also:"
    for key, name in draft.people.items():
        group = f", group: {_quoted(states[key][1])}" if key in states and states[key][1] else ""
        yield f"    {_quoted(key)}: {{name: {_quoted(name)}{group}}}"


def _bodies(draft: _Draft) -> dict[str, str]:
    """The bodies: their names by their keys."""
    names = (name.strip() for said, _ in draft.bodies.values() for name in said.split(";"))
    return _keyed(names, "body")


def _body_lines(draft: _Draft) -> Iterator[str]:
    assumed = all(guessed for _, guessed in draft.bodies.values())
    yield marked("\nbodies:", "from the titles") if assumed else "\nbodies:"
    for key, name in _bodies(draft).items():
        kind = kind_guessed(name).value
        line = f"  {_quoted(key)}: {{name: {_told(name, draft)}, kind: {kind}}}"
        alone = name == "Plenary" and kind == Kind.STANDING_COMMITTEE
        yield marked(line, "so that nothing runs beside its plenaries") if alone else line


def _order_lines(draft: _Draft) -> Iterator[str]:
    """The opening before all else of the official programme, and the closing after it."""
    programme = [one for one in draft.meetings if _counts(draft.formats[one.key][0])]
    rows = [row for one in programme for row in one.rows]
    found = list[str]()
    for one in programme:
        others = [row for row in rows if row not in one.rows]
        where = opens_or_closes(one.first.title)
        ends, begins = one.rows[-1], one.first
        if where == "first" and all((ends.day, ends.end) <= (o.day, o.start) for o in others):
            found.append(f"  - {{first: {_quoted(one.key)}, then: everything}}")
        elif where == "last" and all((o.day, o.end) <= (begins.day, begins.start) for o in others):
            found.append(f"  - {{first: everything, then: {_quoted(one.key)}}}")
    if found:
        yield marked("\norder:", "from the titles")
    yield from found


def _session_lines(meeting: _Meeting, draft: _Draft) -> Iterator[str]:
    said, guessed = draft.bodies[meeting.key]
    bodies = _bodies(draft)
    keys = [_key_of(name.strip(), bodies) for name in said.split(";") if name.strip()]
    body = f"    body: {_quoted(keys[0]) if len(keys) == 1 else _listed(keys)}"
    word, assumed = draft.formats[meeting.key]
    lengths = [row.end - row.start for row in meeting.rows]
    yield f"  {_quoted(meeting.key)}:"
    yield f"    title: {_told(meeting.first.title, draft)}"
    named = body_guessed(meeting.first.title) is not None
    yield marked(body, "from the title" if named else "the title names none") if guessed else body
    yield (
        marked(f"    format: {word}", "from the title and what meets beside it")
        if assumed
        else (f"    format: {word}")
    )
    yield f"    least: {sum(lengths)}"
    if len(lengths) > 1:
        yield f"    parts: {{at_most: {len(lengths)}, shortest: {min(lengths)}}}"
    for column in ("leaders", "speakers"):
        people = [one for cell in meeting.cells(column) for one in people_in(cell)]
        codes = [one if one in draft.people else _key_of(one, draft.people) for one in people]
        if codes:
            yield f"    {column}: {_listed(list(dict.fromkeys(codes)))}"
    if languages := _languages(meeting):
        yield f"    languages: {languages}"
    if draft.pinned:
        yield "    pinned:"
        for row in meeting.rows:
            room = _room(row, draft) if row.cell("room") else None
            where = f", room: {_quoted(room)}" if room else ""
            length = row.end - row.start
            yield f"      - {{at: {row.day} {clock(row.start)}, minutes: {length}{where}}}"
