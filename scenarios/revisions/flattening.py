"""A scenario with all that its file leads to, as files of one folder that need nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from scenarios.exchange.leadership_csv import read_leadership
from scenarios.exchange.schedule_csv import read_schedule
from scenarios.loading.extending import read_source, with_files
from scenarios.loading.loading import resolve
from scenarios.loading.patches import is_patch
from scenarios.reading.encodings import read_text
from scenarios.reading.files import is_file, read_bytes
from scenarios.reading.input_problems import without_warnings
from scenarios.reading.revision_folders import LEADERS, SCENARIO, SCHEDULE, schedule_file
from scenarios.reading.yaml.yaml_source import LARGEST
from scenarios.reading.yaml.yaml_text import Values, change_text, differences, yaml_text
from scenarios.scenario import Scenario
from scheduler.errors import BadInput
from scheduler.rules.rule import Rule
from scheduler.week.leadership import ROLES, Holder, Leadership
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

MOST = 100_000_000
"""Bytes in the largest file that a scenario leads to."""

_YAML = (".yaml", ".yml")
_FOLDERS = {"candidates": "candidates"}
"""The folder of what a scenario names under a key; all else is reference."""


class Flattened(NamedTuple):
    """A scenario on its own.

    Attributes
    ----------
    scenario
        As its file says it: with the posts open that it leaves open.
    files
        What it is made of, by name: its own file first.
    """

    scenario: Scenario
    files: dict[str, bytes]


def flatten(path: Path, text: str | None = None) -> Flattened:
    """Read a scenario file, and bring together all that it leads to.

    Its own text is kept, with all comments, where it extends no other file and is a YAML file;
    else the values are written without comments.

    Parameters
    ----------
    text
        What stands in the file, which need not exist; None: it is read.

    Raises
    ------
    BadInput
        Where something cannot be read.
    """
    source = read_source(path, text=text)
    copies = _Copies(path.parent)
    own: Values = {key: value for key, value in source.data.items() if key != "extends"}
    data = with_files(own, copies.name_of)
    if "extends" in source.data:
        body = None
    else:
        if text is None and path.suffix.lower() in _YAML:
            text = read_text(path, LARGEST, "scenario file")
        body = None if text is None else _changed(text, source.data, data)
    body = body or yaml_text(data, nulls=True)
    if read_source(Path(SCENARIO), text=body).data != data:
        what = "its values cannot be written as a file that says the same; write it as plain YAML"
        raise BadInput.at(str(path), what)
    with without_warnings():  # it has been loaded before
        scenario = resolve(source, path)
    return Flattened(scenario, {SCENARIO: body.encode(), **copies.files})


def _changed(text: str, before: Values, after: Values) -> str | None:
    """The text of a file with other values in it; None where its way of writing cannot be kept."""
    changes = differences(before, after, is_patch)
    found = change_text(text, changes, {}, is_patch) if changes else text
    try:
        return found if found and read_source(Path(SCENARIO), text=found).data == after else None
    except BadInput:
        return None


class _Copies:
    """The files that a scenario names, each with the name that it gets beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[Path, str] = {}
        self.files: dict[str, bytes] = {}

    def name_of(self, key: str, name: str) -> str:
        """The name beside the scenario of a file that it names; what is there is copied."""
        path = schedule_file(self._folder / name)
        if path not in self._names:
            taken = {other.lower() for other in self._names.values()}
            wanted = f"{_FOLDERS.get(key, 'reference')}/{_portable(Path(name).name, path.suffix)}"
            free = next(one for one in _free(wanted) if one.lower() not in taken)
            self._names[path] = free
            if is_file(path):
                self.files[free] = read_bytes(path, MOST, "file that the scenario names")
        return self._names[path]


def _portable(name: str, suffix: str) -> str:
    """A name of a file that every system can have."""
    stem = re.sub(r"[^\w.@ -]+", "-", name.removesuffix(suffix)).strip(". ") or "file"
    stem = f"{stem}-" if re.fullmatch(r"(?i)con|prn|aux|nul|com\d|lpt\d", stem) else stem
    return f"{stem[:80]}{suffix.lower()}"


def _free(name: str) -> Iterator[str]:
    yield name
    stem, dot, ending = name.rpartition(".")
    number = 2
    while True:
        yield f"{stem}-{number}.{ending}" if dot else f"{name}-{number}"
        number += 1


def leaders_of(led: Week, week: Week) -> Leadership:
    """Who takes the posts of a week that another fills."""
    return Leadership(
        holders=tuple(
            Holder(body.id, role, state)
            for body in led.bodies
            if body.id in week.body
            for role in ROLES
            for state in body.holders(role)
            if state not in week.body[body.id].holders(role)
        )
    )


def read_back(folder: Path) -> tuple[Scenario, Timetable]:
    """The scenario of a revision with its posts filled, and its schedule."""
    with without_warnings():
        path = folder / SCENARIO
        scenario = resolve(read_source(path), path)
        if is_file(folder / LEADERS):
            leadership = read_leadership(folder / LEADERS, scenario.week)
            scenario = scenario.with_leaders(leadership)
        return scenario, read_schedule(folder / SCHEDULE, scenario.week)


def find_difference(one: Scenario, other: Scenario) -> str:
    """In what two scenarios differ, but for where their files lie; empty where they are equal."""
    for name in Scenario.model_fields:
        if bare(name, getattr(one, name)) != bare(name, getattr(other, name)):
            return {"settings": "rules"}.get(name, name)
    if [*one.week.references.values()] != [*other.week.references.values()]:
        return "references"
    for name in Week.model_fields:
        if name != "references" and getattr(one.week, name) != getattr(other.week, name):
            return name
    return ""


def bare(name: str, value: Any) -> Any:
    """A value of a scenario, by the name of its field, without the names of files."""
    if name in ("path", "week"):
        return None
    if name == "candidates":
        return tuple(value)
    if name == "settings":
        return [one.model_copy(update={"rule": _without_file(one.rule)}) for one in value]
    return value


def _without_file(rule: Rule) -> Rule:
    return rule.model_copy(update={"reference": ""}) if hasattr(rule, "reference") else rule
