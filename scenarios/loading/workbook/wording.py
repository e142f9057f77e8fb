"""What stands in a scenario, in the words of its workbook: rows, heads and sheets, and no keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from scenarios.languages.language import CODES
from scenarios.loading.problems import words
from scenarios.loading.workbook import kinds
from scenarios.loading.workbook.columns import SheetColumn, Steps
from scenarios.loading.workbook.layout import ITEM, SHEETS, WEEK, Place, settings
from scenarios.reading.yaml.yaml_source import FormWords, Path_
from scheduler.week.words import listed


class _Standing(NamedTuple):
    """Where a path leads to on the sheets.

    Attributes
    ----------
    rows
        What the row is called, by the heads under which that stands; nothing on the sheet Week.
    column
        None for the whole row.
    rest
        The way on from the value of the column, or from the row.
    """

    sheet: str
    rows: tuple[tuple[str, str], ...]
    place: Place | None
    column: SheetColumn | None
    rest: Path_


def subject(path: Path_) -> str:
    """What a path leads to: ``opening › Least minutes``, ``First day``, ``Sessions``."""
    found = _find(path)
    if found is None:
        sheets = (form.name for form in SHEETS for one in form.places if one.path[:-1] == path)
        group = any(one.path[: len(path)] == path for one in settings())
        return next(sheets, "" if group else words(path))
    rows = [called for _, called in found.rows]
    if found.column is None:
        inside = [one for one in _columns(found) if one.path[: len(found.rest)] == found.rest]
        rest = listed(map(_heads, inside)) if inside else words(found.rest)
        return " › ".join([*rows, rest] if found.rest else rows)
    told = words(found.rest) if found.column.kind is kinds.STRUCTURE else ""
    return " › ".join(filter(None, [*rows, _heads(found.column, found.rest), told]))


def empty(path: Path_) -> str:
    """That a value is missing, by its head; empty where no cell is for it."""
    found = _find(path)
    if found is None or found.rest:
        return ""
    column = found.column
    if column is None:
        return ""
    if found.place is None:
        return f"the setting {_quoted(_heads(column))} is empty"
    what = "columns {} are" if _several(column) else "column {} is"
    return f"the {what.format(_quoted(_heads(column)))} empty"


def entry(path: Path_, value: Any, here: Path_) -> str:
    """How the sheets say something, as a noun: ``'yes' under Optional on the sheet Sessions``.

    Parameters
    ----------
    value
        What stands at the path, as a scenario file has it; None: only where it stands is said.
    here
        What is spoken of: the sheet on which this stands, too, goes without saying.

    Returns
    -------
    str
        Empty where neither a row nor a setting is for it.
    """
    found = _find(path)
    if found is None:
        return ""
    there = _find(here)
    same = there is not None and there.sheet == found.sheet
    away = "" if same else f" on the sheet {found.sheet}"
    if found.column is not None:
        head = _heads(found.column, found.rest)
        if value is None:
            return f"'{head}'{away}"
        return f"'{' to '.join(_cells(found.column, value).values())}' under {_quoted(head)}{away}"
    cells = dict(found.rows)
    place = found.place
    for column in _columns(found):
        if column.path and column.path[0] in (value or {}):
            cells |= _cells(column, value[column.path[0]])
    row = listed(f"{head} {said}" for head, said in cells.items())
    named = {one.named for form in SHEETS if place in form.places for one in form.places}
    without = listed(sorted(filter(None, named - {place.named if place is not None else ""})))
    return f"a row{away} with {row}{without and f', and no {without}'}"


IN_WORDS = FormWords(subject, empty, entry)


def _find(path: Path_) -> _Standing | None:
    """Where a path leads to; None where no row and no setting is for it."""
    found = [_in(WEEK, (), None, one, path) for one in settings() if _begins(path, one.path)]
    for form in SHEETS:
        for place in form.places:
            if not _begins(path, place.path):
                continue
            rows = tuple(
                (step[1:-1], str(said))
                for step, said in zip(place.path, path, strict=False)
                if step.startswith("<")
            )
            below = path[len(place.path) :]
            columns = [
                one
                for one in place.columns
                if (one.path and _begins(below, one.path)) or (below and below[0] in one.keys)
            ]
            found.append(_Standing(form.name, rows, place, None, below))
            found += [_in(form.name, rows, place, column, below) for column in columns]
    return min(found, key=lambda one: (len(one.rest), one.column is None), default=None)


def _in(
    sheet: str,
    rows: Iterable[tuple[str, str]],
    place: Place | None,
    column: SheetColumn,
    way: Path_,
) -> _Standing:
    return _Standing(sheet, tuple(rows), place, column, way[len(column.path) :])


def _begins(path: Path_, steps: Steps) -> bool:
    """Whether a path begins with the steps of a place or column."""
    return len(path) >= len(steps) and all(
        isinstance(one, int) if step == ITEM else step.startswith("<") or one == step
        for one, step in zip(path, steps, strict=False)
    )


def _several(column: SheetColumn) -> bool:
    """Whether several cells say the value, and none of them alone."""
    return column.kind is kinds.HOURS


def _columns(found: _Standing) -> tuple[SheetColumn, ...]:
    return () if found.place is None else found.place.columns


def _heads(column: SheetColumn, rest: Path_ = ()) -> str:
    """The heads of a column, of a text in several languages that of the one which is meant."""
    if _several(column):
        return listed(column.heads)
    if column.kind is kinds.TEXTS and rest and rest[0] in CODES:
        return column.heads[CODES.index(str(rest[0]))]
    if column.keys and rest[1:]:
        return next((head for head in column.heads if head.lower() == rest[1]), column.heads[0])
    return column.heads[0]


def _quoted(head: str) -> str:
    """A head in a sentence: one of several words needs marks around it."""
    return f"'{head}'" if " " in head else head


def _cells(column: SheetColumn, value: Any) -> dict[str, str]:
    """A value as it stands in the cells of a column, by their heads."""
    written = column.kind.write(value) or ()
    return dict(_shown(column.heads, written))


def _shown(heads: Iterable[str], written: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for head, said in zip(heads, written, strict=False):
        if said is not None:
            yield head, f"{said:%H:%M}" if hasattr(said, "hour") else str(said)
