"""Values of a scenario changed in the text of its file, whose comments stay."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from scenarios.loading.calendar.repeating import spelled_out
from scenarios.loading.extending import read_source
from scenarios.loading.loading import resolve
from scenarios.loading.patches import in_full, is_patch
from scenarios.loading.problems import words
from scenarios.reading.input_problems import gathered_warnings
from scenarios.reading.yaml.yaml_source import Path_, Source, without_nothing
from scenarios.reading.yaml.yaml_text import Values, change_text, differences, yaml_text
from scenarios.scenario import Scenario
from scheduler.errors import BadInput, InputProblem

LOST = "The comments of the file could not be kept."
"""Said where a text is written in a way that cannot be changed in its place."""


class NewValue(NamedTuple):
    """A value for a place of a scenario file, by its keys; places in lists count from 0.

    None takes it away; one past the end of a list adds to it.
    """

    path: Path_
    value: Any


class BadValues(BadInput):
    """Values that a scenario cannot have; `paths` has the place of each problem, if it is known."""

    def __init__(self, problems: Sequence[InputProblem], paths: Sequence[Path_]) -> None:
        super().__init__(problems)
        self.paths = tuple(paths)


class ChangedText(NamedTuple):
    """The text of a scenario file with other values in it, and what it says."""

    text: str
    scenario: Scenario
    notes: tuple[str, ...] = ()


def changed(
    path: Path,
    text: str,
    make: Callable[[Values], Iterable[NewValue]],
    touched: Collection[str] = (),
) -> ChangedText:
    """A scenario with other values in it, read as the file would be.

    Parameters
    ----------
    path
        The file, from which other files are found.
    make
        Is given what the scenario says, and names the new values.
    touched
        Meetings that repeat and are to be spoken of one by one.

    Raises
    ------
    BadValues
        With every problem that the scenario would have, by its path.
    """
    source = read_source(path, text=text)
    before = in_full(source.data)
    whole = spelled_out(before, touched, path.parent) if touched else before
    after = deepcopy(whole)
    places = list[Path_]()
    for new in make(after):
        places.append(new.path)
        put(after, new)
    after = in_full(after)
    found, notes = _written(path, text, before, after), tuple[str, ...]()
    read = _read(path, found)
    if isinstance(read, BadInput) or _meant(read.data) != _meant(after):
        # It is written in a way that cannot be changed in its place.
        alone = {key: value for key, value in after.items() if key != "extends"}
        found, notes = yaml_text(alone, nulls=True), (LOST,)
        read = _read(path, found)
    if isinstance(read, BadInput):
        raise BadValues(read.problems, [()] * len(read.problems))
    with gathered_warnings() as warnings:
        try:
            scenario = resolve(read, path)
        except BadInput as error:
            raise BadValues(error.problems, paths_of(read, error.problems)) from None
    said = [
        str(one)
        for one, place in zip(warnings, paths_of(read, warnings), strict=True)
        if any(place[: len(here)] == here for here in places)
    ]
    return ChangedText(found, scenario, (*notes, *said))


def _written(path: Path, text: str, before: Values, after: Values) -> str:
    """The text with other values in it; empty where they cannot be put in their places."""
    base = before.get("extends")
    below = read_source(path.parent / base).data if isinstance(base, str) else {}
    return change_text(text, differences(before, after, is_patch), below, is_patch, after) or ""


def _read(path: Path, text: str) -> Source | BadInput:
    try:
        return read_source(path, text=text)
    except BadInput as error:
        return error


def _meant(data: Values) -> Any:
    return without_nothing(in_full({key: one for key, one in data.items() if key != "extends"}))


def put(data: Any, new: NewValue) -> None:
    """Put a new value into values.

    Raises
    ------
    BadValues
        Where its path leads through something that has no inside.
    """
    here, (*way, last) = data, new.path or ("",)
    if not new.path:
        raise _no_such(new.path, "say by its keys what is to become another")
    for number, key in enumerate(way):
        path = new.path[: number + 1]
        inside = _at(here, key, path)
        if inside is None:
            if new.value is None:
                return
            inside = [] if isinstance(new.path[number + 1], int) else {}
            _set(here, key, inside, path)
        elif not isinstance(inside, list if isinstance(new.path[number + 1], int) else dict | list):
            inside = _opened(path, inside, new.path[number + 1])
            _set(here, key, inside, path)
        here = inside
    _set(here, last, new.value, new.path)


def _at(here: Any, key: str | int, path: Path_) -> Any:
    if isinstance(here, list) and isinstance(key, int):
        if not 0 <= key <= len(here):
            raise _no_such(path, f"the list has {len(here)} items")
        return here[key] if key < len(here) else None
    if isinstance(here, dict) and isinstance(key, str):
        return here.get(key)
    what = "this is a list; count its items" if isinstance(here, list) else "this is no list"
    raise _no_such(path, what)


def _set(here: Any, key: str | int, value: Any, path: Path_) -> None:
    there = _at(here, key, path)
    if isinstance(here, list):
        assert isinstance(key, int)
        if value is not None:
            here[key : key + 1] = [value]
        elif there is not None:
            del here[key]
    elif value is None:
        here.pop(key, None)
    else:
        here[key] = value


_SHORT: dict[str, str] = {"parts": "at_most", "divides_into": "seats"}
"""What a number alone says, by the key that it stands under, or that stands above that."""


def _opened(path: Path_, value: Any, step: str | int) -> Any:
    """What may be said in short, in its long form, so that one thing of it can be changed."""
    if path[0] == "rules" and len(path) == 2 and isinstance(value, str):
        return {value: True}
    if isinstance(step, int):
        return [value]
    for key in map(str, path[-2:]):
        if key in _SHORT and isinstance(value, int):
            return {_SHORT[key]: value}
    raise _no_such(path, f"this says '{value}' and has nothing inside; give all of it anew")


def _no_such(path: Path_, what: str) -> BadValues:
    return BadValues([InputProblem("", what, words(path))], [path])


def paths_of(source: Source, problems: Iterable[InputProblem]) -> list[Path_]:
    """The place of each problem by its keys; empty where it is not known."""
    by_place = dict[str, list[Path_]]()
    for places in (source.values, source.keys):
        for path, position in places.items():
            by_place.setdefault(str(position), []).append(path)
    by_words = {words(path): path for path in source.values}
    return [_path_of(one, by_place, by_words) for one in problems]


def _path_of(
    problem: InputProblem, by_place: dict[str, list[Path_]], by_words: dict[str, Path_]
) -> Path_:
    here = by_place.get(problem.where, [])
    for path in here:
        if words(path) == problem.subject:
            return path
    if problem.subject in by_words:
        return by_words[problem.subject]
    missing = [path for path in here if problem.subject.startswith(words(path))]
    return max(missing or here, key=len, default=())
