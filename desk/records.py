"""Results and verdicts as JSON, for other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.files import write_text
from scenarios.leadership_csv import leadership_rows
from scenarios.schedule_csv import schedule_rows

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.explanation import Explanation
    from scheduler.judge import Verdict
    from scheduler.result import Result


def result_record(scenario: Scenario, result: Result) -> dict[str, Any]:
    """A result; ``timetable`` holds the rows of the schedule CSV, or is null."""
    timetable, verdict = result.timetable, result.verdict
    week = scenario.week.with_leaders(result.leadership)
    return {
        "status": result.status.value,
        "interrupted": result.interrupted,
        "tiers": [tier.model_dump() for tier in result.tiers],
        "seconds": result.seconds,
        "timetable": None if timetable is None else schedule_rows(week, timetable),
        "leadership": leadership_rows(scenario.week, result.leadership),
        "findings": [] if verdict is None else _findings(verdict),
        "reasons": [count._asdict() for count in result.reasons],
        "conflict": list(result.conflict),
        "provenance": result.provenance.model_dump(),
    }


def explanation_record(scenario: Scenario, explanation: Explanation) -> dict[str, Any]:
    """An explanation; the repair's ``result`` is that of `result_record`, or null."""
    repair = explanation.repair
    record = explanation.model_dump(exclude={"repair", "counts"})
    record["status"] = explanation.status.value
    record["counts"] = [count._asdict() for count in explanation.counts]
    record["repair"] = None
    if repair is not None:
        result = None if repair.result is None else result_record(scenario, repair.result)
        record["repair"] = repair.model_dump(exclude={"result"}) | {"result": result}
    return record


def verdict_record(verdict: Verdict) -> dict[str, Any]:
    """A verdict; amounts stand by rule and costs by tier."""
    return {
        "legal": verdict.legal,
        "off": list(verdict.off),
        "findings": _findings(verdict),
        "amounts": verdict.amounts(),
        "costs": {str(tier): verdict.cost(tier) for tier in verdict.tiers},
    }


def _findings(verdict: Verdict) -> list[dict[str, Any]]:
    return [finding.model_dump() for finding in verdict.findings]


def write_record(path: Path, record: dict[str, Any]) -> None:
    """Write a JSON file, whole or not at all.

    Raises
    ------
    BadInput
        Where the place cannot be written to.
    """
    write_text(path, json.dumps(record, indent=2, ensure_ascii=False) + "\n")
