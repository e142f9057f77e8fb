"""What a person writes into a form, as new values for the scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from scenarios.editing.changing_text import BadValues, NewValue
from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.forms.cells import rest_of, value_of
from scenarios.editing.forms.description import FormField, FormSection, section_of, sections
from scenarios.editing.forms.entries import fields_of, long_form, rest_values
from scenarios.editing.steps.setting import set_values
from scenarios.loading.extending import read_source
from scenarios.loading.patches import Values, is_patch
from scenarios.loading.problems import words
from scenarios.loading.workbook.writing import value_at
from scenarios.reading.names import read_key
from scenarios.reading.yaml.yaml_source import Path_
from scenarios.reading.yaml.yaml_text import differences
from scheduler.errors import InputProblem


class FieldFilled(NamedTuple):
    """The cells of a field, as a person leaves them; those of an entry that is new make it.

    Attributes
    ----------
    path
        The way to the entry; empty for single values.
    field
        The key of the field.
    """

    path: Path_
    field: str
    cells: tuple[str, ...]


class RestWritten(NamedTuple):
    """What no field of an entry says, as YAML."""

    path: Path_
    text: str


class EntryTaken(NamedTuple):
    """An entry that goes away, goes to another place in its list, or gets another key.

    Attributes
    ----------
    to
        The new place, the new key; None: it goes away.
    """

    path: Path_
    to: int | str | None = None


Written = FieldFilled | RestWritten | EntryTaken


def fill_in(edited: EditedWeek, written: Sequence[Written], said: str = "") -> Edit:
    """Write into the forms of a week.

    Parameters
    ----------
    said
        What this does, as a sentence; empty: it is said what becomes another.

    Raises
    ------
    BadValues
        With every problem, each with the path of its field.
    """
    data = read_source(edited.scenario.path, text=edited.text).data
    found = new_values(data, written)
    if not found.problems:
        return set_values(edited, found.values, said)
    problems, paths = list(found.problems), list(found.paths)
    try:
        set_values(edited, found.values)
    except BadValues as error:
        problems += error.problems
        paths += error.paths
    raise BadValues(problems, paths)


class Read(NamedTuple):
    """What a person has written, as values in the order in which they are set, and what is wrong.

    Attributes
    ----------
    paths
        The place of each problem.
    """

    values: tuple[NewValue, ...]
    problems: tuple[InputProblem, ...]
    paths: tuple[Path_, ...]


def new_values(data: Values, written: Sequence[Written]) -> Read:
    """What a person has written, as values for the scenario.

    Parameters
    ----------
    data
        What stands in the file of the scenario, laid over what it extends.
    """
    full, problems, paths = long_form(data), list[InputProblem](), list[Path_]()
    found = list[NewValue]()
    for one in sorted(written, key=_turn):
        try:
            found += _values(full, one)
        except ValueError as error:
            path = path_of(one)
            problems.append(InputProblem("", str(error), words(path)))
            paths.append(path)
    return Read(tuple(found), tuple(problems), tuple(paths))


def _turn(one: Written) -> tuple[int, int]:
    """What comes first: what is emptied, then what is filled, and entries that go at last.

    Places in lists are counted before any entry goes away; the last one goes first.
    """
    if isinstance(one, FieldFilled):
        return 0, int(any(text.strip() for text in one.cells))
    if isinstance(one, RestWritten):
        return 0, 2
    last = one.path[-1] if one.path else 0
    return (1, 0) if one.to is not None else (2, -last if isinstance(last, int) else 0)


def path_of(one: Written) -> Path_:
    """Where in the scenario what is written stands."""
    if isinstance(one, FieldFilled):
        field = _field(one.path, one.field)
        return (*one.path, *(field.path if field else ()))
    return one.path


def _values(data: Values, one: Written) -> Iterable[NewValue]:
    if isinstance(one, FieldFilled):
        field = _field(one.path, one.field)
        if field is None:
            raise ValueError(f"there is no field '{one.field}' here")
        return _filled(data, one, field)
    section = section_of(one.path)
    if section is None or not one.path:
        raise ValueError(f"there is no entry of this kind: {words(one.path)}")
    if isinstance(one, RestWritten):
        return _rest(data, section, one)
    if one.to is None:
        return [NewValue(one.path, None)]
    return _moved(data, one.path, one.to)


def _field(path: Path_, key: str) -> FormField | None:
    section = section_of(path)
    alone = [field for one in sections() if one.single for field in one.fields]
    fields = fields_of(section, path) if section else () if path else alone
    return next((one for one in fields if one.key == key), None)


def _filled(data: Values, one: FieldFilled, field: FormField) -> Iterator[NewValue]:
    if len(one.cells) != len(field.column.heads):
        raise ValueError(f"'{one.field}' has {len(field.column.heads)} cells")
    new = one.path and value_at(data, one.path[:-1]) is not None
    if new and isinstance(one.path[-1], str) and value_at(data, one.path) is None:
        read_key(one.path[-1])
    value = value_of(field, one.cells)
    if field.column.keys:
        said = value or {}
        if not said and not _others(data, one.path, field.column.keys):
            yield NewValue(one.path, None)
            return
        for key in field.column.keys:
            if key in said or value_at(data, (*one.path, key)) is not None:
                yield NewValue((*one.path, key), said.get(key))
        return
    yield NewValue((*one.path, *field.path), value)
    if value is None:
        yield from _emptied(data, one.path, field.path)


def _others(data: Values, path: Path_, keys: Sequence[str]) -> bool:
    entry = value_at(data, path)
    return isinstance(entry, dict) and any(key not in keys for key in entry)


def _emptied(data: Values, path: Path_, steps: tuple[str, ...]) -> Iterator[NewValue]:
    """What is left empty by taking a value away goes as well, as far as that has no meaning."""
    for size in range(len(steps) - 1, 0 if path else 1, -1):
        above = value_at(data, (*path, *steps[:size]))
        if not isinstance(above, dict) or set(above) - {steps[size]}:
            return
        yield NewValue((*path, *steps[:size]), None)


def _rest(data: Values, section: FormSection, one: RestWritten) -> Iterator[NewValue]:
    said = rest_of(one.text)
    entry = value_at(data, one.path)
    before = rest_values(section, one.path, entry) if entry is not None else {}
    if entry is None and not said:
        yield NewValue(one.path, {})
    yield from _each(one.path, differences(before, said, lambda way: is_patch((*one.path, *way))))


def _each(path: Path_, changes: Values) -> Iterator[NewValue]:
    for key, value in changes.items():
        if isinstance(value, dict) and value and not is_patch((*path, key)):
            yield from _each((*path, key), value)
        else:
            yield NewValue((*path, key), value)


def _moved(data: Values, path: Path_, to: int | str) -> Iterator[NewValue]:
    *way, last = path
    above = value_at(data, tuple(way))
    if isinstance(above, list) and isinstance(last, int) and isinstance(to, int):
        if not (0 <= last < len(above) and 0 <= to < len(above)):
            raise ValueError(f"the list has {len(above)} items")
        items: list[Any] = list(above)
        items.insert(to, items.pop(last))
        yield NewValue(tuple(way), items)
    elif isinstance(above, dict) and isinstance(to, str) and last in above:
        if to in above:
            raise ValueError(f"'{to}' stands there already")
        yield NewValue((*way, read_key(to)), above[last])
        yield NewValue(path, None)
    else:
        raise ValueError("it cannot go there")
