"""Results in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desk.terminal.console import text_width
from scheduler.document.document import Document, Paragraph, said
from scheduler.document.text import text_of
from scheduler.week.clock import count

if TYPE_CHECKING:
    from pathlib import Path

    from scheduler.explaining.explanation import Explanation
    from scheduler.solving.result import Result
    from scheduler.week.week import Week

USUAL_REMEDY = (
    "ask for fewer minutes ('least') or allow more parts, open more sittings or days, "
    "or say 'prefer' instead of 'must' for a rule that can give way."
)


def open_posts(week: Week, otherwise: str) -> Iterator[str]:
    """That posts are open, where any are, and what comes of it where nobody is named for them."""
    number = sum(number for _, number in week.open_posts())
    if number:
        are = count(number, "post is", "posts are")
        yield f"{are} open; name who takes them with --leaders, or {otherwise}."


def status_sentences(
    result: Result, explanation: Explanation | None = None, *, counted: bool = False
) -> Iterator[str]:
    """What came of a solve, and how sure it is.

    Parameters
    ----------
    explanation
        Why the week is impossible, where that has been looked into.
    counted
        Whether what has been counted is said already.
    """
    yield from result.sentences()
    yield from remedies(result, explanation, counted=counted)


def remedies(
    result: Result, explanation: Explanation | None = None, *, counted: bool = False
) -> Iterator[str]:
    """Why no timetable was found, and what to try; nothing where one was."""
    from scheduler.solving.result import Status

    if result.status is Status.INFEASIBLE:
        yield from _infeasible(result, explanation, counted=counted)
    elif result.status is Status.UNKNOWN:
        yield "What to try: give more time with --time-limit, or more workers."


def not_written(*paths: Path | None) -> Iterator[str]:
    """That files which were asked for are not written, as there is no timetable."""
    for path in paths:
        if path is not None:
            yield f"Not written, as there is no timetable: {path}"


def _infeasible(result: Result, explanation: Explanation | None, *, counted: bool) -> Iterator[str]:
    if explanation is not None:
        blocks = explanation.clashes() if counted else explanation.blocks()
        shown = text_of(Document("", blocks), text_width())
        yield from ("", *shown.splitlines(), "")
    else:
        yield from () if counted else (count.sentence for count in result.reasons)
        if result.conflict:
            yield from _conflict(result)
    # The ways out of a conflict say by themselves what to try.
    usual = () if explanation is not None and explanation.repair is not None else ("",)
    for remedy in dict.fromkeys(reason.remedy for reason in result.reasons) or usual:
        said = Paragraph(f"What to try: {remedy or USUAL_REMEDY}")
        yield text_of(Document("", (said,)), text_width())


def _conflict(result: Result) -> Iterator[str]:
    from constraints import RULE_BY_NAME
    from scheduler.rules.rule import titled

    if result.conflict_minimal:
        yield "These musts cannot all be kept; without any one of them there is a timetable:"
    else:
        yield "The conflict lies among these musts; whether each is needed for it is not settled:"
    for name in result.conflict:
        yield f"- {said(titled(name))}: {RULE_BY_NAME[name].plate()['Meaning']}"
