"""The report as text, as Markdown and as HTML: three readings of the same answers."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from scenarios.studies.recommendations.answer import Grade
from scheduler.markup import cells, page, piece, plain

if TYPE_CHECKING:
    from scenarios.studies.recommendations.answer import Answer
    from scenarios.studies.recommendations.answering import Answers
    from scenarios.studies.recommendations.principles import Standing

HEADING = "The nine recommendations"
PRINCIPLES = "The eight principles, rule by rule"
_WIDTH = 96
"""Characters in a line of the text."""

_MARKS = {Grade.MET: "●", Grade.PARTLY: "◐", Grade.NOT: "○", Grade.CANNOT_SAY: "–"}
"""A sign for each grade, which also print without colour tells apart; the word stands beside it."""

_COLOURS = {
    Grade.MET: ("#005a8c", "#d9e9f3"),
    Grade.PARTLY: ("#8a5a00", "#fbf0d9"),
    Grade.NOT: ("#8f3a00", "#f9e7d9"),
    Grade.CANNOT_SAY: ("#4d4d4d", "#ececec"),
}
"""Ink and background of each grade, after the colours of Okabe and Ito."""


def text_of(answers: Answers) -> str:
    """The report as an aligned block, in lines of 96 characters at the most."""
    return "\n".join(_text(answers))


def _text(answers: Answers) -> Iterator[str]:
    yield from _wrapped(f"{HEADING}: {answers.title}")
    for line in (answers.speaks_of, *answers.notes, answers.summary):
        yield from _wrapped(line)
    yield ""
    width = max(len(answer.title) for answer in answers.answers)
    for answer in answers.answers:
        yield f"  R{answer.number}  {answer.title:{width}}  {_graded(answer)}"
    for answer in answers.answers:
        yield ""
        yield from _wrapped(f"R{answer.number} {answer.title}: {answer.grade.value}")
        yield from _wrapped(f"  {answer.reason}", "  ")
        for line in answer.evidence:
            yield from _wrapped(f"  - {line}", "    ")
    yield f"\n{PRINCIPLES}"
    names = [score.rule for standing in answers.scorecard for score in standing.scores]
    width = max(map(len, names), default=0)
    for standing in answers.scorecard:
        yield f"  {standing.principle.value}: {standing.word}"
        for score in standing.scores:
            yield f"    {score.rule:{width}}  {score.mode:6}  {score.word}"


def _wrapped(line: str, hang: str = "") -> list[str]:
    return textwrap.wrap(line, _WIDTH, subsequent_indent=hang, break_on_hyphens=False)


def _graded(answer: Answer) -> str:
    return f"{_MARKS[answer.grade]} {answer.grade.value}"


def markdown_of(answers: Answers) -> str:
    """The report as Markdown; whatever could be taken for markup is escaped."""
    return "\n".join(_markdown(answers)) + "\n"


def _markdown(answers: Answers) -> Iterator[str]:
    yield f"# {HEADING}\n"
    yield f"**{plain(answers.title)}**\n"
    for line in (answers.speaks_of, *answers.notes, answers.summary):
        yield f"{plain(line)}\n"
    yield "| | recommendation | grade |\n|---|---|---|"
    for answer in answers.answers:
        yield f"| R{answer.number} | {plain(answer.title)} | {_graded(answer)} |"
    for answer in answers.answers:
        yield f"\n## R{answer.number}. {plain(answer.title)}: {answer.grade.value}\n"
        yield f"*{plain(answer.asks)}*\n\n{plain(answer.reason)}"
        if answer.evidence:
            yield ""
        yield from (f"- {plain(line)}" for line in answer.evidence)
    yield f"\n## {PRINCIPLES}\n"
    yield "| principle | rule | applied as | what it finds |\n|---|---|---|---|"
    for standing in answers.scorecard:
        yield f"| **{standing.principle.value}** | | | {plain(standing.word)} |"
        for score in standing.scores:
            yield f"| | `{score.rule}` | {score.mode} | {plain(score.word)} |"


def html_of(answers: Answers, *, whole: bool = True) -> str:
    """The report as HTML.

    Parameters
    ----------
    whole
        Whether as a page of its own; otherwise as a piece for a notebook.
    """
    body = piece("recommendations", "".join(_html(answers)), _STYLE)
    return page(f"{HEADING}: {answers.title}", body) if whole else body


def _html(answers: Answers) -> Iterator[str]:
    yield f"<h1>{HEADING}</h1>\n<p><b>{escape(answers.title)}</b></p>\n"
    for line in (answers.speaks_of, *answers.notes, answers.summary):
        yield f"<p>{escape(line)}</p>\n"
    yield "<table>\n"
    for answer in answers.answers:
        yield (
            f"<tr><th scope='row'>R{answer.number}</th><td>{escape(answer.title)}</td>"
            f"<td>{_badge(answer.grade)}</td></tr>\n"
        )
    yield "</table>\n"
    for answer in answers.answers:
        evidence = "".join(f"<li>{escape(line)}</li>\n" for line in answer.evidence)
        yield (
            f"<section><h2>R{answer.number}. {escape(answer.title)} {_badge(answer.grade)}</h2>\n"
            f"<p class='asks'>{escape(answer.asks)}</p>\n<p>{escape(answer.reason)}</p>\n"
            f"{f'<ul>{evidence}</ul>' if evidence else ''}</section>\n"
        )
    yield f"<h2>{PRINCIPLES}</h2>\n<table>\n"
    heads = ("principle or rule", "applied as", "what it finds")
    yield cells(f"<th scope='col'>{head}</th>" for head in heads)
    for standing in answers.scorecard:
        yield from _standing(standing)
    yield "</table>\n"


def _standing(standing: Standing) -> Iterator[str]:
    name, word = escape(standing.principle.value), escape(standing.word)
    yield cells([f"<th scope='row' colspan='2'>{name}</th>", f"<th>{word}</th>"])
    for score in standing.scores:
        words = (f"<code>{escape(score.rule)}</code>", score.mode, escape(score.word))
        yield cells(f"<td>{cell}</td>" for cell in words)


def _badge(grade: Grade) -> str:
    ink, background = _COLOURS[grade]
    style = f"color:{ink};background:{background};border-color:{ink}"
    return f"<span class='grade' style='{style}'>{_MARKS[grade]} {grade.value}</span>"


_STYLE = """
& .asks {font-style: italic; color: #4d4d4d}
& .grade {border: 1px solid; border-radius: 3px; padding: 0 6px; font-size: .9em;
  font-weight: bold; white-space: nowrap; print-color-adjust: exact;
  -webkit-print-color-adjust: exact}
"""
