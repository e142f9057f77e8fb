"""Who asks, which week is meant, and in which language the answer is given."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, HTTPException, Request

from desk.page.open_weeks import OpenDesk, OpenWeek
from desk.page.security import EDITOR
from scenarios.languages.language import CODES


def the_desk(request: Request) -> OpenDesk:
    """The desk that this server shows."""
    desk: OpenDesk = request.app.state.desk
    return desk


def the_week(key: str, desk: Annotated[OpenDesk, Depends(the_desk)]) -> OpenWeek:
    """The open week that an address names."""
    week = desk.weeks.get(key)
    if week is None:
        raise HTTPException(404, f"no week ‘{key}’ is open")
    return week


def the_version(if_match: Annotated[str | None, Header()] = None) -> int:
    """The version on which a write was made."""
    text = (if_match or "").strip().removeprefix("W/").strip('"')
    if not text.isdecimal():
        raise HTTPException(428, "say with If-Match on which version this was made")
    return int(text)


def the_language(accept_language: Annotated[str | None, Header()] = None) -> str:
    """The code of the language in which the page is read."""
    code = (accept_language or "")[:2].lower()
    return code if code in CODES else "en"


def the_person(request: Request) -> str:
    """What the person is called who asks, for the log."""
    return str(getattr(request.state, "person", ""))


def the_role(request: Request) -> str:
    """What the person who asks may do: ``editor`` or ``viewer``."""
    return str(getattr(request.state, "role", EDITOR))


DeskAsked = Annotated[OpenDesk, Depends(the_desk)]
WeekAsked = Annotated[OpenWeek, Depends(the_week)]
Version = Annotated[int, Depends(the_version)]
LanguageAsked = Annotated[str, Depends(the_language)]
Person = Annotated[str, Depends(the_person)]
Role = Annotated[str, Depends(the_role)]
