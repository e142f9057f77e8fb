"""Commands that are given spoilt files: none may crash, hang, or lose something without a word.

Run it by hand; `tests.mutated.test_commands` runs some of it::

    python -m tests.mutated.mutating 2000 [--seed N]

Each mutant is one file of `week/` with one to three slips, and one command that reads it. What is
found is one of: no such exit code; words that are missing; a file that the command was only to
read and that is another now; a hang; and something that was lost in silence, which is found out by
comparing what was read with what stands there.
"""

from __future__ import annotations

import argparse
import csv
import io
import logging
import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from scheduler.errors import BadInput
from tests.mutated.table_slips import mutated_table
from tests.mutated.workbook_slips import mutated_workbook
from tests.mutated.yaml_slips import mutated

WEEK = Path(__file__).parent / "week"

SECONDS = 120
"""Time after which a command hangs; the searches here are given 2 seconds."""

CODES = {0, 1, 2, 3, 4}
"""The exit codes that the help promises."""

SEARCH = "--time-limit 2 --workers 1"

TIMETABLE = (
    "check week.yaml {} --leaders leaders.csv",
    "show week.yaml {}",
    "why week.yaml {} --session opening --at tuesday_10:00 --leaders leaders.csv",
    "places week.yaml {} --session closing --leaders leaders.csv",
    "compare week.yaml {} by-hand",
    "plot week.yaml {} --output plot.svg",
    "recommendations week.yaml {} --leaders leaders.csv",
    "synergy week.yaml {}",
    f"replan week.yaml {{}} --leaders leaders.csv --no-freer {SEARCH}",
    f"stress week.yaml {{}} --leaders leaders.csv --kind rooms {SEARCH}",
)
"""Commands that read a timetable."""

SCENARIO = (
    "check week.yaml schedule.csv --leaders leaders.csv",
    "show week.yaml",
    "show week.yaml schedule.csv",
    "why week.yaml schedule.csv --session opening --at tuesday_10:00",
    "places week.yaml schedule.csv --session closing --leaders leaders.csv",
    "compare week.yaml schedule.csv by-hand",
    "plot week.yaml schedule.csv --output plot.svg",
    "recommendations week.yaml schedule.csv",
    "synergy week.yaml schedule.csv",
    f"solve week.yaml {SEARCH} --output new.csv",
    f"explain week.yaml {SEARCH}",
    f"alternatives week.yaml {SEARCH}",
    f"tradeoffs week.yaml --between give_wanted_time,shorten_stays --points 2 {SEARCH}",
    f"replan week.yaml schedule.csv --leaders leaders.csv --no-freer {SEARCH}",
    f"leadership week.yaml --team-sizes 2 {SEARCH}",
    "sweep week.yaml --results new.sqlite --time-limit 2",
)
"""Commands that read a scenario."""

CALLS: dict[str, tuple[str, ...]] = {
    "week.yaml": SCENARIO,
    "base.yaml": SCENARIO,
    "schedule.csv": tuple(call.format("schedule.csv") for call in TIMETABLE),
    "schedule.xlsx": tuple(call.format("schedule.xlsx") for call in TIMETABLE),
    "by-hand.csv": (*(call.format("by-hand") for call in TIMETABLE), "compare week.yaml"),
    "delegations.csv": (*SCENARIO[:4], f"season year.yaml {SEARCH}"),
    "last-year.csv": (*SCENARIO[:4], SCENARIO[9]),
    "leaders.csv": (
        "check week.yaml schedule.csv --leaders leaders.csv",
        "show week.yaml schedule.csv --leaders leaders.csv",
    ),
    "changes.yaml": (
        f"replan week.yaml schedule.csv --change changes.yaml --no-freer {SEARCH}",
        f"replan week.yaml schedule.csv --change changes.yaml --leaders leaders.csv {SEARCH}",
    ),
    "year.yaml": (f"season year.yaml {SEARCH}",),
    "calendar.csv": (f"season year.yaml calendar.csv {SEARCH}",),
    "results.sqlite": ("sweep week.yaml --results results.sqlite --time-limit 2",),
}
"""By the file that is spoilt: the commands that read it."""

WRITTEN = {"plot.svg", "new.csv", "new.sqlite", "results.sqlite"}
"""What commands may write."""


SAME = {
    "leaders.csv": {"chosen"},
    "last-year.csv": {"room"},
    "schedule.csv": {"leaders"},
    "calendar.csv": {"moved"},
}
"""By file: columns that say nothing which is needed there. Who leads where posts are open is read
from the table of leaders."""


class Ended(NamedTuple):
    """How a process ended; the code is None where it had to be killed."""

    code: int | None
    output: str
    problems: str


