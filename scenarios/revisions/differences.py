"""In what two scenarios differ, piece by piece, as people call the pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from scenarios.reading.names import Named, names_of, renamed
from scenarios.revisions.flattening import bare
from scenarios.scenario import Scenario
from scheduler.week.frozen import Frozen
from scheduler.week.week import Week
from scheduler.week.words import in_plural, listed, one_line

NAMED = 3
"""Pieces that are named of one kind."""

Same = Mapping[str, str]
"""Keys of sessions and rooms that are others now."""


class ScenarioDifference(NamedTuple):
    """A piece of a scenario that is not as it was: ``session``, ``room``, ``rule`` …

    Attributes
    ----------
    kind
        Empty for what there is one of only, such as the days.
    name
        What people call it.
    how
        What became of it; ``key``: it has another key, and is the same else.
    """

    kind: str
    name: str
    how: Literal["new", "gone", "changed", "key"]


class _Held(NamedTuple):
    name: str
    value: object


_PIECES = {
    "sessions": ("session", "id", "title"),
    "rooms": ("room", "id", "name"),
    "delegations": ("delegation", "code", "name"),
    "bodies": ("body", "id", "name"),
    "instruments": ("instrument", "id", "name"),
    "sittings": ("sitting", "id", "id"),
    "formats": ("format", "word", "name"),
}
"""By field of a week: what one is, and the fields of its key and its name."""

_ONE_OF = {
    "title": "the title",
    "venue": "the name of the venue",
    "texts": "the translations",
    "first": "the first day",
    "last": "the last day",
    "days": "the days",
    "timezone": "the time zone",
    "grain": "the grid of times",
    "turnover": "the time between two sessions in a room",
    "interpretation": "interpretation",
    "pool": "who may take an open post",
    "candidates": "the list of candidates",
}


def same_keys(before: Week, after: Week) -> dict[str, str]:
    """Keys of sessions and rooms that are others now, as `renamed` finds them by their names.

    A key that a session and a room had is not in it.
    """
    sessions, rooms = _by_kind(before, after).values()
    found = {**sessions, **rooms}
    return {
        old: new for old, new in found.items() if not (old in before.session and old in before.room)
    }


def _by_kind(before: Week, after: Week) -> dict[str, dict[str, str]]:
    kinds: tuple[Named, ...] = ("session", "room")
    return {kind: renamed(names_of(before, kind), names_of(after, kind)) for kind in kinds}


def differences(before: Scenario, after: Scenario) -> tuple[ScenarioDifference, ...]:
    """In what a scenario differs from an earlier one, each piece once.

    What follows from other differences is none of its own: who attends a session where delegations
    differ, and what a rule says of sessions that are new or gone. Nor is where the files lie.
    """
    by_kind = _by_kind(before.week, after.week)
    same = {old: new for keys in by_kind.values() for old, new in keys.items()}
    people = before.week.delegations == after.week.delegations
    here = {by_kind["session"].get(key, key) for key in before.week.session}
    passing = frozenset(here ^ after.week.session.keys())
    old = dict(_pieces(before, by_kind, same, passing, with_audience=people))
    new = dict(_pieces(after, {}, same, passing, with_audience=people))
    moved = {(kind, key) for kind, keys in by_kind.items() for key in keys.values()}
    places = {**old, **new}
    return tuple(one for place in places for one in _difference(place, old, new, moved))


def _difference(
    place: tuple[str, str],
    old: Mapping[tuple[str, str], _Held],
    new: Mapping[tuple[str, str], _Held],
    moved: set[tuple[str, str]],
) -> Iterator[ScenarioDifference]:
    kind, _ = place
    was, now = old.get(place), new.get(place)
    if was is None or now is None:
        if now is not None:
            yield ScenarioDifference(kind, now.name, "new")
        elif was is not None:
            yield ScenarioDifference(kind, was.name, "gone")
    elif was.value != now.value:
        yield ScenarioDifference(kind, now.name, "changed")
    elif place in moved:
        yield ScenarioDifference(kind, now.name, "key")


def _pieces(
    scenario: Scenario,
    now: Mapping[str, Same],
    same: Same,
    passing: frozenset[str],
    *,
    with_audience: bool,
) -> Iterator[tuple[tuple[str, str], _Held]]:
    """All of a scenario by kind and key, the one that it has now.

    Values are compared as if what had the keys that are ``same`` were one and the same, and rules
    without sessions that are ``passing``.
    """

    def piece(kind: str, key: str, name: str, value: object) -> tuple[tuple[str, str], _Held]:
        value = _walked(value, same) if same else value
        return (kind, now.get(kind, {}).get(key, key)), _Held(one_line(name), value)

    week = scenario.week
    for field, (kind, key, name) in _PIECES.items():
        for one in getattr(week, field):
            value = one
            if kind == "session" and not with_audience:
                value = one.model_copy(update={"audience": frozenset()})
            yield piece(kind, getattr(one, key), getattr(one, name), value)
    for setting, value in zip(scenario.settings, bare("settings", scenario.settings), strict=True):
        rule = _walked(value, same, passing) if passing else value
        yield piece("rule", setting.rule.name, setting.rule.name, rule)
    for name in scenario.off:
        yield piece("rule", name, name, "off")
    for field, name in _ONE_OF.items():
        holder = scenario if field in Scenario.model_fields else week
        yield piece("", field, name, bare(field, getattr(holder, field)))
    timetables = tuple(week.references.values())
    yield piece("", "references", "what rules compare with", timetables)


def _walked(value: Any, same: Same, passing: frozenset[str] = frozenset()) -> object:
    """A value with other keys in it, in a form that can be compared.

    What is listed in it of a key that is ``passing`` is left out.
    """
    if isinstance(value, str):
        return same.get(value, value)
    if isinstance(value, Frozen):
        own = (
            (name, _walked(getattr(value, name), same, passing))
            for name in type(value).model_fields
        )
        return type(value).__name__, tuple(own)
    if isinstance(value, Mapping):
        return {_walked(key, same): _walked(one, same, passing) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        found = [_walked(one, same, passing) for one in value if not _passes(one, passing)]
        return tuple(found) if isinstance(value, list | tuple) else frozenset(found)
    return value


def _passes(one: Any, passing: frozenset[str]) -> bool:
    """Whether something that is listed is a passing key, or has one."""
    if isinstance(one, Frozen):
        one = tuple(getattr(one, name) for name in type(one).model_fields)
    held = one if isinstance(one, tuple) else (one,)
    return any(isinstance(text, str) and text in passing for text in held)


_ORDER = ("new", "gone", "changed", "key")


def in_words(found: Iterable[ScenarioDifference]) -> Iterator[str]:
    """Say differences in phrases, with up to `NAMED` names in each.

    Yields
    ------
    str
        ``sessions “Opening” and “Closing” changed``, ``new room “Annex”``.
    """
    grouped: dict[tuple[str, str], list[str]] = {}
    for one in sorted(found, key=lambda one: _ORDER.index(one.how)):
        grouped.setdefault((one.how, one.kind), []).append(one.name)
    for (how, kind), names in grouped.items():
        if not kind:
            yield from (f"{name} changed" for name in names)
            continue
        some, more = names[:NAMED], len(names) - NAMED
        quoted = [f"“{name}”" if kind != "rule" else f"'{name}'" for name in some]
        what = kind if len(names) == 1 else in_plural(kind)
        named = f"{what} {listed([*quoted, *([f'{more} more'] if more > 0 else [])])}"
        if how == "new":
            yield f"new {named}"
        elif how == "gone":
            yield f"{named} {'is' if len(names) == 1 else 'are'} gone"
        elif how == "key":
            yield f"another key for {named}"
        else:
            yield f"{named} changed"
