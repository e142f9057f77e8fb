"""The working folder: what the page reads and writes lies in it, and nowhere else."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from scenarios.exchange.writing import unwritten
from scheduler.errors import BadInput

ENDINGS = (".yaml", ".yml", ".xlsx", ".xlsm", ".csv")
"""How the names of files end that may be sent."""

LONGEST = 100
"""Characters in the longest name of a file that is made here."""

_SIGNS = re.compile(r"[<>:\"/\\|?*\x00-\x1f\x7f]|[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def inside(folder: Path, typed: str) -> Path:
    """What a person means by a path in the working folder: a file, or a folder of revisions.

    Raises
    ------
    BadInput
        Where it leads out of the folder, also by a link.
    """
    text = typed.strip().strip('"')
    where = text or "the path"
    if not text or "\0" in text or len(text) > 1_000:
        raise BadInput.at(where, "write the name of a file in the folder of this page")
    path = Path(os.path.normpath(folder / text.replace("\\", os.sep)))
    steps = PurePosixPath(text.replace("\\", "/")).parts
    bare, sign, _ = path.name.rpartition("@")
    real = path.with_name(bare) if sign and bare and not path.exists() else path
    try:
        within = real.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        within = False
    if ".." in steps or not within:
        what = f"it lies outside {folder}, the folder of this page; copy it there, or upload it"
        raise BadInput.at(where, what)
    return path


def checked_name(name: str) -> str:
    """The name of a file that is to be made, as every system can have it.

    Raises
    ------
    BadInput
        Where it cannot be one.
    """
    name = name.strip()
    what = ""
    if not name or not any(map(str.isalnum, name)):
        what = "write a name"
    elif len(name) > LONGEST:
        what = f"write a shorter name: {LONGEST} characters at most"
    elif _SIGNS.search(name):
        what = 'write a name without any of < > : " / \\ | ? *'
    elif name.startswith(".") or name.endswith(".") or _RESERVED.fullmatch(name):
        what = "no file is called so on every system; write another name"
    if what:
        raise BadInput.at(name[:LONGEST], what)
    return name


def free_name(folder: Path, name: str) -> str:
    """A name that nothing in a folder has: this one, or with a number behind it."""
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    there = {one.name.casefold() for one in folder.iterdir()}
    number, found = 1, name
    while found.casefold() in there:
        number += 1
        found = f"{stem}-{number}{dot}{ending}"
    return found


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files that are not there yet, all or none; what is there is never replaced.

    Raises
    ------
    BadInput
        Where one is there, or nothing can be written.
    """
    made: list[Path] = []
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as stream:
                made.append(path)
                stream.write(content)
    except OSError as error:
        for one in made:
            one.unlink(missing_ok=True)
        if isinstance(error, FileExistsError):
            what = "something is there already; choose another name"
            raise BadInput.at(str(path), what) from None
        raise BadInput.at(str(path), unwritten(error)) from None


def library_copy(folder: Path, path: Path) -> Path:
    """The copy of a week of the library, in a folder of its own: made, where there is none.

    A copy that was made before is taken, with all that was changed in it.

    Raises
    ------
    BadInput
        Where it cannot be written.
    """
    from scenarios.beginning.copying import copies_of

    copy = folder / path.stem / path.name
    if not copy.is_file():
        place = folder / free_name(folder, path.stem)
        write_new({place / name: content for name, content in copies_of(path).items()})
        copy = place / path.name
    return copy
