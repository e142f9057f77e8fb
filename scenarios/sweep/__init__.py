"""Solving every variant of a scenario, and laying what comes of them side by side.

Dask distributed, which does the work, comes with the extra ``sweep`` and is imported only where
something is solved.
"""

from __future__ import annotations

from scenarios.sweep.comparison import Sweep
from scenarios.sweep.outcome import Limits, Outcome, Standing
from scenarios.sweep.sweeping import Step, sweep
from scenarios.sweep.workforce import Workforce

__all__ = ["Limits", "Outcome", "Standing", "Step", "Sweep", "Workforce", "sweep"]
