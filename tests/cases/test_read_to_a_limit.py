"""Devices, pipes and files that grow are read up to a limit, and nothing waits for ever."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from threading import Thread

import pytest

from scenarios.reading import files
from tests.desk.conftest import Run

HERE = Path(__file__).parent
ZERO = Path("/dev/zero")
pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="devices and pipes of POSIX"),
    pytest.mark.skipif(not ZERO.exists(), reason="a device of Unix"),
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The inputs of all commands, and scenarios that lead to a device without an end."""
    folder = shutil.copytree(HERE / "written", tmp_path / "here")
    shutil.copy(HERE / "devices" / "candidate.yaml", folder)
    monkeypatch.chdir(folder)
    week = (folder / "week.yaml").read_text(encoding="utf-8")
    for name, text in {
        "extends.yaml": f"schema: 1\nextends: {ZERO}\n",
        "table.yaml": week.replace("delegations:", f"delegations:\n  table: {ZERO}"),
        "reference.yaml": week.replace(
            "rules:", f"rules:\n  follow_precedent: {{prefer: {{tier: 1}}, reference: {ZERO}}}"
        ),
        "deep.yaml": "schema: 1\nextends: extends.yaml\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "link.csv").symlink_to(ZERO)
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ("check", "candidate.yaml", "x"),
        ("show", "candidate.yaml", "x"),
        ("compare", "candidate.yaml", "--no-solve"),
        ("plot", "candidate.yaml", "x", "--output", "x.png"),
        ("stress", "candidate.yaml", "x"),
        ("solve", ZERO),
        ("solve", "/dev/urandom"),
        ("sweep", ZERO),
        ("season", ZERO),
        ("season", "year.yaml", ZERO),
        ("check", "week.yaml", ZERO),
        ("check", "week.yaml", "link.csv"),
        ("show", "week.yaml", "--leaders", ZERO),
        ("solve", "extends.yaml"),
        ("solve", "deep.yaml"),
        ("solve", "table.yaml"),
        ("solve", "reference.yaml"),
        ("replan", "week.yaml", "drafted", "--change", "link.yaml"),
        ("replan", "week.yaml", ZERO, "--change", "victims dropped"),
    ],
)
def test_what_has_no_end_is_read_up_to_the_limit(
    run: Run, here: Path, words: tuple[str | Path, ...]
) -> None:
    (here / "link.yaml").symlink_to(ZERO)
    outcome = run(*words)
    assert outcome.code == 2, outcome
    assert "the file is too large for a" in outcome.problems
    assert "more and more comes" in outcome.problems


@pytest.mark.parametrize(
    "words",
    [
        ("solve", "pipe"),
        ("check", "week.yaml", "pipe"),
        ("solve", "extends.yaml"),
        ("replan", "week.yaml", "drafted", "--change", "pipe.yaml"),
    ],
)
def test_a_pipe_into_which_nobody_writes_is_not_waited_for(
    run: Run, here: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.05)
    os.mkfifo("pipe")
    Path("pipe.yaml").symlink_to("pipe")
    (here / "extends.yaml").write_text("schema: 1\nextends: pipe\n", encoding="utf-8")
    outcome = run(*words)
    assert outcome.code == 2
    assert "cannot be read: it is a pipe or a device that has not ended after" in outcome.problems


def test_a_pipe_is_read_to_its_end_however_it_comes(run: Run, here: Path) -> None:
    os.mkfifo("pipe")
    schedule = (here / "drafted.csv").read_bytes()

    def write() -> None:
        with Path("pipe").open("wb", buffering=0) as stream:
            for byte in schedule:
                stream.write(bytes([byte]))

    writer = Thread(target=write)
    writer.start()
    outcome = run("check", "week.yaml", "pipe")
    writer.join()
    assert outcome.code == 0, outcome
    assert "Every must is kept." in outcome.output


def test_an_empty_device_is_an_empty_file(run: Run, here: Path) -> None:
    outcome = run("check", "week.yaml", os.devnull)
    assert outcome.code == 2
    assert f"{os.devnull}" in outcome.problems
    assert "the file is empty" in outcome.problems
