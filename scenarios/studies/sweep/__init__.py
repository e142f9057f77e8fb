"""Solving every variant of a scenario, and laying what comes of them side by side.

Dask distributed, which does the work, comes with the extra ``sweep`` and is imported only where
something is solved.
"""

from __future__ import annotations

from scenarios.studies.sweep.outcome import Limits, Outcome, Standing
from scenarios.studies.sweep.result import Sweep
from scenarios.studies.sweep.run import SweepProgress, sweep
from scenarios.studies.sweep.workforce import Workforce

__all__ = ["Limits", "Outcome", "Standing", "Sweep", "SweepProgress", "Workforce", "sweep"]
