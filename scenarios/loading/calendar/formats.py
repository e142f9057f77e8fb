"""From a scenario file to the formats that it names itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from scenarios.loading.problems import FileProblems
from scenarios.loading.schema import FormatEntry
from scenarios.reading.moments import Calendar
from scenarios.reading.names import plain, read_name
from scenarios.reading.yaml.yaml_source import Path_
from scheduler.week.week import PROGRAMME, Format, OwnFormat, Sitting


class Formats(NamedTuple):
    """The formats of a scenario: the usual ones, and its own by their words.

    Attributes
    ----------
    sittings
        By the word of an own format: where it sits unless a session says otherwise; where that is
        not said, it sits where the format does that it is like.
    """

    own: Mapping[str, OwnFormat] = {}
    sittings: Mapping[str, tuple[str, ...]] = {}

    @property
    def names(self) -> dict[str, str]:
        """All words for a format, with the names that people know them by."""
        usual = {kind.value: kind.called for kind in Format}
        return usual | {word: one.name for word, one in self.own.items()}

    def word(self, text: str) -> str:
        """The word of the format that a text means.

        Raises
        ------
        ValueError
            With a sentence, where it means none.
        """
        return read_name(text, self.names, "format")

    def open(self, texts: Iterable[str] | None) -> frozenset[str]:
        """The words of all formats to which a sitting is open that names some of them."""
        words = frozenset(PROGRAMME if texts is None else self._known(texts))
        alike = (w for w, one in self.own.items() if w not in self.sittings and one.like in words)
        return words.union(alike)

    def _known(self, texts: Iterable[str]) -> Iterable[str]:
        for text in texts:
            try:
                yield self.word(text)
            except ValueError:
                continue  # It is noted where the file says it.


def build_formats(entries: Mapping[str, FormatEntry], problems: FileProblems) -> Formats:
    """The formats of a scenario, its own among them."""
    usual = Formats().names
    taken = {plain(text): word for word, name in usual.items() for text in (word, name)}
    own, sittings = dict[str, OwnFormat](), dict[str, tuple[str, ...]]()
    for word, entry in entries.items():
        path: Path_ = ("formats", word)
        name = entry.name or word.replace("_", " ").replace("-", " ")
        for text in dict.fromkeys((word, name)):
            if plain(text) in taken:
                what = f"'{taken[plain(text)]}' is a format already; give yours another word"
                problems.add(path, what, key=True)
        taken |= {plain(word): word, plain(name): word}
        programme = entry.counts
        if programme is None and entry.like is None:
            what = "say whether it is part of the official programme, or which format it is like"
            no = problems.said(path, "{programme: no}", (*path, "programme"), "no")
            problems.add(path, f"{what}, as in {no}", key=True)
        like = entry.like or (Format.SIDE_EVENT if programme is False else Format.WORKSHOP)
        counts = like in PROGRAMME if programme is None else programme
        own[word] = OwnFormat(word=word, name=name, like=like, programme=counts)
        if entry.sittings is not None:
            sittings[word] = entry.sittings
    return Formats(own, sittings)


def open_sittings(formats: Formats, calendar: Calendar, problems: FileProblems) -> Calendar:
    """The calendar with each sitting open to the own formats that say that they sit in it."""
    opened: dict[str, set[str]] = {}
    for word, texts in formats.sittings.items():
        path: Path_ = ("formats", word, "sittings")
        found = problems.read_all(path, texts, calendar.open_sittings)
        said = found.union(one.id for one in calendar.sittings if word in one.own)
        there = [one for one in calendar.sittings if one.id in said]
        for one, other in pairwise(there):
            if one.day == other.day and other.begin < one.end:
                what = f"'{one.name}' and '{other.name}' overlap; name one of them"
                problems.add(path, what)
                break
        for sitting in found:
            opened.setdefault(sitting, set()).add(word)
    if not opened:
        return calendar
    sittings = (_opened(one, opened.get(one.id, set())) for one in calendar.sittings)
    return Calendar(calendar.first, calendar.last, tuple(sittings))


def _opened(sitting: Sitting, words: set[str]) -> Sitting:
    return sitting.model_copy(update={"own": sitting.own | words}) if words else sitting
