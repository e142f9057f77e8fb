"""What every command prints, writes and ends with: kept, and compared with a later program.

Run it before a change that is to alter nothing for users, and again after it::

    python -m tests.recording BEFORE
    python -m tests.recording AFTER
    python -m tests.recording --against BEFORE AFTER

It knows the program only from outside, so the same script records any checkout (``--checkout``).
"""

from __future__ import annotations

import argparse
import csv
import difflib
import fnmatch
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROGRAM = ("-c", "from desk.command_line import main; main()")
"""What Python is given to be the program."""

CALLS = """
# A name, then what is called, one after the other in one folder. Two steps of indentation continue
# a call. SEARCH stands for a search that ends the same every time. Every search here is proven
# within seconds, so that a slow machine changes nothing.

help
    --help
    solve --help
    explain --help
    alternatives --help
    tradeoffs --help
    leadership --help
    check --help
    why --help
    places --help
    show --help
    compare --help
    replan --help
    plot --help
    season --help
    next-year --help
    rota --help
    synergy --help
    recommendations --help
    sweep --help
    sensitivity --help
    stress --help
    publish --help
    revisions --help
    programme --help
    export --help
    workbook --help
    changes --help
    rules --help
    schema --help
    new --help
    desk --help
    doctor --help
nothing
    --version

solve-2010
    solve library/apmbc-2010.yaml SEARCH --output schedule.csv --leaders leaders.csv
        --json result.json
    check library/apmbc-2010.yaml schedule.csv --leaders leaders.csv --json verdict.json
    show library/apmbc-2010.yaml schedule.csv
solve-2011
    solve library/apmbc-2011.yaml SEARCH --output schedule.csv --json result.json
solve-ccw
    solve library/ccw-2010-april.yaml SEARCH --output schedule.csv --json result.json
solve-open-posts
    solve library/apmbc-2011-open-posts.yaml SEARCH --output schedule.csv --leaders leaders.csv
        --json result.json
    check library/apmbc-2011-open-posts.yaml schedule.csv --leaders leaders.csv
    check library/apmbc-2011-open-posts.yaml schedule.csv
    show library/apmbc-2011-open-posts.yaml schedule.csv --leaders leaders.csv
solve-one-week
    solve library/apmbc-ccm-2011-one-week.yaml SEARCH --output schedule.csv --json result.json
solve-starter
    solve starter.yaml SEARCH --output schedule.csv --leaders leaders.csv --json result.json
    solve starter.yaml SEARCH --quiet
solve-tiny
    solve tiny.yaml SEARCH --output schedule.csv --json result.json
solve-vacant
    solve vacant.yaml SEARCH --output schedule.csv --leaders leaders.csv --json result.json
solve-circle
    solve library/order-in-a-circle.yaml SEARCH --output schedule.csv --json result.json
solve-interpretation
    solve library/interpretation-short.yaml SEARCH --json result.json
solve-overfull
    solve library/overfull.yaml SEARCH --quiet
solve-two-conflicts
    solve library/two-conflicts.yaml SEARCH --quiet

explain-circle
    explain library/order-in-a-circle.yaml SEARCH --output schedule.csv --json why.json
    explain library/order-in-a-circle.yaml SEARCH --quiet --keep honour_order
explain-interpretation
    explain library/interpretation-short.yaml SEARCH --output schedule.csv --json why.json
explain-two-places
    explain library/leader-in-two-places.yaml SEARCH --json why.json
explain-volunteer
    explain library/group-without-its-volunteer.yaml SEARCH --json why.json
explain-two-conflicts
    explain library/two-conflicts.yaml SEARCH --output schedule.csv --json why.json
explain-nothing-wrong
    explain tiny.yaml SEARCH --json why.json

check-2010
    check library/apmbc-2010.yaml held --json verdict.json
check-2011
    check library/apmbc-2011.yaml held --json verdict.json
check-2010-reformed
    check library/apmbc-2010-reformed.yaml held --json verdict.json
check-ccw
    check library/ccw-2010-april.yaml held --json verdict.json
check-ccm
    check library/apmbc-ccm-2011.yaml held --json verdict.json
check-ccm-evenings
    check library/apmbc-ccm-2011-one-week.yaml evenings --json verdict.json
check-file
    check library/apmbc-2011.yaml library/candidates/apmbc-2011-held.csv
programme-tiny
    programme tiny.yaml drafted --output programme.docx --issued 2027-05-03
workbook-tiny
    workbook tiny.yaml --output tiny.xlsx
export-tiny
    export tiny.yaml drafted --output week.ics --issued 2027-05-03 --number 1
    export tiny.yaml drafted --folder feeds --issued 2027-05-04 --number 2 --before week.ics
publish-tiny
    publish tiny.yaml drafted --to lakes --note "after the Bureau" --no-documents
    publish lakes --to lakes --no-documents
    revisions lakes --json revisions.json
    show lakes
    check lakes@1 lakes@2
    changes lakes@1 --output changes.docx --notices notices.xlsx
    check lakes@3
check-tiny
    check tiny.yaml drafted
    check tiny.yaml clash.csv --json verdict.json

why
    why library/apmbc-2011.yaml held --session eritrea-clearance --at "thursday 15:00" --still
    why library/apmbc-2011.yaml held --session survivors-briefing --at "friday 13:15"
        --json why.json
    why library/apmbc-2011.yaml held --session survivors-briefing --at "2011-06-23 10:00"
        --room obasi --minutes 60 --still
    why tiny.yaml drafted --session victims --csv why.csv --json half-days.json
    why tiny.yaml drafted --session victims --at "monday 10:30" --json tiny.json
    why tiny.yaml drafted --session victims --at "monday 11:00" --part 1
    why tiny.yaml drafted --session "Victim Assistance" --at "monday 09:00"
places
    places library/apmbc-2011.yaml held --session survivors-briefing --csv places.csv
        --json places.json
    places library/apmbc-2011.yaml held --session eritrea-clearance --all-rooms
    places tiny.yaml drafted --session victims --all --json tiny.json
    places tiny.yaml drafted --session victims --minutes 75 --moving
    places tiny.yaml drafted --session victims --minutes 135
show
    show library/apmbc-2010.yaml
    show library/apmbc-2010.yaml held
    show library/apmbc-2011.yaml
    show library/apmbc-2011.yaml held
    show library/ccw-2010-april.yaml
    show library/ccw-2010-april.yaml held
    show starter.yaml
    show vacant.yaml

compare-2010
    compare library/apmbc-2010.yaml SEARCH --output comparison.csv --moves moves.csv
        --findings findings.csv
compare-2011
    compare library/apmbc-2011.yaml --no-solve --output comparison.html
compare-ccw
    compare library/ccw-2010-april.yaml SEARCH --quiet --output comparison.md
compare-tiny
    compare tiny.yaml clash.csv SEARCH --output comparison.html --moves moves.csv
        --findings findings.csv
    compare tiny.yaml clash.csv --no-solve --output comparison.txt
    compare tiny.yaml clash.csv --no-solve --output comparison.md

replan-away
    replan library/apmbc-2011.yaml held SEARCH --change "AUS away wednesday" --told told.csv
        --output schedule.csv --json replan.json
replan-now
    replan library/apmbc-2010.yaml held SEARCH --change "mine-clearance longer 30"
        --now "wednesday 13:00" --told told.csv --json replan.json --no-freer
replan-steps
    replan starter.yaml starter.csv SEARCH --change "UGA away wednesday"
        --change "large closed tuesday morning" --told infeasible.csv
    replan starter.yaml starter.csv SEARCH --change "UGA away wednesday" --steps 2
        --told told.csv --output schedule.csv --json replan.json
    replan starter.yaml starter.csv SEARCH --change "UGA withdraws"
    replan starter.yaml starter.csv SEARCH --change "clearance shorter 60" --quiet
    replan starter.yaml starter.csv SEARCH --change "chairs dropped"
    replan starter.yaml starter.csv SEARCH --change "interpretation teams 2"
    replan starter.yaml starter.csv SEARCH --change changed.yaml
replan-tiny
    replan tiny.yaml drafted SEARCH --change "victims longer 30"
    replan tiny.yaml drafted SEARCH --change "NOR away monday"
    replan tiny.yaml drafted SEARCH --json replan.json

alternatives-starter
    alternatives starter.yaml SEARCH --count 3 --output alternatives
alternatives-none
    alternatives tiny.yaml SEARCH --within 0% --differ 2
tradeoffs-small
    tradeoffs small.yaml SEARCH --between give_wanted_time,reserve_slack --output front.csv
        --schedules schedules --plot front.png
tradeoffs-three
    tradeoffs small.yaml SEARCH --within 50% --points 3 --output front.csv
        --between give_wanted_time,reserve_slack,spread_national_contexts
leadership
    leadership vacant.yaml SEARCH --team-sizes 1+0,1+1,2 --output teams.csv --plot teams.png

plot-kinds
    plot library/apmbc-2011.yaml held --output week.png
    plot library/apmbc-2011.yaml held --what leaders --output leaders.svg
    plot library/apmbc-2010.yaml --what candidates --output candidates.pdf SEARCH
    plot tiny.yaml drafted clash.csv --output both.svg
    plot starter.yaml --output solved.svg SEARCH

rota
    rota tiny-rota.yaml SEARCH --output rota.csv --report rota.md --json rota.json --plot rota.png
season
    season library/season-2011.yaml SEARCH --output season.csv --json season.json
        --plot season.png
    season library/season-2011.yaml season.csv --json judged.json
next-year
    next-year library/apmbc-2011.yaml --form form.csv
    next-year library/apmbc-2011.yaml held --notes noted.csv --from 2012-05-21
        --volunteered UGA --output next-year.yaml --csv proposals.csv
    show next-year.yaml
    next-year library/apmbc-2011.yaml --notes slips.csv --from 2012-05-22
synergy
    synergy library/apmbc-ccm-2011.yaml held --states --output synergy.csv --plot synergy.png
    synergy library/ccw-2010-april.yaml held --most-days-apart 6 --output ccw.csv
    synergy library/apmbc-ccm-2011-one-week.yaml evenings
recommendations-2011
    recommendations library/apmbc-2011.yaml held --output report.html
    recommendations library/apmbc-2011.yaml held --output report.md
    recommendations library/apmbc-2011.yaml held --output report.txt
recommendations-solved
    recommendations library/apmbc-2010.yaml SEARCH --output report.md
    recommendations vacant.yaml SEARCH --team-sizes 1+0,1+1

sweep
    sweep small.yaml --seed 1 --output table.csv --plot sweep.png --schedules schedules
        --only "mornings=short, clearance=90, experiments=free, reports=short"
        --only "mornings=usual, clearance=150, experiments=60, reports=usual"
        --only "mornings=usual, clearance=180, experiments=180, reports=usual"
        --only "mornings=long, clearance=210, experiments=180, reports=usual"
    sweep small.yaml --seed 1 --output table.md --quiet
        --only "mornings=usual, clearance=150, experiments=60, reports=usual"
    sweep small.yaml --seed 1 --output table.html
        --only "mornings=early, clearance=120, experiments=90, reports=short"
sensitivity
    sensitivity small.yaml --seed 1 --output prices.csv --plot prices.png
    sensitivity small.yaml --seed 1 --session reports --output prices.html
stress-2010
    stress library/apmbc-2010.yaml held SEARCH --csv stress.csv --json stress.json
stress-kinds
    stress starter.yaml starter.csv SEARCH --kind rooms --kind overruns --plot stress.png
    stress tiny.yaml drafted clash.csv SEARCH --csv stress.csv

rules
    rules
    rules --markdown
    rules honour_order
    rules "give wanted time"
schema
    schema
    schema --season
new
    new mine.yaml
    new mine.yaml
    new mine.yaml --force
    new every-key.yaml --full
    new drafted.yaml --from starter.csv
    solve mine.yaml SEARCH --quiet --output schedule.csv
doctor
    doctor

bad-files
    solve nowhere.yaml
    desk nowhere.yaml --no-browser
    solve tinny.yaml
    check tiny.yaml nowhere.csv
    check tiny.yaml draftde
    solve broken.yaml
    solve empty.yaml
    season tiny.yaml
bad-keys
    solve wrong-key.yaml
    show wrong-value.yaml
    explain wrong-rule.yaml
bad-csv
    check tiny.yaml bad-columns.csv
    check tiny.yaml bad-times.csv
    show tiny.yaml bad-session.csv
    compare tiny.yaml bad-times.csv --no-solve
    stress tiny.yaml drafted bad-times.csv draftet
    replan tiny.yaml bad-columns.csv
bad-options
    solve tiny.yaml --sed 1
    solve tiny.yaml --workers 0
    solve
    slove tiny.yaml
    solve tiny.yaml --output tiny.yaml
    solve tiny.yaml --output same.csv --json same.csv
    solve tiny.yaml --output nowhere/schedule.csv
    alternatives tiny.yaml --within much
    tradeoffs tiny.yaml --between nonsense,give_wanted_time
    tradeoffs tiny.yaml --between give_wanted_time
    leadership tiny.yaml --team-sizes many
    explain tiny.yaml --keep nonsense
bad-questions
    why tiny.yaml drafted --session victim --at "monday 10:30"
    why tiny.yaml drafted --session victims --at whenever
    why tiny.yaml drafted --session victims --at "monday 10:30" --room cellar
    places tiny.yaml drafted --session victims --part 2
    places tiny.yaml drafted --session victims --csv places.xlsx
    replan tiny.yaml drafted --change "XYZ away monday"
    replan tiny.yaml drafted --change "clearance sooner"
    replan tiny.yaml drafted --now someday
    plot tiny.yaml drafted --output week.bmp
    plot tiny.yaml drafted --what nonsense --output week.png
    compare tiny.yaml --no-solve --output comparison.docx
    recommendations tiny.yaml drafted --output report.docx
    synergy tiny.yaml drafted
    sweep tiny.yaml
    sweep small.yaml --only nonsense
    sensitivity tiny.yaml --session nonsense
    stress tiny.yaml drafted --kind floods
    rules honor_order
"""

