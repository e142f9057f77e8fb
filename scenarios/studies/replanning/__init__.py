"""Replanning: a scenario that has changed, and a published week that is kept as far as possible."""

from __future__ import annotations

from scenarios.studies.replanning.move_freely import Freer, TierPrice, move_freely
from scenarios.studies.replanning.notices import Notice, Role
from scenarios.studies.replanning.reasons import Reason, Why
from scenarios.studies.replanning.result import Moved, Replanned
from scenarios.studies.replanning.run import replan

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
