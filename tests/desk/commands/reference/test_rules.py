"""``rules``: the catalogue that the rules write themselves."""

from __future__ import annotations

import pytest

from constraints import RULES
from desk.terminal.catalogue import parameters
from scheduler.rules.rule import Group
from tests.desk.conftest import Run


def test_every_rule_is_in_the_catalogue_under_its_group(run: Run) -> None:
    outcome = run("rules", "--markdown")
    assert outcome.code == 0
    group = ""
    found = {}
    for line in outcome.output.splitlines():
        if line.startswith("## "):
            group = line.removeprefix("## ")
        elif line.startswith("### "):
            found[line.removeprefix("### ")] = group
    assert found == {f"{rule.title} (`{rule.key()}`)": rule.group.value for rule in RULES}
    assert list(dict.fromkeys(found.values())) == [group.value for group in Group]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key())
def test_every_rule_is_shown_in_full(run: Run, rule: type) -> None:
    outcome = run("rules", rule.key())  # type: ignore[attr-defined]
    assert outcome.code == 0
    assert "**Why.**" in outcome.output
    assert "**Counts.**" in outcome.output
    assert "**Source.**" in outcome.output
    assert "Kept:\n\n```text\nMonday 20 June\n" in outcome.output
    for parameter in parameters(rule):
        assert f"| `{parameter.name}` | {parameter.takes} |" in outcome.output
        assert parameter.description


def test_parameters_say_their_range_and_default(run: Run) -> None:
    outcome = run("rules", "sit_back_to_back")
    assert "| `neighbours › within` | whole number, 0 to 1440 | 30 |" in outcome.output
    assert "| `neighbours › session` | text | needed |" in outcome.output


def test_an_unknown_rule_is_guessed(run: Run) -> None:
    outcome = run("rules", "share_prime_tme")
    assert outcome.code == 2
    assert "did you mean share_prime_time?" in outcome.problems
