"""What the command ``stress`` can let go wrong."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """A part overruns, a leader is missing for a day, or a room is lost for a day."""

    OVERRUNS = "overruns"
    LEADERS = "leaders"
    ROOMS = "rooms"
