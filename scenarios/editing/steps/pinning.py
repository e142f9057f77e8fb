"""Pins: where a part must sit, written into the scenario."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scenarios.editing.changing_text import NewValue, changed
from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.steps.following import follow
from scenarios.editing.steps.parts import named, part_named, place_words, session_named
from scenarios.reading.yaml.yaml_text import Values
from scenarios.studies.replanning.words.writing import entry_of, pin_values
from scheduler.errors import BadInput
from scheduler.week.clock import count
from scheduler.week.week import Session

Pins = list[Any]


def pin(edited: EditedWeek, session: str, number: int | None = None) -> Edit:
    """Pin a part where it is, or every part of a session.

    Raises
    ------
    BadInput
        Where the timetable has no such part, or it stands where nothing can be pinned.
    """
    week, asked = edited.scenario.week, session_named(edited, session)
    if number is None:
        parts = edited.timetable.of(session)
        if not parts:
            raise BadInput.at("session", f"the timetable has no part of ‘{session}’ to pin")
        said = f"{week.what(session)}: pinned where it is"
    else:
        parts = (part_named(edited, session, number),)
        said = f"{named(edited, parts[0])}: pinned to {place_words(week, parts[0])}"
    new = [part for part in parts if not any(part.is_as(old) for old in asked.pinned)]
    if not new:
        return Edit(edited, said)
    kept = _kept(edited, asked, len(new), everything=number is None)
    return _with_pins(
        edited,
        session,
        lambda pins: [*(pins[n] for n in kept), *(pin_values(week, part) for part in new)],
        said,
    )


def unpin(edited: EditedWeek, session: str, number: int | None = None) -> Edit:
    """Take the pin of a part away; without a number, or where none is at the part, all of them.

    Raises
    ------
    BadInput
        Where the timetable has no such part, or the session is pinned nowhere.
    """
    asked, what = session_named(edited, session), edited.scenario.week.what(session)
    if not asked.pinned:
        raise BadInput.at("session", f"{what} is pinned nowhere")
    here = set[int]()
    if number is not None:
        part = part_named(edited, session, number)
        here = {n for n, old in enumerate(asked.pinned) if part.is_as(old)}
    left = [n for n in range(len(asked.pinned)) if here and n not in here]
    away = len(asked.pinned) - len(left)
    said = f"{what}: {'unpinned' if not left else count(away, 'pin') + ' taken away'}"
    return _with_pins(edited, session, lambda pins: [pins[n] for n in left], said)


def _kept(edited: EditedWeek, session: Session, new: int, *, everything: bool) -> list[int]:
    """The pins that stay beside new ones: one where no part stands goes where it leaves no room."""
    parts = edited.timetable.of(session.id)
    met = [any(part.is_as(old) for part in parts) for old in session.pinned]
    if everything or len(met) + new > session.most_parts:
        return [number for number, stands in enumerate(met) if stands]
    return list(range(len(met)))


def _with_pins(
    edited: EditedWeek, session: str, pins: Callable[[Pins], Pins], said: str
) -> Edit:
    """The week with other pins of a session, which its file has in the order of its pins."""

    def values(data: Values) -> list[NewValue]:
        section, entry = entry_of(data, session)
        there = entry.get("pinned") or []
        new = pins(there if isinstance(there, list) else [there])
        return [NewValue((*section, session, "pinned"), new or None)]

    found = changed(edited.scenario.path, edited.text, values, [session])
    after = follow(edited, found.text, found.scenario, said)
    return after._replace(notes=(*found.notes, *after.notes))
