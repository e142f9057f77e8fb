"""What is wrong with a scenario file, each problem with its line, its column and its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from scenarios.reading.files import is_file
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.names import read_name
from scenarios.reading.spelling import suggestion
from scenarios.reading.yaml_source import Path_, Source

T = TypeVar("T")

MOST = 500
"""Problems that are noted; a file that has more is not what it should be."""

LONGEST = 300
"""Characters of one problem."""


class FileProblems(InputProblems):
    """Gathers what is wrong with a file of keys and values."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source

    def add(self, path: Path_, what: str, *, key: bool = False) -> None:
        """Note a problem with the value (or the key) at a path."""
        if self.full:
            return
        subject = words(path)
        sentence = f"{subject}: {what}" if subject else what
        self.note(self.source.where(path, key=key), shorten(sentence))

    def known(
        self, path: Path_, name: str, among: Iterable[str] | Mapping[str, str], kind: str
    ) -> bool:
        """Whether a key, letter for letter, is one of those that exist; a problem where not."""
        if name in among:
            return True
        self.add(path, f"there is no {kind} '{name}'{suggestion(name, among)}")
        return False

    def read_at(self, path: Path_, reader: Callable[[], T], *, key: bool = False) -> T | None:
        """What a reader makes of the words at a path; None where it refuses them."""
        try:
            return reader()
        except ValueError as error:
            self.add(path, str(error), key=key)
            return None

    def read_all(
        self, path: Path_, words: Iterable[str], reader: Callable[[str], Iterable[T]]
    ) -> frozenset[T]:
        """All that a reader makes of the words in the list at a path."""
        found: set[T] = set()
        for number, word in enumerate(words):
            found.update(self.read_at((*path, number), partial(reader, word)) or ())
        return frozenset(found)

    def name(self, path: Path_, text: str, among: Mapping[str, str], kind: str) -> str:
        """The key that a text means, by `read_name`; the text itself where a problem is noted."""
        found = self.read_at(path, lambda: read_name(text, among, kind))
        return text if found is None else found

    def names(
        self, path: Path_, texts: Iterable[str], among: Mapping[str, str], kind: str
    ) -> tuple[str, ...]:
        """The keys that the texts of a list mean, each as by `name`."""
        return tuple(self.name((*path, n), text, among, kind) for n, text in enumerate(texts))

    def distinct(self, section: str, names: Mapping[str, str]) -> None:
        """Note entries of a section, by their keys, that have one name, however it is written."""
        seen: dict[str, str] = {}
        for key, name in names.items():
            other = seen.setdefault(" ".join(name.lower().split()), key)
            if other != key:
                what = f"'{other}' has the same name, {name}; keep one key for it"
                self.add((section, key, "name"), what)

    def file(self, path: Path_, file: Path) -> bool:
        """Whether a file that is named exists; where not, a problem is noted."""
        if not is_file(file):
            self.add(path, f"there is no file {file}")
        return is_file(file)

    @property
    def full(self) -> bool:
        """Whether so much is wrong that looking further is no use."""
        return len(self) >= MOST


class Named(Protocol):
    """What has a name."""

    @property
    def name(self) -> str: ...


def names_in(things: Mapping[str, Named]) -> dict[str, str]:
    """The names of things by their keys."""
    return {key: thing.name for key, thing in things.items()}


def shorten(text: str) -> str:
    """A text that is not too long to be read."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def words(path: Path_) -> str:
    """A path as a person reads it: ``sessions › mine-clearance › agenda › item 2``."""
    return " › ".join(f"item {step + 1}" if isinstance(step, int) else step for step in path)
