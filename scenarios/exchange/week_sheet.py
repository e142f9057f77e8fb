"""The week as a sheet of a workbook: days across, time down, a colour for each body."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from scenarios.exchange.sheets import ACCENT, FONT, PALE, print_on_pages, put
from scenarios.reading.tables.workbook_cells import letters
from scheduler.document.days import PALETTE, Lane, side_by_side
from scheduler.document.week_grid import WeekGrid
from scheduler.week.clock import DAY, clock, hours
from scheduler.week.timetable import Part
from scheduler.week.words import one_line

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_DAYS = 7
"""Days side by side: those of longer weeks stand below each other."""

DAY_WIDTH, LANE_WIDTH, TIME_WIDTH = 23, 14, 7
"""Letters of a day with nothing side by side, of each of several parts at once, and of the time."""

SIZE, LINE = 8, 10.6
"""Points of the letters in the grid, and of a line of them."""

LETTER = 1.12
"""How many letters of this size stand where a column counts one."""

SMALLEST, LARGEST = 9.0, 46.0
"""Points of a stretch of time, as long as its texts need no more."""

PAGE_WIDTH, PAGE_HEIGHT, POINTS = 780, 500, 5.6
"""Points of a page of A4 across, and of a letter of a column."""

ONE_PAGE = 1.35
"""A week that is higher than a page is set smaller, so that it is one with what stands below it.

That is so where the days alone are up to this many times as high.
"""

ONE_LINE = 95
"""Letters of a title that stands on one line in large letters."""

_Edge: TypeAlias = Literal["thin", "medium", "mediumDashed", "double", "mediumDashDot"]

_EDGES: tuple[_Edge, ...] = ("medium", "mediumDashed", "double", "mediumDashDot")
"""How edges go on to differ where there are more bodies than colours."""


class _Place(NamedTuple):
    """Cells that a part fills: rows and columns, both included."""

    part: Part
    top: int
    bottom: int
    left: int
    right: int


class _Days(NamedTuple):
    """Days side by side, with the columns of each: the first of them, and how many."""

    days: tuple[int, ...]
    columns: tuple[tuple[int, int], ...]


def fill_week(sheet: Worksheet, grid: WeekGrid, rows: str, venue: str = "") -> None:
    """Write a timetable as a grid, on pages of A4 across that are as wide as the week.

    Nobody can change it by mistake: it is protected, without a password.

    Parameters
    ----------
    rows
        The sheet on which the timetable is changed.
    """
    from openpyxl.styles import Alignment, Font

    week = grid.week
    blocks = list(_blocks(grid))
    last = max((first + count - 1 for one in blocks for first, count in one.columns), default=2)
    whole = " to ".join(dict.fromkeys(map(week.day_name, (grid.days[0], grid.days[-1]))))
    titles = (one_line(week.title), " · ".join(filter(None, (f"{whole} {week.first.year}", venue))))
    for row, title in enumerate(titles, 1):
        put(sheet.cell(row, 1), title)
        size = 10 if row > 1 else 14 if len(title) <= ONE_LINE else 11
        sheet.cell(row, 1).font = Font(FONT, bold=row == 1, size=size, color=ACCENT)
        sheet.cell(row, 1).alignment = Alignment(vertical="center", wrap_text=True)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    short = len(titles[0]) <= ONE_LINE
    sheet.row_dimensions[1].height = 22 if short else 15 * (1 + len(titles[0]) // 125)
    put(sheet.cell(3, 1), f"To change it, edit the sheet {rows}; this one is only to look at.")
    sheet.cell(3, 1).font = Font(FONT, italic=True, size=SIZE, color="595959")
    sheet.merge_cells(start_row=3, end_row=3, start_column=1, end_column=last)
    sheet.column_dimensions["A"].width = TIME_WIDTH
    row = 4
    for block in blocks:
        for first, count in block.columns:
            for column in range(first, first + count):
                width = max(DAY_WIDTH / count, LANE_WIDTH if count > 1 else 0)
                sheet.column_dimensions[letters(column)].width = width
        row = _fill_days(sheet, grid, block, row) + 2
    high = sum(row.height or LINE for row in sheet.row_dimensions.values())
    _legend(sheet, grid, row, last)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.sheet_view.showGridLines = False
    if len(blocks) == 1:
        sheet.freeze_panes = "B5"
        sheet.print_title_rows = "4:4"
    print_on_pages(sheet, one_line(week.title))
    sheet.print_options.horizontalCentered = True
    wide = sum(column.width for column in sheet.column_dimensions.values()) * POINTS
    if high < ONE_PAGE * max(1.0, wide / PAGE_WIDTH) * PAGE_HEIGHT:
        sheet.page_setup.fitToHeight = 1


def _blocks(grid: WeekGrid) -> Iterator[_Days]:
    """The days in lines of a few, the columns of the same place in each as many."""
    days = grid.days
    lines = [days[n : n + MOST_DAYS] for n in range(0, len(days), MOST_DAYS)]
    counts = [
        max(_abreast(grid, line[place]) for line in lines if place < len(line))
        for place in range(len(lines[0]))
    ]
    for line in lines:
        firsts = [2 + sum(counts[:place]) for place in range(len(line))]
        yield _Days(line, tuple(zip(firsts, counts, strict=False)))


def _abreast(grid: WeekGrid, day: int) -> int:
    """How many parts of a day are at once, at most."""
    return max((lane.of for lane in side_by_side(grid.parts_on(day))), default=1)


def _fill_days(sheet: Worksheet, grid: WeekGrid, block: _Days, top: int) -> int:
    """Write days side by side, their names at a row; give the last row that they fill."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    thin = Side("thin", color="BFBFBF")
    for day, (first, count) in zip(block.days, block.columns, strict=True):
        cell = sheet.cell(top, first)
        put(cell, grid.week.day_name(day))
        for column in range(first, first + count):
            sheet.cell(top, column).fill = PatternFill("solid", fgColor=ACCENT)
            sheet.cell(top, column).border = Border(left=Side("thin", color="FFFFFF"))
        cell.font = Font(FONT, bold=True, color="FFFFFF")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.merge_cells(
            start_row=top, end_row=top, start_column=first, end_column=first + count - 1
        )
    sheet.row_dimensions[top].height = 18
    parts = [part for day in block.days for part in grid.parts_on(day)]
    times = sorted({time for part in parts for time in (part.start, part.start + part.minutes)})
    rows = {time: top + 1 + number for number, time in enumerate(times)}
    places = list(_places(grid, block, rows))
    heights = _heights(grid, places, times, top, block)
    for begin, end in pairwise(times):
        row = rows[begin]
        sheet.row_dimensions[row].height = heights[row]
        label = sheet.cell(row, 1)
        put(label, f"{clock(begin - DAY * (begin >= DAY))}{' (+1)' * (begin >= DAY)}")
        label.font = Font(FONT, size=SIZE, color="595959")
        label.alignment = Alignment(vertical="top", horizontal="right")
        idle = not any(one.start < end and begin < one.start + one.minutes for one in parts)
        for first, count in block.columns:
            for column in range(first, first + count):
                edge = thin if column == first else None
                sheet.cell(row, column).border = Border(left=edge, top=thin, bottom=thin)
                if idle:
                    sheet.cell(row, column).fill = PatternFill("solid", fgColor="F2F2F2")
    for place in places:
        _fill_part(sheet, grid, place)
    return top + max(1, len(times) - 1)


