"""The report as text, as Markdown and as HTML: three readings of the same answers."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from scenarios.recommendations.answer import Grade

if TYPE_CHECKING:
    from scenarios.recommendations.answer import Answer
    from scenarios.recommendations.answering import Answers
    from scenarios.recommendations.principles import Standing

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
    yield f"**{_plain(answers.title)}**\n"
    for line in (answers.speaks_of, *answers.notes, answers.summary):
        yield f"{_plain(line)}\n"
    yield "| | recommendation | grade |\n|---|---|---|"
    for answer in answers.answers:
        yield f"| R{answer.number} | {_plain(answer.title)} | {_graded(answer)} |"
    for answer in answers.answers:
        yield f"\n## R{answer.number}. {_plain(answer.title)}: {answer.grade.value}\n"
        yield f"*{_plain(answer.asks)}*\n\n{_plain(answer.reason)}"
        if answer.evidence:
            yield ""
        yield from (f"- {_plain(line)}" for line in answer.evidence)
    yield f"\n## {PRINCIPLES}\n"
    yield "| principle | rule | applied as | what it finds |\n|---|---|---|---|"
    for standing in answers.scorecard:
        yield f"| **{standing.principle.value}** | | | {_plain(standing.word)} |"
        for score in standing.scores:
            yield f"| | `{score.rule}` | {score.mode} | {_plain(score.word)} |"


_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&])|^([-+]|\d+(?=[.)]))")


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, in one line."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def html_of(answers: Answers, *, whole: bool = True) -> str:
    """The report as HTML.

    Parameters
    ----------
    whole
        Whether as a page of its own; otherwise as a piece for a notebook.
    """
    body = f'<div class="recommendations"><style>{_STYLE}</style>{"".join(_html(answers))}</div>'
    if not whole:
        return body
    title = escape(f"{HEADING}: {answers.title}")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title></head>\n<body>{body}</body>\n</html>\n"
    )


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
    yield _cells(f"<th scope='col'>{head}</th>" for head in heads)
    for standing in answers.scorecard:
        yield from _standing(standing)
    yield "</table>\n"


def _standing(standing: Standing) -> Iterator[str]:
    name, word = escape(standing.principle.value), escape(standing.word)
    yield _cells([f"<th scope='row' colspan='2'>{name}</th>", f"<th>{word}</th>"])
    for score in standing.scores:
        cells = (f"<code>{escape(score.rule)}</code>", score.mode, escape(score.word))
        yield _cells(f"<td>{cell}</td>" for cell in cells)


def _cells(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>\n"


def _badge(grade: Grade) -> str:
    ink, background = _COLOURS[grade]
    style = f"color:{ink};background:{background};border-color:{ink}"
    return f"<span class='grade' style='{style}'>{_MARKS[grade]} {grade.value}</span>"


_STYLE = """
.recommendations {font: 15px/1.45 sans-serif; color: #1a1a1a; background: #fff;
  max-width: 50em; margin: 0 auto; padding: 1em}
.recommendations h1 {font-size: 1.5em; margin: 0 0 .5em}
.recommendations h2 {font-size: 1.1em; margin: 1.2em 0 .3em; break-after: avoid}
.recommendations section {break-inside: avoid}
.recommendations p {margin: .3em 0}
.recommendations .asks {font-style: italic; color: #4d4d4d}
.recommendations ul {margin: .3em 0; padding-left: 1.4em}
.recommendations table {border-collapse: collapse; margin: .8em 0; width: 100%}
.recommendations th, .recommendations td {border: 1px solid #999; padding: 3px 7px;
  text-align: left; vertical-align: top}
.recommendations tr {break-inside: avoid}
.recommendations .grade {border: 1px solid; border-radius: 3px; padding: 0 6px; font-size: .9em;
  font-weight: bold; white-space: nowrap; print-color-adjust: exact;
  -webkit-print-color-adjust: exact}
@page {margin: 18mm}
@media print {.recommendations {max-width: none; padding: 0; font-size: 11pt}}
"""
