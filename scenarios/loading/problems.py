"""What is wrong with a scenario file, each problem with its line, its column and its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from scenarios.reading.files import is_file
from scenarios.reading.input_problems import InputProblems, Ts, remark, warn
from scenarios.reading.names import plain, read_name
from scenarios.reading.spelling import suggestion
from scenarios.reading.yaml.yaml_source import Path_, Source
from scheduler.errors import Location

T = TypeVar("T")

MOST = 500
"""Problems that are noted; a file that has more is not what it should be."""

LONGEST = 400
"""Characters of one problem."""

_LITTLE = "capitals, accents, blanks or signs that look alike; give one of them another"


class Called(NamedTuple):
    """A thing with its key and its name, where that stands, and the subject of a sentence on each.

    Attributes
    ----------
    subject, subject_of_key
        As of an `InputProblem`: what a sentence on the name, and one on the key, is about.
    """

    key: str
    name: str
    where: str
    subject: str = ""
    subject_of_key: str = ""

    def beside(self, other: Called) -> str:
        """Its place in brackets, as one says it where the other stands; empty where it has none."""
        if not self.where:
            return ""
        here, there = Location.of(self.where), Location.of(other.where)
        same = here.number and there.number and here.file == there.file
        return f" ({here.kind} {here.number})" if same else f" ({self.where})"


class FileProblems(InputProblems):
    """Gathers what is wrong with a file of keys and values."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source

    def add(self, path: Path_, what: str, *, key: bool = False) -> None:
        """Note a problem with the value (or the key) at a path."""
        if self.full:
            self.pass_over(1)
        else:
            self.note(self.source.where(path, key=key), shorten(what), self.subject(path, key=key))

    def add_key(self, path: Path_, what: str) -> None:
        """Note a problem with the letters of the key at a path."""
        if not self.full:
            above = self.subject(path[:-1], key=True)
            self.note(self.source.where(path, key=True), shorten(f"{above}: {what}"))

    def warn(self, path: Path_, what: str, *, key: bool = False) -> None:
        """Say of the value (or the key) at a path that it may be a slip; see `warn`."""
        warn(self.source.where(path, key=key), shorten(what), self.subject(path, key=key))

    def remark(self, path: Path_, what: str) -> None:
        """Say what follows from the value at a path; see `remark`."""
        remark(self.source.where(path), shorten(what), self.subject(path))

    def subject(self, path: Path_, *, key: bool = False) -> str:
        """What a path leads to: in a file by its keys, in a workbook by row and head."""
        form = self.source.form_at(path, key=key)
        return shorten(words(path) if form is None else form.subject(path))

    def said(self, path: Path_, in_file: str, at: Path_, value: Any = None) -> str:
        """How something is given, as a noun, for the one who wrote what stands at a path.

        Parameters
        ----------
        in_file
            How a scenario file says it.
        at, value
            Its path and value, from which it is said in the words of a workbook. Without a value
            only its place is.
        """
        form = self.source.form_at(path)
        return (form and form.entry(at, value, path)) or in_file

    def known(
        self, path: Path_, name: str, among: Iterable[str] | Mapping[str, str], kind: str
    ) -> bool:
        """Whether a key, letter for letter, is one of those that exist; a problem where not."""
        if name in among:
            return True
        self.add(path, f"there is no {kind} '{name}'{suggestion(name, among)}")
        return False

    def read_at(
        self, path: Path_, reader: Callable[[*Ts], T], *given: *Ts, key: bool = False
    ) -> T | None:
        """What a reader makes of the words at a path; None where it refuses them."""
        try:
            return reader(*given)
        except ValueError as error:
            self.add(path, str(error), key=key)
            return None

    def read_all(
        self, path: Path_, words: Iterable[str], reader: Callable[[str], Iterable[T]]
    ) -> frozenset[T]:
        """All that a reader makes of the words in the list at a path."""
        found: set[T] = set()
        for number, word in enumerate(words):
            found.update(self.read_at((*path, number), reader, word) or ())
        return frozenset(found)

    def name(self, path: Path_, text: str, among: Mapping[str, str], kind: str) -> str:
        """The key that a text means, by `read_name`; the text itself where a problem is noted."""
        found = self.read_at(path, read_name, text, among, kind)
        return text if found is None else found

    def names(
        self, path: Path_, texts: Iterable[str], among: Mapping[str, str], kind: str
    ) -> tuple[str, ...]:
        """The keys that the texts of a list mean, each as by `name`."""
        return tuple(self.name((*path, n), text, among, kind) for n, text in enumerate(texts))

    def called(self, path: Path_, name: str, word: str = "name") -> Called:
        """What stands at a path, and its name, which stands there under a word."""
        named = (*path, word)
        subject = self.subject(named if named in self.source.values else path)
        return Called(str(path[-1]), name, self.source.where(named), subject, self.subject(path))

    def word(self, path: Path_, text: str) -> Called:
        """The word at a path, which is compared letter for letter."""
        return Called(text, "", self.source.where(path), self.subject(path))

    def distinct(
        self, things: Iterable[Called], kind: str, same: Literal["refused", "told", "fine"]
    ) -> None:
        """Look for things of one kind that a person could take for each other.

        A name that is the key of another is told, and keys that differ in nothing that `plain`
        sees.

        Parameters
        ----------
        same
            What becomes of two that have one name, however it is written.
        """
        things = list(things)
        by_key, by_name = dict[str, Called](), dict[str, Called]()
        for one in things:
            twin = by_key.setdefault(plain(one.key), one)
            other = by_name.setdefault(plain(one.name), one)
            if twin is not one:
                what = f"the key differs from '{twin.key}' only in {_LITTLE}"
                warn(one.where, what, one.subject_of_key)
            elif other is not one and plain(one.name):
                self._tell_same_name(one, other, same)
        for one in things:
            other = by_key.get(plain(one.name), one)
            if other is not one and plain(other.name) != plain(one.name):
                what = f"'{one.name}' is also the key of another {kind}{other.beside(one)}"
                what = f"{what}, and means that one wherever it is written"
                warn(one.where, what, one.subject)

    def _tell_same_name(
        self, one: Called, other: Called, same: Literal["refused", "told", "fine"]
    ) -> None:
        what = f"'{other.key}' has the same name, {other.name}{other.beside(one)}; "
        if same == "refused" and not self.full:
            self.note(one.where, f"{what}keep one key for it", one.subject)
        elif same == "told":
            what = f"{what}write its key where one of them is meant"
            warn(one.where, what, one.subject)

    def alike(self, found: Iterable[Called], kind: str) -> None:
        """Tell of words of one kind that are compared letter for letter, and differ in hardly any.

        Each is told of where it comes first.
        """
        first: dict[str, Called] = {}
        told = set[str]()
        for one in found:
            other = first.setdefault(plain(one.key), one)
            if other.key != one.key and one.key not in told:
                told.add(one.key)
                what = f"the {kind} '{one.key}' is '{other.key}' elsewhere{other.beside(one)}"
                warn(one.where, f"{what}; write it in one way, or they are two", one.subject)

    def reserved(self, things: Iterable[Called], means: Mapping[str, str]) -> None:
        """Refuse keys that are words with a meaning of their own, and tell of such names."""
        meanings = {plain(word): (word, meaning) for word, meaning in means.items()}
        for one in things:
            for text in dict.fromkeys((one.key, one.name)):
                word, meaning = meanings.get(plain(text), ("", ""))
                what = f"'{word}' is the word for {meaning}"
                if word and text == one.key:
                    self.note(one.where, f"{what}; give it another key", one.subject_of_key)
                elif word:
                    warn(one.where, f"{what}, and means them wherever it is written", one.subject)

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