def _places(grid: WeekGrid, block: _Days, rows: dict[int, int]) -> Iterator[_Place]:
    for day, (first, count) in zip(block.days, block.columns, strict=True):
        for lane in side_by_side(grid.parts_on(day)):
            part = lane.part
            left, right = _span(lane, count)
            below = rows[part.start + part.minutes]
            yield _Place(part, rows[part.start], below - 1, first + left, first + right)


def _span(lane: Lane[Part], count: int) -> tuple[int, int]:
    """The first and the last of the columns of a day that a lane takes."""
    return lane.number * count // lane.of, (lane.number + 1) * count // lane.of - 1


def _heights(
    grid: WeekGrid, places: Sequence[_Place], times: Sequence[int], top: int, block: _Days
) -> dict[int, float]:
    """Points of each row: a little more for a longer stretch, and room for what stands there."""
    heights = {
        top + 1 + number: min(LARGEST, max(SMALLEST, 0.18 * (end - begin)))
        for number, (begin, end) in enumerate(pairwise(times))
    }
    for place in sorted(places, key=lambda one: one.bottom - one.top):
        rows = range(place.top, place.bottom + 1)
        lacking = _needed(grid, place, block) - sum(heights[row] for row in rows)
        if lacking > 0:
            heights |= {row: min(400.0, heights[row] + lacking / len(rows)) for row in rows}
    return heights


def _needed(grid: WeekGrid, place: _Place, block: _Days) -> float:
    """Points that the text of a part needs."""
    counts = {
        column: max(DAY_WIDTH / count, LANE_WIDTH if count > 1 else 0)
        for first, count in block.columns
        for column in range(first, first + count)
    }
    width = int(sum(counts[column] for column in range(place.left, place.right + 1)) * LETTER) - 1
    lines = sum(len(textwrap.wrap(text, max(4, width))) or 1 for text in _texts(grid, place.part))
    return lines * LINE + 4


