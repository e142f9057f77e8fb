"""What is wrong with a scenario file, gathered so that all of it can be said at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from scenarios.reading.files import is_file
from scenarios.reading.names import read_name
from scenarios.reading.spelling import suggestion
from scenarios.reading.yaml_source import Path_, Source
from scheduler.errors import BadInput, InputProblem

T = TypeVar("T")

MOST = 500
"""Problems that are noted; a file that has more is not what it should be."""

LONGEST = 300
"""Characters of one problem."""


class InputProblems:
    """Gathers problems, each with its place in the file.

    Parameters
    ----------
    source
        The file's values and where they stand.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self._noted: dict[InputProblem, None] = {}

    def add(self, path: Path_, what: str, *, key: bool = False) -> None:
        """Note a problem with the value (or the key) at a path."""
        if self.full:
            return
        subject = words(path)
        where = self.source.where(path, key=key)
        sentence = f"{subject}: {what}" if subject else what
        self._noted[InputProblem(where, shorten(sentence))] = None

    def known(
        self, path: Path_, name: str, among: Iterable[str] | Mapping[str, str], kind: str
    ) -> bool:
        """Whether a key, letter for letter, is one of those that exist; a problem where not."""
        if name in among:
            return True
        self.add(path, f"there is no {kind} '{name}'{suggestion(name, among)}")
        return False

    def read(self, path: Path_, reader: Callable[[], T], *, key: bool = False) -> T | None:
        """What a reader makes of words; None where it refuses them, which is noted."""
        try:
            return reader()
        except ValueError as error:
            self.add(path, str(error), key=key)
            return None

    def name(self, path: Path_, text: str, among: Mapping[str, str], kind: str) -> str:
        """The key that a text means, by `read_name`; the text itself where a problem is noted."""
        found = self.read(path, lambda: read_name(text, among, kind))
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
        if is_file(file):
            return True
        self.add(path, f"there is no file {file}")
        return False

    def include(self, error: BadInput) -> None:
        """Take over the problems of another file."""
        self._noted.update(dict.fromkeys(error.problems))

    def finish(self) -> None:
        """Raise `BadInput` if there is any problem."""
        if self._noted:
            raise BadInput(self._noted)

    @property
    def clean(self) -> bool:
        return not self._noted

    @property
    def full(self) -> bool:
        """Whether so much is wrong that there is no use in looking on."""
        return len(self._noted) >= MOST


def shorten(text: str) -> str:
    """A text that is not too long to be read."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def words(path: Path_) -> str:
    """A path as a person reads it: ``sessions › mine-clearance › agenda › item 2``."""
    return " › ".join(f"item {step + 1}" if isinstance(step, int) else step for step in path)
