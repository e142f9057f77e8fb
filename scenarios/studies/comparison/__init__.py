"""Candidate timetables of one scenario side by side: rule by rule, part by part."""

from __future__ import annotations

from scenarios.studies.comparison.comparison import Candidate, Comparison, compare
from scenarios.studies.comparison.moves import Moves, applied

__all__ = ["Candidate", "Comparison", "Moves", "applied", "compare"]