def in_a_process(work: Callable[[], int], folder: Path) -> Ended:
    """Do something in a copy of this process, with the folder as its working folder."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as problems:
        sys.stdout.flush()
        child = os.fork()
        if not child:
            os.dup2(output.fileno(), 1)
            os.dup2(problems.fileno(), 2)
            os.chdir(folder)
            os._exit(_ended(work))
        until = time.monotonic() + SECONDS
        while not (done := os.waitpid(child, os.WNOHANG))[0] and time.monotonic() < until:
            time.sleep(0.01)
        if not done[0]:
            os.kill(child, 9)
            os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(done[1]) if done[0] else None
        texts = []
        for stream in (output, problems):
            stream.seek(0)
            texts.append(stream.read().decode("utf-8", "replace"))
        return Ended(code, *texts)


def _ended(work: Callable[[], int]) -> int:
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w"), "utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w"), "utf-8", write_through=True)
    try:
        return work()
    except SystemExit as ended:
        return int(ended.code or 0)
    except BaseException:  # whatever it is, it is what is looked for
        import traceback

        traceback.print_exc()
        return 255


def run(call: str, folder: Path) -> Ended:
    """Run a command of the program, with blanks written as ``_``."""

    def work() -> int:
        from desk.command_line import main

        sys.argv = [
            "meeting-week",
            *(word.replace("_", " ") if ":" in word else word for word in call.split()),
        ]
        main()
        return 0

    return in_a_process(work, folder)


def prepare(folder: Path) -> None:
    """Copy the week, and add what the program writes for it."""
    shutil.copytree(WEEK, folder, dirs_exist_ok=True)
    for call in (
        "solve week.yaml --workers 1 --output schedule.csv --leaders leaders.csv",
        "check week.yaml schedule.csv --leaders leaders.csv --output schedule.xlsx",
        "season year.yaml --workers 1 --output calendar.csv",
        "sweep week.yaml --results results.sqlite --quiet",
    ):
        ended = run(call, folder)
        assert ended.code == 0, ended


class Mutant(NamedTuple):
    """A spoilt file, and the command that is given it."""

    seed: int
    file: str
    call: str
    data: bytes


def mutants(folder: Path, number: int, seed: int) -> Iterator[Mutant]:
    """Spoilt files, the same for the same seed."""
    for n in range(seed, seed + number):
        chance = random.Random(n)
        file = chance.choice(list(CALLS))
        call = chance.choice(CALLS[file])
        original = (folder / file).read_bytes()
        if file.endswith(".csv"):
            data = mutated_table(n, original.decode("utf-8-sig"))
        elif file.endswith(".xlsx"):
            data = mutated_workbook(n, original, "Schedule")
        elif file.endswith(".yaml"):
            data = mutated(n, original.decode()).encode()
        else:
            at, more = chance.randrange(len(original)), chance.randbytes(chance.randint(0, 40))
            data = (
                original[:at]
                + more
                + (original[at + len(more) :] if chance.random() < 0.7 else b"")
            )
        yield Mutant(n, file, call, data)


def faults(mutant: Mutant, folder: Path) -> Iterator[str]:
    """What is wrong with how a command ends that is given a spoilt file."""
    path = folder / mutant.file
    original = path.read_bytes()
    before = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    try:
        path.write_bytes(mutant.data)
        ended = run(mutant.call, folder)
        yield from _wrong_ending(ended)
        for each in folder.iterdir():
            known = mutant.data if each.name == mutant.file else before.get(each.name)
            if each.is_file() and each.name not in WRITTEN and each.read_bytes() != known:
                yield f"{each.name} is not as it was"
        if ended.code in (0, 1, 3, 4) and not ended.problems.count("Warning"):
            yield from _silent_loss(mutant, folder, original)
    finally:
        for name in WRITTEN:
            (folder / name).unlink(missing_ok=True)
        for name, data in before.items():
            (folder / name).write_bytes(data)


def _wrong_ending(ended: Ended) -> Iterator[str]:
    if ended.code is None:
        yield f"no end after {SECONDS} seconds"
    elif ended.code not in CODES:
        yield f"exit {ended.code}: {ended.problems[-600:]}"
    if "Traceback" in ended.problems + ended.output:
        yield f"a traceback: {ended.problems[-600:]}"
    if ended.code == 2 and not re.search(r"\.(yaml|csv|xlsx|sqlite)|by-hand|--\w+", ended.problems):
        yield f"bad input without a place: {ended.problems[-300:]!r}"


def _silent_loss(mutant: Mutant, folder: Path, original: bytes) -> Iterator[str]:
    """Where what stands in the file is other than before, and what was read is not."""
    path = folder / mutant.file
    if path.suffix not in (".csv", ".yaml"):
        return
    stands = [_standing(path.suffix, data) for data in (original, mutant.data)]
    if None in stands or not _new(mutant.file, *stands):
        return
    read = []
    for data in (original, mutant.data):
        path.write_bytes(data)
        read.append(in_a_process(lambda: _read(mutant.file), folder))
    if read[0].output == read[1].output and not read[1].problems:
        yield f"read as before, without a word: {_difference(*stands)}"
    if mutant.file in ("schedule.csv", "by-hand.csv") and not read[1].problems:
        yield from _lost_rows(original, mutant.data, read)


def _lost_rows(original: bytes, data: bytes, read: list[Ended]) -> Iterator[str]:
    """Rows that still stand there, and whose parts were not read."""
    whole, left = (Counter(_standing(".csv", each)) for each in (original, data))
    parts = [Counter(each.output.splitlines()[0].split("Part(")[1:]) for each in read]
    kept = sum((whole & left).values())
    same = sum((Counter(map(_bare, parts[0])) & Counter(map(_bare, parts[1]))).values())
    if same < kept:
        yield f"{kept} rows stand there as before, and {same} were read"


def _bare(part: str) -> str:
    return part.rstrip(", )")


def _standing(suffix: str, data: bytes) -> Any:
    """What stands in a file, read without the program: cells by row, or YAML as it is."""
    if suffix == ".yaml":
        try:
            return YAML(typ="safe", pure=True).load(data.decode())
        except (YAMLError, ValueError):
            return None
    for encoding in ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.startswith("sep="):
            text = text.split("\n", 1)[1]
        first = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=first.count)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        cells = [[_alike(cell) for cell in row] for row in rows]
        heads, *cells = [row for row in cells if any(row)] or [[]]
        return [tuple(sorted(zip_longest(heads, row, fillvalue=""))) for row in cells]
    return None


def _new(file: str, before: Any, now: Any) -> bool:
    """Whether something stands there now that did not before and that could mean something."""
    if not file.endswith(".csv"):
        return bool({*_leaves(now)} - {*_leaves(before)})
    passed_over = {("", "")}.union((name, "") for name in SAME.get(file, ()))
    cells = [
        [{cell for cell in row if cell[1] and (cell[0], "") not in passed_over} for row in rows]
        for rows in (before, now)
    ]
    told = [row for row in cells[1] if any(name != cell for name, cell in row)]  # no headings
    return not all(any(row <= old for old in cells[0]) for row in told)


def _alike(cell: str) -> str:
    """A cell without what makes no difference: blanks, capitals, and how a time is written."""
    return re.sub(r"^(\d{1,2})\.(\d\d)$", r"\1:\2", " ".join(cell.split()).casefold())


def _difference(one: Any, other: Any) -> str:
    """The lines in which two readings of a file differ, as far as they are few."""
    lines = [
        Counter(map(str, each)) if isinstance(each, list) else Counter(_leaves(each))
        for each in (one, other)
    ]
    return f"{list(lines[0] - lines[1])[:4]} → {list(lines[1] - lines[0])[:4]}"


def _leaves(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from _leaves(inner, f"{path}/{n}")
    else:
        yield f"{path}={value!r}"


def _read(file: str) -> int:
    """Print what the program reads in a file, all of it; warnings go to the error stream."""
    from scenarios.exchange.leadership_csv import read_leadership
    from scenarios.loading.loading import load_scenario
    from scenarios.loading.variants import load_variants
    from scenarios.season.calendar_csv import read_calendar
    from scenarios.season.loading import load_season
    from scenarios.studies.replanning.patches import lay_patches
    from scheduler.solving.problem import plain

    logging.getLogger("scenarios").addHandler(logging.StreamHandler(sys.stderr))
    try:
        if file in ("year.yaml", "calendar.csv"):
            season = load_season("year.yaml")
            say(plain(season) if file == "year.yaml" else read_calendar(Path(file), season.season))
            return 0
        scenario = load_scenario("week.yaml")
        if file in ("schedule.csv", "by-hand.csv"):
            say(repr(scenario.candidate("./" + file)))
        elif file == "leaders.csv":
            say(repr(read_leadership(Path(file), scenario.week)))
        elif file == "changes.yaml":
            say(plain(lay_patches(scenario, [Path(file)])))
        else:
            say(plain(scenario), load_variants("week.yaml").listed)
    except BadInput as error:
        sys.stderr.write(f"{error}\n")
    return 0


def warm_up() -> None:
    """Import what commands import, so that each copy of this process begins at once."""
    import ortools.sat.python.cp_model  # noqa: F401
    import pandas  # noqa: F401

    import desk.command_line  # noqa: F401


def say(*things: object) -> None:
    sys.stdout.write(" ".join(map(str, things)) + "\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    warm_up()
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        prepare(folder)
        for mutant in mutants(folder, arguments.number, arguments.seed):
            for fault in faults(mutant, folder):
                found[fault.split(":")[0]] += 1
                say(f"{mutant.seed} {mutant.file}: {mutant.call}\n    {fault}")
    say(f"{arguments.number} mutants: {sum(found.values())} faults {dict(found)}")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
