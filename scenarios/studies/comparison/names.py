"""What two timetables that are compared go by."""

from __future__ import annotations

from typing import NamedTuple


class Names(NamedTuple):
    """The names of two timetables, in the order in which they are read."""

    before: str
    after: str

    def __str__(self) -> str:
        return f"From “{self.before}” to “{self.after}”"
