"""Writing a revision whole or not at all, and never over another.

It is written in a folder beside its place, under a name that nobody takes for a revision, put on
the disk, and then gets its number in one step. Who comes second finds the number taken. What a
publish that was killed leaves behind is removed by the next.
"""

from __future__ import annotations

import errno
import os
import platform
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from scenarios.exchange.writing import unwritten
from scenarios.reading.files import is_file, is_folder
from scenarios.reading.input_problems import warn
from scenarios.reading.revision_folders import (
    GIVEN,
    highest_given,
    is_number,
    is_ours,
    revision_numbers,
)
from scheduler.errors import BadInput
from scheduler.week.words import listed

UNFINISHED = ".publishing-"
"""How the names of folders begin in which a revision is being written."""

OLD = 86_400.0
"""Seconds after which nobody is writing any more where it cannot be known otherwise."""

_WRITER = re.compile(re.escape(UNFINISHED) + r"(?P<host>[\w.]*)-(?P<process>\d+)-[0-9a-f]+")
_ours: set[str] = set()
"""The names of the folders in which this process is writing."""

_TRIES = 20
"""How often a step is tried again that another program, such as a virus scanner, holds up."""


def check_target(folder: Path) -> None:
    """Refuse a folder that revisions cannot be published into.

    Raises
    ------
    BadInput
        With what stands in the way.
    """

    def refuse(what: str) -> BadInput:
        return BadInput.at(str(folder), what)

    if is_file(folder):
        raise refuse("this is a file; give a folder for the revisions")
    if is_number(folder.resolve().name) and revision_numbers(folder.resolve().parent):
        what = f"this is one revision; give the folder that holds it, {folder.resolve().parent}"
        raise refuse(what)
    if not is_folder(folder):
        if folder.is_symlink():
            raise refuse("this is a link to a folder that is not there; make it first")
        if not is_folder(folder.resolve().parent):
            raise refuse(f"there is no folder {folder.parent}; make it first")
        return
    try:
        there = sorted(path.name for path in folder.iterdir() if is_ours(path))
    except OSError as error:
        raise refuse(unwritten(error, "folder", "read")) from None
    others = [name for name in there if not name.startswith(".")]
    if others and not revision_numbers(folder):
        few = others if len(others) <= 4 else [*others[:3], f"{len(others) - 3} more"]
        what = f"there are other things in this folder ({listed(few)}), and no revisions"
        raise refuse(f"{what}; give an empty folder, or one that is not there yet")


def next_number(folder: Path) -> int:
    """The number after all that are taken, also by what is no revision, or were ever given."""
    taken = [int(path.name) for path in folder.iterdir() if is_number(path.name)]
    return max((*taken, highest_given(folder))) + 1


def remember_number(folder: Path, number: int) -> None:
    """Write down that a number is given, which it never is again, even if its revision is gone.

    A line is added, so that of two who publish at once neither takes back what the other wrote.
    """
    try:
        with (folder / GIVEN).open("a", encoding="ascii") as stream:
            stream.write(f"{number}\n")
    except OSError as error:
        what = f"the number {number} cannot be written down: {unwritten(error, 'file')}"
        warn(str(folder / GIVEN), what)


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A folder beside the revisions to write the next one in; it is gone when all is over.

    Raises
    ------
    BadInput
        Where nothing can be written there.
    """
    made = not is_folder(folder)
    fresh = folder / f"{UNFINISHED}{_host()}-{os.getpid()}-{secrets.token_hex(4)}"
    _ours.add(fresh.name)
    try:
        folder.mkdir(exist_ok=True)
        fresh.mkdir()
        yield fresh
    except OSError as error:
        raise BadInput.at(str(folder), unwritten(error, "revision")) from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        _ours.discard(fresh.name)
        if made:
            with suppress(OSError):  # not where anybody has published into it
                folder.rmdir()


def write_staged(fresh: Path, name: str, content: bytes) -> None:
    """Write a file of the revision, and wait until it is on the disk.

    Parameters
    ----------
    name
        From the folder of the revision, with ``/``.
    """
    steps = PurePosixPath(name)
    if steps.is_absolute() or ".." in steps.parts:
        raise ValueError(f"no file of a revision has such a name: {name}")
    path = fresh.joinpath(*steps.parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def give_number(fresh: Path, folder: Path, number: int) -> bool:
    """Give what was written its place; False where another has it already."""
    place = folder / str(number)
    for path in (*(path for path in fresh.rglob("*") if is_folder(path)), fresh):
        _settle(path)
    for last in range(_TRIES, -1, -1):
        if os.path.lexists(place):
            return False
        try:
            fresh.rename(place)
            break
        except OSError as error:
            if os.path.lexists(place):
                return False
            if not last or not isinstance(error, PermissionError) or os.name != "nt":
                raise
            time.sleep(0.1)
    _settle(folder)
    return True


def _settle(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where a system can tell."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(handle)


def unfinished(folder: Path) -> tuple[Path, ...]:
    """The folders of revisions that are being written, or never were to the end."""
    try:
        found = [path for path in folder.iterdir() if path.name.startswith(UNFINISHED)]
    except OSError:
        return ()
    return tuple(sorted(path for path in found if is_folder(path)))


def remove_unfinished(folder: Path) -> tuple[Path, ...]:
    """Remove what those have left who do not write any more; what was removed."""
    dead = [path for path in unfinished(folder) if _is_dead(path)]
    for path in dead:
        shutil.rmtree(path, ignore_errors=True)
    return tuple(path for path in dead if not path.exists())


def _is_dead(path: Path) -> bool:
    """Whether nobody writes in a folder any more."""
    named = _WRITER.fullmatch(path.name)
    if named is not None and named["host"] == _host():
        process = int(named["process"])
        if process == os.getpid():
            return path.name not in _ours
        if os.name != "nt" and not _is_running(process):
            return True
    try:
        newest = max(one.stat().st_mtime for one in (path, *path.rglob("*")))
    except OSError:
        return False
    return time.time() - newest > OLD


def _is_running(process: int) -> bool:
    """Whether there is a process of that number; on Windows this question would end it."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass
    return True


def _host() -> str:
    return re.sub(r"[^\w.]", "", platform.node())[:40]
