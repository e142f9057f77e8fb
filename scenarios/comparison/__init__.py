"""Candidate timetables of one scenario side by side: rule by rule, part by part."""

from __future__ import annotations

from scenarios.comparison.comparison import Candidate, Comparison, compare
from scenarios.comparison.moves import Moves, applied

__all__ = ["Candidate", "Comparison", "Moves", "applied", "compare"]
