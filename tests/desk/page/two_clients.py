"""Two people at one week, who do at random whatever the page lets them do, and more.

Run by itself it goes on for longer::

    python -m tests.desk.page.two_clients 10000 --seed 7
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import random
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import httpx

from desk.page.open_weeks import OpenDesk, OpenWeek
from desk.page.server import create_app
from scenarios.editing.journal import Journal
from scenarios.editing.opening import journal_path
from scenarios.exchange.schedule_csv import schedule_text
from scenarios.loading.loading import load_scenario
from scheduler.week.timetable import Part, Timetable
from tests.weeks import SMALL_WEEK

Json = dict[str, Any]

HOSTILE = (
    "",
    " ",
    "a: b",
    "- x",
    "#no",
    "'",
    '"',
    "{",
    "é‮",
    "\u2028",
    "null",
    "0",
    "=1+1",
    "𝒳",
    "x" * 300,
)
"""Texts that a careless writer of files stumbles over."""

DAYS = ("monday", "tuesday", "wednesday", "2027-06-14", "someday", "monday morning")
RULES = (
    "keep_plenaries_alone",
    "shorten_stays",
    "give_wanted_time",
    "honour_order",
    "no_such_rule",
)


class Killed(BaseException):
    """The program ends here."""


class TwoClients:
    """A desk with one week, two clients of it, and what they were told of every version."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.dice = random.Random(seed)
        self.path = folder / "my-week.yaml"
        _write_week(self.path)
        self.loop = asyncio.new_event_loop()
        self.told: dict[int, str] = {}
        self.states: list[Json] = []
        self.here = 0
        self.counts: Counter[str] = Counter()
        self.cpu: list[float] = []
        self._start()
        first = self.view
        self.told |= dict.fromkeys(range(1, first["version"] + 1), "")
        self.undone()

    def undone(self) -> None:
        """Learn the states that undoing leads to, and come back."""
        behind: list[Json] = []
        version = self.view["version"]
        while self.view["undo"] is not None:
            behind.insert(0, _shown(self.view))
            self.post({"do": "undo"})
        self.states = [_shown(self.view), *behind]
        for _ in behind:
            self.post({"do": "redo"})
        self.here = len(self.states) - 1
        self.told |= dict.fromkeys(range(version + 1, self.view["version"] + 1), "")

    def _start(self) -> None:
        self.desk = OpenDesk(self.path.parent)
        self.week: OpenWeek = self.desk.open(self.path)
        transport = httpx.ASGITransport(app=create_app(self.desk))
        self.client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")
        self.views = [self.get(""), self.get("")]

    @property
    def view(self) -> Json:
        """The week as it is shown now."""
        return self.get("")

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        return self.loop.run_until_complete(self._ask(method, path, **more))

    async def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        return await self.client.request(method, f"/api/weeks/{self.week.key}{path}", **more)

    def get(self, path: str) -> Any:
        answer = self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, step: Json, version: int | None = None, path: str = "/steps") -> httpx.Response:
        made_on = self.view["version"] if version is None else version
        began = time.process_time()
        headers = {"If-Match": f'"{made_on}"', "Content-Type": "application/json"}
        answer = self.ask("POST", path, content=json.dumps(step), headers=headers)
        self.cpu.append(time.process_time() - began)
        return answer

    def act(self) -> None:
        """One client does something, or something happens to the file or the program."""
        kinds = {
            self.step: 60,
            self.stale: 5,
            self.misshapen: 4,
            self.side_by_side: 3,
            self.somebody_saves: 4,
            self.settle_file: 5,
            self.draft: 4,
            self.look: 4,
            self.restart: 1,
            self.kill: 2,
        }
        [kind] = self.dice.choices(list(kinds), list(kinds.values()))
        self.counts[kind.__name__] += 1
        kind()

    def step(self) -> None:
        """A step on the last version; what it does is kept, or nothing is."""
        before = self.view
        what = self.drawn(before)
        answer = self.post(what, before["version"])
        self.judge_answer(what, before, answer)

    def judge_answer(self, what: Json, before: Json, answer: httpx.Response) -> None:
        """See that an answer is one, and that the week is as it says."""
        now = self.view
        kind = what.get("do") or what.get("keep")
        self.counts[f"{kind!a} {answer.status_code}"] += 1
        if answer.status_code != 200:
            assert answer.status_code in (409, 412, 422), answer.text
            assert _shown(now) == _shown(before), what
            assert now["version"] == before["version"], what
            if answer.status_code == 422:
                problems = answer.json()["problems"]
                assert problems and all(one["what"] for one in problems), answer.text
            return
        done = answer.json()
        assert done["view"] == now, what
        if what.get("keep") == "mine":
            assert now["version"] == before["version"]
            return
        assert now["version"] == before["version"] + 1
        self.told[now["version"]] = done["said"]
        if what.get("do") == "undo":
            self.here -= 1
        elif what.get("do") == "redo":
            self.here += 1
        else:
            self.here += 1
            self.states[self.here :] = [_shown(now)]
        assert _shown(now) == self.states[self.here], what

    def stale(self) -> None:
        """A step on a version that is no longer the last is refused with what was done since."""
        before = self.view
        if before["version"] < 2:
            return
        version = self.dice.randrange(1, before["version"])
        answer = self.post(self.drawn(before), version)
        assert answer.status_code == 412, answer.text
        since = answer.json()["since"]
        assert [one["version"] for one in since] == list(range(version + 1, before["version"] + 1))
        assert all(
            not self.told[o["version"]] or self.told[o["version"]] == o["what"] for o in since
        )
        assert self.view == before

    def misshapen(self) -> None:
        """What has no shape is refused, and changes nothing."""
        before = self.view
        what = self.drawn(before)
        for key in list(what):
            if self.dice.random() < 0.5:
                junk = (None, -1, 10**30, "x", [], {}, 1.5, True, "\ud800")
                what[key] = self.dice.choice(junk)
        answer = self.post(what, before["version"])
        self.judge_answer(what, before, answer)

    def side_by_side(self) -> None:
        """Of two steps that are made at once on one version one is made, and one refused."""
        before = self.view
        headers = {"If-Match": f'"{before["version"]}"'}
        steps = [self.drawn(before), self.drawn(before)]

        async def both() -> list[httpx.Response]:
            asked = (self._ask("POST", "/steps", json=one, headers=headers) for one in steps)
            return list(await asyncio.gather(*asked))

        answers = self.loop.run_until_complete(both())
        made = [n for n, one in enumerate(answers) if one.status_code == 200]
        assert len(made) <= 1
        assert {one.status_code for one in answers} <= {200, 409, 412, 422}
        for number in made:
            self.judge_answer(steps[number], before, answers[number])

    def somebody_saves(self) -> None:
        """Another program saves the file: other values, mistakes, the same again, or nothing."""
        text = self.path.read_text(encoding="utf-8") if self.path.exists() else ""
        seats = self.dice.randrange(10, 90)
        ways = (
            lambda: text.replace("seats: 200", f"seats: {100 + seats}"),
            lambda: text.replace("Clearance", self.dice.choice(("Mines", "Clearance"))),
            lambda: f"# Hello {seats}\n{text}",
            lambda: text[: len(text) // 2],
            lambda: text.replace("least: 60", "least: soon"),
            lambda: text.replace("\n", "\r\n"),
            lambda: "",
        )
        new = self.dice.choice(ways)()
        if new:
            self.path.write_bytes(new.encode())
        else:
            self.path.unlink(missing_ok=True)

    def settle_file(self) -> None:
        """Somebody says which of the two is to stay."""
        before = self.view
        state = self.get("/file")["state"]
        what = {"keep": self.dice.choice(("mine", "theirs"))}
        answer = self.post(what, before["version"], "/file")
        assert state in ("saved", "theirs", "gone"), state
        self.judge_answer(what, before, answer)

    def draft(self) -> None:
        """A draft is kept, renamed or dropped; the week stays as it is."""
        before = self.view
        name, other = self.dice.choice("abc"), self.dice.choice(("a", "b", "c", "", " ", "é\n"))
        way = self.dice.randrange(4)
        if way < 2:
            answer = self.ask("POST", "/drafts", json={"name": (name, other)[way]})
        elif way == 2:
            answer = self.ask("PATCH", "/drafts", json={"name": name, "to": other})
        else:
            answer = self.ask("DELETE", "/drafts", params={"name": name})
        assert answer.status_code in (200, 409, 422), answer.text
        assert self.view == before

    def look(self) -> None:
        """Looking changes nothing."""
        before = self.view
        for path in ("", "/file", "/drafts"):
            self.get(path)
        assert self.view == before

    def restart(self) -> None:
        """The program ends in peace, and starts again."""
        before = self.view
        self.loop.run_until_complete(self.client.aclose())
        self.desk.close()
        self._start()
        assert self.view == before

    def kill(self) -> None:
        """The program is killed somewhere in a step, and starts again."""
        before = self.view
        what = self.drawn(before)
        where = self.dice.choice(
            ("kept_week.save_file", "kept_week.KeptWeek._note_saved", "journal.Journal._note")
        )
        with mock.patch(f"scenarios.editing.{where}", side_effect=Killed):
            try:
                answer = self.post(what, before["version"])
            except Killed:
                answer = None
        self.loop.run_until_complete(self.client.aclose())
        self.desk.close()
        self._start()
        if answer is not None:
            self.judge_answer(what, before, answer)
            return
        self.counts["killed"] += 1
        now = self.view
        if now["version"] == before["version"]:
            assert _shown(now) == _shown(before)
        else:
            assert now["version"] == before["version"] + 1
            self.told[now["version"]] = ""
            self.undone_after_a_kill(what, now)

    def undone_after_a_kill(self, what: Json, now: Json) -> None:
        move = {"undo": -1, "redo": 1}.get(str(what["do"]))
        if move is None:
            self.here += 1
            self.states[self.here :] = [_shown(now)]
        else:
            self.here += move
        assert _shown(now) == self.states[self.here], what

    def drawn(self, view: Json) -> Json:
        """Some step, most of them such as a person makes."""
        dice = self.dice
        parts = view["parts"] or [{"session": "opening", "number": 1, "start": 600, "minutes": 60}]
        part = dice.choice(parts)
        named = {"session": part["session"], "number": part["number"]}
        if dice.random() < 0.02:
            named = {"session": dice.choice(("nothing", "")), "number": dice.randrange(1, 4)}
        rooms = [room["id"] for room in view["rooms"]] or ["large"]
        day = dice.randrange(0, 3) if dice.random() < 0.95 else dice.randrange(-3, 30)
        place = {
            "day": day,
            "start": dice.choice((600, 615, 660, 780, 900, 960, dice.randrange(-100, 3000))),
            "room": dice.choice((*rooms, None)),
        }
        sessions = [one["id"] for one in view["sessions"]]
        anything = dice.choice(sessions) if sessions else "opening"
        kinds: dict[str, tuple[int, Any]] = {
            "move": (20, lambda: {**named, **place}),
            "resize": (8, lambda: {**named, **dice.choice(_lengths(part, dice))}),
            "split": (
                5,
                lambda: {**named, "after": dice.choice((30, 60, dice.randrange(-5, 200)))},
            ),
            "join": (4, lambda: {**named, "other": dice.randrange(1, 4)}),
            "remove": (5, lambda: dice.choice((named, {"session": part["session"]}))),
            "place": (12, lambda: {"session": anything, **place}),
            "swap": (4, lambda: {"one": named, "other": _named(dice.choice(parts))}),
            "pin": (3, lambda: named),
            "unpin": (3, lambda: {"session": anything}),
            "clear": (1, dict),
            "set": (
                14,
                lambda: {"values": [self.value(view) for _ in range(dice.randrange(1, 3))]},
            ),
            "take": (3, self.taken),
            "undo": (14, dict),
            "redo": (9, dict),
        }
        [do] = dice.choices(list(kinds), [one[0] for one in kinds.values()])
        return {"do": do, **kinds[do][1]()}

    def taken(self) -> Json:
        dice = self.dice
        return dice.choice(
            (
                {"candidate": "drafted"},
                {"draft": dice.choice("abc")},
                {"offer": "9"},
                {"candidate": "nothing"},
            )
        )

    def value(self, view: Json) -> Json:
        """A value of the scenario, right or wrong."""
        dice = self.dice
        session = dice.choice([one["id"] for one in view["sessions"]] or ["opening"])
        room = dice.choice([one["id"] for one in view["rooms"]] or ["large"])
        entry = {"title": dice.choice(HOSTILE), "body": "clearance", "format": "side_event"}
        many = [
            (("venue", "rooms", room, "closed"), [dice.choice(DAYS)]),
            (("venue", "rooms", room, "closed"), None),
            (("venue", "rooms", room, "seats"), dice.choice((10, 50, 200, -1, "many"))),
            (("venue", "rooms", room), None),
            (("venue", "rooms", dice.choice("pq")), {"name": dice.choice(HOSTILE), "seats": 90}),
            (("sessions", session, "least"), dice.choice((30, 60, 90, 0, "soon", 5000))),
            (("sessions", session, "title"), dice.choice(HOSTILE)),
            (("sessions", session), None),
            (("sessions", dice.choice("xyz")), {**entry, "least": 30}),
            (("sessions", session, "agenda", 0), {"item": dice.choice(HOSTILE), "minutes": 30}),
            (("sessions", session, "parts"), dice.choice((1, 2, {"at_most": 3}, "two"))),
            (("experiments", "proposals", "uganda", "volunteered"), dice.choice((True, False))),
            (("rules", dice.choice(RULES)), dice.choice(("must", "off", None, {"prefer": {}}))),
            (("week", "to"), dice.choice(("2027-06-16", "2027-06-17", "2027-06-13", "never"))),
            (("week", "from"), dice.choice(("2027-06-14", "2027-06-13", "2027-06-15"))),
            (("week", "sittings", "evening"), dice.choice(("19:00-20:30", None, "20:00-19:00"))),
            (("week", "grain"), dice.choice((5, 15, 30, 0))),
            (("title",), dice.choice((*HOSTILE, {"en": "Week", "fr": "Semaine"}))),
            (("bodies", "clearance", "co_chairs"), dice.choice((["NOR"], ["XXX"], None))),
            ((dice.choice(HOSTILE), 3, "deep"), dice.choice((1, None, [[[]]]))),
            (("order",), dice.choice(([], None, [{"first": "opening", "then": "closing"}]))),
        ]
        path, value = dice.choice(many)
        return {"path": list(path), "value": value}

    def finish(self) -> None:
        """At the end the file, the journal and what is shown say the same."""
        if self.get("/file")["state"] != "saved":
            answer = self.post({"keep": "mine"}, None, "/file")
            assert answer.status_code == 200, answer.text
        assert self.get("/file")["state"] == "saved"
        view = self.view
        self.loop.run_until_complete(self.client.aclose())
        self.desk.close()
        self.loop.close()
        journal = Journal(journal_path(self.path))
        kept, log = journal.now, journal.since(0)
        journal.close()
        text = self.path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        assert text == kept.text
        assert [one.version for one in log] == list(range(1, view["version"] + 1))
        assert all(not self.told[one.version] or self.told[one.version] == one.what for one in log)
        parts = [list(part[:5]) for part in kept.timetable.parts]
        keys = ("session", "day", "start", "minutes", "room")
        assert parts == [[part[key] for key in keys] for part in view["parts"]]
        scenario = load_scenario(self.path)
        verdict = scenario.with_leaders(kept.leadership).judge(kept.timetable)
        said = sorted(one["sentence"] for one in view["verdict"]["findings"])
        assert said == sorted(one.sentence for one in verdict.findings)


def _named(part: Json) -> Json:
    return {"session": part["session"], "number": part["number"]}


def _lengths(part: Json, dice: random.Random) -> list[Json]:
    change = dice.choice((-30, -15, 15, 30, 400, -400))
    return [{"minutes": part["minutes"] + change}, {"start": part["start"] + change}]


def _shown(view: Json) -> Json:
    """A view without what tells versions apart."""
    return {key: value for key, value in view.items() if key not in ("version", "undo", "redo")}


def _write_week(path: Path) -> None:
    text = SMALL_WEEK.read_text(encoding="utf-8")
    path.write_text(f"{text}\ncandidates:\n  drafted: drafted.csv\n", encoding="utf-8")
    part = Part("opening", 0, 600, 120, "large")
    timetable = Timetable(parts=(part, Part("clearance", 1, 600, 180, "large")))
    week = load_scenario(SMALL_WEEK).week
    path.with_name("drafted.csv").write_text(schedule_text(week, timetable), encoding="utf-8")


def run(folder: Path, actions: int, seed: int) -> TwoClients:
    """Let two clients do so many things, and see that nothing was lost."""
    two = TwoClients(folder, seed)
    for _ in range(actions):
        two.act()
    two.finish()
    return two


def main() -> None:
    """Run it for as long as is asked, and say what was done."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("actions", type=int)
    asked.add_argument("--seed", type=int, default=0)
    given = asked.parse_args()
    logging.disable(logging.WARNING)
    with TemporaryDirectory() as folder:
        two = run(Path(folder), given.actions, given.seed)
        size = journal_path(two.path).stat().st_size
    cpu = sorted(two.cpu)
    lines = [f"{count:7} {what}" for what, count in sorted(two.counts.items())]
    lines.append(f"{len(two.told):7} versions; the journal has {size:,} bytes")
    shares = ((share, cpu[len(cpu) * share // 100] * 1000) for share in (50, 95, 99))
    lines += (f"{spent:7.0f} ms of CPU in a write, p{share}" for share, spent in shares)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
