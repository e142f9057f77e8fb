"""Reading what a person gives, and writing without ever losing what was there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from contextvars import ContextVar
from os.path import realpath
from pathlib import Path
from types import MappingProxyType

from scenarios.reading.encodings import foreign
from scheduler.errors import BadInput, InputProblem

_planned: ContextVar[Mapping[str, str]] = ContextVar("planned", default=MappingProxyType({}))
_needed: ContextVar[dict[str, str] | None] = ContextVar("needed", default=None)


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
        _planned.set({**_planned.get(), realpath(path): what})


def need(path: Path, kind: str) -> None:
    """Say that a file is needed as a ``kind``, whether or not it is read.

    Raises
    ------
    BadInput
        Where it is to be written.
    """
    place, needed = realpath(path), _needed.get()
    what = _planned.get().get(place)
    if what is not None:
        sentence = f"this file is needed as {kind}; choose another place for {what}"
        raise BadInput.at(str(path), sentence)
    if needed is not None:
        needed[place] = kind


def read_bytes(path: Path, most: int, kind: str) -> bytes:
    """Read a file that should be text; for parameters and errors see `read_text`."""

    def refuse(what: str) -> BadInput:
        return BadInput.at(str(path), what)

    try:
        need(path, kind)
        if path.is_dir():
            raise refuse(f"this is a folder; give the {kind} itself")
        size = path.stat().st_size
        if size > most:
            raise refuse(
                f"the file is too large for a {kind}: {size:,} bytes, where {most:,} is the most"
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise refuse(f"there is no such file; check the spelling of the {kind}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refuse(f"the {kind} cannot be read: {reason}") from None


def read_text(path: Path, most: int, kind: str) -> str:
    """Read a text file.

    Parameters
    ----------
    most
        The greatest size in bytes that makes sense.
    kind
        What the file should be, for the message: ``scenario file``.

    Raises
    ------
    BadInput
        Where there is no such file, or it cannot be what it should be.
    """
    raw = read_bytes(path, most, kind)
    what = foreign(raw)
    if what or b"\0" in raw:
        this = f"this is {what}" if what else "this is not a text file"
        raise BadInput.at(str(path), f"{this}; a {kind} is plain text")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadInput.at(
            f"{path}, line {line}",
            f"the text is not UTF-8; save the {kind} again with the encoding UTF-8",
        ) from None


def is_file(path: Path) -> bool:
    """Whether there is a file; False also for a name that no file can have."""
    try:
        return path.is_file()
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
    if is_folder(path):
        yield InputProblem(str(path), "this is a folder; give the file itself")
    elif not is_folder(path.parent):
        yield InputProblem(str(path), f"there is no folder {path.parent}; make it first")
    elif not os.access(path.parent, os.W_OK):
        yield InputProblem(str(path), f"nothing may be written in the folder {path.parent}")


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
    temporary = ""
    kind = (_needed.get() or {}).get(realpath(path))
    if kind is not None:
        raise BadInput.at(str(path), f"this file is needed as {kind}; choose another place")
    path = Path(realpath(path))
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)
            return
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", text=False)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(temporary).chmod(path.stat().st_mode if path.exists() else 0o644)
        Path(temporary).replace(path)
    except OSError as error:
        with suppress(OSError):
            Path(temporary).unlink()
        raise BadInput.at(
            str(path),
            f"the file cannot be written ({error.strerror}); "
            "close it in other programs, or choose another place",
        ) from None
