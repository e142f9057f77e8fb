"""Where a scenario file holds patches: under ``variants`` and under ``grid``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scenarios.reading.yaml_source import Path_

Values = dict[str, Any]


def is_patch(path: Path_) -> bool:
    """Whether a patch stands at a path.

    A file that extends another gives a patch anew as a whole: null inside means something.
    """
    if len(path) != 3:
        return False
    return path[0] == "grid" or (path[0] == "variants" and path[2] == "patch")


def each_patch(data: Values, change: Callable[[Values], Values]) -> Values:
    """The values of a file with every patch changed; whatever has no such shape is left alone."""

    def at(value: Any, path: Path_) -> Any:
        if not isinstance(value, dict):
            return value
        if is_patch(path):
            return change(value)
        return {key: at(inner, (*path, key)) for key, inner in value.items()}

    sections: Values = {key: at(data[key], (key,)) for key in ("variants", "grid") if key in data}
    return {**data, **sections}


def with_empty_patches(data: Values) -> Values:
    """The values of a file that extends none: a variant or choice without a value changes nothing.

    In a file that extends another, null takes it away, as everywhere.
    """

    def filled(section: Any, depth: int) -> Any:
        if not isinstance(section, dict):
            return section
        if depth == 0:
            return {key: {} if value is None else value for key, value in section.items()}
        return {key: filled(value, depth - 1) for key, value in section.items()}

    depths: dict[str, int] = {"variants": 0, "grid": 1}
    found: Values = {key: filled(data[key], depth) for key, depth in depths.items() if key in data}
    return {**data, **found}
