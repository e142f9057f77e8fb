"""What forms are called on the page: every section and head, in the languages of the page."""

from __future__ import annotations

import re
from pathlib import Path

import desk.page
from scenarios.editing.forms.description import sections

FORMS = Path(desk.page.__file__).parent / "static" / "forms"


def known(file: str) -> set[str]:
    """What a file of the page can say in every language."""
    return set(re.findall(r'^  "([^"]+)": \(\) => say\(', (FORMS / file).read_text("utf-8"), re.M))


def test_every_section_and_its_group_has_a_name() -> None:
    names = known("names.js")
    assert [one.name for one in sections() if one.name not in names] == []
    assert {one.group for one in sections()} <= names


def test_every_field_has_a_head() -> None:
    columns = (field.column for one in sections() for field in one.fields)
    heads = {re.sub(r" \((fr|es)\)$", "", head) for column in columns for head in column.heads}
    assert sorted(heads - known("heads.js")) == []
