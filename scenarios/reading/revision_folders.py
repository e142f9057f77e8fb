"""Where revisions lie: ``lakes-2027`` is the last one in that folder, ``lakes-2027@2`` the second.

A folder of revisions holds a folder for each, which goes by its number. A revision is known by its
manifest, which says of every file beside it what stood in it when it was published.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scenarios.reading.files import is_file, is_folder, reason
from scenarios.reading.input_problems import warn
from scheduler.errors import BadInput
from scheduler.week.words import listed

MANIFEST, SCENARIO, SCHEDULE, LEADERS = (
    "manifest.json",
    "scenario.yaml",
    "schedule.csv",
    "leaders.csv",
)
"""The files of a revision that are read again."""

NAMES = "names"
"""The key of a manifest whose value has the names of sessions and of rooms by their keys."""

GIVEN = ".numbers"
"""The file in a folder of revisions that has every number ever given, one in a line."""

COPIES = {"scenario.xlsx": SCENARIO, "schedule.xlsx": SCHEDULE}
"""Workbooks that say the same as other files of a revision, which are read in their place."""

CHANGED = "was changed"
"""What became of a file in which something else stands now."""

SEAL = "seal"
"""The key of a manifest whose value is a digest of all the others."""

_NAMED = re.compile(r"(?P<folder>.*[^@/\\])@(?P<number>[1-9][0-9]{0,8})")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_NOT_OURS = re.compile(
    r"\.DS_Store|\._.*|Thumbs\.db|ehthumbs\.db|desktop\.ini|~\$.*|\.~lock\..*#", re.IGNORECASE
)
"""Files that systems and office programs put beside those that somebody opens."""


def is_number(name: str) -> bool:
    """Whether a name is that of a revision's folder."""
    return bool(_NUMBER.fullmatch(name))


def of_revision(path: Path) -> bool:
    """Whether a scenario file is that of a revision."""
    return is_number(path.parent.name) and is_file(path.parent / MANIFEST)


def is_ours(path: Path) -> bool:
    """Whether a file was put somewhere by a person or by this program, and not in passing."""
    return not _NOT_OURS.fullmatch(path.name)


def revision_numbers(folder: Path) -> tuple[int, ...]:
    """The numbers of the revisions in a folder, in order; of none where it cannot be read."""
    try:
        names = [entry.name for entry in folder.iterdir() if is_number(entry.name)]
    except OSError:
        return ()
    return tuple(sorted(int(name) for name in names if is_file(folder / name / MANIFEST)))


def highest_given(folder: Path) -> int:
    """The highest number that a revision in a folder ever had, 0 for none: it may be gone."""
    try:
        lines = (folder / GIVEN).read_text(encoding="ascii", errors="replace").split()
    except OSError:
        lines = []
    known = (int(line) for line in lines if is_number(line))
    return max((*known, *revision_numbers(folder)), default=0)


def published_names(schedule: Path) -> dict[str, dict[str, str]]:
    """By kind, ``session`` and ``room``: the names that a schedule was published with, by key.

    Nothing where it is not that of a revision.
    """
    if not (is_number(schedule.parent.name) and is_file(schedule.parent / MANIFEST)):
        return {}
    try:
        found = read_manifest(schedule.parent).get(NAMES)
    except BadInput:
        return {}
    kinds = found.items() if isinstance(found, dict) else ()
    return {
        kind: {key: name for key, name in names.items() if isinstance(name, str)}
        for kind, names in kinds
        if isinstance(names, dict)
    }


def find_revision(given: str | Path, kind: str = "file") -> Path | None:
    """The folder of the revision that a name means; None where it means something else.

    What is there under exactly this name goes first: a file may be called ``lakes@2``.

    Parameters
    ----------
    kind
        What is looked for besides, for the message: ``scenario file``.

    Raises
    ------
    BadInput
        Where there is no such revision.
    """
    path = Path(given)
    if is_folder(path):
        numbers = revision_numbers(path)
        if numbers:
            return path / str(numbers[-1])
        if is_number(path.resolve().name) and is_file(path / MANIFEST):
            return path if is_number(path.name) else path.resolve()
        what = f"this is a folder; give the {kind} itself, as no revision is in the folder"
        raise BadInput.at(str(given), what)
    named = _NAMED.fullmatch(str(path))
    if named is None or is_file(path):
        _check_number(path)
        return None
    folder, number = Path(named["folder"]), int(named["number"])
    if not is_folder(folder):
        what = f"there is no such file, and no folder {folder} of revisions"
        raise BadInput.at(str(given), what)
    numbers = revision_numbers(folder)
    if number not in numbers:
        there = f"it holds {_in_words(numbers)}" if numbers else "there is none in it"
        raise BadInput.at(str(given), f"there is no revision {number} in {folder}; {there}")
    return folder / str(number)


