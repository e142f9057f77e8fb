"""The files of the library that hold a week."""

from __future__ import annotations

from pathlib import Path

from scenarios import LIBRARY

OTHERS = ("season-", "rota-")
"""What the names of files begin with that hold no week."""


def library_weeks() -> list[Path]:
    """In the order of their names."""
    return sorted(path for path in LIBRARY.glob("*.yaml") if not path.name.startswith(OTHERS))
