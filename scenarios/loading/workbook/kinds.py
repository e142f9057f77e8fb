"""What the cells of a column may hold, and how each kind of value is read and written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

from scenarios.languages.language import CODES
from scenarios.loading.rules import MODES
from scenarios.loading.workbook.sets import divided, joined, read_set, written_set
from scenarios.reading.dates import read_date
from scenarios.reading.names import plain
from scenarios.reading.spelling import suggestion
from scenarios.reading.tables.workbook_cells import CellValue, SheetCell, typed
from scenarios.reading.yaml.yaml_source import Path_, Position, Source, parse_text
from scenarios.reading.yaml.yaml_text import yaml_text
from scheduler.errors import BadInput
from scheduler.week.clock import clock, parse_clock, parse_end, parse_hours

T = TypeVar("T")

MOST_LETTERS = 32_767
"""Letters in the longest cell of a spreadsheet program, which cuts off the rest."""

_NO_SIGN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no cell holds: signs that are no letters, but for the break of a line."""

Cells: TypeAlias = Sequence[SheetCell | None]
"""The cells of one row under the heads of a column; None where there is none."""

Written: TypeAlias = Sequence[CellValue | None] | None
"""What to write into the cells under the heads of a column; None where they cannot say it."""


class CellKind(NamedTuple):
    """A kind of value: how its cells are read and written.

    Attributes
    ----------
    read
        From cells of which one at least says something, without faults, to a value as a scenario
        file would have it, each part of it with its cell. Raises `ValueError`, with a sentence
        about the first cell, or `BadInput`.
    write
        The way back.
    """

    read: Callable[[Cells], Source]
    write: Callable[[Any], Written]


def found_in(value: Any, cell: SheetCell) -> Source:
    """A value, all of which stands in one cell."""
    place = Position(cell.where)
    keys: dict[Path_, Position] = {}
    values: dict[Path_, Position] = {}

    def note(inner: Any, path: Path_) -> None:
        values[path] = place
        steps = inner.items() if isinstance(inner, dict) else ()
        for step, below in enumerate(inner) if isinstance(inner, list) else steps:
            keys[(*path, step)] = place
            note(below, (*path, step))

    note(value, ())
    return Source(value, keys, values)


def as_cells(values: Sequence[CellValue | None]) -> list[SheetCell | None]:
    """What is to be written as it would be read."""
    return [
        None if value is None else SheetCell("", 1, n, value, percent=isinstance(value, float))
        for n, value in enumerate(values, 1)
    ]


def one_cell(
    read: Callable[[SheetCell], Any], write: Callable[[Any], Any], structure: str = ""
) -> CellKind:
    """The kind of a column with one head.

    Parameters
    ----------
    structure
        The signs with which YAML begins that may stand in its cells too, where words will not do.
    """

    def read_one(cells: Cells) -> Source:
        cell = _only(cells)
        if isinstance(cell.value, str) and cell.value.strip()[:1] in tuple(structure):
            return read_yaml_in(cell)
        return found_in(read(cell), cell)

    def write_one(value: Any) -> Written:
        said = write(value)
        if said is None and isinstance(value, list | dict) and value and structure:
            text = yaml_text(value, nulls=True).rstrip("\n")
            said = text if text[0] in structure else None
        return (said,) if said is not None and _fits(said) else None

    return CellKind(read_one, write_one)


def _only(cells: Cells) -> SheetCell:
    return next(cell for cell in cells if cell is not None)


def _fits(value: CellValue) -> bool:
    """Whether a spreadsheet program gives back what is written."""
    if not isinstance(value, str):
        return True
    return (
        len(value) <= MOST_LETTERS and not _NO_SIGN.search(value) and value == value.strip() != ""
    )


def read_yaml_in(cell: SheetCell) -> Source:
    """The YAML that stands in a cell."""
    if isinstance(cell.value, str):
        return parse_text(cell.value.replace("\r\n", "\n"), Path(cell.where))
    is_plain = isinstance(cell.value, bool | int | float) and not cell.percent
    return found_in(cell.value if is_plain else cell.text, cell)


def _yaml_cell(value: Any) -> str:
    """YAML as a person writes it into a cell: the keys of a mapping on lines of their own."""
    if not isinstance(value, dict) or not value:
        return yaml_text(value, nulls=True).rstrip("\n")
    lines = (yaml_text({key: one}, nulls=True).rstrip("\n") for key, one in value.items())
    return "\n".join(line[1:-1] if line.startswith("{") else line for line in lines)


