"""A comparison as HTML: a page of its own, or a piece in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from scenarios.studies.comparison.findings import findings_html
from scenarios.studies.comparison.reports import HEADING, LEGEND, NO_TIMETABLE, STANDING
from scenarios.studies.comparison.table import RuleGroup, groups_of
from scheduler.markup import cells, page, piece

if TYPE_CHECKING:
    from scenarios.studies.comparison.comparison import Comparison
    from scenarios.studies.comparison.names import Names


def html_of(comparison: Comparison, *, whole: bool = True) -> str:
    """The comparison as HTML.

    Parameters
    ----------
    whole
        Whether as a page of its own, with the week grids; otherwise as a piece for a notebook.
    """
    content = "".join(_html(comparison, whole=whole))
    body = piece("comparison", content, _STYLE, width="none")
    return page(f"{HEADING}: {comparison.title}", body) if whole else body


def _html(comparison: Comparison, *, whole: bool) -> Iterator[str]:
    yield f"<h1>{HEADING}</h1>\n<p><b>{escape(comparison.title)}</b></p>\n<ul>"
    for candidate in comparison.candidates:
        yield f"<li><b>{escape(candidate.name)}</b>: {escape(candidate.word)}</li>\n"
    yield "</ul>\n"
    yield from (f"<p>{escape(note)}</p>\n" for note in comparison.notes)
    if not comparison.candidates:
        yield f"<p>{NO_TIMETABLE}</p>\n"
        return
    yield f"<p>{LEGEND}</p>\n<table class='rules'>\n<thead>"
    names = [f"<th scope='col'>{escape(name)}</th>" for name in comparison.names]
    yield cells([*(f"<th scope='col'>{head}</th>" for head in ("rule", "unit")), *names])
    yield "</thead>\n"
    for group in groups_of(comparison.scenario, comparison.verdicts):
        yield from _group(group, comparison.names)
    yield "</table>\n"
    if len(comparison.names) > 1:
        yield f"<h2>{STANDING}</h2>\n<ul>"
        yield from (f"<li>{escape(said)}</li>\n" for said in comparison.say_standing())
        yield "</ul>\n"
    if whole:
        yield "<h2>The weeks</h2>\n<div class='weeks'>"
        for name in comparison.names:
            grid = comparison.grid(name)._repr_html_()
            yield f"<section><h3>{escape(name)}</h3>{grid}</section>\n"
        yield "</div>\n"
    for pair in comparison.pairs():
        yield from _pair(comparison, pair)


def _group(group: RuleGroup, names: tuple[str, ...]) -> Iterator[str]:
    """The rows of a tier, under a row with its costs; the lowest cost stands in bold."""
    costs = (f"<td class='number'>{group.costs[name]}</td>" for name in names)
    yield "<tbody>"
    yield cells([f"<th scope='rowgroup' colspan='2'>{group.title}</th>", *costs]).replace(
        "<tr>", "<tr class='tier'>", 1
    )
    for principle, rows in groupby(group.rows, key=lambda row: row.principle):
        if principle:
            span = 2 + len(names)
            yield cells([f"<td class='principle' colspan='{span}'>{principle}</td>"])
        for row in rows:
            least = min(row.amounts.values())
            shown = (
                f"<td class='number{' more' if row.amounts[name] > least else ''}'>"
                f"{row.cell(name)}</td>"
                for name in names
            )
            about = (
                f"<td><code>{row.applied.rule}</code></td>",
                f"<td>{escape(row.applied.unit)}</td>",
            )
            yield cells([*about, *shown])
    yield "</tbody>\n"


def _pair(comparison: Comparison, names: Names) -> Iterator[str]:
    moves, changes = comparison.moves(*names), comparison.findings(*names)
    yield f"<h2>{escape(str(names))}</h2>\n<ul>"
    yield from (f"<li>{escape(sentence)}</li>\n" for sentence in moves.sentences())
    yield f"</ul>\n<p>{escape(changes.summary)}</p>\n{findings_html(changes)}"


_STYLE = """
& p, & ul {max-width: 70em}
& h3 {font-size: 1em; margin: .6em 0 .2em}
& .rules {width: auto}
& .number {text-align: right; white-space: nowrap}
& .rules thead th {overflow-wrap: anywhere; max-width: 12em; vertical-align: bottom}
& .tier {background: #d9e9f3; font-weight: bold; print-color-adjust: exact;
  -webkit-print-color-adjust: exact}
& .principle {font-style: italic; color: #4d4d4d; border-bottom: none}
& .more {text-decoration: underline; text-decoration-color: #d55e00;
  text-decoration-thickness: 2px; text-underline-offset: 3px}
& .weeks {display: flex; flex-wrap: wrap; gap: 1em}
& .weeks section {flex: 1 0 min-content; max-width: 100%}
@page weeks {margin: 10mm}
@media print {& .weeks {display: block; page: weeks} & .weeks section {zoom: .65}}
"""
