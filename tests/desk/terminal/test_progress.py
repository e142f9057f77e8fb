"""Progress while a week is solved."""

from __future__ import annotations

import pytest
from rich.console import Console

from desk.terminal.progress import LiveLine, PlainLines, sentence, watching
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
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = PlainLines()
    for tier, seconds in [("tier 1", 0.0), ("tier 1", 0.5), ("tier 1", 1.1), ("tier 2", 1.2)]:
        lines(Progress(tier, 1, 0, seconds))
    said = capsys.readouterr().err.splitlines()
    assert [line.rpartition(", ")[2] for line in said] == ["0.0 s", "1.1 s", "1.2 s"]


def test_the_live_line_shows_the_last_that_was_told() -> None:
    line = LiveLine()
    assert "preparing" in str(line.__rich__())
    line(Progress("tier 1", 5, 5, 0.1))
    assert "tier 1: best 5, bound 5" in str(line.__rich__())


def test_the_live_line_never_wraps() -> None:
    line = LiveLine()
    line(Progress("tier 1", 5, 5, 0.1))
    console = Console(width=20, force_terminal=True)
    assert len(console.render_lines(line)) == 1


def test_quiet_watches_nothing() -> None:
    with watching(quiet=True) as watch:
        assert watch is None
