"""A scenario made a workbook, and a workbook made a scenario file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scenarios.languages.texts import in_main_language
from scenarios.loading.extending import moved_to, read_source
from scenarios.loading.loading import resolve
from scenarios.loading.patches import Values, changed_at, in_full
from scenarios.loading.problems import FileProblems
from scenarios.loading.schema import ScenarioFile
from scenarios.loading.workbook.book import workbook_bytes
from scenarios.loading.workbook.reading import read_workbook
from scenarios.loading.workbook.writing import fill
from scenarios.reading.names import names_of
from scenarios.reading.revision_folders import scenario_file
from scenarios.reading.tables.workbook_cells import is_workbook
from scenarios.reading.yaml.yaml_source import Path_, Source, without_nothing
from scenarios.reading.yaml.yaml_text import yaml_text
from scheduler.errors import BadInput
from scheduler.week.week import Week


def convert(path: Path, target: Path) -> bytes:
    """A scenario as the ending of another file's name says: a workbook, or YAML.

    It stands by itself: what it extends is part of it, and the names of files are seen from where
    it will lie. Comments of a scenario file, and remarks of a workbook, are left out.

    Raises
    ------
    BadInput
        Where the scenario cannot be used, or not be written so that it says the same.
    """
    path = scenario_file(path)
    source = read_source(path)
    week = resolve(source, path).week
    return written(moved_to(target.parent, path, source.data), week, target)


def as_file(text: str, target: Path) -> str | bytes:
    """The text of a scenario file as the ending of its name says: a workbook, or as it is."""
    if not is_workbook(target):
        return text
    source = read_source(target, text=text)
    return written(source.data, resolve(source, target).week, target)


def written(
    data: Values,
    week: Week,
    target: Path,
    remarks: Mapping[Path_, str] = MappingProxyType({}),
) -> bytes:
    """The values of a scenario as a file; for errors see `convert`.

    Parameters
    ----------
    data
        Those that it extends are part of them.
    week
        The week of these values, for the lists of a workbook.
    remarks
        What a workbook remarks for people, by the way to the value of which it is.
    """
    alone = {key: value for key, value in data.items() if key != "extends"}
    if not is_workbook(target):
        return yaml_text(_in_short(alone), nulls=True).encode()
    content = workbook_bytes(fill(alone, remarks), names_of(week, "delegation"))
    if meant(read_workbook(target, content).data) != meant(alone):
        what = "the scenario cannot be written as a workbook that says the same; keep it as YAML"
        raise BadInput.at(str(target), what)
    return content


def _in_short(data: Values) -> Values:
    """The values of a scenario as a person writes them, with the hours of sittings alone."""

    def hours_alone(entry: Any) -> Any:
        return entry["hours"] if isinstance(entry, dict) and {*entry} == {"hours"} else entry

    for way in (("week", "sittings", "*"), ("week", "days", "*", "sittings", "*")):
        data = changed_at(data, way, hours_alone)
    return data


def _as_boolean(value: Any) -> Any:
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


def _as_mapping(rule: Any) -> Any:
    """How a rule applies: a word alone means the same as with ``true`` behind it."""
    return {rule: True} if isinstance(rule, str) else rule


def meant(data: Values) -> tuple[Any, ...]:
    """What the values of a scenario mean, however they are written."""
    patches = [data.get(key) or {} for key in ("variants", "grid")]
    full = changed_at(without_nothing(in_full(data)), ("formats", "*", "programme"), _as_boolean)
    full = changed_at(full, ("rules", "*"), _as_mapping)
    values, texts = in_main_language(full, ScenarioFile, FileProblems(Source(full, {}, {})))
    return ScenarioFile.model_validate(values), texts, *patches
