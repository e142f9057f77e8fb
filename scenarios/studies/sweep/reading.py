"""What a finished sweep has found, read again without solving anything."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from scenarios.exchange.leadership_csv import read_leadership
from scenarios.exchange.schedule_csv import read_schedule
from scenarios.loading.variants import AS_IT_IS, Variant, Variants, load_variants
from scenarios.reading.files import is_file
from scenarios.scenario import Scenario
from scenarios.studies.sweep.outcome import Outcome, Standing
from scenarios.studies.sweep.result import Sweep
from scenarios.studies.sweep.store import stored, stored_for
from scheduler.errors import BadInput
from scheduler.week.timetable import Timetable

SOLVED = "the scenario as it is, solved"
"""The title of what a sweep has found for the scenario without any patch."""


class SweptWay(NamedTuple):
    """One way to hold the week that a sweep has looked at.

    Attributes
    ----------
    name, title
        Of the variant.
    standing
        What came of it.
    scenario
        The variant, with who leads; None where it cannot be used, or has no timetable.
    timetable
        None where there is none.
    unchanged
        Whether the variant asks for the same as the scenario as it is.
    """

    name: str
    title: str
    standing: Standing
    scenario: Scenario | None = None
    timetable: Timetable | None = None
    unchanged: bool = False


class SweptWays(NamedTuple):
    """The ways to hold the week that a scenario file lists.

    Attributes
    ----------
    file
        Its name.
    found
        What a sweep has found of each; first the scenario as it is, where it has a timetable.
    listed
        The titles of those that nobody has solved, as far as is known here.
    unreadable
        Whether the file lies beside the scenario and cannot be used.
    """

    file: str
    found: tuple[SweptWay, ...] = ()
    listed: tuple[str, ...] = ()
    unreadable: bool = False


def list_ways(path: Path) -> SweptWays | None:
    """The variants that a scenario file lists, or else the file of structures beside it.

    The file beside ``week.yaml`` is ``week-structures.yaml``. None where neither lists any.
    """
    own = _titles(path)
    if own:
        return SweptWays(path.name, listed=own)
    beside = path.with_name(f"{path.stem}-structures{path.suffix}")
    if not is_file(beside):
        return None
    try:
        return SweptWays(beside.name, listed=_titles(beside))
    except BadInput:
        return SweptWays(beside.name, unreadable=True)


def _titles(path: Path) -> tuple[str, ...]:
    return tuple(v.title for v in load_variants(path).listed if v.name != AS_IT_IS)


def read_ways(results: Path, path: Path) -> SweptWays:
    """Read the results of a sweep again.

    Parameters
    ----------
    results
        The file of results.
    path
        A scenario file; the one that was swept is this one, or lies beside it.

    Raises
    ------
    BadInput
        Where the file is none of results or is damaged, or the scenario that was swept is not there
        or cannot be used.
    """
    swept = path.with_name(stored_for(results))
    if not is_file(swept):
        what = f"these are the results of {swept.name}, which does not lie beside {path.name}"
        raise BadInput.at(str(results), what)
    variants = load_variants(swept)
    outcomes = {outcome.digest: outcome for outcome in stored(results)}
    return _ways(variants, outcomes)


def ways_of(done: Sweep, path: Path) -> SweptWays:
    """What a sweep has found, with the scenario of each variant."""
    found = {outcome.digest: outcome for outcome in done.outcomes if outcome.digest}
    return _ways(load_variants(path), found)


def _ways(variants: Variants, outcomes: dict[str, Outcome]) -> SweptWays:
    found, listed = list[SweptWay](), list[str]()
    plain = variants.scenario.problem.digest
    for variant in variants.listed:
        way = _way(variants, variant, outcomes, plain)
        if variant.name == AS_IT_IS:
            # It stands first, so that a variant with the structure of it does not count beside it.
            found += [way._replace(title=SOLVED)] if way.timetable is not None else []
        elif way.standing is Standing.NOT_SOLVED:
            listed.append(variant.title)
        else:
            found.append(way)
    return SweptWays(variants.path.name, tuple(found), tuple(listed))


def _way(
    variants: Variants, variant: Variant, outcomes: dict[str, Outcome], plain: str
) -> SweptWay:
    """What came of a variant as it now stands: what was found of an earlier one does not count."""
    try:
        scenario = variants.load(variant)
    except BadInput:
        return SweptWay(variant.name, variant.title, Standing.BAD_INPUT)
    digest = scenario.problem.digest
    if digest == plain and variant.name != AS_IT_IS:
        return SweptWay(variant.name, variant.title, Standing.PROVEN, unchanged=True)
    outcome = outcomes.get(digest)
    if outcome is None or outcome.solved is None:
        standing = Standing.NOT_SOLVED if outcome is None else outcome.standing
        return SweptWay(variant.name, variant.title, standing)
    solved = outcome.solved
    if not solved.schedule:
        return SweptWay(variant.name, variant.title, outcome.standing)
    with TemporaryDirectory() as folder:
        schedule, leaders = Path(folder, "schedule.csv"), Path(folder, "leaders.csv")
        if solved.leaders:
            leaders.write_text(solved.leaders, encoding="utf-8")
            scenario = scenario.with_leaders(read_leadership(leaders, scenario.week))
        schedule.write_text(solved.schedule, encoding="utf-8")
        timetable = read_schedule(schedule, scenario.week, texts=scenario.texts)
    return SweptWay(variant.name, variant.title, outcome.standing, scenario, timetable)