def _texts(grid: WeekGrid, part: Part) -> list[str]:
    """When, what and where: each on a line of its own."""
    when = hours(part.start, part.start + part.minutes)
    return list(filter(None, (when, grid.title(part), grid.room(part))))


def _fill_part(sheet: Worksheet, grid: WeekGrid, place: _Place) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Alignment, Border, PatternFill, Side

    when, *texts = _texts(grid, place.part)
    cell = sheet.cell(place.top, place.left)
    bold, usual = InlineFont(rFont=FONT, b=True, sz=SIZE), InlineFont(rFont=FONT, sz=SIZE)
    where = InlineFont(rFont=FONT, i=True, sz=SIZE)
    has_room = len(texts) > 1
    said = [TextBlock(bold, when), TextBlock(usual, f"\n{texts[0]}")]
    cell.value = CellRichText(*said, *([TextBlock(where, f"\n{texts[1]}")] if has_room else []))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    edge, tint, style = _look(grid, place.part)
    thick, thin = Side(style, color=edge), Side("thin", color=edge)
    for row in range(place.top, place.bottom + 1):
        for column in range(place.left, place.right + 1):
            inner = sheet.cell(row, column)
            inner.fill = PatternFill("solid", fgColor=tint)
            inner.border = Border(
                left=thick if column == place.left else None,
                right=thin if column == place.right else None,
                top=thin if row == place.top else None,
                bottom=thin if row == place.bottom else None,
            )
    if (place.top, place.left) != (place.bottom, place.right):
        sheet.merge_cells(
            start_row=place.top,
            end_row=place.bottom,
            start_column=place.left,
            end_column=place.right,
        )


def _look(grid: WeekGrid, part: Part) -> tuple[str, str, _Edge]:
    """Edge and ground of the body that convenes a part, and the style of the edge."""
    session = grid.week.session.get(part.session)
    keys = [body.id for body in grid.week.bodies]
    body = session.bodies[0] if session and session.bodies else ""
    return _look_of(keys.index(body)) if body in keys else ("7F7F7F", "FFFFFF", "thin")


def _look_of(number: int) -> tuple[str, str, _Edge]:
    edge, tint = PALETTE[number % len(PALETTE)]
    style = _EDGES[number // len(PALETTE) % len(_EDGES)]
    return edge.lstrip("#").upper(), tint.lstrip("#").upper(), style


def _legend(sheet: Worksheet, grid: WeekGrid, row: int, last: int) -> None:
    """Below the days: whose colour is which, two in a line, and what is not held."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    held = {part.session for part in grid.timetable.parts}
    used = {s.bodies[0] for s in grid.week.sessions if s.id in held and s.bodies}
    bodies = [(n, body) for n, body in enumerate(grid.week.bodies) if body.id in used]
    middle = 2 + (last - 1) // 2
    spans = ((2, middle - 1), (middle, last)) if last > 2 else ((2, last),)
    for place, (number, body) in enumerate(bodies):
        line, side = divmod(place, len(spans))
        first, end = spans[side]
        edge, tint, style = _look_of(number)
        cell = sheet.cell(row + line, first)
        put(cell, one_line(body.name))
        cell.font = Font(FONT, size=SIZE + 1)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left")
        for column in range(first, end + 1):
            sheet.cell(row + line, column).fill = PatternFill("solid", fgColor=tint)
        cell.border = Border(left=Side(style, color=edge))
        sheet.merge_cells(
            start_row=row + line, end_row=row + line, start_column=first, end_column=end
        )
        width = sum(sheet.column_dimensions[letters(n)].width for n in range(first, end + 1))
        needed = 12.5 * (1 + len(body.name) // max(10, int(width * 1.2)))
        known = sheet.row_dimensions[row + line].height or 0
        sheet.row_dimensions[row + line].height = max(known, needed)
    row += -(-len(bodies) // len(spans))
    if grid.not_held:
        titles = "; ".join(one_line(grid.week.title_of(one.id)) for one in grid.not_held)
        cell = sheet.cell(row + 1, 2)
        put(cell, f"Not held: {titles}")
        cell.font = Font(FONT, size=SIZE + 1, italic=True)
        cell.fill = PatternFill("solid", fgColor=PALE)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=row + 1, end_row=row + 1, start_column=2, end_column=last)
        sheet.row_dimensions[row + 1].height = 13.0 * (1 + len(titles) // 110)
