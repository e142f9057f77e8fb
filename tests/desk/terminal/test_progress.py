"""Progress while a week is solved."""

from __future__ import annotations

import os
import sys
import time
from io import StringIO
from typing import NamedTuple

import pytest

from desk.terminal import live_line, progress
from desk.terminal.live_line import CLEAR, LiveLine
from desk.terminal.progress import LastTold, PlainLines, sentence, step_sentence, watching
from scheduler.solving.search import Progress


def test_a_line_says_best_bound_gap_and_time() -> None:
    progress = Progress("tier 1", best=206, bound=180, seconds=4.25)
    assert sentence(progress, 4.25) == "tier 1: best 206, bound 180, gap 13 %, 4.2 s"


def test_what_is_not_known_yet_is_left_out_but_for_the_timetable() -> None:
    assert sentence(Progress("tier 1", 7, None, 1.0), 1.0) == "tier 1: best 7, 1.0 s"
    said = sentence(Progress("tier 1", None, 7, 1.0), 1.0)
    assert said == "tier 1: no timetable yet, bound 7, 1.0 s"


def test_a_bound_of_0_is_said_only_where_it_is_reached() -> None:
    assert sentence(Progress("tier 1", 7, 0, 1.0), 1.0) == "tier 1: best 7, 1.0 s"
    assert sentence(Progress("tier 1", None, 0, 1.0), 1.0) == "tier 1: no timetable yet, 1.0 s"
    assert sentence(Progress("tier 1", 0, 0, 1.0), 1.0) == "tier 1: best 0, bound 0, gap 0 %, 1.0 s"


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
    assert step_sentence("variants", Step(3, 9), 7.0, 6.0) == (
        "3 of 9 variants, 7.0 s, about 12 s left"
    )
    assert step_sentence("variants", Step(5, 11, 2), 65.0, 60.0) == (
        "5 of 11 variants (2 known), 65.0 s, about 2 min left"
    )
    assert step_sentence("variants", Step(9, 9), 8.0, 7.0) == "9 of 9 variants, 8.0 s"


def test_what_ends_by_a_limit_is_not_said_to_take_longer() -> None:
    said = step_sentence("disturbances", Step(3, 900), 61.0, 60.0, limit=80.0)
    assert said == "3 of 900 disturbances, 61.0 s, about 20 s left"


def test_nobody_estimates_from_fewer_than_three_that_were_solved() -> None:
    assert step_sentence("variants", Step(4, 9, 2), 2.0, 1.0) == "4 of 9 variants (2 known), 2.0 s"


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
    last = LastTold(sentence)
    assert last.line(0.5).startswith("preparing, 0.5 s")
    last(Progress("tier 1", 5, 5, 0.1))
    assert last.line(0.7).startswith("tier 1: best 5, bound 5, gap 0 %, 0.7 s")


def test_a_name_in_the_live_line_does_not_steer_the_terminal() -> None:
    last = LastTold(sentence)
    last(Progress("tier\x1b[2J", 5, 5, 0.1))
    assert "\x1b" not in last.line(0.7)


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The error stream from now on: a terminal of 20 columns."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(live_line, "get_terminal_size", lambda: os.terminal_size((20, 24)))
    return stream


def test_the_live_line_never_wraps_and_is_gone_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = narrow_terminal(monkeypatch)
    with LiveLine().showing(lambda _: "long " * 10):
        pass
    drawn = terminal.getvalue().split(CLEAR)
    assert max(map(len, drawn)) == 19
    assert drawn[-1] == ""


def test_what_is_printed_stands_on_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = narrow_terminal(monkeypatch)
    line = LiveLine()
    with line.showing(lambda _: "searching"), line.aside():
        terminal.write("Found.\n")
    assert f"searching{CLEAR}Found.\n" in terminal.getvalue()


def test_a_command_is_at_work_only_until_it_says_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = narrow_terminal(monkeypatch)
    line = LiveLine()
    with line.showing(lambda _: "at work", until_printed=True):
        with line.aside():
            terminal.write("Found.\n")
        with line.showing(lambda _: "searching"):
            pass
    said = terminal.getvalue().partition("Found.\n")[2]
    assert set(said.split(CLEAR)) == {"searching", ""}


def test_quiet_watches_nothing() -> None:
    with watching(quiet=True) as watch:
        assert watch is None
