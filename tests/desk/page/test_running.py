"""The page as a program of its own: its port, its tokens, its end, and two on one folder."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from desk.page.running import address_of, bind, open_browser
from desk.page.security import LARGEST_WRITE
from scheduler.errors import BadInput
from tests.desk.conftest import PROGRAM, Run, edited

pytestmark = pytest.mark.slow

LIMIT = 120
"""Seconds after which a program is taken to hang, also on a busy machine."""


class Started(NamedTuple):
    """A desk that runs."""

    process: subprocess.Popen[bytes]
    said: Path
    url: str

    @property
    def words(self) -> str:
        return self.said.read_text(encoding="utf-8")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(LIMIT)


Begin = Callable[..., Started]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Start the command in a folder, and wait until it says where the page is."""
    running: list[Started] = []

    def begins(*words: str | Path, folder: Path = tmp_path) -> Started:
        said = tmp_path / f"said-{len(running)}.txt"
        with said.open("wb") as stream:
            process = subprocess.Popen(
                [*PROGRAM, "desk", "--no-browser", *map(str, words)],
                cwd=folder,
                stdout=stream,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )
        until = time.monotonic() + LIMIT
        while not (found := re.search(r"http://\S+:(\d+)/", said.read_text(encoding="utf-8"))):
            assert process.poll() is None, said.read_text(encoding="utf-8")
            assert time.monotonic() < until
            time.sleep(0.05)
        running.append(Started(process, said, f"http://127.0.0.1:{found[1]}"))
        return running[-1]

    yield begins
    for one in running:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()


def moved(url: str, version: int, start: int) -> httpx.Response:
    step = {"do": "move", "session": "clearance", "number": 1, "day": 0, "start": start}
    headers = {"If-Match": f'"{version}"'}
    return httpx.post(f"{url}/api/weeks/tiny/steps", json=step, headers=headers, timeout=LIMIT)


def week(url: str) -> Any:
    return httpx.get(f"{url}/api/weeks/tiny", timeout=LIMIT).json()


def test_ctrl_c_ends_it_at_once_with_open_pages(begin: Begin, tiny: Path) -> None:
    desk = begin(tiny)
    streams = [
        httpx.stream("GET", f"{desk.url}/api/weeks/tiny/events", timeout=LIMIT) for _ in range(3)
    ]
    lines = [stream.__enter__().iter_lines() for stream in streams]
    assert [next(each) for each in lines] == ["event: changed"] * 3
    assert desk.stop() == 0
    for each in lines:
        assert "Traceback" not in "".join(each)
    assert "The page is closed; everything is kept." in desk.words
    assert "Traceback" not in desk.words
    for stream in streams:
        stream.__exit__(None, None, None)


def test_ctrl_c_ends_it_while_a_search_runs(begin: Begin, tmp_path: Path) -> None:
    from scenarios import LIBRARY

    desk = begin(LIBRARY / "apmbc-2011.yaml", folder=tmp_path)
    asked = {"kind": "solve", "seconds": 600, "workers": 1}
    started = httpx.post(f"{desk.url}/api/weeks/apmbc-2011/searches", json=asked, timeout=LIMIT)
    assert started.status_code == 202, started.text
    assert (tmp_path / "apmbc-2011" / "apmbc-2011.yaml").exists()
    assert not [path for path in LIBRARY.iterdir() if path.suffix == ".desk"]
    assert desk.stop() == 0
    assert "Traceback" not in desk.words


