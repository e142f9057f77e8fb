"""What the command ``plot`` can draw."""

from __future__ import annotations

from enum import StrEnum


class What(StrEnum):
    """A week, several of them, or who leads in one."""

    WEEK = "week"
    CANDIDATES = "candidates"
    LEADERS = "leaders"
