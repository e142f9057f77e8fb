"""Values written as YAML read back, and what does not change in a text stays as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios import LIBRARY
from scenarios.reading.yaml.yaml_source import parse_yaml
from scenarios.reading.yaml.yaml_text import change_text, differences, yaml_text

TEXT = """\
# The head of the file.
schema: 1
week: {from: 2027-06-14, to: 2027-06-15}   # two days
sessions:
  # The first of all.
  one: {title: "One: the first", hours: 10:00-11:00, least: 060, optional: true}

  two:
    title: 'Two'
    rooms:
    sittings:
      - 2027-06-14 morning   # on Monday
      - afternoon
      - no
order:
  - {first: one, then: two}   # as always
  - {first: two, then: one}
"""

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8)
plain = st.one_of(
    words,
    st.integers(-1_000, 1_000),
    st.booleans(),
    st.sampled_from(
        ["yes", "10:00", "2027-06-14", "1.5", "null", "~", "", "#", "a: b", "- a", "a\nb"]
    ),
)
values = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(words.filter(str.strip), inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)
files = st.dictionaries(words.filter(str.strip), values, min_size=1, max_size=4)


def read(text: str | None) -> Any:
    assert text is not None
    return parse_yaml(text, Path("week.yaml")).data


def changed(text: str, **changes: Any) -> list[str]:
    """The lines that are others after a change."""
    found = change_text(text, changes, {})
    assert found is not None
    return [line for line in found.splitlines() if line not in text.splitlines()]


@pytest.mark.slow
@settings(max_examples=50)
@given(files)
def test_what_is_written_reads_back(data: dict[str, Any]) -> None:
    assert read(yaml_text(data)) == data


@pytest.mark.slow
@settings(max_examples=50)
@given(files, files)
def test_the_differences_make_one_text_say_what_the_other_says(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    found = change_text(yaml_text(one), differences(one, other), {})
    assert read(found) == other


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(LIBRARY.glob("*.yaml")), ids=lambda path: path.name)
def test_a_scenario_of_the_library_is_kept_as_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = change_text(text, {}, {})
    assert read(found) == read(text)
    comments = [line.strip() for line in text.splitlines() if line.strip().startswith("#")]
    assert found is not None
    assert [one.strip() for one in found.splitlines() if one.strip().startswith("#")] == comments


def test_what_does_not_change_stays_letter_for_letter() -> None:
    assert change_text(TEXT, {}, {}) == TEXT
    assert changed(TEXT, sessions={"two": {"title": "Second"}}) == ["    title: Second"]
    assert changed(TEXT, week={"to": "2027-06-16"}) == [
        "week: {from: 2027-06-14, to: 2027-06-16}   # two days"
    ]


def test_what_is_left_of_a_list_keeps_its_comments() -> None:
    left = [{"first": "one", "then": "two"}]
    assert "- {first: one, then: two}   # as always" in (
        change_text(TEXT, {"order": left}, {}) or ""
    )
    here = change_text(TEXT, {"sessions": {"two": {"sittings": ["afternoon", "no"]}}}, {})
    assert read(here)["sessions"]["two"]["sittings"] == ["afternoon", "no"]


def test_what_is_new_stands_on_one_line_where_it_is_short() -> None:
    new = {"least": 60, "days": ["monday", "17", "true"], "optional": False, "note": "it: is"}
    assert changed(TEXT, sessions={"three": new}) == [
        "  three: {least: 60, days: [monday, '17', 'true'], optional: false, note: 'it: is'}"
    ]


def test_what_is_taken_away_is_null_where_it_stands_below() -> None:
    below = {"sessions": {"two": {"title": "Two"}, "four": {"title": "Four"}}}
    found = change_text(TEXT, {"sessions": {"one": None, "two": None, "four": None}}, below)
    assert read(found)["sessions"] == {"two": None, "four": None}


def test_a_mapping_takes_the_place_of_a_short_form() -> None:
    found = change_text(
        "rooms: {west: 80}\n", {"rooms": {"west": {"seats": 80, "closed": ["x"]}}}, {}
    )
    assert found == "rooms: {west: {seats: 80, closed: [x]}}\n"


@pytest.mark.parametrize("text", ["- a list\n", "a: [\n", "a: *nothing\n"])
def test_what_is_no_mapping_cannot_be_kept(text: str) -> None:
    assert change_text(text, {"a": 1}, {}) is None


def test_a_folded_text_is_its_words_alone() -> None:
    text = "one: >\n  A long title\n  of two lines\ntwo: >-\n  a\n  b\nthree: |\n  a\n  b\n"
    data = parse_yaml(text, Path("week.yaml")).data
    assert data == {"one": "A long title of two lines\n", "two": "a b", "three": "a\nb\n"}
