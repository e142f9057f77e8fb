"""A week to compare and to publish, as a browser asks for it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx

from desk.page.open_weeks import OpenDesk, OpenWeek
from desk.page.server import create_app

Json = dict[str, Any]

HOSTILE = "<script>alert(1)</script> & “Talks”"

WEEK = f"""\
schema: 1
title: {{en: A tiny week, fr: Une petite semaine, es: Una semana pequeña}}
week:
  from: 2027-06-14
  to: 2027-06-15
  timezone: Europe/Zurich
  sittings: {{morning: 10:00-13:00, afternoon: 15:00-18:00}}
venue:
  rooms: {{hall: {{name: Great Hall, seats: 100}}, annex: {{name: Annex, seats: 50}}}}
delegations:
  also: {{NOR: {{name: Norway}}, THA: {{name: Thailand}}}}
instruments:
  convention: {{name: The Convention}}
bodies:
  clearance: {{name: Clearance, instrument: convention, co_chairs: [NOR]}}
  victims: {{name: Victim Assistance, instrument: convention, co_chairs: [THA]}}
sessions:
  clearance: {{title: {HOSTILE!r}, body: clearance, format: plenary, least: 60, wanted: 90}}
  victims: {{title: On Victims, body: victims, format: plenary, least: 60}}
rules:
  keep_experiments_voluntary: off
  give_wanted_time: {{prefer: {{tier: 1, weight: 3}}}}
candidates: {{drafted: drafted.csv}}
"""

DRAFTED = (
    "session,date,start,end,room\n"
    "clearance,2027-06-14,10:00,11:00,hall\n"
    "victims,2027-06-15,10:00,11:00,hall\n"
)


class SentWeek:
    """The page of one week, with its rooms and its folder of revisions."""

    def __init__(self, desk: OpenDesk, week: OpenWeek) -> None:
        self.desk, self.week = desk, week
        self._app = create_app(desk)

    @property
    def folder(self) -> Path:
        return self.desk.folder / "lakes"

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """What is answered; a path below that of the week."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            address = f"http://localhost/api/weeks/{self.week.key}"
            async with httpx.AsyncClient(transport=transport) as client:
                return await client.request(method, f"{address}{path}", **more)

        return asyncio.run(asked())

    def get(self, path: str, code: str = "en", **asked: Any) -> Any:
        """What is there, as JSON; it has to be there."""
        found = self.ask("GET", path, params=asked, headers={"Accept-Language": code})
        assert found.status_code == 200, found.text
        return found.json()

    def step(self, do: str, **about: Any) -> Json:
        """Make a step on the week as it is."""
        found = self.write("/steps", {"do": do, **about})
        assert found.status_code == 200, found.text
        answer: Json = found.json()
        return answer

    def publish(self, after: int, **asked: Any) -> httpx.Response:
        """Publish the week as it is, in three languages where nothing else is said."""
        body = {"after": after, "languages": ["en", "fr", "es"], **asked}
        return self.write("/revisions", body)

    def write(self, path: str, body: Json, version: int | None = None) -> httpx.Response:
        """Write on the version of now, or on another."""
        on = self.week.now.version if version is None else version
        return self.ask("POST", path, json=body, headers={"If-Match": f'"{on}"'})


def opened_week(folder: Path) -> SentWeek:
    """The week in a folder, opened; nothing of it has been published."""
    path = folder / "lakes.yaml"
    if not path.exists():
        path.write_text(WEEK, encoding="utf-8")
        (folder / "drafted.csv").write_text(DRAFTED, encoding="utf-8")
    desk = OpenDesk(folder)
    return SentWeek(desk, desk.open(path))
