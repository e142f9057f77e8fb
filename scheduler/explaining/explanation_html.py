"""Why nothing fits, as a notebook shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from scheduler.solving.result import CANONICAL, GIVEN_UP, Result, Status
from scheduler.week.words import listed

if TYPE_CHECKING:
    from scheduler.explaining.explanation import Explanation
    from scheduler.rules.requirement import Requirement


def html_of(explanation: Explanation) -> str:
    """The explanation as a piece of HTML that brings its own style."""
    content = "".join(_html(explanation))
    return f'<div class="explanation"><style>{_STYLE}</style>\n{content}</div>'


def _html(explanation: Explanation) -> Iterator[str]:
    yield f"<p><b>{escape(explanation.summary)}</b></p>\n"
    if explanation.status is not Status.INFEASIBLE:
        return
    if explanation.counts:
        yield f"<section><h3>{escape(explanation.heading_of_counts)}</h3>\n"
        yield _list(escape(count.sentence) for count in explanation.counts)
        yield "</section>\n"
    for number in range(len(explanation.conflicts)):
        yield from _conflict(explanation, number)
    yield f"<p>{escape(explanation.completeness)}</p>\n"
    yield from _repair(explanation)


def _conflict(explanation: Explanation, number: int) -> Iterator[str]:
    conflict = explanation.conflicts[number]
    name = f"Conflict {number + 1}" if len(explanation.conflicts) > 1 else "The conflict"
    yield f"<section><h3>{name}</h3>\n<p>{escape(conflict.clash)}</p>\n"
    yield _list(
        f"<code>{escape(rule)}</code>"
        + _list(escape(one.sentence) for one in conflict.requirements if one.rule == rule)
        for rule in conflict.rules
    )
    ways = explanation.ways[number] if explanation.ways else ()
    if ways:
        taken = {one.key for one in explanation.repair.given_up} if explanation.repair else set()
        yield f"<h4>Ways out</h4>\n<p>{escape(explanation.heading_of_ways)}</p>\n"
        yield _list(
            _given_up(way.given_up)
            + ("" if way.proven else " (less may do)")
            + (" <b>The repair gives up this one.</b>" if way.given_up.key in taken else "")
            for way in ways
        )
    yield "</section>\n"


def _repair(explanation: Explanation) -> Iterator[str]:
    yield "<section><h3>The least to give up</h3>\n"
    yield f"<p>{escape(explanation.heading_of_repair)}</p>\n"
    if explanation.repair is not None:
        yield _list(map(_given_up, explanation.repair.given_up))
        if explanation.more:
            yield f"<p>{escape(explanation.more)}</p>\n"
        if explanation.repair.result is not None:
            yield f"<p>{escape(_price(explanation.repair.result))}</p>\n"
    yield "</section>\n"


def _price(result: Result) -> str:
    """What the timetable that results costs, tier by tier."""
    if result.timetable is None:
        return "No timetable with this repair was found in the time given."
    tiers = [tier for tier in result.tiers if tier.name not in (GIVEN_UP, CANONICAL)]
    if not tiers:
        return "There is a timetable with this repair."
    costs = listed(f"{tier.value} in {tier.name}" for tier in tiers)
    sure = "proven to be the least" if all(tier.proven for tier in tiers) else "not proven"
    return f"The timetable that results costs {costs}, {sure}."


def _given_up(one: Requirement) -> str:
    return f"<code>{escape(one.rule)}</code>: {escape(one.sentence)}"


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>\n"


_STYLE = """
.explanation {font: 15px/1.45 sans-serif; color: #1a1a1a; background: #fff;
  max-width: 60em; padding: .5em 1em}
.explanation h3 {font-size: 1.1em; margin: 1.1em 0 .3em; break-after: avoid}
.explanation h4 {font-size: 1em; margin: .8em 0 .2em; break-after: avoid}
.explanation p {margin: .3em 0}
.explanation ul {margin: .3em 0; padding-left: 1.4em}
"""