def test_a_port_that_is_taken_leaves_the_next_that_is_free(begin: Begin, tiny: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        desk = begin(tiny, "--port", port)
    assert f"Port {port} is taken. The page: http://127.0.0.1:" in desk.words
    assert not desk.url.endswith(f":{port}")
    assert httpx.get(desk.url, timeout=LIMIT).status_code == 200


def test_what_cannot_be_opened_is_said_on_the_page(begin: Begin, tiny: Path) -> None:
    edited(tiny, "title: A", "titel: A")
    desk = begin(tiny.name)
    refused = httpx.get(f"{desk.url}/api/desk", timeout=LIMIT).json()["refused"]
    assert refused["path"] == "tiny.yaml"
    assert refused["problems"][0]["where"] == "tiny.yaml, line 2, column 1"
    assert "the page says what is wrong" in desk.words


def test_without_a_scenario_the_page_offers_what_there_is(begin: Begin, tiny: Path) -> None:
    desk = begin()
    here = httpx.get(f"{desk.url}/api/desk", timeout=LIMIT).json()
    assert here["weeks"] == []
    assert "tiny.yaml" in [one["path"] for one in here["files"]]
    assert here["folder"] == str(tiny.parent)


def test_a_folder_with_weeks_is_worked_in(begin: Begin, tiny: Path, tmp_path: Path) -> None:
    folder = tmp_path / "weeks"
    folder.mkdir()
    tiny.rename(folder / "tiny.yaml")
    desk = begin("weeks")
    here = httpx.get(f"{desk.url}/api/desk", timeout=LIMIT).json()
    assert [one["path"] for one in here["files"]] == ["tiny.yaml"]


def test_open_to_others_it_says_two_addresses_once(begin: Begin, tiny: Path) -> None:
    desk = begin(tiny, "--host", "0.0.0.0", "--port", "0")
    tokens = re.findall(r"token=([\w-]+)", desk.words)
    assert len({*tokens}) == 2
    assert httpx.get(f"{desk.url}/api/weeks/tiny", timeout=LIMIT).status_code == 401
    for token, role, status in zip(tokens, ("editor", "viewer"), (200, 403), strict=True):
        with httpx.Client(base_url=desk.url, timeout=LIMIT) as client:
            client.get("/", params={"token": token})
            assert client.get("/api/desk").json()["role"] == role
            step = {"do": "move", "session": "clearance", "number": 1, "day": 0, "start": 660}
            headers = {"If-Match": '"2"', "Origin": desk.url}
            made = client.post("/api/weeks/tiny/steps", json=step, headers=headers)
            assert made.status_code == status
    assert desk.stop() == 0
    assert all(desk.words.count(token) == 1 for token in tokens)


def test_fifty_megabytes_are_refused_in_little_memory(begin: Begin, tiny: Path) -> None:
    desk = begin(tiny)
    assert week(desk.url)["version"] == 2  # all that is needed is loaded
    most = resident(desk.process.pid)
    for path in ("/api/weeks/tiny/steps", "/api/desk/upload?name=a.csv", "/api/desk/open"):
        answer = httpx.post(f"{desk.url}{path}", content=bytes(50_000_000), timeout=LIMIT)
        assert answer.status_code == 413
        assert "is the most" in answer.json()["told"][0]
    assert resident(desk.process.pid) - most < 3 * LARGEST_WRITE
    assert week(desk.url)["version"] == 2


def resident(pid: int) -> int:
    """The most memory that a process ever had, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0


def test_a_write_that_breaks_off_harms_nobody(begin: Begin, tiny: Path) -> None:
    desk = begin(tiny)
    port = int(desk.url.rpartition(":")[2])
    head = f"POST /api/weeks/tiny/steps HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    for rest in (
        'If-Match: "2"\r\nContent-Length: 500\r\n\r\n{"do"',
        'If-Match: "2"\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"do"\r\nZZ',
        "Content-Length: -5\r\n\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
    ):
        with socket.create_connection(("127.0.0.1", port), timeout=LIMIT) as line:
            line.sendall((head + rest).encode())
    assert moved(desk.url, 2, 660).status_code == 200
    assert desk.stop() == 0
    assert "Traceback" not in desk.words


def test_two_on_one_folder_see_what_the_other_does(begin: Begin, tiny: Path) -> None:
    one, other = begin(tiny), begin(tiny)
    assert one.url != other.url
    assert moved(one.url, 2, 660).status_code == 200
    assert week(other.url)["version"] == 3
    assert week(other.url)["parts"] == week(one.url)["parts"]
    stale = moved(other.url, 2, 675)
    assert stale.status_code == 412
    assert stale.json()["version"] == 3
    assert moved(other.url, 3, 675).status_code == 200
    assert week(one.url)["version"] == 4


def test_the_start_loads_no_solver_and_no_tables(begin: Begin, tiny: Path) -> None:
    desk = begin(tiny)
    assert week(desk.url)["version"] == 2
    mapped = Path(f"/proc/{desk.process.pid}/maps")
    if not mapped.exists():
        pytest.skip("this system does not say what a program has loaded")
    text = mapped.read_text(encoding="utf-8")
    for heavy in ("ortools", "pandas", "matplotlib", "numpy"):
        assert f"/{heavy}/" not in text, heavy


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--host", "no.such.machine.invalid"), "no machine is known by that name"),
        (("--port", "70000"), "65535"),
    ],
)
def test_what_cannot_be_bound_is_bad_input(
    start: Run, tiny: Path, words: tuple[str, ...], sentence: str
) -> None:
    outcome = start("desk", tiny, "--no-browser", *words)
    assert outcome.code == 2
    assert sentence in outcome.problems


def test_the_address_is_that_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "desk-1")
    for host, address in (
        ("127.0.0.1", "http://127.0.0.1:"),
        ("localhost", "http://localhost:"),
        ("0.0.0.0", "http://desk-1:"),
    ):
        with bind(host, 0) as bound:
            assert address_of(bound, host) == f"{address}{bound.getsockname()[1]}/"


def test_a_text_browser_is_not_opened_in_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("sys.platform", "linux")
    open_browser("http://127.0.0.1/")
    assert not opened


def test_no_port_left_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_: object) -> socket.socket:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr("desk.page.running._bound", taken)
    with pytest.raises(BadInput, match="cannot be opened there"):
        bind("127.0.0.1", 8765)
