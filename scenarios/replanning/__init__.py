"""Replanning: a scenario that has changed, and a published week that is kept as far as possible."""

from __future__ import annotations

from scenarios.replanning.freedom import Freer, TierPrice, move_freely
from scenarios.replanning.reasons import Reason, Why
from scenarios.replanning.replanned import Moved, Replanned, replan
from scenarios.replanning.telling import Notice, Role

__all__ = [
    "Freer",
    "Moved",
    "Notice",
    "Reason",
    "Replanned",
    "Role",
    "TierPrice",
    "Why",
    "move_freely",
    "replan",
]
