"""A week drawn as a grid: in a notebook as HTML with days as columns, elsewhere as text by day."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from scheduler.week.clock import clock
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Sitting, Week

HOUR = 60
"""Minutes in an hour."""

_COLUMN = 150
"""Pixels that a day with nothing side by side has at the least."""
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


@dataclass(frozen=True)
class WeekGrid:
    """A timetable, legal or not, as people look at it.

    Parameters
    ----------
    week
        The week that the timetable is for.
    timetable
        Its parts; sessions that the week does not have are shown by their identifiers.
    """

    week: Week
    timetable: Timetable

    @property
    def days(self) -> tuple[int, ...]:
        """Every day with a sitting or a part."""
        return tuple(sorted({*self.week.days, *(part.day for part in self.timetable.parts)}))

    def parts_on(self, day: int) -> tuple[Part, ...]:
        """The parts of one day, in order of time."""
        return tuple(part for part in self.timetable.parts if part.day == day)

    def title(self, part: Part) -> str:
        """The title of a part's session, and which of its parts it is where there are several."""
        session = self.week.session.get(part.session)
        name = session.title if session else part.session
        parts = self.timetable.of(part.session)
        return f"{name} ({parts.index(part) + 1} of {len(parts)})" if len(parts) > 1 else name

    def room(self, part: Part) -> str:
        """The name of a part's room; empty where it has none."""
        room = self.week.room.get(part.room or "")
        return room.name if room else part.room or ""

    @property
    def not_held(self) -> tuple[Session, ...]:
        """The sessions that the timetable leaves out."""
        return tuple(s for s in self.week.sessions if not self.timetable.holds(s.id))

    def __str__(self) -> str:
        width = max((len(self.title(part)) for part in self.timetable.parts), default=0)
        lines = []
        for day in self.days:
            lines.append(self.week.day_name(day))
            for part in self.parts_on(day):
                line = f"  {hours(part)}  {self.title(part):{width}}  {self.room(part)}"
                lines.append(line.rstrip())
        if self.not_held:
            lines.append("Not held")
            lines += [f"  {session.title}" for session in self.not_held]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        shown = [lane for day in self.days for lane in self._lanes(day)]
        most = max(map(self._per_minute, shown), default=1.0)
        scale = _scale(self.week.sittings, self.timetable.parts, most)
        colours = {body.id: _colour(number) for number, body in enumerate(self.week.bodies)}
        columns = "".join(self._column(day, scale, colours) for day in self.days)
        style = f"font:12px/1.3 sans-serif;color:#1a1a1a;background:#fff;padding:8px;{_PRINTS}"
        return (
            f'<div style="{style}">'
            f'<div style="font-size:15px;font-weight:bold">{escape(self.week.title)}</div>'
            f'<div style="display:flex;gap:4px;overflow-x:auto;padding-bottom:8px">'
            f"{_axis(scale)}{columns}</div>"
            f"{self._legend(colours)}{self._left_out()}</div>"
        )

    def _column(self, day: int, scale: _Scale, colours: dict[str, str]) -> str:
        lines = "".join(_line(scale.top(hour)) for hour in scale.hours)
        bands = "".join(_band(sitting, scale) for sitting in self.week.sittings_on(day))
        blocks = "".join(self._block(lane, scale, colours) for lane in self._lanes(day))
        share = self._share(day)
        frame = f"position:relative;height:{scale.height}px;border:1px solid #767676"
        return (
            f'<div style="flex:{share:g} 0 {_COLUMN * share:g}px">'
            f"{_header(self.week.day_name(day))}"
            f'<div style="{frame}">{bands}{lines}{blocks}</div></div>'
        )

    def _lanes(self, day: int) -> list[Lane]:
        return list(side_by_side(self.parts_on(day)))

    def _share(self, day: int) -> float:
        """How much wider a day is drawn than one with nothing side by side."""
        return (1 + max((lane.of for lane in self._lanes(day)), default=1)) / 2

    def _text(self, part: Part) -> str:
        return " · ".join(word for word in (self.title(part), self.room(part)) if word)

    def _per_minute(self, lane: Lane) -> float:
        """Pixels for each minute at which the text of a part has room in the narrowest column."""
        width = _COLUMN * self._share(lane.part.day) / lane.of - _RIM
        text = f"{hours(lane.part)} {self._text(lane.part)}"
        lines = len(textwrap.wrap(text, max(1, int(width / _LETTER))))
        return (lines * _LINE + 4) / max(1, lane.part.minutes)

    def _block(self, lane: Lane, scale: _Scale, colours: dict[str, str]) -> str:
        part = lane.part
        session = self.week.session.get(part.session)
        colour = colours.get(session.bodies[0], _colour(0)) if session else _colour(0)
        place = (
            f"top:{scale.top(part.start)}px;height:{scale.pixels(part.minutes)}px;"
            f"left:{100 * lane.number / lane.of:.2f}%;width:{100 / lane.of:.2f}%"
        )
        words = [hours(part), self.title(part), self.room(part)]
        return (
            f'<div title="{escape(", ".join(filter(None, words)))}" style="position:absolute;'
            f"box-sizing:border-box;overflow:hidden;overflow-wrap:anywhere;"
            f"padding:1px 3px;border:1px solid #4d4d4d;"
            f'{colour};{place}"><b>{hours(part)}</b> {escape(self._text(part))}</div>'
        )

    def _legend(self, colours: dict[str, str]) -> str:
        used = {body for session in self.week.sessions for body in session.bodies[:1]}
        keys = "".join(
            f'<span style="display:inline-block;margin:4px 8px 0 0;padding:1px 4px;'
            f'border:1px solid #4d4d4d;{colours[body.id]}">{escape(body.name)}</span>'
            for body in self.week.bodies
            if body.id in used
        )
        return f"<div>{keys}</div>"

    def _left_out(self) -> str:
        titles = "; ".join(escape(session.title) for session in self.not_held)
        return f'<div style="margin-top:4px">Not held: {titles}</div>' if titles else ""


