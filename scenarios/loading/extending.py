"""Reading a scenario file laid over the file that it extends, wherever that lies."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from os.path import relpath
from pathlib import Path
from typing import Any, NoReturn

from scenarios.loading.laying_over import lay_over, say_nothing
from scenarios.loading.patches import PATCHES, Values, changed_at
from scenarios.loading.schema import holidays_in_full
from scenarios.loading.workbook.reading import read_workbook
from scenarios.reading.files import is_file
from scenarios.reading.tables.workbook_cells import is_workbook
from scenarios.reading.yaml.file_kinds import SCENARIO, expect
from scenarios.reading.yaml.yaml_source import Path_, Source, parse_yaml, read_yaml
from scheduler.errors import BadInput

DEEPEST = 10
"""Files in the longest chain of files that extend each other."""

_FILES = (
    ("delegations", "table"),
    ("candidates", "*"),
    ("rules", "*", "reference"),
    ("week", "holidays", "file"),
)
"""Where a scenario and its patches name other files; ``*`` stands for every key."""


def read_source(path: Path, below: tuple[Path, ...] = (), *, text: str | None = None) -> Source:
    """Read a scenario file, laid over what it extends; its values are not looked at yet.

    Parameters
    ----------
    below
        The files that extend this one, one after another.
    text
        What stands in the file, which need not exist; None: it is read.

    Raises
    ------
    BadInput
        Where it cannot be read.
    """
    if text is None:
        source = read_workbook(path) if is_workbook(path) else read_yaml(path)
    else:
        source = parse_yaml(text, path)
    expect(SCENARIO, source, "a scenario file begins with keys such as schema and week")
    base = source.data.get("extends")
    if base is None:
        source = source._replace(data=_with_empty_patches(source.data))
        say_nothing(source)
        return source
    if not isinstance(base, str):
        _refuse(source, ("extends",), "extends: write the name of a file")
    parent, chain = path.parent / base, (*below, path.resolve())
    if not is_file(parent):
        _refuse(source, ("extends",), f"extends: there is no file {parent}")
    if parent.resolve() in chain or len(chain) > DEEPEST:
        what = f"extends: {base} leads back to this file; break the circle"
        _refuse(source, ("extends",), what)
    extended = read_source(parent, chain)
    data = _seen_from(Path(base).parent, extended.data)
    return lay_over(extended._replace(data=data), source)


def _refuse(source: Source, path: Path_, what: str) -> NoReturn:
    raise BadInput.at(source.where(path), what)


def _with_empty_patches(data: Values) -> Values:
    """The values of a file that extends none: a variant or choice without a value changes nothing.

    In a file that extends another, null takes it away, as everywhere.
    """
    for way in (("variants", "*"), ("grid", "*", "*")):
        data = changed_at(data, way, lambda value: {} if value is None else value)
    return data


def moved_to(folder: Path, source: Path, data: Values) -> Values:
    """The values of a file, with the paths in them as seen from another folder.

    Where the two lie on different drives the paths are absolute.
    """
    here = source.parent.resolve()
    try:
        way = Path(relpath(here, folder.resolve()))
    except ValueError:
        way = here
    return _seen_from(way, data, also=(("extends",),))


def _seen_from(folder: Path, data: Values, also: tuple[tuple[str, ...], ...] = ()) -> Values:
    """The values of a file in another folder, with the paths in them as seen from here."""
    return with_files(data, lambda _, name: (folder / name).as_posix(), also)


def with_files(
    data: Values, change: Callable[[str, str], str], also: tuple[tuple[str, ...], ...] = ()
) -> Values:
    """The values of a file that names others, as a change calls them.

    Parameters
    ----------
    change
        Is given the key under which a file is named, ``candidates`` for all of these, and its name.
    also
        Further places where files are named.
    """
    data = changed_at(data, ("week", "holidays"), holidays_in_full)
    candidates = data.get("candidates")
    named = set(candidates) if isinstance(candidates, dict) else set[Any]()

    def changed(key: str, name: Any) -> Any:
        if not (isinstance(name, str) and name) or (key == "reference" and name in named):
            return name  # a rule may name a candidate instead of a file
        return change(key, name)

    for above in ((), *PATCHES):
        for way in (*_FILES, *also):
            key = next(step for step in reversed(way) if step != "*")
            data = changed_at(data, (*above, *way), partial(changed, key))
    return data
