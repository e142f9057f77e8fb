"""The bugs that are planted by hand: each is one, and the same whenever it is drawn."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.benchmarks.conftest import BENCHMARKS


@pytest.mark.slow
def test_each_bug_changes_its_file_in_one_place_that_can_be_read() -> None:
    import mutants

    bugs = mutants.drawn(60, 1, "honour_order")
    assert bugs == mutants.drawn(60, 1, "honour_order")
    assert len({bug.text for bug in bugs}) > 50, "some can be had in two ways"
    plain = ast.unparse(ast.parse((BENCHMARKS.parent / bugs[0].path).read_text(encoding="utf-8")))
    for bug in bugs:
        ast.parse(bug.text)
        assert bug.text != plain, bug
        assert bug.was != bug.now


@pytest.mark.slow
def test_of_each_file_one_bug_is_planted_first_and_its_own_tests_are_near() -> None:
    import mutants

    paths = [bug.path for bug in mutants.drawn(45, 2, "")]
    assert len(set(paths)) > 40
    named = {path for path in mutants.tests("constraints/honour_order.py") if "/" in path}
    assert all((BENCHMARKS.parent / Path(path)).exists() for path in named)
