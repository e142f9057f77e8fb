"""The entries of a scenario as the forms show them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from constraints import RULES
from scenarios.editing.forms.cells import cells_of
from scenarios.editing.forms.description import (
    FormField,
    FormSection,
    fields_of_rule,
    sections,
)
from scenarios.loading.patches import Values, in_full
from scenarios.loading.workbook.kinds import STRUCTURE
from scenarios.loading.workbook.writing import (
    left_of,
    said_by,
    standing,
    value_at,
    write_in_full,
)
from scenarios.reading.yaml.yaml_source import Path_, without_nothing

PATCHED = ("variants", "grid")
"""What holds patches, in which a key without a value means something."""


class FormEntry(NamedTuple):
    """One entry.

    Attributes
    ----------
    path
        The way to it in the file; empty for the single values of a section.
    cells
        By the keys of its fields: what stands in their cells. Empty fields are left out.
    rest
        What no field says, as YAML; empty where that is nothing.
    """

    section: str
    path: Path_
    cells: dict[str, tuple[str, ...]]
    rest: str = ""


def long_form(data: Values) -> Values:
    """The values of a scenario, with everything in long form that stands in short somewhere."""
    patches = {key: data[key] for key in PATCHED if data.get(key)}
    full: Values = deepcopy({**without_nothing(in_full(data)), **patches})
    for section in sections():
        if section.place is not None:
            write_in_full(full, section.place)
    return full


def entries_of(data: Values) -> Iterator[FormEntry]:
    """All entries of a scenario, section by section, in the order of the file.

    Parameters
    ----------
    data
        What stands in its file, laid over what it extends.
    """
    full = long_form(data)
    for section in sections():
        if section.place is None:
            yield _entry(section, (), full, section.fields)
        elif section.id == "rules":
            said = full.get("rules") or {}
            for rule in RULES:
                key = rule.key()
                path: Path_ = ("rules", key)
                yield _entry(section, path, said.get(key) or {}, fields_of(section, path))
        else:
            for path, _ in standing(full, section.path, (), {}):
                yield _entry(section, path, value_at(full, path), section.fields)


def _entry(
    section: FormSection, path: Path_, entry: Any, fields: tuple[FormField, ...]
) -> FormEntry:
    cells, rest = _divided(section, entry, fields)
    if section.single or rest in (None, {}):
        return FormEntry(section.id, path, cells)
    (text,) = STRUCTURE.write(rest) or ("",)
    return FormEntry(section.id, path, cells, str(text))


def rest_values(section: FormSection, path: Path_, entry: Any) -> Any:
    """What no field of an entry says, as values."""
    _, rest = _divided(section, entry, fields_of(section, path))
    return {} if rest is None else rest


def fields_of(section: FormSection, path: Path_) -> tuple[FormField, ...]:
    """The fields of an entry; those of a rule have its parameters."""
    more = fields_of_rule(str(path[-1])) if section.id == "rules" else ()
    return (*section.fields, *more)


def _divided(
    section: FormSection, entry: Any, fields: tuple[FormField, ...]
) -> tuple[dict[str, tuple[str, ...]], Any]:
    """The cells of an entry, and what no cell says."""
    cells = dict[str, tuple[str, ...]]()
    rest = _without_inner(section, entry)
    for field in fields:
        value = said_by(field.column, rest)
        said = None if value is None else cells_of(field, value)
        if value == [] and field.kind == "list":
            said = ("",)
        if said is not None:
            cells[field.key] = said
            rest = left_of(field.column, rest)
    return cells, rest


def _without_inner(section: FormSection, entry: Any) -> Any:
    """An entry without what stands in it as entries of other sections."""
    if not isinstance(entry, dict):
        return entry
    size = len(section.path)
    inner = {one.path[size] for one in sections() if one.within == section.id}
    return {key: value for key, value in entry.items() if key not in inner}
