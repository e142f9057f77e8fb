"""The door of the page: tokens, roles, foreign sites, and writes that are too large or broken."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from desk.page.open_weeks import OpenDesk
from desk.page.security import EDITOR, HEADERS, LARGEST_FILE, LARGEST_WRITE, VIEWER, Admission
from desk.page.server import create_app
from tests.desk.page.conftest import HERE, Browser, Page

MOVE = {"do": "move", "session": "clearance", "number": 1, "day": 0, "start": 660, "room": None}
WEEK = "/api/weeks/tiny"
STEPS = f"{WEEK}/steps"
BEGUN = 2
"""The version with which the tiny week begins: it is opened, and takes its candidate."""
ON_FIRST = {"If-Match": f'"{BEGUN}"'}


@pytest.fixture
def others() -> Admission:
    """Whom a page lets in that is open to others."""
    return Admission.of("0.0.0.0")


def told(answer: Any) -> str:
    """What an answer says is wrong: every one in the same form."""
    body = answer.json()
    assert [one["what"] for one in body["problems"]]
    return " ".join(body["told"])


# Tokens and roles


def test_each_run_has_tokens_of_its_own_that_cannot_be_guessed(others: Admission) -> None:
    again = Admission.of("0.0.0.0")
    tokens = {*others.tokens.values(), *again.tokens.values()}
    assert len(tokens) == 4
    assert all(len(token) >= 43 for token in tokens)
    assert others.cookie != again.cookie


def test_loopback_needs_no_token() -> None:
    for host in ("127.0.0.1", "localhost", "::1"):
        assert not Admission.of(host).tokens


@pytest.mark.parametrize("path", ["/", "/app.js", WEEK, "/api/openapi.json", f"{WEEK}/events"])
def test_without_a_token_nothing_is_shown(page: Page, others: Admission, path: str) -> None:
    client = page(admission=others)
    for address in (path, f"{path}?token=wrong", f"{path}?token=", f"{path}?token=é"):
        answer = client.get(address)
        assert answer.status_code == 401
        assert "tiny week" not in answer.text
        assert "set-cookie" not in answer.headers
    client.cookies.set(others.cookie, "wrong")
    assert client.get(path).status_code == 401
    assert client.get(path, headers={"Authorization": "Bearer wrong"}).status_code == 401


def test_who_comes_without_a_token_reads_what_to_do_in_three_languages(
    page: Page, others: Admission
) -> None:
    text = page(admission=others).get("/").text
    assert "whole address" in text
    assert "adresse entière" in text
    assert "dirección completa" in text


@pytest.mark.slow
def test_a_token_becomes_a_cookie_and_leaves_the_address(page: Page, others: Admission) -> None:
    client = page(admission=others)
    answer = client.get("/", params={"token": others.tokens[EDITOR]})
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert others.tokens[EDITOR] not in answer.text
    assert 'content="0;url=/"' in answer.text
    assert client.get("/").status_code == 200
    assert client.get("/api/desk").json()["role"] == EDITOR
    assert client.post(STEPS, json=MOVE, headers=ON_FIRST).status_code == 200


def test_a_program_shows_its_token_in_a_header(page: Page, others: Admission) -> None:
    client = page(admission=others)
    client.headers["Authorization"] = f"Bearer {others.tokens[VIEWER]}"
    assert client.get("/api/desk").json()["role"] == VIEWER


@pytest.mark.slow
def test_a_viewer_sees_everything_and_writes_nothing(page: Page, others: Admission) -> None:
    client = page(admission=others)
    client.get("/", params={"token": others.tokens[VIEWER]})
    for path in ("/", "/api/desk", WEEK, f"{WEEK}/log", "/api/words/fr"):
        assert client.get(path).status_code == 200
    document = client.get("/api/openapi.json").json()
    writes = [
        (method, path)
        for path, methods in document["paths"].items()
        for method in methods
        if method != "get"
    ]
    assert len(writes) > 5
    for method, path in writes:
        answer = client.request(method, path.replace("{key}", "tiny"), json={}, headers=ON_FIRST)
        assert answer.status_code == 403, (method, path)
        assert "change nothing" in told(answer)
    assert client.get(WEEK).json()["version"] == BEGUN


def test_tokens_are_never_in_what_is_logged(
    page: Page, others: Admission, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: object, code: str) -> object:
        raise RuntimeError("broken")

    monkeypatch.setattr("desk.page.api.words.catalogue", lambda code: broken(None, code))
    client = page(admission=others)
    headers = {"Authorization": f"Bearer {others.tokens[EDITOR]}"}
    with caplog.at_level(logging.DEBUG):
        client.get("/", params={"token": others.tokens[VIEWER]})
        assert client.get("/api/words/fr", headers=headers).status_code == 500
    assert "broken" in caplog.text
    ours = [r for r in caplog.records if r.name.startswith(("desk", "uvicorn"))]
    assert not any(token in r.getMessage() for r in ours for token in others.tokens.values())


# Other sites


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8765", "", "[", "192.168.1.9"]
)
def test_a_foreign_name_is_refused(page: Page, host: str) -> None:
    answer = page().get(WEEK, headers={"Host": host})
    assert answer.status_code == 421
    assert "not known by that name" in told(answer)


@pytest.mark.parametrize("host", ["localhost:9000", "127.0.0.1", "[::1]:8765", "LOCALHOST"])
def test_this_machine_goes_by_all_its_own_names(page: Page, host: str) -> None:
    assert page().get(WEEK, headers={"Host": host}).status_code == 200


def test_a_page_for_others_goes_by_its_addresses_and_by_no_strange_name(others: Admission) -> None:
    assert others.knows("192.168.1.9:8765")
    assert others.knows("[fe80::1]:8765")
    assert not others.knows("evil.example")
    assert Admission.of("desk.example.org").knows("Desk.Example.ORG:8765")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_cannot_write_also_on_this_machine(
    page: Page, headers: dict[str, str]
) -> None:
    client = page()
    answer = client.post(STEPS, json=MOVE, headers={**ON_FIRST, **headers})
    assert answer.status_code == 403
    assert "another site" in told(answer)
    assert client.get(WEEK).json()["version"] == BEGUN


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": HERE}, {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}]
)
def test_the_page_itself_and_programs_write(page: Page, headers: dict[str, str]) -> None:
    assert page().post(STEPS, json=MOVE, headers={**ON_FIRST, **headers}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/app.js", "/nothing", WEEK, "/api/nothing"])
def test_every_answer_says_what_the_browser_may_do(page: Page, path: str) -> None:
    headers = page().get(path).headers
    assert headers.items() >= {name.lower(): value for name, value in HEADERS.items()}.items()
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["cache-control"] == ("no-store" if path.startswith("/api/") else "no-cache")


# Writes that are too large, broken or hostile


def large(size: int) -> Iterator[bytes]:
    """Bytes that come piece by piece, without a length beforehand."""
    for _ in range(0, size, 1_000_000):
        yield bytes(1_000_000)


@pytest.mark.parametrize(
    ("path", "most"), [(STEPS, LARGEST_WRITE), ("/api/desk/upload?name=a.csv", LARGEST_FILE)]
)
def test_what_is_too_large_is_refused_with_and_without_its_length(
    page: Page, laid: OpenDesk, path: str, most: int
) -> None:
    before = sorted(laid.folder.iterdir())
    for content in (bytes(most + 1), large(most + 1)):
        answer = page().post(path, content=content, headers=ON_FIRST)
        assert answer.status_code == 413
        assert f"{most // 1_000_000} MB is the most" in told(answer)
    assert sorted(laid.folder.iterdir()) == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "no JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[]", ""),
        (b'{"do": "fly"}', "do"),
        (b'{"do": "move"}', "session: field required"),
        (b'{"do": "move", "session": "clearance", "number": 0, "day": 0, "start": 0}', "number"),
        (b'{"do": "move", "session": ' + b'"x"' * 10_000 + b"}", "JSON"),
        (b"[" * 100_000, "parsing"),
    ],
)
def test_broken_writes_are_answered_in_sentences(page: Page, content: bytes, sentence: str) -> None:
    client = page()
    headers = {**ON_FIRST, "Content-Type": "application/json"}
    answer = client.post(STEPS, content=content, headers=headers)
    assert answer.status_code in (400, 422)
    assert sentence in told(answer)
    assert client.get(WEEK).json()["version"] == BEGUN


def test_a_write_says_on_which_version_it_was_made(page: Page) -> None:
    answer = page().post(STEPS, json=MOVE)
    assert answer.status_code == 428
    assert "If-Match" in told(answer)


def test_what_is_not_there_is_answered_in_the_same_form(page: Page) -> None:
    client = page()
    assert "no week" in told(client.get("/api/weeks/nothing"))
    assert told(client.get("/api/nothing"))
    assert told(client.delete("/api/desk"))


@pytest.mark.slow
def test_a_defect_is_a_sentence_for_the_person_and_a_traceback_in_the_log_alone(
    page: Page, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(code: str) -> object:
        raise KeyError("broken inside")

    monkeypatch.setattr("desk.page.api.words.catalogue", broken)
    answer = page().get("/api/words/fr")
    assert answer.status_code == 500
    assert "Nothing that was shown as saved is lost" in told(answer)
    assert "broken" not in answer.text
    assert "broken inside" in caplog.text
    assert "Traceback" in caplog.text
    assert "default-src" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Ana%20Mar%C3%ADa", "Ana María"),
        ("  %0A%1b[31mred%07 ", "[31mred"),
        ("%E2%80%AEesrever%E2%80%8B", "esrever"),
        ("x" * 500, "x" * 60),
        ("%", "%"),
        ("%FF", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_the_log_keeps_what_a_person_is_called_without_what_steers(
    page: Page, said: str, kept: str
) -> None:
    client = page()
    answer = client.post(STEPS, json=MOVE, headers={**ON_FIRST, "X-Person": said})
    assert answer.status_code == 200
    assert client.get(f"{WEEK}/log").json()["lines"][0]["who"] == kept


def test_a_socket_is_not_opened(laid: OpenDesk) -> None:
    sent: list[Any] = []

    async def opened() -> None:
        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "websocket", "path": "/api/desk", "headers": []}
        await create_app(laid)(scope, send, send)  # type: ignore[arg-type]

    asyncio.run(opened())
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_who_serves_it_elsewhere_may_look_to_the_door(laid: OpenDesk) -> None:
    assert Browser(create_app(laid), "http://desk.example.org").get(WEEK).status_code == 200
