"""A comparison as an aligned block of text, and as Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from scenarios.studies.comparison.table import RuleGroup, RuleRow, groups_of
from scenarios.studies.comparison.verdicts import MUST, say_differences
from scheduler.markup import plain

if TYPE_CHECKING:
    from scenarios.studies.comparison.comparison import Comparison
    from scenarios.studies.comparison.names import Names

HEADING = "Timetables side by side"
LEGEND = "Each cell is the amount in the rule's unit; what it costs in its tier stands in brackets."
STANDING = "Which is better"
NO_TIMETABLE = "There is no timetable to compare."

_LABEL = 34
"""Characters of the column of rules."""
_WIDEST = 14
"""Characters of a timetable's column at the most; longer names fold."""


def text_of(comparison: Comparison, width: int) -> str:
    """The comparison as an aligned block, no line of it longer than the width."""
    return "\n".join(_text(comparison, width))


def _text(comparison: Comparison, width: int) -> Iterator[str]:
    yield from _wrapped(f"{HEADING}: {comparison.title}", width)
    for candidate in comparison.candidates:
        yield from _wrapped(f"  {candidate.name}: {candidate.word}", width, "    ")
    for note in comparison.notes:
        yield from _wrapped(note, width)
    if not comparison.candidates:
        yield NO_TIMETABLE
        return
    yield ""
    yield from _wrapped(LEGEND, width)
    yield from _blocks(comparison, width)
    if len(comparison.candidates) > 1:
        yield f"\n{STANDING}"
        for sentence in comparison.say_standing():
            yield from _wrapped(f"  {sentence}", width, "    ")
    for names in comparison.pairs():
        yield ""
        yield from _pair(comparison, names, width)


def _wrapped(line: str, width: int, hang: str = "") -> list[str]:
    return textwrap.wrap(line, width, subsequent_indent=hang, break_on_hyphens=False)


def _blocks(comparison: Comparison, width: int) -> Iterator[str]:
    """The table; where not all timetables fit beside each other, in several blocks."""
    groups = groups_of(comparison.scenario, comparison.verdicts)
    widths = {name: _column(name, groups) for name in comparison.names}
    for names in _fitting(comparison.names, widths, width - _LABEL):
        yield ""
        yield from _head(names, widths)
        for group in groups:
            yield from _group(group, names, widths)


def _column(name: str, groups: Sequence[RuleGroup]) -> int:
    """How wide a timetable's column is: its cells fit, its name at least in pieces."""
    shown = [row.cell(name) for group in groups for row in group.rows]
    shown += [str(group.costs[name]) for group in groups]
    return max(6, min(_WIDEST, len(name)), *map(len, shown))


def _fitting(names: Sequence[str], widths: dict[str, int], room: int) -> Iterator[tuple[str, ...]]:
    line: tuple[str, ...] = ()
    for name in names:
        if line and sum(widths[one] + 2 for one in (*line, name)) > room:
            yield line
            line = ()
        line = (*line, name)
    yield line


def _head(names: Sequence[str], widths: dict[str, int]) -> Iterator[str]:
    folded = [textwrap.wrap(name, widths[name]) or [""] for name in names]
    depth = max(map(len, folded))
    for line in range(depth):
        words = (
            f"  {lines[line - depth + len(lines)] if line >= depth - len(lines) else '':>{w}}"
            for lines, w in zip(folded, (widths[name] for name in names), strict=True)
        )
        yield f"{'':{_LABEL}}{''.join(words)}".rstrip()


def _group(group: RuleGroup, names: Sequence[str], widths: dict[str, int]) -> Iterator[str]:
    yield from _line(group.title, [str(group.costs[n]) for n in names], names, widths)
    kept = [row for row in group.rows if row.must and not any(row.amounts.values())]
    shown = [row for row in group.rows if row not in kept]
    for principle, rows in groupby(shown, key=lambda row: row.principle):
        if principle:
            yield f" {principle}"
        for row in rows:
            label = f"  {row.applied.rule}, {row.applied.unit}"
            yield from _line(label, [row.cell(name) for name in names], names, widths)
    if kept:
        rest = "the other rules" if shown else "all rules"
        yield from _wrapped(f"  {len(kept)} musts kept by all: {rest}", _LABEL + 20, "    ")