def _text(cell: SheetCell) -> str:
    if isinstance(cell.value, str):
        return cell.value.strip()
    if isinstance(cell.value, bool | date | time | timedelta):
        was = "yes or no" if isinstance(cell.value, bool) else "a date or a time"
        what = f"the program took this text for {was} and shows '{cell.text}'"
        raise ValueError(f"{what}; format the cell as text, and write it again")
    return cell.text


def _text_cell(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _number(cell: SheetCell) -> Any:
    if isinstance(cell.value, date | time | timedelta):
        what = f"a number is wanted, and the cell holds a date or a time, '{cell.text}'"
        raise ValueError(f"{what}; format it as a number, and write it again")
    return cell.value.strip() if isinstance(cell.value, str) else cell.value


def _number_cell(value: Any) -> int | None:
    return value if type(value) is int else None


def _percent(cell: SheetCell) -> Any:
    if cell.percent and isinstance(cell.value, int | float):
        share = round(cell.value * 100, 9)
        return int(share) if share == int(share) else share
    return _number(cell)


def _percent_cell(value: Any) -> float | None:
    with suppress(ValueError):
        if isinstance(value, str):
            value = int(value.strip().removesuffix("%"))
        return round(value / 100, 9) if type(value) is int else None
    return None


YES_OR_NO = dict.fromkeys(
    ("yes", "y", "true", "x", "✓", "✔", "oui", "vrai", "si", "verdadero", "ja", "wahr"), True
)
YES_OR_NO |= dict.fromkeys(("no", "n", "false", "non", "faux", "falso", "nein", "falsch"), False)
"""Words as `plain` sees them; a cross ticks a box."""


def _yes_no(cell: SheetCell) -> Any:
    value = cell.value
    return YES_OR_NO.get(plain(value), value.strip()) if isinstance(value, str) else value


def _yes_no_cell(value: Any) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if value in ("yes", "no") else None


def _day(cell: SheetCell) -> Any:
    if isinstance(cell.value, bool | datetime | time | timedelta):
        raise ValueError(f"'{cell.text}' is not a date; write it as 2027-06-14")
    return cell.text.strip()


def _day_cell(value: Any) -> Any:
    with suppress(ValueError):
        return read_date(value) if isinstance(value, str | date) else None
    return None


def _moment(cell: SheetCell) -> Any:
    if isinstance(cell.value, bool | time | timedelta):
        raise ValueError(f"'{cell.text}' names no day; write it as 2027-06-14 10:00")
    return cell.text.strip()


def _moment_cell(value: Any) -> Any:
    if not isinstance(value, str):
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", value):
        with suppress(ValueError):
            moment = datetime.fromisoformat(value)
            return moment if moment.time() != time() else value
    return value


def _words(cell: SheetCell) -> list[str]:
    if isinstance(cell.value, bool | time | timedelta):
        raise ValueError(f"'{cell.text}' is no word; format the cell as text, and write it again")
    return divided(cell.text) or [cell.text]


def _words_cell(value: Any) -> str | None:
    return joined([value] if isinstance(value, str) else value) if value else None


def _set(cell: SheetCell) -> Any:
    return read_set(_text(cell))


def choice(options: Sequence[str]) -> CellKind:
    """One of several words; blanks and hyphens will do for the lines between them."""
    return one_cell(lambda cell: _chosen(_text(cell), options), _text_cell)


def choices(options: Sequence[str]) -> CellKind:
    """Some of several words."""
    return one_cell(
        lambda cell: [_chosen(word, options) for word in _words(cell)], _words_cell, "["
    )


def _chosen(word: str, options: Sequence[str]) -> str:
    by_words = {_bare(option): option for option in options}
    return by_words.get(_bare(word), word)


def _bare(word: str) -> str:
    return plain(word.replace("_", " ").replace("-", " "))


def _read_hours(cells: Cells) -> Source:
    begin, end = cells
    one = _only(cells)
    if begin is None or end is None:
        missing = "its beginning" if begin is None else "its end"
        raise ValueError(f"{missing} is missing; write both, as in 10:00 and 13:00")
    return found_in(f"{_told(_begin, begin)}-{_told(_end, end)}", one)


def _begin(cell: SheetCell) -> str:
    return _checked(cell, parse_clock)


def _end(cell: SheetCell) -> str:
    return _checked(cell, parse_end)


def _checked(cell: SheetCell, parse: Callable[[str], int]) -> str:
    """The time in a cell, which is one by itself."""
    said = _clock(cell)
    parse(said)
    return said


def _clock(cell: SheetCell) -> str:
    """The time in a cell; where clocks show seconds, to the minute if it is less than one off."""
    value = cell.value
    if isinstance(value, timedelta) and value > timedelta(days=1):
        # A program counts time in days: 18.30 in a cell that shows a time is 18 days and a bit.
        what = f"'{value / timedelta(days=1):.10g}' is not a time"
        raise ValueError(f"{what}; write hours and minutes with a colon, as in 18:30")
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return typed(timedelta(minutes=round(value * 1440)))
    if isinstance(value, date):
        raise ValueError(f"'{cell.text}' is a date; write a time, as in 10:00")
    return cell.text.strip()


def _write_hours(value: Any) -> Written:
    with suppress(ValueError):
        if isinstance(value, str):
            begin, end = parse_hours(value)
            return [
                time.fromisoformat(clock(at)) if at < 1440 else clock(at) for at in (begin, end)
            ]
    return None


def _told(read: Callable[[SheetCell], T], cell: SheetCell) -> T:
    """What a cell among several says; an error is told at this one.

    Raises
    ------
    BadInput
        Where it cannot be read.
    """
    try:
        return read(cell)
    except ValueError as error:
        raise BadInput.at(cell.where, str(error)) from None


def _read_texts(cells: Cells) -> Source:
    """A text in the main language under the first head, and in the others under theirs."""
    found = {
        code: found_in(_told(_text, cell), cell)
        for code, cell in zip(CODES, cells, strict=True)
        if cell is not None
    }
    if set(found) == {CODES[0]}:
        return found[CODES[0]]
    places: dict[Path_, Position] = {(code,): one.values[()] for code, one in found.items()}
    said = {code: one.data for code, one in found.items()}
    return Source(said, places, {(): Position(_only(cells).where), **places})


def _write_texts(value: Any) -> Written:
    said = {CODES[0]: value} if isinstance(value, str) else value
    if not isinstance(said, Mapping) or not said or not set(said) <= set(CODES):
        return None
    if not all(isinstance(text, str) and _fits(text) for text in said.values()):
        return None
    return [said.get(code) for code in CODES]


def _read_mode(cells: Cells) -> Source:
    """How a rule applies, from its cells How, Tier and Weight."""
    how, tier, weight = cells
    said = _chosen(_told(_text, how), MODES) if how is not None else ""
    if said not in MODES:
        problem = f"'{said}' is not possible" if said else "it is not said how the rule applies"
        raise ValueError(f"{problem}{suggestion(said, MODES)}")
    given = {key: one for key, one in (("tier", tier), ("weight", weight)) if one is not None}
    place = Position(_only(cells).where)
    places: dict[Path_, Position] = {(said,): place}
    if not given:
        return Source({said: True}, places, {(): place, **places})
    if said != "prefer":
        raise ValueError(f"a tier or a weight belongs to 'prefer', and not to '{said}'; empty it")
    places |= {(said, key): Position(cell.where) for key, cell in given.items()}
    found = {said: {key: _told(_number, cell) for key, cell in given.items()}}
    return Source(found, places, {(): place, **places})


def _write_mode(value: Any) -> Written:
    if isinstance(value, str):
        value = {value: True}
    (how, said), *more = value.items() if isinstance(value, dict) and value else [("", None)]
    if more or how not in MODES:
        return None
    if said is True:
        return [how, None, None]
    if (
        how != "prefer"
        or not isinstance(said, dict)
        or not said
        or not {*said} <= {"tier", "weight"}
    ):
        return None
    numbers = [said.get("tier"), said.get("weight")]
    return [how, *numbers] if all(one is None or type(one) is int for one in numbers) else None


TEXT = one_cell(_text, _text_cell)
NUMBER = one_cell(_number, _number_cell)
PERCENT = one_cell(_percent, _percent_cell)
YES_NO = one_cell(_yes_no, _yes_no_cell)
DAY = one_cell(_day, _day_cell)
MOMENT = one_cell(_moment, _moment_cell)
WORDS = one_cell(_words, _words_cell, "[")
SET = one_cell(_set, written_set, "[{")
SHORT = one_cell(_text, _text_cell, "{")
TEXTS = CellKind(_read_texts, _write_texts)
HOURS = CellKind(_read_hours, _write_hours)
MODE = CellKind(_read_mode, _write_mode)
STRUCTURE = CellKind(lambda cells: read_yaml_in(_only(cells)), lambda value: _structure(value))


def _structure(value: Any) -> Written:
    said = _yaml_cell(value)
    return (said,) if _fits(said) else None
