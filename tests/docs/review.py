"""The Review, line by line: what each asks, where it is, and how it is tested.

Rules come from their plates, recommendations from the report, files of the library from their
comments; the rest is told in ``review.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from constraints import RULES
from scenarios import LIBRARY
from scenarios.studies.recommendations.run import RECOMMENDATIONS
from scheduler.rules.rule import Rule
from tests.docs.note import NOTE

LINES: Mapping[str, Mapping[int, Mapping[str, Any]]] = YAML(typ="safe").load(
    Path(__file__).with_name("review.yaml")
)

INTRODUCTION = """
*The Review* is the Review of the Intersessional Work Programme of 24 November 2010. Each of its
paragraphs and each of its nine recommendations has a line here: what it asks, where it is in the
program, and how that is tested.

**Whose words these are.** The text of the Review is not in this project. What a line asks is told
in our own words, from what *known* names: the rules that cite a paragraph, the comments of the
library, and what was asked of this program. Where nothing is known, the line says so; whoever has
the text can tell what is missing.

**How all rules are tested.** Beside the boundary cases to which *tested* leads, the
[laws](../tests/laws/test_laws.py) hold what the solver counts by a rule to what the judge finds by
it, over every timetable of tiny weeks. A rule stands at each paragraph that its *source* in the
[catalogue](rules.md) cites, and at each recommendation that it serves.
"""

GRADES = """\
How a week meets each is graded by the report. Beside the tests named below it is held to
[laws](../tests/laws/recommendations/test_grades.py): what breaks a recommendation in a week of the
library costs it its grade, and other words do not; and to [cases](../tests/cases/test_report.py)
that once fooled it.
"""


def review() -> str:
    """The page."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    yield f"{NOTE}\n\n# The Review, line by line\n{INTRODUCTION}\n## The paragraphs\n"
    for number, line in LINES["paragraphs"].items():
        yield f"### ¶ {number}\n"
        if "asks" in line:
            yield f"{line['asks'].strip()}\n"
        yield f"- **Known:** {line['known']}"
        yield from _where(line, [rule for rule in RULES if number in paragraphs_of(rule)])
        yield from _in_library(commented("paragraph", number))
        yield from _tests(line)
    yield f"## The nine recommendations\n\n{GRADES}"
    for one in RECOMMENDATIONS:
        line = LINES["recommendations"][one.number]
        yield f"### R{one.number}\n\n{one.title}. {one.asks}\n"
        yield from _where(line, [rule for rule in RULES if one.number in rule.recommendations])
        yield from _in_library(commented("Recommendation", one.number))
        yield from _tests(line)


def paragraphs_of(rule: type[Rule]) -> set[int]:
    """The paragraphs that the source of a rule cites."""
    return {int(number) for number in re.findall(r"¶\s*(\d+)", rule.plate()["Source"])}


def commented(what: str, number: int) -> list[str]:
    """The files of the library whose comments cite a paragraph or a recommendation."""
    cited = re.compile(rf"{what}s? (?:\d+(?:,| and) )*{number}\b")
    return [
        path.name
        for path in sorted(LIBRARY.glob("*.yaml"))
        if any("review" in text.lower() and cited.search(text) for text in comments(path))
    ]


def comments(path: Path) -> Iterator[str]:
    """The comments of a file, those of several lines as one."""
    lines = (line.partition("#")[2] if "#" in line else "\n" for line in _lines(path))
    return (re.sub(r"\s+", " ", text) for text in " ".join(lines).split("\n"))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _where(line: Mapping[str, Any], rules: Iterable[type[Rule]]) -> Iterator[str]:
    if rules:
        yield "- **Rules:**"
        yield from map(_rule, rules)
    if commands := line.get("commands"):
        yield "- **Commands:** " + ", ".join(f"[`{one}`](commands.md#{one})" for one in commands)
    if keys := line.get("keys"):
        yield "- **Keys:** " + ", ".join(f"[`{key}`](keys.md)" for key in keys)
    if "also" in line:
        yield f"- {line['also']}"


def _rule(rule: type[Rule]) -> str:
    key = rule.key()
    anchor = re.sub(r"[^\w -]", "", f"{rule.title} {key}").lower().replace(" ", "-")
    tested = f"[tested](../tests/constraints/test_{key}.py)"
    return f"  - `{key}`: [{rule.title}](rules.md#{anchor}), {tested}"


def _in_library(files: list[str]) -> Iterator[str]:
    if files:
        links = ", ".join(f"[`{one}`](../scenarios/library/{one})" for one in files)
        yield f"- **In the library:** {links}"


def _tests(line: Mapping[str, Any]) -> Iterator[str]:
    tests = line.get("tests", ())
    if tests:
        yield "- **Tested in:** " + ", ".join(f"[`{one}`](../{one})" for one in tests)
    else:
        yield "- Nothing is tested, since nothing is known."
    yield ""
