"""The command ``doctor``: whether everything that the program needs is there and works."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

from desk.terminal.console import tell
from desk.terminal.exit_codes import Exit

OLDEST = (3, 11)
"""The oldest Python that will do."""


class Remark(NamedTuple):
    """What was looked at, whether it is well, and what to do where it is not."""

    what: str
    well: bool
    remedy: str = ""

    def __str__(self) -> str:
        return f"ok      {self.what}" if self.well else f"not ok  {self.what}: {self.remedy}"


def doctor() -> Exit:
    """Check that the program has all it needs."""
    well = True
    for look in EXAMINATIONS:
        try:
            remarks = list(look())
        except Exception as error:  # an examination that fails is a finding, too
            what = f"{(look.__doc__ or '').rstrip('.').lower()} ({type(error).__name__}: {error})"
            remarks = [Remark(what, False, REINSTALL)]
        for remark in remarks:
            well = well and remark.well
            tell(str(remark))
    return Exit.FINE if well else Exit.BREACHED


REINSTALL = "install meeting-week again, in a fresh virtual environment"


def _python() -> Iterator[Remark]:
    """The version of Python."""
    version = ".".join(map(str, sys.version_info[:3]))
    remedy = f"install Python {OLDEST[0]}.{OLDEST[1]} or later"
    yield Remark(f"Python {version}", sys.version_info >= OLDEST, remedy)


def _packages() -> Iterator[Remark]:
    """The packages that are needed."""
    from importlib.metadata import PackageNotFoundError, requires, version

    for line in requires("meeting-week") or ():
        match = re.fullmatch(r"([\w.-]+)>=([\d.]+)", line)
        if match is None:
            continue
        name, least = match.groups()
        try:
            found = version(name)
        except PackageNotFoundError:
            yield Remark(name, False, f"it is missing; run: pip install '{line}'")
            continue
        enough = _numbers(found) >= _numbers(least)
        yield Remark(
            f"{name} {found}", enough, f"{least} or later is needed; run: pip install -U {name}"
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version.partition("+")[0]))


def _solver() -> Iterator[Remark]:
    """The solver CP-SAT."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    number = model.new_int_var(0, 10, "number")
    model.add(2 * number >= 7)
    model.minimize(number)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    right = solver.solve(model) == cp_model.OPTIMAL and solver.value(number) == 4
    yield Remark("CP-SAT solves a small model", right, REINSTALL)


def _time_zones() -> Iterator[Remark]:
    """The data of the time zones."""
    from datetime import UTC, datetime, timedelta
    from zoneinfo import ZoneInfo

    noon = datetime(2011, 6, 20, 12, tzinfo=UTC).astimezone(ZoneInfo("Europe/Zurich"))
    right = noon.utcoffset() == timedelta(hours=2)
    yield Remark("the time zones are known", right, "run: pip install -U tzdata")


def _output() -> Iterator[Remark]:
    """What the terminal can show."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        "10:00–13:00 “Clearance” é".encode(encoding)
        able = True
    except (UnicodeEncodeError, LookupError):
        able = False
    remedy = "some letters are shown as '?'; set the variable PYTHONIOENCODING to utf-8"
    yield Remark(f"the output is written as {encoding}", able, remedy)


def _library() -> Iterator[Remark]:
    """The scenario, season and rota files that come with the program."""
    from scenarios import LIBRARY, STARTER, load_rota, load_season
    from scenarios.loading.loading import load_scenario

    loaders = {"season": load_season, "rota": load_rota}
    files = [*sorted(LIBRARY.glob("*.yaml")), STARTER]
    for path in files:
        load = loaders.get(path.stem.split("-")[0], load_scenario)
        load(path)
    yield Remark(f"{len(files)} files of the library load", len(files) > 1, REINSTALL)


EXAMINATIONS: tuple[Callable[[], Iterator[Remark]], ...] = (
    _python,
    _packages,
    _solver,
    _time_zones,
    _output,
    _library,
)
