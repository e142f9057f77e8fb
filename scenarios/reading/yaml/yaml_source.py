"""YAML 1.2 as plain values, with the line and column of everything in it.

Only what a scenario needs is read: mappings with text keys, lists, and plain values. ``NO`` is a
text, ``10:00`` is a text, a date is a text; keys that come twice are errors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StreamMark, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from scenarios.reading.encodings import read_text
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.yaml.yaml_slips import (
    NOT_YAML,
    keys_without_space,
    left_empty_in_braces,
    lost_in_braces,
    slip_behind,
    slips_in,
)
from scheduler.errors import BadInput

LARGEST = 1_000_000
"""Bytes in the largest file that is read."""

MOST_NODES = 100_000
"""Values in the largest file, aliases written out."""

DEEPEST = 40
"""Levels in the deepest file."""

TOO_DEEP = "the file is nested more deeply than a scenario can be"

Path_: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys and positions from the top."""


class Position(NamedTuple):
    """A place in a file, or in a cell of a workbook.

    Attributes
    ----------
    file
        The file, or the cell in words: ``week.xlsx, sheet Rooms, cell C4``.
    line, column
        Counted from 1; 0 where it has none.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, column {self.column}" if self.line else self.file

    @classmethod
    def of(cls, path: Path, mark: StreamMark | None) -> Position:
        """The place of a parser's mark, which counts from 0; without one the file's beginning."""
        return (
            cls(str(path), 1, 1) if mark is None else cls(str(path), mark.line + 1, mark.column + 1)
        )


class FormWords(NamedTuple):
    """What the people call things who fill in a form instead of writing a file.

    Attributes
    ----------
    subject
        What a path leads to.
    empty
        That the value at a path is missing; empty where the form has no place for it.
    entry
        How a value at a path is given, or without one where it stands, to those who are spoken to
        of another path; empty where the form has no place for it.
    """

    subject: Callable[[Path_], str]
    empty: Callable[[Path_], str]
    entry: Callable[[Path_, Any, Path_], str]


class Source(NamedTuple):
    """Values, and where each stands.

    Attributes
    ----------
    data
        Dicts, lists, text, numbers, truth values and None.
    keys, values
        Where the key (or the list item) of each path stands, and where its value does.
    form
        The words of the form in which it stands, where it is no file of keys.
    blanks
        Where a form has an empty cell for the value of a path.
    """

    data: Any
    keys: dict[Path_, Position]
    values: dict[Path_, Position]
    form: FormWords | None = None
    blanks: Mapping[Path_, Position] = MappingProxyType({})

    def where(self, path: Path_, *, key: bool = False) -> str:
        """The place of a path, or of the nearest thing above it that has one."""
        return str(self._place(path, key) or "")

    def form_at(self, path: Path_, *, key: bool = False) -> FormWords | None:
        """The words of the form in which a path stands; None where it stands in a file of keys."""
        place = self._place(path, key)
        return None if place is None or place.line else self.form

    def _place(self, path: Path_, key: bool) -> Position | None:
        places = self.keys if key else self.values
        while path and path not in places:
            path = path[:-1]
            places = self.keys if path in self.keys else self.values
        return places.get(path, self.values.get(()))

    def below(self, path: Path_) -> Source:
        """What stands at a path, as a source of its own: its paths begin there."""
        data = self.data
        for step in path:
            data = data[step]
        size = len(path)
        keys, values = (
            {way[size:]: place for way, place in found.items() if way[:size] == path}
            for found in (self.keys, self.values)
        )
        return Source(data, keys, values, self.form)


def read_yaml(path: Path) -> Source:
    """Read one YAML file.

    Raises
    ------
    BadInput
        With the place of every problem.
    """
    return parse_yaml(read_text(path, LARGEST, "scenario file"), path)


def parse_yaml(text: str, path: Path) -> Source:
    """Read the text of a YAML file; the errors are those of `read_yaml`."""
    _check_kind(path, text)
    return parse_text(text, path)


def parse_text(text: str, path: Path) -> Source:
    """Read YAML that is no file by itself, such as that of a cell; see `parse_yaml`."""
    yaml = YAML(typ="rt", pure=True)
    yaml.max_depth = DEEPEST
    yaml.composer.warn_double_anchors = False
    beginning = str(Position.of(path, None))
    try:
        root = yaml.compose(text)
    except MarkedYAMLError as error:
        raise _syntax(path, text, error) from None
    except RecursionError:
        raise BadInput.at(beginning, TOO_DEEP) from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        column = error.position - text.rfind("\n", 0, error.position)
        where = str(Position(str(path), line, column))
        raise BadInput.at(where, f"{NOT_YAML}a character that no text has") from None
    except (YAMLError, ValueError, TypeError, AttributeError, AssertionError) as error:
        first = str(error).strip().splitlines()
        what = f"{NOT_YAML}{first[0] if first else type(error).__name__}"
        raise BadInput.at(str(path), what) from None
    if root is None:
        raise BadInput.at(beginning, "the file is empty")
    return _Reader(path, text).read(root)


_TABLE = re.compile(r"[^:{}\[\]#]*([,;\t])[^:{}\[\]#]*\1[^:{}\[\]#]*")


def _check_kind(path: Path, text: str) -> None:
    """Refuse a table where a scenario is wanted, by its name or by its first line."""
    first = text.partition("\n")[0].strip()
    if path.suffix.lower() == ".csv" or _TABLE.fullmatch(first):
        what = (
            "this is a table (CSV), not a scenario file (YAML); the scenario stands first, "
            "and its timetables after it"
        )
        raise BadInput.at(str(path), what)


def _syntax(path: Path, text: str, error: MarkedYAMLError) -> BadInput:
    mark = error.problem_mark or error.context_mark
    if "maximum depth" in f"{error.problem}{error.context}":
        return BadInput.at(str(Position.of(path, mark)) if mark else str(path), TOO_DEEP)
    slip = slip_behind(text, error)
    return BadInput.at(str(Position(str(path), slip.line + 1, slip.column + 1)), slip.what)


class _Reader:
    """Turns YAML nodes into values, and remembers where they stood."""

    def __init__(self, path: Path, text: str) -> None:
        self._file = path
        self._lines = text.splitlines() or [""]
        self._problems = InputProblems()
        self._keys: dict[Path_, Position] = {}
        self._values: dict[Path_, Position] = {}
        self._nodes = 0

    def read(self, root: Node) -> Source:
        data = self._value(root, ())
        self._problems.finish()
        return Source(data, self._keys, self._values)

    def _position(self, node: Node) -> Position:
        return Position.of(self._file, node.start_mark)

    def _note(self, node: Node, what: str) -> None:
        self._problems.note(str(self._position(node)), what)

    def _value(self, node: Node, path: Path_) -> Any:
        self._check_size(node, path)
        self._values[path] = self._position(node)
        if isinstance(node, MappingNode):
            return dict(self._items(node, path))
        if isinstance(node, SequenceNode):
            return [self._item(child, (*path, n)) for n, child in enumerate(node.value)]
        self._check_text(node)
        return _scalar(node)

    def _check_size(self, node: Node, path: Path_) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES or len(path) > DEEPEST:
            what = "nested more deeply" if len(path) > DEEPEST else "larger"
            what = f"the file is {what} than a scenario can be, aliases written out"
            raise BadInput.at(str(self._position(node)), what)

    def _check_text(self, node: Node) -> None:
        """Join the halves of characters, as JSON writes an emoji; note what is only half of one.

        Slips that nobody means are noted, too.
        """
        if any("\ud800" <= letter <= "\udfff" for letter in str(node.value)):
            try:
                node.value = node.value.encode("utf-16", "surrogatepass").decode("utf-16")
            except UnicodeDecodeError:
                self._note(
                    node, "the text has half a character in it, \\ud800 to \\udfff; take it out"
                )
        for what in slips_in(node, self._lines):
            self._note(node, what)

    def _item(self, node: Node, path: Path_) -> Any:
        self._keys[path] = self._position(node)
        return self._value(node, path)

    def _items(self, node: MappingNode, path: Path_) -> Iterator[tuple[str, Any]]:
        lost = list(lost_in_braces(node, self._lines))
        for key_node, what in (*keys_without_space(node), *lost):
            self._note(key_node, what)
        for key_node, what in left_empty_in_braces(node, self._lines):
            self._problems.doubt(str(self._position(key_node)), what)
        seen: set[str] = set()
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self._note(key_node, "a key must be a plain word")
                continue
            self._check_text(key_node)
            key = str(key_node.value)
            if key in seen and not lost:
                self._note(key_node, f"the key '{key}' stands twice in the same place; keep one")
            seen.add(key)
            self._keys[(*path, key)] = self._position(key_node)
            yield key, self._value(value_node, (*path, key))


_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_FRACTION = re.compile(r"[+-]?([0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18})")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def _scalar(node: Node) -> Any:
    text = str(node.value)
    if isinstance(node, ScalarNode) and node.style == ">":
        return text.replace("\a", "")  # where the parser notes that lines were folded
    if not isinstance(node, ScalarNode) or node.style in ("'", '"', "|"):
        return text
    return plain_value(text)


def plain_value(text: str) -> Any:
    """What a text means that stands there plainly, without quotation marks."""
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _FRACTION.fullmatch(text) else text


def without_nothing(data: Any) -> Any:
    """Drop the keys that have no value: they ask for nothing."""
    if isinstance(data, dict):
        return {key: without_nothing(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [without_nothing(value) for value in data]
    return data
