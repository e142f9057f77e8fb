"""A change that is said in words, as new values for the scenario."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scenarios.editing.changing_text import NewValue
from scenarios.editing.edited_week import EditedWeek
from scenarios.loading.extending import read_source
from scenarios.loading.patches import in_full, is_patch
from scenarios.reading.yaml.yaml_source import Path_
from scenarios.reading.yaml.yaml_text import Values, differences
from scenarios.studies.replanning.changes_in_words import change_in_words
from scenarios.studies.replanning.words.forms import EXAMPLES

EXAMPLES_IN_WORDS = EXAMPLES
"""How changes are written in words, by example."""


class InWords(NamedTuple):
    """What a change in words gives anew, and what it does in full sentences."""

    values: tuple[NewValue, ...]
    sentences: tuple[str, ...]


def values_in_words(edited: EditedWeek, text: str) -> InWords:
    """The values that a change in words gives anew.

    Raises
    ------
    BadInput
        Where it is not understood, or cannot be made.
    """
    scenario = edited.scenario
    source = read_source(scenario.path, text=edited.text)
    found = change_in_words(
        scenario, (text,), edited.timetable, source=source, leadership=edited.leadership or None
    )
    after = {} if found.source is None else found.source.data
    values = _each((), differences(in_full(source.data), in_full(after), is_patch))
    return InWords(tuple(values), found.sentences)


def _each(path: Path_, changes: Values) -> Iterator[NewValue]:
    for key, value in changes.items():
        if isinstance(value, dict) and value and not is_patch((*path, key)):
            yield from _each((*path, key), value)
        else:
            yield NewValue((*path, key), value)
