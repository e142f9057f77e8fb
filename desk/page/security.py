"""Whom the page lets in, and what every answer says to the browser.

Loopback is open to whoever sits at this machine. Elsewhere a visitor shows a token: in the address
once, from then on in a cookie that no script can read. Whatever else a browser has open cannot
write here: a write comes from a page of this server, or from no page.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
import secrets
from collections.abc import Mapping, Sequence
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scenarios.reading.files import read_within

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names by which a machine calls itself."""

EDITOR, VIEWER = "editor", "viewer"
"""The roles: an editor does everything, a viewer sees everything and writes nothing."""

UPLOAD = "/api/desk/upload"
"""Where files are sent."""

LARGEST_FILE, LARGEST_WRITE = 20_000_000, 5_000_000
"""Bytes in the largest file that is sent, and in the largest of all other writes."""

DRAINED = 100_000_000
"""Bytes of a write that is too large which are passed over, so that the answer is heard."""

PATIENCE = 20.0
"""Seconds in which the next piece of a write must come."""

LONGEST_NAME = 60
"""Characters in what a person is called."""

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_log = logging.getLogger(__name__)


class Admission(NamedTuple):
    """Whom a page lets in.

    Attributes
    ----------
    hosts
        The names by which it may be asked for; None: any, where others look to that.
    any_address
        Whether any address in numbers will do, too: nobody can be led here by such a one.
    tokens
        By role; none where it is open to this machine alone.
    """

    hosts: frozenset[str] | None = None
    any_address: bool = False
    tokens: Mapping[str, str] = MappingProxyType({})

    @classmethod
    def of(cls, host: str) -> Admission:
        """That of a page which is bound to a host: with new tokens where it is not loopback."""
        if host in LOOPBACK:
            return cls(LOOPBACK)
        from socket import gethostname

        own = gethostname().lower()
        names = LOOPBACK | {host.lower(), own, own.partition(".")[0], f"{own}.local"}
        tokens = {role: secrets.token_urlsafe(32) for role in (EDITOR, VIEWER)}
        return cls(names, any_address=True, tokens=MappingProxyType(tokens))

    @property
    def cookie(self) -> str:
        """The name of its cookie: another for each run, as two may run on one machine."""
        return f"meeting-week-{sha256(self.tokens[EDITOR].encode()).hexdigest()[:12]}"

    def role(self, token: str) -> str | None:
        """What whoever shows a token may do; None where it is none of ours."""
        found = None
        for role, own in self.tokens.items():  # all of them, so that none takes longer
            if hmac.compare_digest(own.encode(), token.encode("utf-8", "replace")):
                found = role
        return found

    def knows(self, host: str) -> bool:
        """Whether the page may be asked for by the value of a header ``Host``."""
        if self.hosts is None:
            return True
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        return name in self.hosts or (self.any_address and _is_address(name))


