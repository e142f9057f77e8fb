"""Files that a person names: what they are, what they are needed for, and the bytes in them."""

from __future__ import annotations

import os
import select
import stat
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType

from scheduler.errors import BadInput

PATIENCE = 30.0
"""Seconds in which a pipe or a device must have said all that it has to say."""

_planned: ContextVar[Mapping[str, str]] = ContextVar("planned", default=MappingProxyType({}))
_within: ContextVar[tuple[Path, ...]] = ContextVar("within", default=())
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
        raise BadInput.at(str(path), f"no file has such a name: {reason(error)}") from None
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


def check_free(path: Path) -> None:
    """Raise `BadInput` where a file is needed, and so cannot be written."""
    needed = _needed.get() or {}
    for place in marks(path):
        if place in needed:
            what = f"this file is needed as {needed[place]}; choose another place"
            raise BadInput.at(str(path), what)


def read_within(folders: Iterable[Path]) -> None:
    """From here on, in this context, read what a person names in these folders alone.

    For a program that reads for others than the one who runs it: a scenario may name any file.
    """
    _within.set(tuple(folder.resolve() for folder in folders))


def check_within(path: Path) -> None:
    """Raise `BadInput` where a file lies outside the folders that are read."""
    folders = _within.get()
    if folders and not any(path.resolve().is_relative_to(folder) for folder in folders):
        what = f"it lies outside {folders[0]}, and is not read for others; copy it there"
        raise BadInput.at(str(path), what)


def read_bytes(path: Path, most: int, kind: str) -> bytes:
    """Read a file, or what a pipe or a device says; see `scenarios.reading.encodings.read_text`."""

    def refuse(what: str) -> BadInput:
        return BadInput.at(str(path), what)

    try:
        check_within(path)
        need(path, kind)
        if path.is_dir():
            raise refuse(f"this is a folder; give the {kind} itself")
        raw, size = _read(path, most)
    except FileNotFoundError:
        raise refuse(f"there is no such file; check the spelling of the {kind}") from None
    except (OSError, ValueError) as error:
        raise refuse(f"the {kind} cannot be read: {reason(error)}") from None
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


def _mode_of(path: Path) -> int | None:
    """What kind of thing has a name; None where nothing has it, or nothing can."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return None


def is_file(path: Path) -> bool:
    """Whether there is a file, or a device."""
    mode = _mode_of(path)
    return mode is not None and not stat.S_ISDIR(mode)


def is_folder(path: Path) -> bool:
    """Whether there is a folder."""
    mode = _mode_of(path)
    return mode is not None and stat.S_ISDIR(mode)


def is_device(path: Path) -> bool:
    """Whether this is there, and neither a file nor a folder: a pipe, a terminal, a device."""
    mode = _mode_of(path)
    return mode is not None and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def reason(error: OSError | ValueError) -> str:
    """What a system says of an error, without its number and the name of the file."""
    return str(getattr(error, "strerror", None) or error)
