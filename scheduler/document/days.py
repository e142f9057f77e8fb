"""A week drawn with days as columns and hours downwards, as HTML."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Generic, NamedTuple, Protocol, TypeVar

from scheduler.document.document import Day, Days, Event, Window
from scheduler.week.clock import clock, hours

HOUR = 60
"""Minutes in an hour."""

_COLUMN = 150
"""The least pixels of a day with nothing side by side."""
_LETTER, _LINE, _RIM = 6.4, 15.6, 14
"""Pixels of a letter and of a line of text, and of what a block has around its text."""

PALETTE = (
    ("#0072b2", "#d9e9f3"),
    ("#e69f00", "#fbf0d9"),
    ("#009e73", "#d9f1ea"),
    ("#cc79a7", "#f7e9f1"),
    ("#56b4e9", "#e6f4fc"),
    ("#d55e00", "#f9e7d9"),
    ("#f0e442", "#fdfbe2"),
    ("#808080", "#ececec"),
)
"""An edge and a background for each body: the colours of Okabe and Ito, which people who confuse
colours can tell apart. Text on every background has a contrast above 14 to 1."""

_EDGES = ("solid", "dashed", "dotted", "double")
"""How edges go on to differ where there are more bodies than colours."""

_PRINTS = "-webkit-print-color-adjust:exact;print-color-adjust:exact"


class _Timed(Protocol):
    @property
    def begin(self) -> int: ...

    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=_Timed)


class Lane(NamedTuple, Generic[T]):
    """What happens, and where it stands among what runs at the same time: ``number`` of ``of``."""

    part: T
    number: int
    of: int


def side_by_side(parts: Iterable[T]) -> Iterator[Lane[T]]:
    """Give each part of a day a lane, so that no two parts in a lane overlap.

    Parts that overlap, also by way of others, share the width among as many lanes as they need.
    """
    cluster: list[tuple[T, int]] = []
    ends: list[int] = []
    for part in sorted(parts, key=lambda part: part.begin):
        if ends and part.begin >= max(ends):
            yield from (Lane(one, number, len(ends)) for one, number in cluster)
            cluster, ends = [], []
        number = next((n for n, end in enumerate(ends) if end <= part.begin), len(ends))
        ends[number : number + 1] = [part.end]
        cluster.append((part, number))
    yield from (Lane(one, number, len(ends)) for one, number in cluster)


def days_html(week: Days) -> str:
    """The days side by side, on one scale, with a legend of the kinds of what happens."""
    scale = _scale(week.days)
    columns = "".join(_column(day, scale) for day in week.days)
    titles = "; ".join(map(escape, week.left_out))
    left_out = f'<div style="margin-top:4px">Not held: {titles}</div>' if titles else ""
    return (
        f'<div class="days" style="font:12px/1.3 sans-serif;{_PRINTS}">'
        f'<div style="display:flex;gap:4px;overflow-x:auto;padding-bottom:8px">'
        f"{_axis(scale)}{columns}</div>"
        f"{_legend(week)}{left_out}</div>\n"
    )


def _column(day: Day, scale: _Scale) -> str:
    lines = "".join(
        f'<div style="position:absolute;left:0;right:0;top:{scale.top(hour)}px;'
        f'border-top:1px dotted #999"></div>'
        for hour in scale.hours
    )
    bands = "".join(_band(window, scale) for window in day.windows)
    blocks = "".join(_block(lane, scale) for lane in side_by_side(day.events))
    share = _share(day)
    return (
        f'<div style="flex:{share:g} 0 {_COLUMN * share:g}px">'
        f"{_header(day.name)}"
        f'<div style="{scale.frame};border:1px solid #767676">{bands}{lines}{blocks}</div></div>'
    )


def _share(day: Day) -> float:
    """How much wider a day is drawn than one with nothing side by side."""
    return (1 + max((lane.of for lane in side_by_side(day.events)), default=1)) / 2


def _words(event: Event) -> str:
    return " · ".join(filter(None, (event.title, event.place)))


def _per_minute(day: Day, lane: Lane[Event]) -> float:
    """Pixels for each minute at which the text of an event has room in the narrowest column."""
    event = lane.part
    width = _COLUMN * _share(day) / lane.of - _RIM
    text = f"{hours(event.begin, event.end)} {_words(event)}"
    lines = len(textwrap.wrap(text, max(1, int(width / _LETTER))))
    return (lines * _LINE + 4) / max(1, event.end - event.begin)


def _block(lane: Lane[Event], scale: _Scale) -> str:
    event = lane.part
    when = hours(event.begin, event.end)
    hover = ", ".join(filter(None, (when, event.title, event.place)))
    return (
        f'<div title="{escape(hover)}" style="position:absolute;'
        f"box-sizing:border-box;overflow:hidden;overflow-wrap:anywhere;"
        f"padding:1px 3px;border:1px solid #4d4d4d;"
        f"{_colour(event.kind)};{scale.place(event.begin, event.end)};"
        f"left:{100 * lane.number / lane.of:.2f}%;width:{100 / lane.of:.2f}%"
        f'"><b>{when}</b> {escape(_words(event))}</div>'
    )


def _legend(week: Days) -> str:
    keys = "".join(
        f'<span style="display:inline-block;margin:4px 8px 0 0;padding:1px 4px;'
        f'border:1px solid #4d4d4d;{_colour(number)}">{escape(name)}</span>'
        for number, name in enumerate(week.kinds)
        if name
    )
    return f"<div>{keys}</div>"


class _Scale(NamedTuple):
    """The hours that are drawn, from full hour to full hour, and pixels for each minute."""

    hours: range
    per_minute: float

    @property
    def frame(self) -> str:
        """The style of a day, as tall as its hours."""
        return f"position:relative;height:{self.top(self.hours[-1])}px"

    def top(self, minutes: int) -> int:
        return round((minutes - self.hours[0]) * self.per_minute)

    def place(self, begin: int, end: int) -> str:
        """The style of what begins and ends at times of day, in minutes after midnight."""
        return f"top:{self.top(begin)}px;height:{round((end - begin) * self.per_minute)}px"


def _scale(days: Sequence[Day]) -> _Scale:
    """A scale on which every window and event fits, as tall as its words need within reason."""
    words = (_per_minute(day, lane) for day in days for lane in side_by_side(day.events))
    spans = [(window.opens, window.closes) for day in days for window in day.windows]
    spans += [(event.begin, event.end) for day in days for event in day.events]
    first = min((begin for begin, _ in spans), default=9 * HOUR) // HOUR
    last = -(-max((end for _, end in spans), default=18 * HOUR) // HOUR)
    drawn = range(first * HOUR, last * HOUR + 1, HOUR)
    return _Scale(drawn, min(2.4, max(1.0, max(words, default=1.0))))


def _colour(number: int) -> str:
    edge, background = PALETTE[number % len(PALETTE)]
    style = _EDGES[number // len(PALETTE) % len(_EDGES)]
    return f"background:{background};border-left:6px {style} {edge}"


def _header(text: str) -> str:
    return f'<div style="font-weight:bold;white-space:nowrap;padding:4px 0">{escape(text)}</div>'


def _axis(scale: _Scale) -> str:
    labels = "".join(
        f'<div style="position:absolute;right:2px;top:{scale.top(hour) - 8}px">{clock(hour)}</div>'
        for hour in scale.hours
    )
    head = _header("\N{NO-BREAK SPACE}")
    return f'<div style="flex:0 0 40px">{head}<div style="{scale.frame}">{labels}</div></div>'


def _band(window: Window, scale: _Scale) -> str:
    name = f"{window.name}, {hours(window.opens, window.closes)}"
    return (
        f'<div title="{escape(name)}" style="position:absolute;left:0;right:0;background:#f4f4f4;'
        f"box-sizing:border-box;border-top:1px solid #999;border-bottom:1px solid #999;"
        f"color:#595959;text-align:right;{scale.place(window.opens, window.closes)}"
        f'">{escape(window.name)}</div>'
    )
