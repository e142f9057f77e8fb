"""Which sittings are time for experiments, as a scenario file says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from constraints.reserve_time_for_experiments import ReserveTimeForExperiments
from scenarios.loading.loading import load_scenario
from scheduler.errors import BadInput

LUNCHES = {"2027-06-14 lunch", "2027-06-15 lunch"}


def rule(folder: Path, experiments: str = "{}", rules: str = "{}") -> ReserveTimeForExperiments:
    path = folder / "week.yaml"
    path.write_text(
        f"""\
schema: 1
week: {{from: 2027-06-14, to: 2027-06-15}}
bodies: {{talks: {{name: Talks, kind: other}}}}
sessions: {{talks: {{body: talks, format: special, least: 60}}}}
experiments: {experiments}
rules: {rules}
""",
        encoding="utf-8",
    )
    settings = load_scenario(path).settings
    return next(s.rule for s in settings if isinstance(s.rule, ReserveTimeForExperiments))


def test_sittings_are_named_as_anywhere_else(tmp_path: Path) -> None:
    assert rule(tmp_path).sittings is None
    assert rule(tmp_path).at_once == "once"
    assert rule(tmp_path, "{sittings: lunch}").sittings == LUNCHES
    found = rule(tmp_path, "{sittings: [lunch, tuesday morning], at_once: full}")
    assert found.sittings == LUNCHES | {"2027-06-15 morning"}
    assert found.at_once == "full"


def test_the_rule_itself_takes_them_as_well_and_goes_first(tmp_path: Path) -> None:
    rules = "{reserve_time_for_experiments: {must: true, sittings: [lunch]}}"
    assert rule(tmp_path, rules=rules).sittings == LUNCHES
    assert rule(tmp_path, "{sittings: morning}", rules).sittings == LUNCHES
    assert rule(tmp_path, "{sittings: lunch}", rules.replace("[lunch]", "lunch")).floor == 0


@pytest.mark.parametrize("where", ["experiments", "rules"])
def test_a_sitting_that_the_week_does_not_have_is_refused(tmp_path: Path, where: str) -> None:
    words = "{sittings: [lunhc]}"
    with pytest.raises(BadInput) as error:
        if where == "experiments":
            rule(tmp_path, words)
        else:
            rule(tmp_path, rules=f"{{reserve_time_for_experiments: {{must: true, {words[1:]}}}")
    (problem,) = error.value.problems
    assert "lunch" in problem.what
    assert "week.yaml" in str(problem)


def test_any_other_word_for_side_by_side_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        rule(tmp_path, "{at_once: twice}")
