"""Pairs of instruments, subject by subject: journeys saved, and journeys still doubled."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any, NamedTuple

from desk.plots.canvas import (
    count_whole,
    draw_grid,
    lay_rows,
    legend_above,
    new_axes,
    say_empty,
    set_heading,
)
from desk.plots.palette import MOVES, ON_PAPER, PAPER, STANDS, patch_style
from scenarios.studies.synergy.result import ALL
from scheduler.week.clock import count

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from scenarios.studies.synergy.result import Synergy
    from scenarios.studies.synergy.rows import SynergyRow
    from scheduler.week.week import Week

SAVED, DOUBLED = STANDS, MOVES
FOLLOW = patch_style(PAPER, "....")

_HEIGHT, _LABEL, _WORDS = 0.62, 38, 36
"""How high a bar is, and characters in a line of its label and of the words beside it."""


class _PairBar(NamedTuple):
    """A row of the plot: what it is called, and its figures."""

    label: str
    whole: bool
    lengths: tuple[int, ...]
    words: str


_BESIDE: dict[str, Any] = {"va": "center", "fontsize": 8, "bbox": ON_PAPER, "parse_math": False}
"""How the words beside a bar are written."""


def plot_synergy(synergy: Synergy, axes: Axes | None = None) -> Axes:
    """Draw the journeys of each pair of instruments: of all sessions, then by subject.

    Returns
    -------
    matplotlib.axes.Axes
        Journeys along x, saved ones and then those still doubled; a row for each pair in bold, and
        one for each of its subjects. Without a timetable there are no journeys: then the States
        Parties to both that follow both are drawn. Words beside a bar say what it does not show.
    """
    timed = any(row.timing is not None for row in synergy.found)
    bars = [_bar(synergy.week, row) for row in synergy.found]
    axes = axes or new_axes(10, 1.5 + 0.55 * max(1, len(bars)))
    if not bars:
        say_empty(axes, "no two instruments have a session each")
        return axes
    longest = max([1, *(sum(bar.lengths) for bar in bars)])
    styles = (SAVED, DOUBLED) if timed else (FOLLOW,)
    for place, bar in enumerate(bars):
        end = 0
        for length, style in zip(bar.lengths, styles, strict=True):
            if length:
                axes.barh(place, length, _HEIGHT, left=end, **style)
            end += length
        axes.text(end + longest * 0.015, place, bar.words, **_BESIDE)
    _frame(axes, bars, longest)
    axes.set_xlabel("journeys" if timed else "States Parties to both that follow both")
    if timed:
        labels = ("saved: one journey serves both", "still doubled: a journey more")
        legend_above(axes, dict(zip(labels, styles, strict=True)))
    set_heading(axes, synergy.week.title, pad=26 if timed else 6)
    return axes


def _bar(week: Week, row: SynergyRow) -> _PairBar:
    whole, timing = row.subject is None, row.timing
    pair = f"{week.instrument[row.one].name} and {week.instrument[row.other].name}"
    label = f"{fill(pair, _LABEL)}\n{ALL}" if row.subject is None else fill(row.subject, _LABEL)
    lengths: tuple[int, ...] = (len(row.followers),)
    if timing is not None:
        lengths = (sum(timing.saved.values()), sum(timing.doubled.values()))
    return _PairBar(label, whole, lengths, fill(_words(week, row), _WORDS))


def _words(week: Week, row: SynergyRow) -> str:
    """What stands beside a bar."""
    if row.missing:
        names = " and of ".join(week.instrument[instrument].inside for instrument in row.missing)
        return f"no session of {names}"
    timing = row.timing
    if timing is None:
        return str(len(row.followers))
    words = [f"{sum(timing.saved.values())} saved, {sum(timing.doubled.values())} doubled"]
    if timing.working_days is not None:
        words.append(f"{count(timing.working_days, 'working day')} apart")
    if timing.in_two_places:
        minutes = count(sum(timing.in_two_places.values()), "minute")
        words.append(f"{minutes} in two places")
    return "; ".join(words)


def _frame(axes: Axes, bars: list[_PairBar], longest: int) -> None:
    lay_rows(axes, [bar.label for bar in bars])
    for label, bar in zip(axes.get_yticklabels(), bars, strict=True):
        label.set_fontweight("bold" if bar.whole else "normal")
    axes.set_xlim(0, longest * 1.55)
    count_whole(axes)
    draw_grid(axes)
