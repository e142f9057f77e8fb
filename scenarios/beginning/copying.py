"""A copy of a scenario with the files that it names, as they stand, so that it can be changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scenarios.loading.extending import with_files
from scenarios.reading.files import is_file, read_bytes
from scenarios.reading.yaml.yaml_source import read_yaml

MOST = 20_000_000
"""Bytes in the largest file that is copied."""


def copies_of(path: Path) -> dict[str, bytes]:
    """A scenario file with all files that it names, by their names from its folder, itself first.

    Their names, comments and folders stay. Only what lies in its folder is copied: so it is for a
    scenario of the library.

    Raises
    ------
    BadInput
        Where one of them cannot be read.
    """
    folder = path.parent.resolve()
    found: dict[str, bytes] = {}
    for one in _named(path.resolve(), set()):
        if one.is_relative_to(folder) and is_file(one):
            found[one.relative_to(folder).as_posix()] = read_bytes(one, MOST, "file of a scenario")
    return found


def _named(path: Path, seen: set[Path]) -> Iterator[Path]:
    """A scenario file, what it names, and what the file names that it extends."""
    if path in seen:
        return
    seen.add(path)
    yield path
    names: list[str] = []

    def note(_: str, name: str) -> str:
        names.append(name)
        return name

    data: dict[str, Any] = read_yaml(path).data
    with_files(data, note)
    yield from ((path.parent / name).resolve() for name in names)
    if isinstance(data.get("extends"), str):
        yield from _named((path.parent / data["extends"]).resolve(), seen)