def _line(
    label: str, shown: Sequence[str], names: Sequence[str], widths: dict[str, int]
) -> Iterator[str]:
    first, *more = textwrap.wrap(
        label, _LABEL, subsequent_indent="    ", drop_whitespace=True, break_on_hyphens=False
    )
    values = "".join(f"  {cell:>{widths[n]}}" for cell, n in zip(shown, names, strict=True))
    yield f"{first:{_LABEL}}{values}"
    yield from more


def _pair(comparison: Comparison, names: Names, width: int) -> Iterator[str]:
    moves, changes = comparison.moves(*names), comparison.findings(*names)
    yield from _wrapped(str(names), width)
    for sentence in moves.sentences():
        yield from _wrapped(f"  {sentence}", width, "    ")
    yield from _wrapped(f"  {changes.summary}", width, "    ")
    verdicts = comparison.verdicts
    for sentence in say_differences(
        comparison.scenario, verdicts[names.before], verdicts[names.after]
    ):
        yield from _wrapped(f"  {sentence}", width, "    ")
    for row in changes.rows:
        if row.tier == MUST:
            line = f"  {row.tier}, {changes.label(row.difference)}: {row.sentence}"
            yield from _wrapped(line, width, "    ")


def markdown_of(comparison: Comparison) -> str:
    """The comparison as Markdown; whatever could be taken for markup is escaped."""
    return "\n".join(_markdown(comparison)) + "\n"


def _markdown(comparison: Comparison) -> Iterator[str]:
    yield f"# {HEADING}\n"
    yield f"**{plain(comparison.title)}**\n"
    yield from (f"- **{plain(c.name)}**: {plain(c.word)}" for c in comparison.candidates)
    yield from (f"\n{plain(note)}" for note in comparison.notes)
    if not comparison.candidates:
        yield f"\n{NO_TIMETABLE}"
        return
    yield f"\n{LEGEND}\n"
    names = comparison.names
    yield _row(["tier", "principle", "rule", "unit", *map(plain, names)])
    yield f"|---|---|---|---|{'---:|' * len(names)}"
    for group in groups_of(comparison.scenario, comparison.verdicts):
        costs = (f"**{group.costs[name]}**" for name in names)
        yield _row([f"**{group.title}**", "", "", "", *costs])
        yield from (_row(_cells(row, names)) for row in group.rows)
    if len(names) > 1:
        yield f"\n## {STANDING}\n"
        yield from (f"- {plain(sentence)}" for sentence in comparison.say_standing())
    for pair in comparison.pairs():
        yield from _markdown_pair(comparison, pair)


def _cells(row: RuleRow, names: Sequence[str]) -> list[str]:
    about = [row.applied.tier, row.principle, f"`{row.applied.rule}`", row.applied.unit]
    return [*about, *(row.cell(name) for name in names)]


def _row(words: Sequence[str]) -> str:
    return f"| {' | '.join(words)} |"


def _markdown_pair(comparison: Comparison, names: Names) -> Iterator[str]:
    moves, changes = comparison.moves(*names), comparison.findings(*names)
    yield f"\n## {plain(str(names))}\n"
    yield from (f"- {plain(sentence)}" for sentence in moves.sentences())
    yield f"\n{plain(changes.summary)}"
    if changes.rows:
        yield "\n| rule | applied as | where | finding |\n|---|---|---|---|"
    for row in changes.rows:
        where = plain(changes.label(row.difference))
        yield _row([f"`{row.rule}`", row.tier, where, plain(row.sentence)])
