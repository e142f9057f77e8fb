"""Reading what a person gives, and writing without ever losing what was there."""

from __future__ import annotations

import errno
import os
import secrets
import select
import stat
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType

from scheduler.errors import BadInput, InputProblem
from scheduler.week.words import listed

PATIENCE = 30.0
"""Seconds in which a pipe or a device must have said all that it has to say."""

READ_ONLY = "it is marked read-only"

_planned: ContextVar[Mapping[str, str]] = ContextVar("planned", default=MappingProxyType({}))
_needed: ContextVar[dict[str, str] | None] = ContextVar("needed", default=None)


def marks(path: str | Path) -> tuple[str, ...]:
    """What a file is known by, wherever links lead; two names with a mark in common are one file.

    A pipe or a device has none: it may be read and written at once.

    Raises
    ------
    BadInput
        Where nothing can have this name.
    """
    try:
        real = os.path.normcase(os.path.realpath(path))
        try:
            found = os.stat(path)  # noqa: PTH116  (a text may be no path at all)
        except OSError:
            return (real,)
    except FileNotFoundError:
        what = (
            "the folder in which this runs is not there any more; go to another, and run it again"
        )
        raise BadInput.at(str(path), what) from None
    except (OSError, ValueError) as error:
        raise BadInput.at(str(path), f"no file has such a name: {_reason(error)}") from None
    if not stat.S_ISREG(found.st_mode):
        return (real,) if stat.S_ISDIR(found.st_mode) else ()
    # A hard link is another name of the same file, and links of this kind lead nowhere else.
    return (real, f"{found.st_dev}:{found.st_ino}") if found.st_ino else (real,)


def plan(path: Path | None, what: str = "") -> None:
    """Say that a file will be written, and what it will be: ``the plot``.

    In the same context it cannot be read from then on, and what is read cannot be written: a
    command that would put its result in the place of what it is made from stops, before it has done
    any work where the place is known by then.

    Parameters
    ----------
    path
        None where the places are not known yet.
    """
    if _needed.get() is None:
        _needed.set({})
    if path is not None:
        _planned.set({**_planned.get(), **dict.fromkeys(marks(path), what)})


def need(path: Path, kind: str) -> None:
    """Say that a file is needed as a ``kind``, whether or not it is read.

    Raises
    ------
    BadInput
        Where it is to be written.
    """
    places, planned, needed = marks(path), _planned.get(), _needed.get()
    for place in places:
        if place in planned:
            what = planned[place]
            sentence = f"this file is needed as {kind}; choose another place for {what}"
            raise BadInput.at(str(path), sentence)
    if needed is not None:
        needed.update(dict.fromkeys(places, kind))


def read_bytes(path: Path, most: int, kind: str) -> bytes:
    """Read a file, or what a pipe or a device says; see `scenarios.reading.encodings.read_text`."""

    def refuse(what: str) -> BadInput:
        return BadInput.at(str(path), what)

    try:
        need(path, kind)
        if path.is_dir():
            raise refuse(f"this is a folder; give the {kind} itself")
        raw, size = _read(path, most)
    except FileNotFoundError:
        raise refuse(f"there is no such file; check the spelling of the {kind}") from None
    except (OSError, ValueError) as error:
        raise refuse(f"the {kind} cannot be read: {_reason(error)}") from None
    if len(raw) > most:
        length = f"{size:,} bytes" if size > most else "more and more comes"
        raise refuse(f"the file is too large for a {kind}: {length}, where {most:,} is the most")
    return raw


def _read(path: Path, most: int) -> tuple[bytes, int]:
    """What a file holds, one byte more than ``most`` at the most, and the size it says it has.

    A file may grow meanwhile, a device has no end, and a pipe may have nobody at its other end:
    none of them is waited for without a limit.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(handle, "rb") as stream:
        found = os.fstat(handle)
        if stat.S_ISREG(found.st_mode):
            return stream.read(most + 1), found.st_size
        return _listen(handle, most), 0


def _listen(handle: int, most: int) -> bytes:
    """What a pipe or a device says; see `_read`.

    Raises
    ------
    OSError
        Where it falls silent without an end, or this system cannot wait for it.
    """
    if not hasattr(select, "poll"):
        raise OSError("this is a device, and not a file")
    waiting, until, heard = select.poll(), time.monotonic() + PATIENCE, b""
    waiting.register(handle, select.POLLIN)
    while len(heard) <= most:
        left = until - time.monotonic()
        if left <= 0 or not waiting.poll(left * 1000):
            raise OSError(f"it is a pipe or a device that has not ended after {PATIENCE:.0f} s")
        with suppress(BlockingIOError):
            more = os.read(handle, min(65_536, most + 1 - len(heard)))
            if not more:
                break
            heard += more
    return heard


def is_file(path: Path) -> bool:
    """Whether there is a file, or a device; False also for a name that no file can have."""
    try:
        return path.exists() and not path.is_dir()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether there is a folder; False also for a name that no folder can have."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def check_place(path: Path) -> Iterator[InputProblem]:
    """Find what will keep a file from being written, as far as one can see beforehand."""
    try:
        what = _obstacle(path)
    except (OSError, ValueError) as error:
        what = _unwritten(error)
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
        Those that are known, in small letters: ``.csv``. Where there is one alone, a name may also
        do without, and a pipe or a device may have any name; an empty one does without as well.
    what
        What is written, for the message: ``the schedule CSV``.
    """
    ending = path.suffix.lower()
    if ending in endings or (len(endings) == 1 and (not ending or is_device(path))):
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
    needed = _needed.get() or {}
    for place in marks(path):
        if place in needed:
            what = f"this file is needed as {needed[place]}; choose another place"
            raise BadInput.at(str(path), what)
    try:
        if is_device(path):
            _tell_device(path, content)
        else:
            _replace(Path(os.path.realpath(path)), content)
    except OSError as error:
        raise BadInput.at(str(path), _unwritten(error)) from None


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


def is_device(path: Path) -> bool:
    """Whether this is there, and neither a file nor a folder: a pipe, a terminal, a device."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _tell_device(path: Path, content: bytes) -> None:
    """Write to a device, or to a pipe at whose other end somebody reads."""
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "wb") as stream:
        if hasattr(os, "O_NONBLOCK"):
            os.set_blocking(handle, True)
        stream.write(content)


_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.ENOENT: "its folder is not there any more",
    errno.ENXIO: "nobody reads at the other end of this pipe",
    errno.EPIPE: "whoever read at the other end of this pipe has gone",
}
"""What is said of errors in writing whose own words are for programmers."""


def _unwritten(error: OSError | ValueError) -> str:
    """That a file cannot be written, why, and what to do."""
    reason = _WORDS.get(getattr(error, "errno", None) or 0) or _reason(error)
    close = "close it in other programs, or " if isinstance(error, PermissionError) else ""
    if reason == READ_ONLY:
        close = "take the mark away, or "
    return f"the file cannot be written ({reason}); {close}choose another place"


def _reason(error: OSError | ValueError) -> str:
    return str(getattr(error, "strerror", None) or error)
