"""The file of a person's own in which a week stands: YAML with its comments, or a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from scenarios.editing.journal_file import digest_of
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


def save_file(path: Path, text: str) -> str:
    """Write what a week says into its file, and return the digest of what stands there now.

    A YAML file keeps its comments, which are part of the text, its line ends and its mark.

    Raises
    ------
    BadInput
        Where it cannot be written.
    """
    content = _content(path, text)
    write_bytes(path, content)
    return digest_of(content)


def _content(path: Path, text: str) -> bytes:
    if is_workbook(path):
        with without_warnings():
            source = read_source(path, text=text)
            week = resolve(source, path).week
        return written(source.data, week, path)
    before = path.read_bytes() if is_file(path) else b""
    content = text.encode("utf-8")
    if b"\r\n" in before:
        content = content.replace(b"\n", b"\r\n")
    return _BOM + content if before.startswith(_BOM) else content


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
    """The values that two texts of a file have otherwise."""
    one, other = (in_full(parse_yaml(text, path).data) for text in (mine, theirs))
    yield from _leaves(differences(one, other), one, other, ())


def _leaves(changes: Any, one: Any, other: Any, path: Path_) -> Iterator[Differing]:
    for key in changes:
        before, after = one.get(key), other.get(key)
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _leaves(changes[key], before, after, (*path, key))
        else:
            yield Differing((*path, key), before, after)


def keep_copy(path: Path, at: datetime) -> Path:
    """Keep what stands in a file beside it, before another text takes its place.

    Raises
    ------
    BadInput
        Where it cannot be kept.
    """
    number, target = 1, path
    while is_file(target) or number == 1:
        more = f" {number}" if number > 1 else ""
        target = path.with_name(f"{path.stem} (theirs, {at:%Y-%m-%d %H.%M}{more}){path.suffix}")
        number += 1
    try:
        write_bytes(target, path.read_bytes())
    except OSError as error:
        raise BadInput.at(str(path), f"what stands there cannot be kept: {error}") from None
    return target
