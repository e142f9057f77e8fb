"""What is served: nothing from elsewhere, and no text that becomes markup or a script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desk.page.server import STATIC

FILES = [path for path in sorted(STATIC.rglob("*")) if path.is_file()]
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
PAGES = [path for path in FILES if path.suffix == ".html"]
STYLES = [path for path in FILES if path.suffix == ".css"]

FORBIDDEN = (
    r"\b(?:inner|outer)HTML\b",
    r"\binsertAdjacentHTML\b",
    r"\bdocument\.write\b",
    r"\bDOMParser\b",
    r"\bcreateContextualFragment\b",
    r"\beval\s*\(",
    r"\bnew\s+Function\b",
    r"\bset(?:Timeout|Interval)\s*\(\s*[\"'`]",
    r"setAttribute\(\s*[\"'](?:style|on\w+)",
    r"javascript:",
)
"""What would let a text become markup or a script."""

ELSEWHERE = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[\w-]+\.[\w.-]+")
"""An address of another machine; the names of languages of markup are none."""


def named(path: Path) -> str:
    return path.relative_to(STATIC).as_posix()


def code(path: Path) -> str:
    """What stands in a file, without its comments."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)


def test_there_is_something_to_look_at() -> None:
    assert len(SCRIPTS) > 20
    assert PAGES
    assert STYLES


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_no_script_makes_markup_of_a_text(path: Path) -> None:
    text = code(path)
    assert not [one for one in FORBIDDEN if re.search(one, text)]


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_no_page_has_a_script_or_style_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|\son\w+\s*=|<style", text)
    assert all(re.search(r"\ssrc=", tag) for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("path", [*SCRIPTS, *PAGES, *STYLES], ids=named)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    assert not ELSEWHERE.findall(code(path))


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_what_a_script_imports_is_there(path: Path) -> None:
    """And it is named from there: there is no map of names, and no build."""
    found = re.findall(r"^(?:import|export)\b[^;]*?from \"([^\"]+)\"", code(path), re.MULTILINE)
    for name in found:
        assert name.startswith("."), name
        assert (path.parent / name).is_file(), name


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_what_a_page_names_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for name in re.findall(r"(?:href|src)=\"([^\"#]+)\"", text):
        assert (path.parent / name).is_file(), name


def test_every_style_is_named_by_the_page() -> None:
    text = (STATIC / "index.html").read_text(encoding="utf-8")
    named_there = set(re.findall(r"href=\"([^\"]+\.css)\"", text))
    imported = {
        (path.parent / name).resolve().relative_to(STATIC).as_posix()
        for path in STYLES
        for name in re.findall(r"@import (?:url\()?\"([^\"]+)\"", path.read_text(encoding="utf-8"))
    }
    assert named_there | imported == {named(path) for path in STYLES}


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_every_sentence_is_said_as_it_stands(path: Path) -> None:
    """The catalogues are held to what is said: a sentence that is put together is in none."""
    if named(path) == "lib/words.js":
        return
    assert not re.search(r"\bsay\(\s*[`']|\bcount\(\s*[`']", code(path))