def hours(part: Part) -> str:
    """When a part begins and ends: ``10:00–13:00``."""
    return f"{clock(part.start)}–{clock(part.start + part.minutes)}"


class Lane(NamedTuple):
    """A part, and where it stands among those that run at the same time: ``number`` of ``of``."""

    part: Part
    number: int
    of: int


def side_by_side(parts: Iterable[Part]) -> Iterator[Lane]:
    """Give each part of a day a lane, so that no two parts in a lane overlap.

    Parts that overlap, also by way of others, share the width among as many lanes as they need.
    """
    cluster: list[tuple[Part, int]] = []
    ends: list[int] = []
    for part in sorted(parts, key=lambda part: part.begin):
        if ends and part.begin >= max(ends):
            yield from (Lane(one, number, len(ends)) for one, number in cluster)
            cluster, ends = [], []
        number = next((n for n, end in enumerate(ends) if end <= part.begin), len(ends))
        ends[number : number + 1] = [part.end]
        cluster.append((part, number))
    yield from (Lane(one, number, len(ends)) for one, number in cluster)


class _Scale(NamedTuple):
    """The hours that are drawn, from full hour to full hour, and pixels for each minute."""

    opens: int
    closes: int
    per_minute: float

    @property
    def hours(self) -> range:
        return range(self.opens, self.closes + 1, HOUR)

    @property
    def height(self) -> int:
        return self.pixels(self.closes - self.opens)

    def pixels(self, minutes: int) -> int:
        return round(minutes * self.per_minute)

    def top(self, minutes: int) -> int:
        return self.pixels(minutes - self.opens)


def _scale(sittings: Sequence[Sitting], parts: Sequence[Part], per_minute: float) -> _Scale:
    """A scale on which every sitting and part fits, as tall as asked for within reason."""
    opens = min([*(s.opens for s in sittings), *(p.start for p in parts)], default=9 * HOUR)
    ends = [*(s.closes for s in sittings), *(p.start + p.minutes for p in parts)]
    closes = max(ends, default=18 * HOUR)
    return _Scale(opens // HOUR * HOUR, -(-closes // HOUR) * HOUR, min(2.4, max(1.0, per_minute)))


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
    frame = f"position:relative;height:{scale.height}px"
    return (
        f'<div style="flex:0 0 40px">{_header(chr(160))}<div style="{frame}">{labels}</div></div>'
    )


def _line(top: int) -> str:
    place = f"position:absolute;left:0;right:0;top:{top}px"
    return f'<div style="{place};border-top:1px dotted #999"></div>'


def _band(sitting: Sitting, scale: _Scale) -> str:
    place = f"top:{scale.top(sitting.opens)}px;height:{scale.pixels(sitting.minutes)}px"
    name = f"{sitting.name}, {clock(sitting.opens)}–{clock(sitting.closes)}"
    return (
        f'<div title="{escape(name)}" style="position:absolute;left:0;right:0;background:#f4f4f4;'
        f"box-sizing:border-box;border-top:1px solid #999;border-bottom:1px solid #999;"
        f'color:#595959;text-align:right;{place}">{escape(sitting.name)}</div>'
    )
