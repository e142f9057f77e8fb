"""The values of a scenario file as others are laid over them: in full, and where patches stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from scenarios.loading.schema import (
    day_sitting_in_full,
    holidays_in_full,
    sitting_in_full,
)
from scenarios.reading.yaml.yaml_source import Path_

Values = dict[str, Any]

PATCHES = (("variants", "*", "patch"), ("grid", "*", "*"))
"""Where a file holds patches; ``*`` stands for every key."""

_ADDED = {"week": "closed", "venue": "closed", "delegations": "absent"}
"""By section: the key under which lists are added to those of the file below."""


def is_patch(path: Path_) -> bool:
    """Whether a patch stands at a path.

    A file that extends another gives a patch anew as a whole: null inside means something.
    """
    return len(path) == 3 and any(
        all(step in ("*", key) for step, key in zip(way, path, strict=True)) for way in PATCHES
    )


def adds_to_the_other(path: Path_) -> bool:
    """Whether the list at a path is added to that of the file below: closed days, days away."""
    return path[-1:] == (_ADDED.get(str(path[0])) if path else None,)


def mapping_at(data: Any, *path: str) -> Values:
    """The mapping at a path; an empty one where there is none."""
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def changed_at(data: Any, way: Sequence[str], change: Callable[[Any], Any]) -> Any:
    """Values with those at the end of a way changed, where ``*`` stands for every key.

    Whatever has no such shape is left alone.
    """
    if not way:
        return change(data)
    if not isinstance(data, dict):
        return data
    step, *rest = way
    return {
        key: changed_at(value, rest, change) if step in ("*", key) else value
        for key, value in data.items()
    }


def in_full(data: Values) -> Values:
    """The values of a file, with its sittings in their long form.

    That is ``{hours: …}`` for hours alone, so that a file above may change one thing of a sitting,
    and ``{off: true}`` for a sitting that a day lacks.
    """

    def of_week(entry: Any) -> Any:
        return None if entry == "off" else sitting_in_full(entry)

    weekly: Values = changed_at(data, ("week", "sittings", "*"), of_week)
    daily: Values = changed_at(weekly, ("week", "days", "*", "sittings", "*"), day_sitting_in_full)
    found: Values = changed_at(daily, ("week", "holidays"), holidays_in_full)
    return found
