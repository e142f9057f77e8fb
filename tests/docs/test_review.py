"""The page on the Review is held to the code: what it names exists, and what cites it is named."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from constraints import RULES
from desk.group import COMMANDS, NAMES
from scenarios import LIBRARY
from scenarios.studies.recommendations.run import RECOMMENDATIONS
from tests.docs.keys import files
from tests.docs.pages import DOCS

PAGE = (DOCS / "review.md").read_text(encoding="utf-8")
ROOT = DOCS.parent
PARAGRAPHS, NINE = range(1, 15), range(1, 10)
NEW_FIELDS = ("committee", "presidency", "decides", "held", "used")
"""What a week says of itself for the sake of the Review."""


class Line(NamedTuple):
    """What the page says of a paragraph or of a recommendation."""

    name: str
    text: str

    def named(self, heading: str) -> list[str]:
        """What stands in code behind a heading."""
        start = rf"^- \*\*{heading}:\*\*(.*(?:\n  - .*)*)$"
        found = re.search(start, self.text, flags=re.MULTILINE)
        return re.findall("`([^`]+)`", found[1]) if found else []


def _lines() -> list[Line]:
    _, *pieces = re.split(r"^### (.*)$", PAGE, flags=re.MULTILINE)
    return [Line(*pair) for pair in zip(pieces[::2], pieces[1::2], strict=True)]


LINES = _lines()
EACH = pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)


def cites() -> dict[str, set[str]]:
    """For each line the rules that cite it, from their plates."""
    found: dict[str, set[str]] = {line.name: set() for line in LINES}
    for rule in RULES:
        for number in re.findall(r"¶ (\d+)", rule.plate()["Source"]):
            found[f"¶ {number}"].add(rule.key())
        for number in rule.recommendations:
            found[f"R{number}"].add(rule.key())
    return found


def test_each_paragraph_and_each_recommendation_has_one_line() -> None:
    names = [f"¶ {number}" for number in PARAGRAPHS] + [f"R{number}" for number in NINE]
    assert [line.name for line in LINES] == names
    assert [one.number for one in RECOMMENDATIONS] == list(NINE)


@EACH
def test_the_rules_of_a_line_are_those_that_cite_it(line: Line) -> None:
    assert set(line.named("Rules")) == cites()[line.name]


@EACH
def test_a_line_says_what_is_asked_or_that_it_is_not_known(line: Line) -> None:
    unknown = "- **Known:** nothing." in line.text
    asks = line.text.strip().splitlines()[0]
    assert asks.startswith("- ") == unknown
    assert bool(line.named("Tested in")) == bool(line.named("Commands")) == (not unknown)
    assert not (unknown and line.named("Rules")), "a rule cites it, so something is known"


@EACH
def test_commands_and_keys_of_a_line_exist(line: Line) -> None:
    known = {
        f"{place.path}.{key}".lstrip(".")
        for here in files().values()
        for place in here
        for key in place.fields
    }
    assert set(line.named("Commands")) <= set(NAMES)
    assert set(line.named("Keys")) <= known


@EACH
def test_what_a_line_names_in_the_library_is_there_and_speaks_of_the_review(line: Line) -> None:
    for name in line.named("In the library"):
        assert "review" in (LIBRARY / name).read_text(encoding="utf-8").lower()


@EACH
def test_the_tests_of_a_line_are_there_and_try_what_it_names(line: Line) -> None:
    keys = {re.split(r"\W+", key)[-1] for key in line.named("Keys")}
    commands = {name.replace("-", "_") for name in line.named("Commands")}
    words = {*keys, *commands, *line.named("Rules"), line.name}
    for path in line.named("Tested in"):
        text = (ROOT / path).read_text(encoding="utf-8")
        assert any(re.search(rf"\b{word}\b", text) for word in words), path
    for rule in line.named("Rules"):
        assert rule in (ROOT / f"tests/constraints/test_{rule}.py").read_text(encoding="utf-8")


def test_every_link_of_the_page_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", PAGE):
        assert (DOCS / target).exists(), target


def test_every_anchor_of_the_page_is_a_heading() -> None:
    for page, anchor in re.findall(r"\]\((\w+\.md)#([^)]+)\)", PAGE):
        headings = re.findall(r"^#+ (.*)$", (DOCS / page).read_text("utf-8"), flags=re.MULTILINE)
        anchors = {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings}
        assert anchor in anchors, (page, anchor)


def test_what_is_there_for_the_review_stands_on_some_line() -> None:
    commands = {name for line in LINES for name in line.named("Commands")}
    assert commands >= set(COMMANDS["The Review"])
    steps = {
        step for line in LINES for key in line.named("Keys") for step in re.findall(r"\w+", key)
    }
    assert steps >= set(NEW_FIELDS)


def test_what_the_library_says_of_a_paragraph_stands_on_its_line() -> None:
    """Read otherwise than the page: paragraph by paragraph, wherever a file says the word."""
    by_name = {line.name: line for line in LINES}
    said = 0
    for path in LIBRARY.glob("*.yaml"):
        for number in re.findall(r"[Rr]eview[:,] paragraph (\d+)", path.read_text("utf-8")):
            assert path.name in by_name[f"¶ {number}"].named("In the library")
            said += 1
    assert said
