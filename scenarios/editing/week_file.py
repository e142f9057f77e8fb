"""The file of a person's own in which a week stands: YAML with its comments, or a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from scenarios.editing.journal_file import digest_of
from scenarios.editing.workbook_merging import written_over
from scenarios.exchange.writing import write_bytes
from scenarios.loading.extending import read_source
from scenarios.loading.loading import resolve
from scenarios.loading.patches import in_full
from scenarios.loading.problems import words
from scenarios.loading.workbook.converting import written
from scenarios.loading.workbook.reading import read_workbook
from scenarios.reading.encodings import read_text as read_file
from scenarios.reading.files import is_file
from scenarios.reading.input_problems import without_warnings
from scenarios.reading.tables.workbook_cells import is_workbook
from scenarios.reading.yaml.yaml_source import LARGEST, Path_, parse_yaml
from scenarios.reading.yaml.yaml_text import differences, yaml_text
from scheduler.errors import BadInput
from scheduler.week.words import listed

_BOM = b"\xef\xbb\xbf"


def file_digest(path: Path) -> str:
    """By what is known whether a file has become another; empty where there is none."""
    try:
        return digest_of(path.read_bytes())
    except OSError:
        return ""


def file_text(path: Path) -> str:
    """What a scenario's file says, as YAML.

    Raises
    ------
    BadInput
        Where it cannot be read.
    """
    if is_workbook(path):
        return yaml_text(read_workbook(path).data, nulls=True)
    return read_file(path, LARGEST, "scenario file").replace("\r\n", "\n")


class SavedFile(NamedTuple):
    """A file as it was written: its digest, and what could not be kept of it, in sentences."""

    digest: str
    lost: tuple[str, ...] = ()


def save_file(path: Path, text: str) -> SavedFile:
    """Write what a week says into its file.

    A YAML file keeps its comments, which are part of the text, its line ends and its mark. A
    workbook keeps what else is in it; where something is lost, the workbook as it was is kept
    beside it.

    Raises
    ------
    BadInput
        Where it cannot be written.
    """
    before = path.read_bytes() if is_file(path) else b""
    lost = list[str]()
    if is_workbook(path):
        content = _workbook(path, text, before, lost)
    else:
        content = text.encode("utf-8")
        if b"\r\n" in before:
            content = content.replace(b"\n", b"\r\n")
        content = _BOM + content if before.startswith(_BOM) else content
    write_bytes(path, content)
    return SavedFile(digest_of(content), tuple(lost))


def _workbook(path: Path, text: str, before: bytes, lost: list[str]) -> bytes:
    """A week as a workbook, with what else is in the one that was there."""
    with without_warnings():
        source = read_source(path, text=text)
        week = resolve(source, path).week
        data = {key: value for key, value in source.data.items() if key != "extends"}
        if not before:
            return written(data, week, path)
        content, gone = written_over(before, data, week, path)
    if gone:
        copy = keep_copy(path, "before", datetime.now().astimezone())
        lost.append(f"{listed(gone)} could not be kept in {path.name}; {copy.name} has it still")
    return content


def same_meaning(path: Path, one: str, other: str) -> bool:
    """Whether two texts say the same of a week; of YAML, whether they are the same.

    A workbook that another program has saved again may say the same with other bytes.
    """
    if one == other or not is_workbook(path):
        return one == other
    return not any(differing(path, one, other))


class Differing(NamedTuple):
    """A value that two texts have otherwise; None where one lacks it."""

    path: Path_
    mine: Any
    theirs: Any

    @property
    def words(self) -> str:
        """Its place, as a person reads it."""
        return words(self.path)


def differing(path: Path, mine: str, theirs: str) -> Iterator[Differing]:
    """The values that two texts of a file have otherwise; `BadInput` where one has no keys."""
    one, other = (parse_yaml(text, path).data for text in (mine, theirs))
    if not isinstance(one, dict) or not isinstance(other, dict):
        raise BadInput.at(str(path), "a scenario file begins with keys such as schema and week")
    one, other = in_full(one), in_full(other)
    yield from _leaves(differences(one, other), one, other, ())


def _leaves(changes: Any, one: Any, other: Any, path: Path_) -> Iterator[Differing]:
    for key in changes:
        before, after = one.get(key), other.get(key)
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _leaves(changes[key], before, after, (*path, key))
        else:
            yield Differing((*path, key), before, after)


def keep_copy(path: Path, what: str, at: datetime) -> Path:
    """Keep what stands in a file beside it, before something else takes its place.

    Parameters
    ----------
    what
        What it is, for the name of the copy: ``theirs``.

    Raises
    ------
    BadInput
        Where it cannot be kept.
    """
    number, target = 1, path
    while is_file(target) or number == 1:
        more = f" {number}" if number > 1 else ""
        target = path.with_name(f"{path.stem} ({what}, {at:%Y-%m-%d %H.%M}{more}){path.suffix}")
        number += 1
    try:
        write_bytes(target, path.read_bytes())
    except OSError as error:
        raise BadInput.at(str(path), f"what stands there cannot be kept: {error}") from None
    return target
