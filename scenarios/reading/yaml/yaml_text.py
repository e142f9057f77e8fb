"""Values written as YAML, and values changed in the text of a YAML file whose comments stay.

The text is taken as `yaml_source` reads it: nothing that stands there plainly is
turned into a date or a number and back, so that what does not change is written as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import partial
from io import StringIO
from typing import Any, ClassVar, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver, implicit_resolvers
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    PlainScalarString,
    SingleQuotedScalarString,
)

from scenarios.reading.yaml.yaml_source import DEEPEST, Path_, plain_value

Values = dict[str, Any]

_PLAIN = re.compile(r"\w(?:[\w ./()+-]|:(?=\w))*(?<! )")

_NULL = "tag:yaml.org,2002:null"


class _NothingElse(VersionedResolver):
    """Knows null and, of what else stands plainly, that it is text."""

    known: ClassVar = {
        first: [(tag, pattern)]
        for versions, tag, pattern, firsts in implicit_resolvers
        if tag == _NULL and (1, 2) in versions
        for first in firsts
    }

    @property
    def versioned_resolver(self) -> Any:
        return self.known


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = _NothingElse
    yaml.max_depth = DEEPEST
    yaml.preserve_quotes = True
    yaml.width = 100_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def yaml_text(values: Any, *, nulls: bool = False) -> str:
    """Values as YAML.

    Parameters
    ----------
    nulls
        Whether keys without a value are written, too; else they are left out.
    """
    return _dumped(_node(values, nulls=nulls)).removesuffix("...\n")


def change_text(
    text: str,
    changes: Values,
    below: Values,
    whole: Callable[[Path_], bool] = lambda _: False,
    after: Values | None = None,
) -> str | None:
    """Change values in a YAML text.

    Parameters
    ----------
    text
        It reads as a mapping.
    changes
        As `differences` makes them.
    below
        Values over which those of the text are laid: what is taken away and stands there is null
        in the text.
    whole
        As for `scenarios.reading.yaml.yaml_source.merge`.
    after
        All values that the text is to have: what it says in short, as hours alone for a sitting,
        is written in full from here where something inside it becomes another.

    Returns
    -------
    str or None
        None where the text is written in a way that cannot be kept.
    """
    try:
        found = _yaml().load(text)
        if not isinstance(found, CommentedMap):
            return None
        _change(found, _in_full(found, changes, after), below, (), whole)
        return _dumped(found)
    except (YAMLError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None


def differences(
    before: Values, after: Values, whole: Callable[[Path_], bool] = lambda _: False
) -> Values:
    """What has to change for values to become others: mappings inside mappings, null for gone."""

    def changed(one: Values, other: Values, path: Path_) -> Values:
        found: Values = {key: None for key in one if key not in other}
        for key, value in other.items():
            here, old = (*path, key), one.get(key)
            if key in one and old == value and type(old) is type(value):
                continue
            if isinstance(old, dict) and isinstance(value, dict) and not whole(here):
                found[key] = changed(old, value, here)
            else:
                found[key] = value
        return found

    return changed(before, after, ())


def _in_full(node: Any, changes: Values, after: Any) -> Values:
    """Changes with all of a value where the text says in short what they change a part of."""
    if not (isinstance(node, CommentedMap) and isinstance(after, dict)):
        return changes
    found = dict(changes)
    for key, value in changes.items():
        there, full = node.get(key), after.get(key)
        if not isinstance(value, dict) or not isinstance(full, dict) or there is None:
            continue
        inside = isinstance(there, CommentedMap)
        found[key] = _in_full(there, value, full) if inside else full
    return found


def _change(
    node: CommentedMap,
    changes: Values,
    below: Any,
    path: Path_,
    whole: Callable[[Path_], bool],
) -> None:
    lower = below if isinstance(below, dict) else {}
    for key, value in changes.items():
        here, old = (*path, key), node.get(key)
        if value is None:
            node.pop(key, None)
            if lower.get(key) is not None:
                node[key] = None
        elif isinstance(value, dict) and not whole(here) and isinstance(old, CommentedMap):
            _change(old, value, lower.get(key), here, whole)
        elif isinstance(value, dict) and not whole(here):
            node[_text(key)] = inside = CommentedMap()
            _change(inside, value, lower.get(key), here, whole)
            _on_one_line(inside)
        elif not (
            isinstance(old, CommentedSeq)
            and isinstance(value, list)
            and (_shorten(old, value) or _relist(old, value))
        ):
            node[_text(key)] = _node(value)


def _relist(node: CommentedSeq, values: list[Any]) -> bool:
    """Put other items into a list, each in its place, so that the rest stays as it is written.

    False where nothing of it stays.
    """
    old = [_value(one) for one in node]
    same = SequenceMatcher(None, list(map(repr, old)), list(map(repr, values)), autojunk=False)
    steps = same.get_opcodes()
    if not (old and values):
        return False
    for what, begin, end, first, last in reversed(steps):
        if what == "equal":
            continue
        both = min(end - begin, last - first)
        for place in reversed(range(begin + both, end)):
            del node[place]
        for number, new in enumerate(values[first + both : last]):
            node.insert(begin + both + number, _node(new))
        for number in range(both):
            _put_item(node, begin + number, old[begin + number], values[first + number])
    return True


def _put_item(node: CommentedSeq, place: int, old: Any, new: Any) -> None:
    """Put another item into its place; one with keys keeps what it has of them."""
    there = node[place]
    if isinstance(there, CommentedMap) and isinstance(new, dict):
        _change(there, differences(old, new), {}, (), lambda _: False)
    else:
        node[place] = _node(new)


def _shorten(node: CommentedSeq, values: list[Any]) -> bool:
    """Take out of a list what is not among values; False where they are not what is left of it."""
    kept, left = list[int](), iter(values)
    wanted = next(left, None)
    for place, one in enumerate(node):
        if wanted is not None and _value(one) == wanted:
            kept.append(place)
            wanted = next(left, None)
    if not kept or wanted is not None:
        return False
    for place in reversed(range(len(node))):
        if place not in kept:
            del node[place]
    return True


def _value(node: Any) -> Any:
    """A node of a text as the value that is read from it."""
    if isinstance(node, dict):
        return {str(key): _value(inner) for key, inner in node.items()}
    if isinstance(node, list):
        return [_value(inner) for inner in node]
    return plain_value(node) if type(node) in (str, PlainScalarString) else node


def _node(value: Any, *, nulls: bool = False) -> Any:
    """A value as it is written: what is short stands on one line."""
    node = partial(_node, nulls=nulls)
    if isinstance(value, dict):
        kept = {key: one for key, one in value.items() if nulls or one is not None}
        return _on_one_line(CommentedMap((_text(key), node(one)) for key, one in kept.items()))
    if isinstance(value, list):
        return _on_one_line(CommentedSeq(map(node, value)))
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return PlainScalarString(str(value).lower())
    return None if value is None else PlainScalarString(value)


def _text(text: str) -> str:
    """A text as it is written: without quotation marks where it needs none anywhere."""
    if _PLAIN.fullmatch(text) and plain_value(text) == text:
        quoted = PlainScalarString
    else:
        quoted = SingleQuotedScalarString if text.isprintable() else DoubleQuotedScalarString
    found: str = quoted(text)
    return found


T = TypeVar("T", CommentedMap, CommentedSeq)


def _on_one_line(node: T) -> T:
    """What has neither a mapping nor nothing inside, to be written on one line."""
    inside = node.values() if isinstance(node, CommentedMap) else node
    if not any(one is None or isinstance(one, dict) for one in inside):
        node.fa.set_flow_style()
    return node


def _dumped(node: Any) -> str:
    stream = StringIO()
    _yaml().dump(node, stream)
    return stream.getvalue()
