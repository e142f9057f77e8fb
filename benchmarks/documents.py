"""Measure what it costs to write what is sent, and print lines for `benchmarks/README.md`.

    python benchmarks/documents.py [WEEK.yaml TIMETABLE]

The programme and the pages of all delegations of a week, by default that of 2011 as held, in each
language and each form: seconds of CPU of this process, and bytes. The first line of a form has the
loading of its package in it. Nothing here asserts a time: machines differ, and are shared.
"""

from __future__ import annotations

import argparse
import resource
from datetime import UTC, datetime
from pathlib import Path

from scenarios import LIBRARY
from scenarios.documents.issue import Issue
from scenarios.documents.programme.publishing import programme_documents
from scenarios.languages.language import CODES, language_of
from scenarios.loading.loading import load_scenario

WEEK = LIBRARY / "apmbc-2011.yaml"


def seconds() -> float:
    """Seconds of CPU that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("week", nargs="?", type=Path, default=WEEK)
    parser.add_argument("timetable", nargs="?", default="held")
    asked = parser.parse_args()
    scenario = load_scenario(asked.week)
    issue = Issue(
        scenario=scenario,
        timetable=scenario.candidate(asked.timetable),
        issued=datetime(2011, 5, 3, tzinfo=UTC),
        number=1,
    )
    print("| file | seconds of CPU | bytes |\n|---|---|---|")
    languages = [language_of(scenario.texts, code) for code in CODES]
    began = last = seconds()
    for name, content in programme_documents(issue, languages):
        now = seconds()
        print(f"| {name} | {now - last:.2f} | {len(content):,} |")
        last = now
    print(f"| all | {last - began:.2f} | |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
