"""Writing files without ever losing what was there."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from scenarios.reading.files import check_free, is_device, is_folder, reason
from scheduler.errors import BadInput, InputProblem
from scheduler.week.words import listed

READ_ONLY = "it is marked read-only"

_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.ENOENT: "its folder is not there any more",
    errno.ENXIO: "nobody reads at the other end of this pipe",
    errno.EPIPE: "whoever read at the other end of this pipe has gone",
}
"""What is said of errors in writing whose own words are for programmers."""


def check_place(path: Path) -> Iterator[InputProblem]:
    """Find what will keep a file from being written, as far as one can see beforehand."""
    try:
        what = _obstacle(path)
    except (OSError, ValueError) as error:
        what = unwritten(error)
    if what:
        yield InputProblem(str(path), what)


def _obstacle(path: Path) -> str:
    """What stands in the way of a file; empty where nothing does."""
    if is_folder(path):
        return "this is a folder; give the file itself"
    if is_device(path):
        return ""
    real, leads = Path(os.path.realpath(path)), ""
    folder = path.parent
    if path.is_symlink():
        if real.is_symlink():
            return "this is a link that leads round in a circle; choose another place"
        leads, folder = f"this is a link to {real}: ", real.parent
    if not is_folder(folder):
        return f"{leads}there is no folder {folder}; make it first"
    if real.exists():
        _mode(real)
        with real.open("r+b"):  # On Windows, a file that a spreadsheet has open refuses here.
            pass
    if not os.access(folder, os.W_OK):
        return f"{leads}nothing may be written in the folder {folder}"
    return ""


def check_ending(path: Path, endings: Collection[str], what: str) -> Iterator[InputProblem]:
    """Find that the name of a file says that it is something else than what is written there.

    Parameters
    ----------
    endings
        Those that are known, in small letters: ``.csv``. A pipe or a device may have any name where
        there is one alone, or an empty one among them; every file has one of the others.
    what
        What is written, for the message: ``the schedule CSV``.
    """
    ending = path.suffix.lower()
    bare = len(endings) == 1 or "" in endings
    if (ending and ending in endings) or (bare and is_device(path)):
        return
    endings = [known for known in endings if known]
    opens = ", which spreadsheet programs open" if ".csv" in endings and ".xl" in ending else ""
    known = f"{what} ends in {listed(endings, 'or')}{opens}"
    yield InputProblem(str(path), f"{known}; give it such a name")


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8, whole or not at all; see `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: what was there stays until the new content is complete.

    A link stays a link, and a device stays a device: it is what they lead to that is written.

    Raises
    ------
    BadInput
        Where the place cannot be written to.
    """
    check_free(path)
    try:
        if is_device(path):
            _tell_device(path, content)
        else:
            _replace(Path(os.path.realpath(path)), content)
    except OSError as error:
        raise BadInput.at(str(path), unwritten(error)) from None


def _replace(path: Path, content: bytes) -> None:
    """Put a file in the place of another in one step; nothing else is left, whatever stops it."""
    fresh = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}")
    try:
        with open(fresh, "xb", opener=_only_ours) as stream:
            stream.write(content)
        fresh.chmod(_mode(path) if path.exists() else 0o644)
        fresh.replace(path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise


def _mode(path: Path) -> int:
    """Who may do what with a file that is to be replaced.

    Raises
    ------
    PermissionError
        Where it is marked read-only: who may write to the folder could replace it all the same.
    """
    mode = stat.S_IMODE(path.stat().st_mode)
    if not mode & 0o222:
        raise PermissionError(errno.EACCES, READ_ONLY)
    return mode


def _only_ours(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _tell_device(path: Path, content: bytes) -> None:
    """Write to a device, or to a pipe at whose other end somebody reads."""
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "wb") as stream:
        if hasattr(os, "O_NONBLOCK"):
            os.set_blocking(handle, True)
        stream.write(content)


def unwritten(error: OSError | ValueError, what: str = "file", done: str = "written") -> str:
    """That a file (or something else) cannot be written (or read), why, and what to do."""
    why = _WORDS.get(getattr(error, "errno", None) or 0) or reason(error)
    close = "close it in other programs, or " if isinstance(error, PermissionError) else ""
    if why == READ_ONLY:
        close = "take the mark away, or "
    return f"the {what} cannot be {done} ({why}); {close}choose another place"