SEARCH = ("--seed", "1", "--workers", "1")

LENT = {
    "library": "apmbc-2010.yaml",
    "small.yaml": "small-sweep.yaml",
    "starter.yaml": "small-week.yaml",
}
"""What each call finds beside it, and the file by which the checkout is searched for it."""

TINY = """\
schema: 1
title: A tiny week
week:
  from: 2027-06-14
  to: 2027-06-14
  sittings: {morning: 10:00-12:00}
delegations:
  also:
    NOR: {name: Norway, group: WEOG}
    THA: {name: Thailand, group: APG}
bodies:
  clearance: {name: Committee on Clearance, instrument: convention, co_chairs: [NOR]}
  victims: {name: Committee on Victim Assistance, instrument: convention, co_chairs: [THA]}
instruments:
  convention: {name: The Convention, parties: everyone}
sessions:
  clearance: {title: Clearance, body: clearance, format: plenary, least: 60, wanted: 90}
  victims: {title: Victim Assistance, body: victims, format: plenary, least: 60}
rules:
  keep_experiments_voluntary: off
  give_wanted_time: {prefer: {tier: 2, weight: 3}}
candidates:
  drafted: drafted.csv
"""

TINY_ROTA = """\
schema: 1
title: Who leads the lakes
years: {from: 2026-27, to: 2028-29}
delegations:
  also:
    NOR: {name: Norway, group: WEOG}
    PER: {name: Peru, group: GRULAC}
    THA: {name: Thailand, group: APG}
    UGA: {name: Uganda, group: AFR}
parties: everyone
committees:
  lakes: {name: Lakes, implementers: [THA, UGA]}
record:
  2026-27:
    lakes: {co_chairs: NOR, co_rapporteurs: THA}
team_sizes: [1+1, 2+1]
"""

