"""Scenario files, the schedule CSV, and the library of real weeks."""

from __future__ import annotations

from pathlib import Path

from scenarios.exchange.leadership_csv import leadership_text, read_leadership
from scenarios.exchange.schedule_csv import read_schedule, schedule_text
from scenarios.exchange.tables import schedule_table, sessions_table
from scenarios.loading.loading import build_scenario, load_scenario, load_variant
from scenarios.loading.variants import Variant, Variants, load_variants
from scenarios.scenario import Scenario
from scenarios.season.loading import build_season, load_season
from scenarios.season.plan import SeasonPlan
from scenarios.studies.alternatives.result import Choice
from scenarios.studies.alternatives.run import find_alternatives
from scenarios.studies.comparison import Comparison, compare
from scenarios.studies.comparison.verdicts import (
    compare_costs,
    compare_tiers,
    compare_verdicts,
    say_differences,
)
from scenarios.studies.comparison.years import (
    compare_changes,
    compare_minutes,
    compare_weeks,
    moves_table,
    say_moves,
    transferred,
)
from scenarios.studies.leadership.run import TeamSize, parse_team_sizes, study_team_sizes
from scenarios.studies.places.result import PartPlaces, best_places, places_table, ruled_out_places
from scenarios.studies.places.run import part_places
from scenarios.studies.recommendations import Answers, answer_recommendations, compare_grades
from scenarios.studies.replanning import Replanned, move_freely, replan
from scenarios.studies.replanning.changes import change_scenario
from scenarios.studies.replanning.publishing import with_published
from scenarios.studies.stress.disturbance import DisturbanceKind
from scenarios.studies.stress.result import Robustness
from scenarios.studies.stress.run import stress, stress_all
from scenarios.studies.stress.side_by_side import RobustnessComparison
from scenarios.studies.synergy.synergy import Synergy, evaluate_synergy
from scenarios.studies.tradeoffs.result import Tradeoffs
from scenarios.studies.tradeoffs.run import weigh
from scheduler.exploring.results import Terms

LIBRARY = Path(__file__).parent / "library"
"""The folder of the scenario files that come with the program."""

STARTER = Path(__file__).parent / "starter.yaml"
"""A small scenario with comments, from which a person begins."""

__all__ = [
    "LIBRARY",
    "STARTER",
    "Answers",
    "Choice",
    "Comparison",
    "DisturbanceKind",
    "PartPlaces",
    "Replanned",
    "Robustness",
    "RobustnessComparison",
    "Scenario",
    "SeasonPlan",
    "Synergy",
    "TeamSize",
    "Terms",
    "Tradeoffs",
    "Variant",
    "Variants",
    "answer_recommendations",
    "best_places",
    "build_scenario",
    "build_season",
    "change_scenario",
    "compare",
    "compare_changes",
    "compare_costs",
    "compare_grades",
    "compare_minutes",
    "compare_tiers",
    "compare_verdicts",
    "compare_weeks",
    "evaluate_synergy",
    "find_alternatives",
    "leadership_text",
    "load_scenario",
    "load_season",
    "load_variant",
    "load_variants",
    "move_freely",
    "moves_table",
    "parse_team_sizes",
    "part_places",
    "places_table",
    "read_leadership",
    "read_schedule",
    "replan",
    "ruled_out_places",
    "say_differences",
    "say_moves",
    "schedule_table",
    "schedule_text",
    "sessions_table",
    "stress",
    "stress_all",
    "study_team_sizes",
    "transferred",
    "weigh",
    "with_published",
]
