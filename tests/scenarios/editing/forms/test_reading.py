"""What stands in a scenario is seen in its forms, all of it, and written back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios import LIBRARY
from scenarios.editing.changing_text import put
from scenarios.editing.edited_week import EditedWeek, read_text
from scenarios.editing.forms.description import sections
from scenarios.editing.forms.entries import FormEntry, entries_of
from scenarios.editing.forms.filling import FieldFilled, RestWritten, Written, fill_in, new_values
from scenarios.loading.extending import read_source
from scenarios.loading.patches import Values
from scenarios.loading.workbook.converting import meant
from scenarios.loading.workbook.layout import SETTINGS, SHEETS
from tests.library_weeks import library_weeks

EVERY_KEY = LIBRARY.parent / "every-key.yaml"
WEEKS = library_weeks()


def written(entry: FormEntry) -> list[Written]:
    """All that stands in an entry, as if a person had written it."""
    cells = {key: said for key, said in entry.cells.items() if any(said)}
    filled = [FieldFilled(entry.path, key, said) for key, said in cells.items()]
    return [*filled, *([RestWritten(entry.path, entry.rest)] if entry.rest else [])]


def from_forms(path: Path) -> tuple[Values, Values]:
    """The values of a scenario, and those that are made of its forms alone."""
    data = read_source(path).data
    found = new_values({}, [one for entry in entries_of(data) for one in written(entry)])
    assert not found.problems
    made: Values = {"schema": data["schema"]}
    for new in found.values:
        put(made, new)
    return data, made


@pytest.mark.parametrize("path", [EVERY_KEY, WEEKS[0], *WEEKS[4:6]], ids=lambda path: path.stem)
def test_the_forms_say_all_that_the_file_says(path: Path) -> None:
    data, made = from_forms(path)
    assert meant(made) == meant(data)


@pytest.mark.slow
@pytest.mark.parametrize("path", WEEKS, ids=lambda path: path.stem)
def test_the_forms_of_every_week_of_the_library_say_all_that_it_says(path: Path) -> None:
    data, made = from_forms(path)
    assert meant(made) == meant(data)


@pytest.mark.slow
def test_what_is_written_back_leaves_the_week_and_the_comments_as_they_were() -> None:
    text = EVERY_KEY.read_text(encoding="utf-8")
    week = EditedWeek(text, read_text(EVERY_KEY, text))
    entries = entries_of(read_source(EVERY_KEY).data)
    after = fill_in(week, [one for entry in entries for one in written(entry)]).week
    assert after.scenario == week.scenario
    remarks = [line.partition("#")[2] for line in text.splitlines() if "#" in line]
    assert [line.partition("#")[2] for line in after.text.splitlines() if "#" in line] == remarks


def test_every_column_of_a_workbook_is_a_field() -> None:
    fields = {(*(one.path or ()), *field.path): field for one in sections() for field in one.fields}
    columns = [
        (*place.path, *c.path) for form in SHEETS for place in form.places for c in place.columns
    ]
    columns += [column.path for group in SETTINGS for column in group.columns]
    assert not [way for way in columns if way not in fields]


def test_what_no_field_says_stands_in_the_entry_as_yaml() -> None:
    entries = {entry.path: entry for entry in entries_of(read_source(EVERY_KEY).data)}
    assert entries["grid", "groups"].rest.startswith("as-now: {}")
    pinned = {"sessions": {"a": {"body": "b", "format": "plenary", "agenda": "all"}}}
    [one] = [e for e in entries_of(pinned) if e.path == ("sessions", "a")]
    assert one.cells["body"] == ("b",)