HEAD = "session,date,start,end\n"
DRAFTED = HEAD + "clearance,2027-06-14,10:00,11:00\nvictims,2027-06-14,11:00,12:00\n"

BROUGHT = {
    "tiny.yaml": TINY,
    "tiny-rota.yaml": TINY_ROTA,
    "drafted.csv": DRAFTED,
    "clash.csv": DRAFTED.replace("11:00,12:00", "10:30,11:30"),
    "noted.csv": "session,item,used,useful,reported\ncooperation,,170,,\n"
    "victim-assistance,Updates,200,,\ncolombia-clearance,,90,no,no\n",
    "slips.csv": "session,item,used\ncooperation,,long\ncooperation,Closing,20\n",
    "vacant.yaml": TINY.replace(
        "bodies:", "leadership: {vacate: true, pool: [NOR, THA]}\nbodies:", 1
    ),
    "starter.csv": "session,date,start,end,room\nchairs,2027-06-14,13:00,13:30,small\n"
    "opening,2027-06-14,15:00,17:00,large\nclearance,2027-06-15,10:00,11:30,large\n"
    "colombia,2027-06-15,11:30,13:00,small\nclearance,2027-06-15,15:00,17:30,large\n"
    "victim-assistance,2027-06-16,10:00,13:00,large\nuganda,2027-06-16,15:00,16:30,small\n"
    "closing,2027-06-16,16:30,17:30,large\n",
    "schedules/README": "For schedules.\n",
    "changed.yaml": "sessions: {victim-assistance: {least: 150}}\n",
    "broken.yaml": "schema: 1\ntitle: [never closed\n",
    "empty.yaml": "",
    "wrong-key.yaml": TINY.replace("sittings:", "sitings:"),
    "wrong-value.yaml": TINY.replace("least: 60, wanted: 90", "least: long, wanted: 30"),
    "wrong-rule.yaml": TINY.replace("give_wanted_time", "give_wished_time"),
    "bad-columns.csv": DRAFTED.replace("start", "begin"),
    "bad-times.csv": DRAFTED.replace("11:00,12:00", "12:00,eleven"),
    "bad-session.csv": DRAFTED.replace("victims", "victms"),
}
"""What else each call finds beside it; all of it is made up."""

