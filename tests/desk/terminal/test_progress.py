"""Progress while a week is solved."""

from __future__ import annotations

import os
import time
from typing import NamedTuple

import pytest

from desk.terminal import progress
from desk.terminal.progress import LiveLine, PlainLines, sentence, step_sentence, watching
from scheduler.solving.search import Progress


def test_a_line_says_best_bound_gap_and_time() -> None:
    progress = Progress("tier 1", best=206, bound=180, seconds=4.25)
    assert sentence(progress, 4.25) == "tier 1: best 206, bound 180, gap 13 %, 4.2 s"


def test_what_is_not_known_yet_is_said() -> None:
    assert (
        sentence(Progress("tier 1", 7, None, 1.0), 1.0) == "tier 1: best 7, bound none yet, 1.0 s"
    )
    assert (
        sentence(Progress("tier 1", None, 7, 1.0), 1.0) == "tier 1: best none yet, bound 7, 1.0 s"
    )


def test_where_nothing_is_known_yet_only_the_time_is_said() -> None:
    assert sentence(Progress("conflicts", None, None, 1.0), 1.0) == "conflicts, 1.0 s"


def test_a_small_gap_is_not_called_none() -> None:
    assert "gap 1 %" in sentence(Progress("tier 1", 1000, 999, 1.0), 1.0)
    assert "gap 0 %" in sentence(Progress("tier 1", 999, 999, 1.0), 1.0)


def test_plain_lines_come_once_a_second_or_with_a_new_tier(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = 0.0
    monkeypatch.setattr(time, "perf_counter", lambda: seconds)
    lines = PlainLines[Progress](sentence, lambda progress: progress.tier)
    for tier, seconds in [("tier 1", 0.0), ("tier 1", 0.5), ("tier 1", 1.1), ("tier 2", 1.2)]:  # noqa: B007
        lines(Progress(tier, 1, 0, 0.0))
    said = capsys.readouterr().err.splitlines()
    assert [line.rpartition(", ")[2] for line in said] == ["0.0 s", "1.1 s", "1.2 s"]


class Step(NamedTuple):
    done: int
    total: int
    reused: int = 0


def test_a_step_says_how_many_are_done_and_how_long_the_rest_takes() -> None:
    assert step_sentence("variants", Step(3, 9), 6.0) == "3 of 9 variants, about 12 s left"
    assert step_sentence("variants", Step(3, 9, 2), 60.0) == (
        "3 of 9 variants (2 known), about 6 min left"
    )
    assert step_sentence("variants", Step(2, 9, 2), 1.0) == "2 of 9 variants (2 known), estimating"
    assert step_sentence("variants", Step(9, 9), 1.0) == "9 of 9 variants"


def test_plain_lines_of_a_study_say_the_first_and_the_last_step(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with progress.stepping(quiet=False) as watch:
        assert watch is not None
        for done in (1, 2, 3, 4):
            watch(Step(done, 4))
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(" of ")[0] for line in said] == ["1", "4"]


def test_the_live_line_shows_the_last_that_was_told() -> None:
    line = LiveLine(sentence, "the best")
    assert "preparing" in str(line)
    line(Progress("tier 1", 5, 5, 0.1))
    assert "tier 1: best 5, bound 5" in str(line)


def test_the_live_line_never_wraps_and_is_gone_in_the_end(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "get_terminal_size", lambda: os.terminal_size((20, 24)))
    with LiveLine(sentence, "the best").drawn() as line:
        line(Progress("tier 1", 5, 5, 0.1))
    drawn = capsys.readouterr().err.split("\r")
    assert max(map(len, drawn)) == 19
    assert drawn[-1] == ""


def test_quiet_watches_nothing() -> None:
    with watching(quiet=True) as watch:
        assert watch is None
