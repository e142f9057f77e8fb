"""Solving every variant of a scenario, and laying what comes of them side by side.

Dask distributed, which does the work, comes with the extra ``sweep`` and is imported only where
something is solved.
"""

from __future__ import annotations

from scenarios.sweep.comparison import Sweep
from scenarios.sweep.outcome import Limits, Outcome, Standing
from scenarios.sweep.places import Place
from scenarios.sweep.sweeping import Step, sweep

__all__ = ["Limits", "Outcome", "Place", "Standing", "Step", "Sweep", "sweep"]