DIFFERS = (
    (re.compile(r"(?<![\w.])\d+(\.\d+)? s\b"), "# s"),
    (re.compile(r'("(?:\w*seconds|found_after)": )[\d.e-]+'), r"\1#"),
    (re.compile(r"(?m)(\b(?:PROVEN|INFEASIBLE)\b.*?) +\(?\d+\.\d\)? *$"), r"\1 #"),
    (re.compile(r'("(?:issued|seal)": )"[^"]*"'), r"\1#"),
    (re.compile(r"(?m)^(Published: revision \d+, | +\d+  )\d{4}-\d\d-\d\d \d\d:\d\d"), r"\1#"),
    (re.compile(r"(?m)^(meeting-week|ok +[\w-]+) \d+\.\d[\w.]*$"), r"\1 #"),
)
"""What differs from run to run though nothing has changed, and what stands for it."""

PROGRESS = re.compile(r"(?m)^(.*, # s|\d+ of \d+ [\w ]+( \(\d+ known\))?(, .* left)?)\n")
"""What the error stream says while a search goes on: it depends on the machine."""

ONLY_THERE = {".png", ".pdf", ".sqlite"}
"""Files that are only said to be there."""


def calls(text: str = CALLS) -> dict[str, list[list[str]]]:
    """The words of each call, by the name of the folder in which it is kept."""
    named: dict[str, list[list[str]]] = {}
    for line in text.splitlines():
        words = shlex.split(line, comments=True)
        steps = (len(line) - len(line.lstrip())) // 4
        if not words:
            continue
        if steps == 0:
            name = words[0]
            named[name] = []
            continue
        words = [word for one in words for word in (SEARCH if one == "SEARCH" else (one,))]
        if steps == 1:
            named[name].append(words)
        else:
            named[name][-1].extend(words)
    return named


