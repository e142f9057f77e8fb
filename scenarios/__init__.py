"""Scenario files, the schedule CSV, and the library of real weeks."""

from __future__ import annotations

from pathlib import Path

from scenarios.comparing import compare_costs, compare_tiers, compare_verdicts, say_differences
from scenarios.loading import build_scenario, load_scenario
from scenarios.scenario import Scenario
from scenarios.schedule_csv import read_schedule, schedule_text
from scenarios.tables import schedule_table, sessions_table

LIBRARY = Path(__file__).parent / "library"
"""The folder of the scenario files that come with the program."""

STARTER = Path(__file__).parent / "starter.yaml"
"""A small scenario with comments, from which a person begins."""

__all__ = [
    "LIBRARY",
    "STARTER",
    "Scenario",
    "build_scenario",
    "compare_costs",
    "compare_tiers",
    "compare_verdicts",
    "load_scenario",
    "read_schedule",
    "say_differences",
    "schedule_table",
    "schedule_text",
    "sessions_table",
]
