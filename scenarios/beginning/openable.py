"""What lies in a folder and can be opened, known by what stands in it.

Weeks are scenarios, workbooks and folders of revisions; a timetable that was made by hand is what a
new week can be drafted from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from scenarios.loading.workbook.layout import NEEDED
from scenarios.reading.files import is_file, is_folder
from scenarios.reading.names import plain
from scenarios.reading.revision_folders import SCENARIO, is_ours, revision_numbers
from scenarios.reading.tables.heads import SCHEDULE
from scenarios.reading.yaml.yaml_source import parse_yaml
from scheduler.errors import BadInput

MOST = 500
"""Files that are looked at in a folder and the folders in it."""

LOOKED_AT = 200_000
"""Bytes at the beginning of a file that are looked at."""

HEADS = 30
"""Lines of a table among which the one must be that names its columns."""

_KEY = re.compile(r"^(schema|week|extends|sessions|meetings|committees)[ \t]*:", re.MULTILINE)
_TITLE = re.compile(r"^title[ \t]*:.*(?:\r?\n(?:[ \t]+.*)?)*", re.MULTILINE)
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*\bname=\"([^\"]*)\"")


class Openable(StrEnum):
    """What can be opened."""

    SCENARIO = "scenario"
    WORKBOOK = "workbook"
    REVISIONS = "revisions"
    TIMETABLE = "timetable"


class Lying(NamedTuple):
    """Something that lies in a folder.

    Attributes
    ----------
    name
        How it is reached from the folder, with ``/``.
    kind
        What it is.
    title
        What a scenario is called, as its file says it; empty where that is not seen at once.
    """

    name: str
    kind: Openable
    title: str = ""


def find_openable(folder: Path) -> tuple[Lying, ...]:
    """What lies in a folder, and in the folders in it, and can be opened: weeks first."""
    found = [one for path in islice(_paths(folder), MOST) if (one := _known(path, folder))]
    return tuple(sorted(found, key=lambda one: (one.kind == Openable.TIMETABLE, one.name.lower())))


def kind_of(path: Path) -> tuple[Openable, str] | None:
    """What something is, with the title of a scenario; None where it cannot be opened."""
    if is_folder(path):
        return (Openable.REVISIONS, _revisions_title(path)) if revision_numbers(path) else None
    ending = path.suffix.lower()
    if ending in (".yaml", ".yml"):
        text = _beginning(path)
        keys = set(_KEY.findall(text))
        if keys & {"meetings", "committees"} and "sessions" not in keys:  # a season, or a rota
            return None
        return (Openable.SCENARIO, _title(text)) if keys else None
    if ending in (".xlsx", ".xlsm"):
        sheets = _sheets(path)
        kind = Openable.WORKBOOK if sheets & set(NEEDED) else Openable.TIMETABLE
        return (kind, "") if sheets else None
    if ending == ".csv":
        return (Openable.TIMETABLE, "") if _has_dates(_beginning(path)) else None
    return None


def _paths(folder: Path) -> Iterator[Path]:
    """Files and folders of revisions, here and one level below."""
    for path in _inside(folder):
        yield path
        if is_folder(path) and not path.is_symlink() and not revision_numbers(path):
            yield from (one for one in _inside(path) if is_file(one) or revision_numbers(one))


def _inside(folder: Path) -> list[Path]:
    try:
        there = [one for one in folder.iterdir() if is_ours(one) and not one.name.startswith(".")]
    except OSError:
        return []
    return sorted(there, key=lambda one: one.name.lower())


def _known(path: Path, folder: Path) -> Lying | None:
    found = kind_of(path)
    return found and Lying(path.relative_to(folder).as_posix(), *found)


def _beginning(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(LOOKED_AT).decode("utf-8", "replace")
    except OSError:
        return ""


def _has_dates(text: str) -> bool:
    """Whether one of the first lines of a table names a column of dates."""
    dates = {plain(name) for name in re.split(r"[,|]", f"date,{SCHEDULE['date']}")}
    cells = (re.split(r"[,;\t]", line) for line in text.lstrip("\ufeff").splitlines()[:HEADS])
    return any(len(row) > 1 and not dates.isdisjoint(map(plain, row)) for row in cells)


def _title(text: str) -> str:
    """The title that the beginning of a scenario file says, in English if it can be."""
    found = _TITLE.search(text)
    try:
        said = None if found is None else parse_yaml(found[0], Path("title")).data["title"]
    except BadInput:
        return ""
    if isinstance(said, dict):
        said = said.get("en") or next(iter(said.values()), None)
    return " ".join(said.split()) if isinstance(said, str) else ""


def _revisions_title(folder: Path) -> str:
    return _title(_beginning(folder / str(revision_numbers(folder)[-1]) / SCENARIO))


def _sheets(path: Path) -> set[str]:
    """The names of the sheets of a workbook; none where it is no workbook."""
    try:
        with ZipFile(path) as book, book.open("xl/workbook.xml") as stream:
            text = stream.read(LOOKED_AT).decode("utf-8", "replace")
    except (OSError, KeyError, BadZipFile, RuntimeError, NotImplementedError):
        return set()
    return set(_SHEET.findall(text))