def normal(text: str, places: dict[str, str]) -> str:
    """The text without what differs from run to run; places are folders, and what to call them."""
    for place, word in places.items():
        text = text.replace(place, word)
    for pattern, instead in DIFFERS:
        text = pattern.sub(instead, text)
    return text


def without_seconds(text: str) -> str:
    """A CSV text whose columns of seconds say nothing."""
    header, *rows = list(csv.reader(io.StringIO(text))) or [[]]
    columns = [at for at, name in enumerate(header) if "seconds" in name]
    if not columns:
        return text
    written = io.StringIO()
    masked = [["#" if at in columns else cell for at, cell in enumerate(row)] for row in rows]
    csv.writer(written, lineterminator="\n").writerows([header, *masked])
    return written.getvalue()


def prepare(checkout: Path, folder: Path) -> None:
    """Put into the folder what every call finds beside it."""
    for name, sought in LENT.items():
        tracked = subprocess.run(
            ["git", "ls-files", f":(glob)**/{sought}"],
            cwd=checkout,
            capture_output=True,
            check=True,
            text=True,
        ).stdout.split()
        found = checkout / min(tracked, key=len)
        if name == sought or name.endswith(".yaml"):
            shutil.copy(found, folder / name)
        else:
            shutil.copytree(found.parent, folder / name)
    for name, text in BROUGHT.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def contents(folder: Path, only: str = "*") -> dict[str, bytes]:
    """Every file in the chosen entries of the folder, by its path from there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and fnmatch.fnmatch(path.relative_to(folder).parts[0], only)
    }


def record(
    name: str, all_words: list[list[str]], beside: Path, checkout: Path, python: str, folder: Path
) -> None:
    """Carry out the calls of a name, and keep what came of them in the folder ``name``."""
    kept = folder / name
    kept.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as made:
        here = Path(made).resolve() / "here"
        shutil.copytree(beside, here)
        before, said = contents(here), []
        places = {str(here): "HERE", str(checkout): "CHECKOUT", sys.prefix: "PYTHON"}
        environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONUTF8": "1"}
        for setting in ("COLUMNS", "FORCE_COLOR", "NO_COLOR"):
            environment.pop(setting, None)
        for words in all_words:
            ended = subprocess.run(
                [python, *PROGRAM, *words],
                cwd=here,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=600,
            )
            output, problems = (
                normal(text.decode("utf-8"), places) for text in (ended.stdout, ended.stderr)
            )
            said += [f"$ meeting-week {shlex.join(words)}\n", f"== exit {ended.returncode}\n"]
            said += ["== out\n", output, "== err\n", PROGRESS.sub("", problems), "\n"]
        (kept / "said.txt").write_bytes("".join(said).encode())
        for path, written in contents(here).items():
            if before.get(path) == written:
                continue
            goal = kept / "wrote" / path
            goal.parent.mkdir(parents=True, exist_ok=True)
            goal.write_bytes(as_kept(goal.suffix, written, places))


def as_kept(suffix: str, written: bytes, places: dict[str, str]) -> bytes:
    """What is kept of a file that a call wrote."""
    if suffix in ONLY_THERE:
        return b"exists\n"
    text = normal(written.decode("utf-8"), places)
    return (without_seconds(text) if suffix == ".csv" else text).encode()


def differences(old: dict[str, bytes], new: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """The name of each call that differs between two recordings, with a unified diff."""
    diffs: dict[str, list[str]] = {}
    for path in sorted({*old, *new}):
        texts = [there.get(path, b"").decode().splitlines() for there in (old, new)]
        sources = [path if path in there else "not there" for there in (old, new)]
        if old.get(path) != new.get(path):
            lines = list(difflib.unified_diff(*texts, *sources, lineterm="", n=2))
            lines = lines or [
                f"--- {sources[0]}",
                f"+++ {sources[1]}",
                "(line ends, or an empty file)",
            ]
            diffs.setdefault(path.split("/")[0], []).extend(lines)
    for name, lines in diffs.items():
        yield name, "\n".join(lines)


def compare(before: Path, after: Path, only: str = "*") -> int:
    """Say what differs between two recordings; 1 where something does."""
    old, new, count = contents(before, only), contents(after, only), 0
    for name, diff in differences(old, new):
        count += 1
        sys.stdout.write(f"##### {name}\n{diff}\n\n")
    total = len({path.split("/")[0] for path in (*old, *new)})
    sys.stdout.write(f"{count} of {total} calls differ.\n")
    return 1 if count else 0


def main() -> int:
    """Record a checkout, or compare two recordings."""
    parser = argparse.ArgumentParser(prog="python -m tests.recording", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("folder", type=Path, nargs="?", help="where to keep the recording")
    parser.add_argument("--against", type=Path, nargs=2, metavar=("BEFORE", "AFTER"))
    parser.add_argument("--checkout", type=Path, default=Path(__file__).parents[1])
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--only", metavar="PATTERN", default="*", help="names, as in 'bad-*'")
    parser.add_argument("--jobs", type=int, default=1, help="calls side by side")
    wanted = parser.parse_args()
    if wanted.against:
        return compare(*wanted.against, wanted.only)
    if wanted.folder is None:
        parser.error("name a folder, or two with --against")
    checkout, folder = wanted.checkout.resolve(), wanted.folder.resolve()
    chosen = {name: c for name, c in calls().items() if fnmatch.fnmatch(name, wanted.only)}
    with tempfile.TemporaryDirectory() as made, ThreadPoolExecutor(wanted.jobs) as pool:
        prepare(checkout, Path(made))

        def take(name: str) -> None:
            shutil.rmtree(folder / name, ignore_errors=True)
            record(name, chosen[name], Path(made), checkout, wanted.python, folder)

        list(pool.map(take, chosen))
    sys.stdout.write(f"{len(chosen)} calls kept in {folder}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
