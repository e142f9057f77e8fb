"""A change as a person has typed it: what it speaks of, and readers for its pieces."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from scenarios.reading.moments import Calendar
from scenarios.reading.names import Named, find, names_of, plain
from scenarios.reading.revision_folders import NAMES, read_manifest, revision_numbers
from scenarios.reading.spelling import suggestion
from scenarios.reading.yaml.yaml_text import Values
from scenarios.studies.comparison.statement_moves import Said
from scheduler.errors import BadInput
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week
from scheduler.week.words import listed

OPENING, CLOSING = "'\"‘’“”„‚«‹»›", "'\"’‘”“»›«‹"
"""Quotation marks with which people begin and end a title."""

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_AFTER_NAME = re.compile(
    r"\s+(?:is|are|was|were|gets|must\s+be|will\s+be|has\s+been|have\s+been)(?:\s+now)?$",
    re.IGNORECASE,
)
_BEFORE_DAYS = re.compile(r"^(?:on|in|during|all|the)(?:\s+(?:of|the))*\s+", re.IGNORECASE)

_DURATION = re.compile(
    r"(?:(\d{1,4})\s*(?:h|hours?)(?:\s*(\d{1,2}))?|(\d{1,5}))\s*(?:minutes?|min)?", re.IGNORECASE
)


class Situation(NamedTuple):
    """What changes are read against.

    Attributes
    ----------
    week
        As it is after all changes before.
    values
        What stands in the file of the scenario; nothing where there is none.
    texts
        What its texts are in other languages.
    published
        What has gone out.
    given
        The minutes that sessions were given, by their identifiers.
    over
        When the sessions ended that can have no further part, in minutes of the week.
    said
        Statements that have been made, or are about to be: session, item and speaker.
    now
        A moment in minutes of the week; what has begun by then stays. None: all lies ahead.
    revision
        The folder of the revision that the scenario is of; None: of none.
    """

    week: Week
    values: Values = {}  # noqa: RUF012
    texts: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    published: Timetable = Timetable()
    given: Mapping[str, int] = MappingProxyType({})
    over: Mapping[str, int] = MappingProxyType({})
    said: Container[Said] = frozenset()
    now: int | None = None
    revision: Path | None = None


class Phrase(NamedTuple):
    """A change in words, divided at its verb."""

    situation: Situation
    subject: str
    verb: str
    rest: str

    @property
    def week(self) -> Week:
        return self.situation.week

    @property
    def calendar(self) -> Calendar:
        return Calendar.of(self.week)

    def find(self, kind: Named, text: str) -> str:
        """The key of what is named; see `scenarios.reading.names.read_name` for errors."""
        try:
            return find_said(self.week, kind, text)
        except ValueError:
            if kind == "session":
                self.refuse_gone(text)
            raise

    def refuse_gone(self, text: str) -> None:
        """Refuse a session that an earlier revision had, and the scenario has no longer."""
        folder = self.situation.revision and self.situation.revision.parent
        for number in revision_numbers(folder)[::-1] if folder else ():
            assert folder is not None
            with suppress(BadInput):
                names = read_manifest(folder / str(number)).get(NAMES)
                sessions = names.get("session") if isinstance(names, dict) else None
                for key, title in sessions.items() if isinstance(sessions, dict) else ():
                    if {plain(key), plain(str(title))} & set(map(plain, _said(text))):
                        raise ValueError(
                            f"“{title}” ({key}) is no longer in the week; the last that had it "
                            f"was revision {number}"
                        )

    def session(self) -> Session:
        """The session of which the change speaks."""
        return self.week.session[self.find("session", self.subject)]

    def sittings(self) -> frozenset[str]:
        """The sittings named after the verb, and those that lose some of their hours with them."""
        named = self.calendar.sittings_listed(days_listed(self.rest))
        return self.calendar.by_hours(named).touched

    def number(self, what: str, unit: Sequence[str] = ()) -> int:
        """The whole number after the verb."""
        words = self.rest.split()
        if len(words) == 2 and words[1].lower() in unit:
            words = words[:1]
        if len(words) != 1 or not words[0].lstrip("+").isdecimal() or len(words[0]) > 5:
            verb, example = self.verb, 1 if what == "teams" else 30
            raise ValueError(
                f"how many {what}? Write a whole number after '{verb}', as in {verb} {example}"
            )
        return int(words[0])

    def nothing_more(self) -> None:
        if self.rest:
            what = f"'{self.rest}' after '{self.verb}' is not understood; leave it out"
            raise ValueError(what)

    def begun(self, session: str) -> list[Part]:
        """The published parts of a session that have begun."""
        now = self.situation.now
        parts = self.situation.published.of(session)
        return [part for part in parts if now is not None and part.begin < now]


def days_listed(text: str) -> list[str]:
    """The pieces of a list of days or sittings, without the small words before each."""
    return [_BEFORE_DAYS.sub("", piece) for piece in several(text)]


def find_said(week: Week, kind: Named, text: str) -> str:
    """The key that a text means, as people say it in a sentence: ``the survivors briefing``.

    Raises
    ------
    ValueError
        Where it means nothing, or several things; of the text as it was given.
    """
    first, *others = _said(text)
    try:
        return find(week, kind, first)
    except ValueError:
        for other in others:
            with suppress(ValueError):
                return find(week, kind, other)
        raise


def _said(text: str) -> list[str]:
    """A name as it stands, without an article before it and a verb after it, and as a key."""
    bare = _AFTER_NAME.sub("", _ARTICLE.sub("", text))
    return list(dict.fromkeys((text, bare, bare.replace(" ", "-")))) if bare else [text]


def several(text: str) -> list[str]:
    """The pieces of a list such as ``thursday, friday and saturday``."""
    return [piece for piece in re.split(r"\s*,\s*|\s+and\s+", text.strip()) if piece]


def splits(text: str, *words: str) -> Iterator[tuple[str, str]]:
    """Every way to divide a text at one of some words, which it may have more than once."""
    pieces = text.split()
    for place, piece in enumerate(pieces):
        if piece.lower() in words and 0 < place < len(pieces) - 1:
            yield " ".join(pieces[:place]), " ".join(pieces[place + 1 :])


def named_in(week: Week, text: str, kinds: Sequence[Named]) -> list[tuple[Named, str]]:
    """What a text can mean among several kinds of things, each with its key.

    The kind may stand before the name, as in ``room c``.

    Raises
    ------
    ValueError
        Where it means nothing, with the nearest; or several things of one kind.
    """
    found, failed = list[tuple[Named, str]](), list[ValueError]()
    for kind in kinds:
        try:
            found.append((kind, find_said(week, kind, text)))
        except ValueError as error:
            failed.append(error)
    first, _, rest = text.partition(" ")
    for kind in kinds if not found and rest else ():
        if first.lower() == kind:
            return [(kind, find_said(week, kind, rest))]
    if found:
        return found
    ambiguous = [error for error in failed if " can mean " in str(error)]
    if ambiguous:
        raise ambiguous[0]
    known = {key: name for kind in kinds for key, name in names_of(week, kind).items()}
    raise ValueError(f"there is no {listed(kinds, 'or')} '{text}'{suggestion(text, known)}")


def read_duration(text: str) -> int | None:
    """Minutes in words, as ``90``, ``90 minutes``, ``1 h 30`` or ``2 hours``; None where not."""
    form = _DURATION.fullmatch(text.strip())
    if form is None:
        return None
    return int(form[3]) if form[3] else 60 * int(form[1]) + int(form[2] or 0)


def unquoted(text: str) -> str:
    """A text without quotation marks around it."""
    text = text.strip()
    if len(text) > 1 and text[0] in OPENING and text[-1] in CLOSING:
        return text[1:-1].strip()
    return text
