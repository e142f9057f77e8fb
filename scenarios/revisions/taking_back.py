"""Whether a scenario goes on from the last revision, or would take back what has changed since."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from scenarios.loading.extending import read_source
from scenarios.loading.loading import resolve
from scenarios.reading.input_problems import without_warnings
from scenarios.reading.revision_folders import SCENARIO, revision_numbers
from scenarios.revisions.differences import differences, in_words
from scenarios.revisions.revision import Manifest
from scenarios.scenario import Scenario
from scheduler.errors import BadInput, InputProblem


def check_goes_on(folder: Path, scenario: Scenario) -> None:
    """Refuse a scenario that comes from an earlier revision than the last.

    It comes from the one from which it differs in the fewest pieces; where several are as near, it
    comes from the last of them. Revisions that cannot be read count for nothing.

    Parameters
    ----------
    scenario
        As its file says it, with open posts left open.

    Raises
    ------
    BadInput
        With what has changed since that revision.
    """
    numbers = revision_numbers(folder)
    known = dict[int, Scenario]()
    nearest, fewest = 0, -1
    for number in reversed(numbers):
        found = _scenario(folder / str(number))
        if found is None:
            continue
        known[number] = found
        away = len(differences(found, scenario))
        if not nearest or away < fewest:
            nearest, fewest = number, away
        if number == max(known) and not away:
            return
    if not known or nearest == max(known):
        return
    last = max(known)
    comes = "is that of" if not fewest else "comes from"
    what = (
        f"this scenario {comes} revision {nearest}, and would take back what has changed in "
        f"{folder} since: go on from revision {last}, which 'meeting-week workbook {folder} "
        f"--output last.xlsx' writes as a workbook, or add --take-back if this is meant"
    )
    problems = [InputProblem(scenario.path.name, what)]
    later = sorted(number for number in known if number >= nearest)
    for one, other in pairwise(later):
        changed = differences(known[one], known[other])
        if changed:
            said = _note(folder / str(other)) or ", ".join(in_words(changed))
            problems.append(InputProblem(f"{folder}@{other}", f"it would take back: {said}"))
    raise BadInput(problems)


def _scenario(revision: Path) -> Scenario | None:
    """The scenario of a revision, its posts as open as in its file; None where it is unreadable."""
    path = revision / SCENARIO
    try:
        with without_warnings():
            return resolve(read_source(path), path)
    except BadInput:
        return None


def _note(revision: Path) -> str:
    try:
        return Manifest.read(revision).note
    except BadInput:
        return ""
