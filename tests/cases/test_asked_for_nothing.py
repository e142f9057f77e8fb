"""What a scenario asks for and cannot mean is refused, or told, where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.conftest import Run

WEEK = Path(__file__).parent / "asked-for-nothing" / "week.yaml"
BEFORE = len(WEEK.read_text(encoding="utf-8").splitlines())
"""Lines of the week, before what a test adds."""


def laid(folder: Path, more: str) -> Path:
    path = folder / "week.yaml"
    path.write_text(WEEK.read_text(encoding="utf-8") + more, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{off: false}", "'false' is not possible; write 'off: true' to switch the rule off"),
        ("{must: false}", "'false' is not possible; write 'must: true' for a must"),
        ("{must: {tier: 1}}", "this is not possible; write 'must: true' for a must"),
        ("{off: yes}", "'yes' is not possible; write 'off: true' to switch the rule off"),
        ("{off: 1}", "'1' is not possible; write 'off: true' to switch the rule off"),
        ("{prefer: false}", "'false' is not possible; write 'prefer: true', or 'prefer' with tier"),
    ],
)
def test_a_rule_is_not_applied_by_the_opposite_of_a_word(
    run: Run, tmp_path: Path, entry: str, said: str
) -> None:
    outcome = run("show", laid(tmp_path, f"rules:\n  limit_tasks_of_a_state: {entry}\n"))
    assert outcome.code == 2
    assert said in outcome.problems
    assert f", line {BEFORE + 2}, " in outcome.problems


@pytest.mark.parametrize(
    "sides",
    [
        "{first: opening, then: opening}",
        "{first: everything, then: everything}",
        "{first: opening, then: Opening}",
        "{first: [opening, closing], then: [closing, opening]}",
    ],
)
def test_what_comes_before_itself_is_refused_at_its_line(
    run: Run, tmp_path: Path, sides: str
) -> None:
    outcome = run("show", laid(tmp_path, f"order:\n  - {sides}\n"))
    assert outcome.code == 2
    assert "both sides are the same" in outcome.problems
    assert f", line {BEFORE + 2}, " in outcome.problems


@pytest.mark.parametrize("side", ["report_backs", "quiet", "[review, Quiet Committee]"])
def test_a_side_of_an_order_without_a_session_is_told(run: Run, tmp_path: Path, side: str) -> None:
    outcome = run("show", laid(tmp_path, f"order:\n  - {{first: opening, then: {side}}}\n"))
    assert outcome.code == 0
    assert outcome.problems.count("the week has no session that") == 1
    assert f", line {BEFORE + 2}, " in outcome.problems


def test_an_order_of_sessions_that_both_sides_mean_is_told(run: Run, tmp_path: Path) -> None:
    outcome = run("show", laid(tmp_path, "order:\n  - {first: review, then: cru}\n"))
    assert outcome.code == 0
    assert outcome.problems.count("both sides mean the same sessions") == 1
    assert f", line {BEFORE + 2}, " in outcome.problems


@pytest.mark.parametrize(
    "sides", ["first: opening, then: review", "first: opening, then: everything"]
)
def test_an_order_that_asks_for_something_is_taken_without_a_word(
    run: Run, tmp_path: Path, sides: str
) -> None:
    outcome = run("show", laid(tmp_path, f"order:\n  - {{{sides}}}\n"))
    assert outcome.code == 0
    assert "both sides" not in outcome.problems
    assert "has no session" not in outcome.problems


def test_a_gap_that_is_impossible_is_refused_once_at_its_own_line(run: Run, tmp_path: Path) -> None:
    order = "order:\n  - {first: opening, then: closing}\n"
    gap = "  - {first: general-status, then: cru, gap: {at_least: 200, at_most: 100}}\n"
    outcome = run("show", laid(tmp_path, f"{order}{gap}rules:\n  honour_order: must\n"))
    assert outcome.code == 2
    assert outcome.problems.count("is impossible") == 1
    assert f", line {BEFORE + 3}, " in outcome.problems
    assert "order › item 2 › gap" in outcome.problems


def test_a_gap_is_at_most_a_week(run: Run, tmp_path: Path) -> None:
    order = "order:\n  - {first: opening, then: closing, gap: {at_least: 15000}}\n"
    outcome = run("show", laid(tmp_path, order))
    assert outcome.code == 2
    assert outcome.problems.count("out of range") == 1
    assert f", line {BEFORE + 2}, " in outcome.problems


@pytest.mark.parametrize(
    ("rule", "code", "said"),
    [
        (
            "sit_back_to_back: {prefer: true, neighbours: [{session: opening, next_to: opening}]}",
            2,
            "'opening' stands against itself; name two sessions",
        ),
        (
            "space_sessions: {prefer: true, spacings: "
            "[{first: opening, second: opening, relation: apart}]}",
            2,
            "'opening' has no distance from itself; name two sessions",
        ),
        (
            "sit_back_to_back: {prefer: true, neighbours: [{session: opening, next_to: quiet}]}",
            0,
            "the week has no two sessions for 'opening' with 'quiet'",
        ),
        (
            "keep_bodies_apart: {prefer: true, classes: {chairs: {pairs: [[cru, cru]]}}}",
            0,
            "the week has no two sessions for 'cru' with itself",
        ),
    ],
)
def test_a_relation_of_a_thing_to_itself_is_told(
    run: Run, tmp_path: Path, rule: str, code: int, said: str
) -> None:
    outcome = run("show", laid(tmp_path, f"rules:\n  {rule}\n"))
    assert outcome.code == code
    assert outcome.problems.count(said) == 1
    assert f", line {BEFORE + 2}, " in outcome.problems


def test_a_body_with_two_sessions_may_stand_against_itself(run: Run, tmp_path: Path) -> None:
    pairs = "{prefer: true, classes: {chairs: {pairs: [[general-status, general-status]]}}}"
    beside = "{prefer: true, neighbours: [{session: general-status, next_to: general-status}]}"
    rules = f"rules:\n  keep_bodies_apart: {pairs}\n  sit_back_to_back: {beside}\n"
    outcome = run("show", laid(tmp_path, rules))
    assert outcome.code == 0
    assert "no two sessions" not in outcome.problems
