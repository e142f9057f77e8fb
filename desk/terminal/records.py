"""Results and verdicts as JSON, for other programs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.exchange.leadership_csv import leadership_rows
from scenarios.exchange.schedule_csv import schedule_rows
from scenarios.exchange.writing import write_text
from scheduler.week.clock import clock

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scenarios.studies.elsewhere.result import Elsewhere, WeekThere, WhatChanges
    from scheduler.explaining.explanation import Explanation
    from scheduler.judging.judge import Verdict
    from scheduler.judging.verdict_changes import Difference
    from scheduler.solving.result import Result
    from scheduler.week.timetable import Part, Timetable
    from scheduler.week.week import Week


def result_record(
    scenario: Scenario, result: Result, explanation: Explanation | None = None
) -> dict[str, Any]:
    """A result; ``timetable`` holds the rows of the schedule CSV, or is null.

    Where it is known why nothing fits, ``explanation`` says that as `explanation_record` does.
    """
    timetable, verdict = result.timetable, result.verdict
    near, broken = result.nearest, result.nearest_verdict
    week = scenario.week.with_leaders(result.leadership)
    why = {} if explanation is None else {"explanation": explanation_record(scenario, explanation)}
    return {
        "status": result.status.value,
        "canonical": result.canonical,
        "interrupted": result.interrupted,
        "tiers": [tier.model_dump() for tier in result.tiers],
        "seconds": result.seconds,
        "timetable": None if timetable is None else schedule_rows(week, timetable),
        "nearest": None if near is None else schedule_rows(scenario.week, near),
        "nearest_breaks": [] if broken is None else _findings(broken),
        "leadership": leadership_rows(scenario.week, result.leadership),
        "findings": [] if verdict is None else _findings(verdict),
        "reasons": [count._asdict() for count in result.reasons],
        "conflict": list(result.conflict),
        "provenance": result.provenance.model_dump(),
        **why,
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
    return [
        {**finding.model_dump(), "unavoidable": verdict.cannot_be_lower(finding)}
        for finding in verdict.findings
    ]


def difference_record(difference: Difference) -> dict[str, Any]:
    """A difference of two verdicts, rule by rule."""
    return {
        "possible": difference.possible,
        "costs": costs_record(difference),
        "changes": [
            {
                "rule": change.rule,
                "must": change.must,
                "tier": change.tier,
                "unit": change.unit,
                "before": change.before,
                "after": change.after,
                "cost": change.cost,
                "new": [finding.model_dump() for finding in change.new],
                "gone": [finding.model_dump() for finding in change.gone],
                "altered": [
                    {"before": one.before.model_dump(), "after": one.after.model_dump()}
                    for one in change.altered
                ],
            }
            for change in difference.changes
        ],
    }


def costs_record(difference: Difference) -> dict[str, int] | None:
    """What each tier costs more, below 0 for less; None where a must stands against it."""
    if not difference.possible:
        return None
    return dict(zip(map(str, difference.tiers), difference.costs, strict=True))


def elsewhere_record(found: Elsewhere) -> dict[str, Any]:
    """A session and the best week with it in each half-day, as far as they were asked."""
    week, part = found.scenario.week, found.part
    return {
        "session": found.session,
        "part": None if part is None else part_record(week, part),
        "asked": found.asked,
        "weeks": [there_record(one) for one in found.weeks],
    }


def there_record(found: WeekThere) -> dict[str, Any]:
    """The best week with a session in a place, and one in which less changes."""
    there = found.there
    return {
        "sittings": list(there.spot.sittings),
        "now": found.now,
        "possible": True if found.best else False if there.impossible else None,
        "proven": there.proven or there.impossible,
        "closed": there.closed,
        "best": _changed_record(found, found.best, there.timetable),
        "nearest": _changed_record(found, found.nearest, there.nearest),
        "against": [{"rule": one.rule, "sentence": one.sentence} for one in there.against],
    }


def _changed_record(
    found: WeekThere, changed: WhatChanges | None, timetable: Timetable | None
) -> dict[str, Any] | None:
    """What becomes different to a week; ``timetable`` as in `result_record`."""
    if changed is None or timetable is None:
        return None
    week = found.scenario.week
    return {
        "others": changed.others,
        **difference_record(changed.difference),
        "moved": [
            {
                "before": None if move.before is None else part_record(week, move.before),
                "after": None if move.after is None else part_record(week, move.after),
            }
            for move in changed.moves
        ],
        "timetable": schedule_rows(week, timetable),
    }


def part_record(week: Week, part: Part) -> dict[str, Any]:
    """A part as the schedule CSV has it, and its times with their offset from universal time."""
    day, start = part.starts
    return {
        "session": part.session,
        "date": week.date_of(day).isoformat(),
        "start": clock(start),
        "end": clock(start + part.minutes),
        "minutes": part.minutes,
        "room": part.room,
        "begins": week.time_of(part.begin).isoformat(),
        "ends": week.time_of(part.end).isoformat(),
    }


def write_record(path: Path, record: dict[str, Any]) -> None:
    """Write a JSON file, whole or not at all.

    Raises
    ------
    BadInput
        Where the place cannot be written to.
    """
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    write_text(path, _STEERS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))


_STEERS = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Signs that JSON may hold as they are, and that steer a terminal or turn letters round."""
