"""Values of the scenario that become others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scenarios.editing.changing_text import NewValue, changed
from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.steps.following import follow
from scenarios.loading.problems import words
from scenarios.reading.yaml.yaml_source import Path_
from scheduler.week.week import Week
from scheduler.week.words import listed

MOST_NAMED = 3
"""New values that are named in a sentence; the rest are counted."""


def set_values(edited: EditedWeek, values: Sequence[NewValue], said: str = "") -> Edit:
    """Give values of the scenario anew, and let the timetable follow.

    Parameters
    ----------
    values
        Each by its keys, as in a scenario file.
    said
        What this does, as a sentence; empty: it is said what becomes another.

    Raises
    ------
    BadValues
        With every problem that the scenario would have.
    """
    found = changed(edited.scenario.path, edited.text, lambda _: values)
    after = follow(edited, found.text, found.scenario, said)
    if not said:
        said = _said(edited.scenario.week, after.week.scenario.week, values)
    return after._replace(said=said, notes=(*found.notes, *after.notes))


def _said(before: Week, after: Week, values: Sequence[NewValue]) -> str:
    named = list(dict.fromkeys(_one(before, after, one) for one in values))
    if len(named) > MOST_NAMED:
        named[MOST_NAMED - 1 :] = [f"{len(named) - MOST_NAMED + 1} more"]
    return f"Changed: {listed(named)}" if named else "Nothing changed"


def _one(before: Week, after: Week, new: NewValue) -> str:
    size, name = _name(before, after, new.path)
    rest = words(tuple(str(step).replace("_", " ") for step in new.path[size:]))
    said = ", ".join(piece for piece in (name, rest) if piece)
    if new.value is None:
        return f"{said} (taken away)"
    return f"{said} ({_short(new.value)})" if isinstance(new.value, str | int) else said


def _short(value: Any) -> str:
    text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _name(before: Week, after: Week, path: Path_) -> tuple[int, str]:
    """What the first keys of a path name, as people call it, and how many keys these are."""
    match path:
        case ("sessions", str(key), *_):
            return 2, (after if key in after.session else before).what(key)
        case ("experiments", "proposals", str(key), *_):
            return 3, (after if key in after.session else before).what(key)
        case ("venue", "rooms", str(key), *_):
            return 3, (after if key in after.room else before).room_name(key)
        case ("bodies", str(key), *_):
            body = after.body.get(key) or before.body.get(key)
            return 2, body.name if body else key
        case ("delegations", "also" | "except", str(code), *_):
            return 3, (after if code in after.delegation else before).who(code)
        case _:
            return 0, ""
