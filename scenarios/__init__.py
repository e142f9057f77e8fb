"""Scenario files, the schedule CSV, and the library of real weeks."""

from __future__ import annotations

from pathlib import Path

from scenarios.alternatives import Choice, find_alternatives
from scenarios.changes import change_scenario
from scenarios.comparing import compare_costs, compare_tiers, compare_verdicts, say_differences
from scenarios.comparing_weeks import (
    compare_changes,
    compare_minutes,
    compare_weeks,
    moves_table,
    say_moves,
    transferred,
)
from scenarios.comparison import Comparison, compare
from scenarios.leadership_csv import leadership_text, read_leadership
from scenarios.leadership_study import TeamSize, parse_team_sizes, study_team_sizes
from scenarios.loading import build_scenario, load_scenario, load_variant
from scenarios.place_rows import best_places, ruled_out_places
from scenarios.places_csv import PartPlaces, part_places, places_table
from scenarios.publishing import with_published
from scenarios.recommendations import Answers, answer_recommendations, compare_grades
from scenarios.replanning import Replanned, move_freely, replan
from scenarios.robustness.comparison import RobustnessComparison
from scenarios.robustness.disturbance import DisturbanceKind
from scenarios.robustness.robustness import Robustness
from scenarios.robustness.stressing import stress, stress_all
from scenarios.scenario import Scenario
from scenarios.schedule_csv import read_schedule, schedule_text
from scenarios.season import SeasonPlan
from scenarios.season_loading import build_season, load_season
from scenarios.synergy import Synergy, evaluate_synergy
from scenarios.tables import schedule_table, sessions_table
from scenarios.tradeoffs import Tradeoffs, weigh
from scenarios.variants import Variant, Variants, load_variants
from scheduler.alternatives_result import Terms

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