class Guard:
    """The door of the page, around everything that it serves.

    Parameters
    ----------
    folders
        Those in which files are read for somebody who shows a token: who is elsewhere cannot read
        the rest of this machine by a scenario that names its files.
    """

    def __init__(self, app: ASGIApp, admission: Admission, folders: Sequence[Path] = ()) -> None:
        self.app = app
        self.admission = admission
        self.folders = folders

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it; see ASGI."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        else:
            await self._answer(scope, receive, _with_headers(scope, send))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = self._refused(scope)
        if refused is not None:
            if scope["method"] not in _READING:
                await _drain(scope, receive, refused, send)
            else:
                await refused(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        most = LARGEST_FILE if scope["path"] == UPLOAD else LARGEST_WRITE
        heard = receive if scope["method"] in _READING else _measured(receive, most)
        try:
            await self.app(scope, heard, sending)
        except Exception:
            if started:
                raise
            _log.exception("%s %s", scope["method"], scope["path"])
            what = "Something went wrong in the program. Nothing that was shown as saved is lost."
            await problem(500, what)(scope, receive, send)

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to a request that goes no further; else the role and name are noted."""
        headers = Headers(scope=scope)
        if not self.admission.knows(headers.get("host", "")):
            return problem(
                421, "this page is not known by that name; open the address it was given"
            )
        role = EDITOR
        if self.admission.tokens:
            given = self._shown(scope, headers)
            found = self.admission.role(given)
            if found is None:
                return _locked(scope)
            if "token=" in scope["query_string"].decode("latin-1"):
                return self._taken(scope, given)
            role = found
            read_within(self.folders)
        if scope["method"] not in _READING:
            if _is_foreign(headers):
                return problem(403, "a page of another site cannot change anything here")
            if role != EDITOR:
                return problem(403, "you can look at everything here, and change nothing")
            most = LARGEST_FILE if scope["path"] == UPLOAD else LARGEST_WRITE
            length = headers.get("content-length", "")
            if length.isdecimal() and int(length[:20]) > most:
                return problem(413, _too_large(most))
        scope.setdefault("state", {}).update(role=role, person=_called(headers))
        return None

    def _shown(self, scope: Scope, headers: Headers) -> str:
        """The token that somebody shows: in the address, in a cookie, or as programs do."""
        said = parse_qs(scope["query_string"].decode("latin-1")).get("token")
        if said:
            return str(said[0])
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return bearer.strip()
        return str(cookie_parser(headers.get("cookie", "")).get(self.admission.cookie, ""))

    def _taken(self, scope: Scope, token: str) -> Response:
        """A page that goes on without the token in its address, which the cookie has from now on.

        A page and no redirection: after a link in a message, a browser would not send the cookie.
        """
        page = _PAGE.format(head='<meta http-equiv="refresh" content="0;url=/">', body="…")
        answer = HTMLResponse(page)
        answer.set_cookie(
            self.admission.cookie,
            token,
            httponly=True,
            samesite="strict",
            secure=scope.get("scheme") == "https",
        )
        return answer


def problem(status: int, what: str) -> JSONResponse:
    """An answer that says what is wrong, in the form that all have."""
    said = {"where": "", "what": what, "subject": ""}
    return JSONResponse({"problems": [said], "told": [what]}, status)


def _too_large(most: int) -> str:
    return f"this is too large: {most // 1_000_000} MB is the most"


_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>meeting-week</title>'
    "{head}</head><body>{body}</body></html>"
)
_LOCKED = (
    "<h1>meeting-week</h1>"
    "<p>This page needs the whole address that was sent to you, with its token.</p>"
    '<p lang="fr">Cette page demande l’adresse entière qui vous a été envoyée, avec son jeton.</p>'
    '<p lang="es">Esta página necesita la dirección completa que le enviaron, con su clave.</p>'
)


def _locked(scope: Scope) -> Response:
    if scope["path"].startswith("/api/"):
        return problem(401, "open the page again by the whole address that was sent to you")
    return HTMLResponse(_PAGE.format(head="", body=_LOCKED), 401)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_foreign(headers: Headers) -> bool:
    """Whether a write comes from a page of another site."""
    origin = headers.get("origin")
    if origin is not None:
        try:
            return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
        except ValueError:
            return True
    return headers.get("sec-fetch-site", "none") not in ("same-origin", "none")


def _called(headers: Headers) -> str:
    """What a person says to be called, without what steers a terminal or turns a line round."""
    return _UNSEEN.sub(" ", unquote(headers.get("x-person", ""))).strip()[:LONGEST_NAME].strip()


def _with_headers(scope: Scope, send: Send) -> Send:
    """Give every answer the headers that it does not have."""
    keep = "no-store" if scope["path"].startswith("/api/") else "no-cache"

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if keep == "no-store":  # also where FastAPI says otherwise, of streams
                headers["Cache-Control"] = keep
            headers.setdefault("Cache-Control", keep)
        await send(message)

    return sending


def _measured(receive: Receive, most: int) -> Receive:
    """What comes of a write, refused where it is too large or too slow."""
    got, whole = 0, False

    async def receiving() -> Message:
        nonlocal got, whole
        if whole:
            return await receive()
        try:
            async with asyncio.timeout(PATIENCE):
                message = await receive()
        except TimeoutError:
            raise HTTPException(408, "the rest of it did not come in time; send it again") from None
        got += len(message.get("body", b""))
        if got > most:
            raise HTTPException(413, _too_large(most))
        whole = not message.get("more_body", False)
        return message

    return receiving


async def _drain(scope: Scope, receive: Receive, answer: Response, send: Send) -> None:
    """Answer at once, and pass over what is still being sent: else the answer would be lost."""

    async def sending(message: Message) -> None:
        ends = message["type"] == "http.response.body"
        await send({**message, "more_body": True} if ends else message)

    await answer(scope, receive, sending)
    passed, more = 0, True
    while more and passed < DRAINED:
        try:
            async with asyncio.timeout(PATIENCE):
                message: dict[str, Any] = dict(await receive())
        except TimeoutError:
            break
        passed += len(message.get("body", b""))
        more = message["type"] == "http.request" and message.get("more_body", False)
    await send({"type": "http.response.body", "body": b"", "more_body": False})