def _check_number(path: Path) -> None:
    """Refuse what stands in the place of a number behind a folder of revisions."""
    folder, sign, number = str(path).rpartition("@")
    numbers = revision_numbers(Path(folder)) if sign and folder and not is_file(path) else ()
    if numbers:
        what = f"no revision has the number '{number}': {folder} holds {_in_words(numbers)}"
        what += f"; give {folder} for the last of them, or one by its number, "
        raise BadInput.at(str(path), f"{what}{folder}@{numbers[-1]}")


def pinned(given: Path) -> Path:
    """The name of a revision with its number, which stays where another is published meanwhile.

    What is no revision stays as it is given; for errors see `find_revision`.
    """
    found = find_revision(given, "scenario file")
    if found is None:
        return given
    numbered = Path(f"{found.parent}@{found.name}")
    return found if is_file(numbered) or is_folder(numbered) else numbered


def _in_words(numbers: tuple[int, ...]) -> str:
    if len(numbers) == 1:
        return f"revision {numbers[0]} alone"
    if len(numbers) > 3 and numbers[-1] - numbers[0] + 1 == len(numbers):
        return f"revisions {numbers[0]} to {numbers[-1]}"
    return f"revisions {listed(map(str, numbers))}"


def scenario_file(given: str | Path) -> Path:
    """The scenario file that a name means: a revision's own, or else the file of that name.

    Of a revision that was edited since it was published it is warned. For errors see
    `find_revision`.
    """
    return _file(given, SCENARIO, "scenario file")


def schedule_file(given: str | Path) -> Path:
    """The schedule that a name means, as `scenario_file`."""
    return _file(given, SCHEDULE, "schedule")


def leaders_file(given: str | Path) -> Path | None:
    """The CSV of those who take the open posts in a revision; None where there is none."""
    found = find_revision(given)
    return None if found is None or not is_file(found / LEADERS) else found / LEADERS


def _file(given: str | Path, name: str, kind: str) -> Path:
    found, path = find_revision(given, kind), Path(given)
    if found is not None:
        path = found / name
    if is_number(path.parent.name) and is_file(path.parent / MANIFEST):
        warn_of_edits(path.parent, path.name)
    return path


def warn_of_edits(revision: Path, given: str = "") -> None:
    """Warn of a revision that is no longer what was published.

    Parameters
    ----------
    given
        The name of the file in it that is read, where it is one.
    """
    edits = list[str]()
    for name, how in _edits(revision):
        other = COPIES.get(name)
        if other is None or name == given or how != CHANGED:
            edits.append(f"{name} {how}")
        else:
            what = f"this file {CHANGED} after the revision was published, and {other} is read"
            how = "unless you name this one; to send it out, publish it as the next revision"
            warn(str(revision / name), f"{what} {how}")
    if edits:
        what = "this revision was edited after it was published, and is read as it is now"
        warn(str(revision), f"{what}: {listed(edits)}")


def find_edits(revision: Path) -> Iterator[str]:
    """Say what is no longer as it was published: ``schedule.csv was changed``."""
    for name, how in _edits(revision):
        yield f"{name} {how}"


def _edits(revision: Path) -> Iterator[tuple[str, str]]:
    """The files that are no longer as they were published, each with what became of it."""
    try:
        manifest = read_manifest(revision)
    except BadInput:
        yield MANIFEST, "cannot be read"
        return
    if manifest.get(SEAL) != seal(manifest):
        yield MANIFEST, CHANGED
    files = manifest.get("files")
    files = files if isinstance(files, dict) else {}
    there = {name: path for name, path in files_in(revision) if name != MANIFEST}
    for name, digest in files.items():
        if name not in there:
            yield name, "is missing"
        elif digest_of(there[name]) != digest:
            yield name, CHANGED
    yield from ((name, "was added") for name in there if name not in files)


def files_in(revision: Path) -> Iterator[tuple[str, Path]]:
    """The files below a folder, each by its name from there with ``/``, in order."""
    found = (path for path in revision.rglob("*") if not is_folder(path) and is_ours(path))
    yield from sorted((path.relative_to(revision).as_posix(), path) for path in found)


def digest_of(path: Path) -> str:
    """The digest of what stands in a file; empty where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"
    except OSError:
        return ""


def seal(manifest: Mapping[str, Any]) -> str:
    """The digest of a manifest without its seal."""
    rest = {key: value for key, value in manifest.items() if key != SEAL}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def read_manifest(revision: Path) -> dict[str, Any]:
    """What the manifest of a revision says.

    Raises
    ------
    BadInput
        Where it cannot be read.
    """
    path = revision / MANIFEST
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadInput.at(str(path), f"the manifest cannot be read: {reason(error)}") from None
    except (ValueError, RecursionError):
        what = "the manifest is damaged; take it from a copy of the revision"
        raise BadInput.at(str(path), what) from None
    if not isinstance(found, dict):
        what = "the manifest is damaged; take it from a copy of the revision"
        raise BadInput.at(str(path), what)
    return found
