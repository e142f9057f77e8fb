"""Measure how fast the page is, and print lines for `benchmarks/README.md`.

    python benchmarks/page.py [--moves N] [--seconds N] [--browser]

The week of 2011 as held, and a made week of 100 sessions (`made_weeks.py`) as it is constructed.
Measured are the seconds of the CPU from the start of the command until the server has answered all
that a browser asks to show a week; those of a move, judged and answered; those of the coloured
places of every part; and, on the clock, how long the page waits for the week, for a move and for
coloured places while a search with two workers runs. With ``--browser`` also what a move takes in
Chromium until the week is drawn again. Nothing here asserts a time: machines differ, and are
shared.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import httpx
from made_weeks import made_week
from ruamel.yaml import YAML

from scenarios import LIBRARY
from scenarios.exchange.schedule_csv import schedule_text
from scenarios.loading.loading import build_scenario, load_scenario
from scheduler.constructing.constructing import construct
from scheduler.judging.every_place import PlaceJudge

REAL, MADE = "apmbc-2011", "made-100"
COMMAND = (sys.executable, "-c", "from desk.command_line import main; main()", "desk")
TICKS = os.sysconf("SC_CLK_TCK")


class Served(NamedTuple):
    """A week on the page of a server."""

    process: subprocess.Popen[bytes]
    url: str
    client: httpx.Client
    api: str
    """The address of the week."""
    started: float
    """Seconds of the CPU until the week could be shown."""

    @property
    def cpu(self) -> float:
        """Seconds of the CPU that the server has taken."""
        text = Path(f"/proc/{self.process.pid}/stat").read_text()
        return sum(map(int, text.rpartition(")")[2].split()[11:13])) / TICKS


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--moves", type=int, default=40, help="moves of each week (40)")
    parser.add_argument("--seconds", type=int, default=20, help="of the search (20)")
    parser.add_argument("--browser", action="store_true", help="also draw in Chromium")
    order = parser.parse_args()
    with TemporaryDirectory() as folder:
        weeks = [write_real(Path(folder)), write_made(Path(folder), 100)]
        print("| week | what | median | p95 | most |\n|---|---|---|---|---|")
        for path in weeks:
            colours(path)
            with served(path) as week:
                print(f"| {path.stem} | until it can be shown, CPU s | {week.started:.2f} | | |")
                before = week.cpu
                moves(week, path.stem, order.moves)
                each = (week.cpu - before) / order.moves
                print(f"| {path.stem} | a move, CPU s of the server | {each:.3f} | | |")
                if order.browser:
                    drawn(week, path.stem, order.moves)
                searching(week, path.stem, order.seconds)
    return 0


def write_real(folder: Path) -> Path:
    """The library with the week of 2011 in it, as a person would copy it."""
    shutil.copytree(LIBRARY, folder / "library")
    return folder / "library" / f"{REAL}.yaml"


def write_made(folder: Path, sessions: int) -> Path:
    """A made week, and a timetable of it."""
    values = made_week(sessions).scenario
    problem = build_scenario(values).problem
    built = construct(problem.week, problem.settings).timetable
    (folder / "built.csv").write_text(schedule_text(problem.week, built), encoding="utf-8")
    path = folder / f"{MADE}.yaml"
    with path.open("w", encoding="utf-8") as file:
        YAML().dump(values | {"candidates": {"built": "built.csv"}}, file)
    return path


def colours(path: Path) -> None:
    """Measure the coloured places of every part, one after the other, each asked for anew."""
    scenario = load_scenario(path)
    timetable = scenario.candidate(next(iter(scenario.candidates)))
    times = list[float]()
    for part in timetable.parts:
        begun = time.process_time()
        judge = PlaceJudge(scenario.week, scenario.settings, timetable)
        judge.coloured(part.session, part)
        times.append(time.process_time() - begun)
    print(row(path.stem, f"coloured places of {len(times)} parts, CPU s", times))


@contextmanager
def served(path: Path) -> Iterator[Served]:
    """A server of its own for a week."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [*COMMAND, path.name, "--port", str(port), "--no-browser"]
    process = subprocess.Popen(words, cwd=path.parent, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(base_url=url, timeout=60) as client:
            week = shown(client, process)
            served = Served(process, f"{url}/#/{week}/week", client, f"/api/weeks/{week}", 0)
            yield served._replace(started=served.cpu)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def shown(client: httpx.Client, process: subprocess.Popen[bytes]) -> str:
    """Ask for all that a browser asks for; the key of the week."""
    while True:
        try:
            key: str = client.get("/api/desk").json()["weeks"][0]["key"]
            break
        except httpx.TransportError:
            if process.poll() is not None:
                raise SystemExit("the server has ended") from None
            time.sleep(0.05)
    for path in ("/", "/app.js", "/base.css", "/api/words/en", f"/api/weeks/{key}"):
        client.get(path).raise_for_status()
    return key


def moves(week: Served, name: str, number: int) -> None:
    """Move drawn parts to drawn places, and undo every other move; on the clock, without a wait."""
    chance, times = random.Random(1), list[float]()
    view = week.client.get(week.api).json()
    for turn in range(number):
        step = {"do": "undo"} if turn % 2 else drawn_move(chance, view)
        begun = time.perf_counter()
        answer = week.client.post(f"{week.api}/steps", json=step, headers=on(view))
        times.append(time.perf_counter() - begun)
        view = answer.raise_for_status().json()["view"]
    print(row(name, "a move until its answer, s on the clock", times))


def drawn_move(chance: random.Random, view: dict[str, Any]) -> dict[str, Any]:
    """A step that puts some part at the opening of some sitting, in some room."""
    part, sitting = chance.choice(view["parts"]), chance.choice(view["sittings"])
    room = chance.choice(view["rooms"])["id"]
    where = {"day": sitting["day"], "start": sitting["opens"], "room": room}
    return {"do": "move", "session": part["session"], "number": part["number"], **where}


def on(view: dict[str, Any]) -> dict[str, str]:
    """The headers of a step on a version."""
    return {"If-Match": f'"{view["version"]}"'}


def searching(week: Served, name: str, seconds: int) -> None:
    """Ask for the week, for places and for moves while a search runs; on the clock."""
    view, chance = week.client.get(week.api).json(), random.Random(2)
    asked = {"kind": "solve", "workers": 2, "seconds": seconds}
    if week.client.post(f"{week.api}/searches", json=asked, headers=on(view)).is_error:
        print(f"| {name} | no search | | | |")
        return
    times: dict[str, list[float]] = {"the week": [], "coloured places": [], "a move": []}
    while week.client.get(f"{week.api}/searches/current").json()["search"]["running"]:
        part, now = chance.choice(view["parts"]), week.client.get(week.api).json()
        card = {"session": part["session"], "number": part["number"]}
        step = {"json": drawn_move(chance, now), "headers": on(now)}
        for what, way, path, more in (
            ("the week", "GET", "", {}),
            ("a move", "POST", "/steps", step),
            ("coloured places", "GET", "/places", {"params": card}),
        ):
            begun = time.perf_counter()
            week.client.request(way, week.api + path, **more).raise_for_status()
            times[what].append(time.perf_counter() - begun)
            time.sleep(0.1)
    for what, each in times.items():
        print(row(name, f"{what} while a search runs, s on the clock", each))


def drawn(week: Served, name: str, number: int) -> None:
    """Measure what a move takes on the page, from the key to the week drawn again."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        browser = tool.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.goto(week.url)
        page.wait_for_selector("[data-key]")
        page.evaluate(MOVER)
        tool_of = page.context.new_cdp_session(page)
        tool_of.send("Performance.enable")
        before, times = _task_seconds(tool_of), list[float]()
        chance = random.Random(3)
        for _ in range(number):
            step = drawn_move(chance, week.client.get(week.api).json())
            times.append(page.evaluate("(step) => moved(step)", step) / 1000)
        each = (_task_seconds(tool_of) - before) / number
        browser.close()
    print(row(name, "a move until it is drawn, s on the clock", times))
    print(f"| {name} | drawing it, CPU s of the page | {each:.3f} | | |")


MOVER = """async () => {
  const { step } = await import("/lib/api.js");
  window.moved = async (what) => {
    const begun = performance.now();
    await step(what);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - begun;
  };
}"""
"""Makes a step as the page does, and ends when the frame after it has been drawn."""


def _task_seconds(session: Any) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def row(week: str, what: str, times: Sequence[float]) -> str:
    """A row: the median, the 95th percentile and the most."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"| {week} | {what} | {statistics.median(ordered):.3f} | {p95:.3f} | {ordered[-1]:.3f} |"


if __name__ == "__main__":
    sys.exit(main())
