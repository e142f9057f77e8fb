"""Weeks of meetings in Python: load a scenario, and ask everything of the week that comes back.

>>> from scenarios import LIBRARY, load
>>> week = load(LIBRARY / "apmbc-2011.yaml")
>>> week.judge("held").legal
True
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from scenarios.beginning.new_week import EVERY_KEY, STARTER
from scenarios.rota.loading import load_rota
from scenarios.rota.plan import RotaPlan
from scenarios.season.loading import load_season
from scenarios.season.plan import SeasonPlan
from scenarios.week_plan import WeekPlan, load
from scheduler.errors import BadInput, MeetingWeekError
from scheduler.solving.result import Result, Status
from scheduler.week.timetable import Part, Timetable

__version__ = version("meeting-week")

LIBRARY = Path(__file__).parent / "library"
"""The folder of the scenario files that come with the program."""

__all__ = [
    "EVERY_KEY",
    "LIBRARY",
    "STARTER",
    "BadInput",
    "MeetingWeekError",
    "Part",
    "Result",
    "RotaPlan",
    "SeasonPlan",
    "Status",
    "Timetable",
    "WeekPlan",
    "__version__",
    "load",
    "load_rota",
    "load_season",
]
