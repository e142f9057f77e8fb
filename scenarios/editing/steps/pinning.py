"""Pins: where a session must sit, in all its parts, written into the scenario."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scenarios.editing.changing_text import NewValue, changed
from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.steps.following import follow
from scenarios.editing.steps.parts import place_words, session_named
from scenarios.reading.yaml.yaml_text import Values
from scenarios.studies.replanning.words.writing import entry_of, pin_values
from scheduler.errors import BadInput

Pins = list[Any]


def pin(edited: EditedWeek, session: str) -> Edit:
    """Pin a session where it is: a session that is pinned sits nowhere else with any part.

    Raises
    ------
    BadInput
        Where it has no part, or stands where nothing can be pinned.
    """
    week, asked = edited.scenario.week, session_named(edited, session)
    parts = edited.timetable.of(session)
    if not parts:
        raise BadInput.at("session", f"the timetable has no part of ‘{session}’ to pin")
    where = f"in its {len(parts)} parts" if len(parts) > 1 else f"to {place_words(week, parts[0])}"
    said = f"{week.what(session)}: pinned {where}"
    kept = [n for n, old in enumerate(asked.pinned) if any(part.is_as(old) for part in parts)]
    new = [part for part in parts if not any(part.is_as(asked.pinned[n]) for n in kept)]
    if not new and len(kept) == len(asked.pinned):
        return Edit(edited, said)
    return _with_pins(
        edited,
        session,
        lambda pins: [*(pins[n] for n in kept), *(pin_values(week, part) for part in new)],
        said,
    )


def unpin(edited: EditedWeek, session: str) -> Edit:
    """Take away the pins of a session.

    Raises
    ------
    BadInput
        Where it is pinned nowhere.
    """
    asked, what = session_named(edited, session), edited.scenario.week.what(session)
    if not asked.pinned:
        raise BadInput.at("session", f"{what} is pinned nowhere")
    return _with_pins(edited, session, lambda _: [], f"{what}: unpinned")


def _with_pins(edited: EditedWeek, session: str, pins: Callable[[Pins], Pins], said: str) -> Edit:
    """The week with other pins of a session, which its file has in the order of its pins."""

    def values(data: Values) -> list[NewValue]:
        section, entry = entry_of(data, session)
        there = entry.get("pinned") or []
        new = pins(there if isinstance(there, list) else [there])
        return [NewValue((*section, session, "pinned"), new or None)]

    found = changed(edited.scenario.path, edited.text, values, [session])
    after = follow(edited, found.text, found.scenario, said)
    return after._replace(notes=(*found.notes, *after.notes))
