"""Timetables of one scenario side by side."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest

from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scenarios.studies.comparison.findings import FindingDifference
from scenarios.studies.comparison.result import Comparison
from scenarios.studies.comparison.run import compare
from scheduler.errors import BadInput
from scheduler.solving.solving import solve
from scheduler.week.timetable import Part, Timetable
from tests.desk.conftest import DRAFTED, TINY, edited

TEN, ELEVEN = 10 * 60, 11 * 60


def table(clearance: Part | None, victims: Part | None) -> Timetable:
    return Timetable(parts=tuple(part for part in (clearance, victims) if part))


DRAFT = table(Part("clearance", 0, TEN, 60), Part("victims", 0, ELEVEN, 60))
TURNED = table(Part("clearance", 0, ELEVEN, 60), Part("victims", 0, TEN, 60))
HALF = table(Part("clearance", 0, TEN, 60), None)
BESIDE = table(Part("clearance", 0, TEN, 60), Part("victims", 0, TEN + 30, 60))
SHORT = table(Part("clearance", 0, TEN, 30), Part("victims", 0, ELEVEN, 60))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY, encoding="utf-8")
    (tmp_path / "drafted.csv").write_text(DRAFTED, encoding="utf-8")
    return path


@pytest.fixture
def tiny(path: Path) -> Scenario:
    return load_scenario(path)


def beside(tiny: Scenario, others: Mapping[str, Timetable] | None = None) -> Comparison:
    return compare(tiny, others, solve=False)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_solved_timetable_stands_last_and_is_solved_by_default(tiny: Scenario) -> None:
    found = compare(tiny, {"turned": TURNED})
    assert found.names == ("drafted", "turned", "solved")
    assert found.candidate("solved").origin == "proven the best"
    assert found.candidate("drafted").timetable == DRAFT


def test_a_result_that_is_there_already_is_used(tiny: Scenario) -> None:
    result = solve(tiny.problem)
    assert compare(tiny, result=result) == compare(tiny, solve=False, result=result)


def test_every_rule_has_a_row_and_every_timetable_an_amount_and_a_cost(tiny: Scenario) -> None:
    found = beside(tiny, {"half": HALF}).to_frame()
    assert list(found.index.names) == ["tier", "principle", "rule", "unit", "weight"]
    assert list(found.columns) == [
        ("drafted", "amount"),
        ("drafted", "cost"),
        ("half", "amount"),
        ("half", "cost"),
    ]
    assert sorted(found.index.get_level_values("rule")) == sorted(
        ["structure", *(setting.rule.name for setting in tiny.settings)]
    )
    wanted = found.xs("give_wanted_time", level="rule")
    assert wanted["drafted"].to_numpy().tolist() == [[30, 90]]


def test_musts_that_are_breached_come_first_then_the_other_musts_then_the_tiers(
    tiny: Scenario,
) -> None:
    found = beside(tiny, {"half": HALF, "beside": BESIDE}).to_frame()
    first = list(found.index.get_level_values("rule"))[:3]
    breached = {"hold_every_session", "guarantee_every_committee", "keep_plenaries_alone"}
    assert breached == set(first)
    tiers = list(found.index.get_level_values("tier"))
    assert tiers == sorted(tiers)


def test_inside_a_tier_the_rules_of_a_principle_stand_together() -> None:
    scenario = load_scenario(LIBRARY / "apmbc-2011.yaml")
    found = beside(scenario).to_frame()
    for tier in ("tier 1", "tier 2", "tier 3"):
        principles = list(found.loc[tier].index.get_level_values("principle"))
        runs = [p for n, p in enumerate(principles) if n == 0 or principles[n - 1] != p]
        assert len(runs) == len(set(principles))


def test_costs_of_tiers_are_those_of_the_verdicts_and_never_added_up(tiny: Scenario) -> None:
    found = beside(tiny, {"short": SHORT})
    assert list(found.costs().index) == ["breaches of musts", "cost of tier 2"]
    whole = [row for row in rows(found.csv()) if row["rule"] == "all"]
    assert [row["tier"] for row in whole] == ["must", "tier 2"]
    cost = found.candidate("short").verdict.cost(2)
    assert whole[1]["cost of short"] == str(cost)
    assert whole[1]["amount of short"] == ""


def test_standing_says_who_dominates_and_who_only_goes_before(tiny: Scenario) -> None:
    found = beside(tiny, {"short": SHORT, "turned": TURNED, "beside": BESIDE}).standing()
    assert found.loc["drafted", "short"] == "dominates"
    assert found.loc["short", "drafted"] == ""
    assert found.loc["drafted", "turned"] == "", "they cost the same"


def test_a_legal_timetable_that_costs_more_goes_before_without_dominating(
    path: Path,
) -> None:
    shorter = edited(path, "least: 60, wanted: 90", "least: 30, wanted: 90")
    cheap_but_illegal = table(Part("clearance", 0, TEN, 90), Part("victims", 0, ELEVEN, 60))
    found = beside(load_scenario(shorter), {"cheap": cheap_but_illegal}).standing()
    assert found.loc["drafted", "cheap"] == "goes before"


def test_findings_are_told_apart_by_where_they_stand(tiny: Scenario) -> None:
    found = beside(tiny, {"half": HALF, "short": SHORT, "turned": TURNED})
    only_after = found.findings("drafted", "half").rows
    assert [(row.rule, row.difference, row.after) for row in only_after] == [
        ("hold_every_session", FindingDifference.ONLY_AFTER, 60),
        ("guarantee_every_committee", FindingDifference.ONLY_AFTER, 60),
        ("give_wanted_time", FindingDifference.ONLY_AFTER, 60),
    ]
    only_before = found.findings("half", "drafted").rows
    assert {row.difference for row in only_before} == {FindingDifference.ONLY_BEFORE}
    longer = found.findings("drafted", "short").rows
    (wanted,) = [row for row in longer if row.rule == "give_wanted_time"]
    assert (wanted.difference, wanted.before, wanted.after) == (FindingDifference.AMOUNT, 30, 60)
    assert (wanted.cost_before, wanted.cost_after) == (90, 180)
    assert "→" in wanted.sentence
    same = found.findings("drafted", "turned")
    assert not same.rows
    assert same.text(200).endswith("“drafted” and “turned” have the same findings.")


def test_the_findings_of_a_must_stand_before_those_of_a_tier(tiny: Scenario) -> None:
    tiers = list(beside(tiny, {"short": SHORT}).findings("drafted", "short").to_frame()["tier"])
    assert tiers == sorted(tiers)
    assert len(set(tiers)) > 1


def test_of_a_few_timetables_every_two_are_told_apart_of_many_each_from_the_first(
    tiny: Scenario,
) -> None:
    four = beside(tiny, {"a": TURNED, "b": HALF, "c": SHORT})
    assert len(four.pairs()) == 6
    five = beside(tiny, {"a": TURNED, "b": HALF, "c": SHORT, "d": BESIDE})
    assert [tuple(pair) for pair in five.pairs()] == [("drafted", name) for name in "abcd"]
    assert {(row["from"], row["to"]) for row in rows(five.findings_csv())} > {("b", "c")}


def test_an_unknown_name_is_refused_with_the_nearest_one(tiny: Scenario) -> None:
    with pytest.raises(BadInput, match="drafted"):
        beside(tiny).moves("draftet", "drafted")


def test_names_that_clash_and_files_that_are_missing_are_refused_at_once(path: Path) -> None:
    edited(path, "drafted: drafted.csv", "drafted: drafted.csv\n  gone: gone.csv")
    drafted = load_scenario(path)
    with pytest.raises(BadInput) as error:
        compare(drafted, {"drafted": DRAFT, "solved": DRAFT})
    said = [str(problem) for problem in error.value.problems]
    assert len(said) == 3
    assert said[0].startswith("drafted: the scenario has a candidate of this name")
    assert said[1].startswith("solved: the solved timetable goes by this name")
    assert "gone.csv" in said[2]


def test_solved_is_a_name_like_any_other_where_nothing_is_solved(tiny: Scenario) -> None:
    assert beside(tiny, {"solved": TURNED}).names == ("drafted", "solved")


def test_nothing_to_compare_is_refused(path: Path) -> None:
    bare = load_scenario(edited(path, "candidates:\n  drafted: drafted.csv\n", ""))
    with pytest.raises(BadInput, match="nothing to compare"):
        beside(bare)


def test_of_an_infeasible_week_the_candidates_are_compared_all_the_same(path: Path) -> None:
    full = load_scenario(edited(path, "least: 60, wanted: 90", "least: 90, wanted: 90"))
    found = compare(full, {"turned": TURNED})
    assert found.names == ("drafted", "turned")
    assert "it is proven that none keeps every must (INFEASIBLE)" in found.text(200)


def test_where_there_is_no_timetable_at_all_it_says_so(path: Path) -> None:
    edited(path, "candidates:\n  drafted: drafted.csv\n", "")
    full = load_scenario(edited(path, "least: 60, wanted: 90", "least: 90, wanted: 90"))
    found = compare(full)
    for said in (str(found), found.markdown(), found.html(), found._repr_html_()):
        assert "There is no timetable to compare." in said
    assert found.to_frame().empty
    assert found.standing().empty


def test_the_solved_timetable_is_judged_with_its_leaders_and_the_others_without(
    path: Path,
) -> None:
    edited(path, "co_chairs: [NOR]}", "posts: {co_chairs: 1}}")
    scenario = load_scenario(edited(path, "bodies:", "leadership: {pool: [NOR, THA]}\nbodies:"))
    found = compare(scenario)
    assert found.candidate("drafted").verdict.amount("fill_leadership_posts") == 1
    assert found.candidate("solved").verdict.legal
    assert "leaves 1 post open" in found.text(200)
    assert "Only “solved” is judged with leaders" in found.text(200)
    assert found.grid("solved").week.body["clearance"].leaders


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_text_fits_its_width_with_many_timetables_of_long_names(
    tiny: Scenario, width: int
) -> None:
    others = {f"the proposal of delegation number {n}": TURNED for n in range(9)}
    text = beside(tiny, others).text(width)
    assert max(map(len, text.splitlines())) <= width
    assert text.count("tier 2: cost") >= 2, "the table goes on in a further block"
    assert "proposal of" in text, "long names fold"


def test_a_name_without_a_blank_folds_as_well(tiny: Scenario) -> None:
    text = beside(tiny, {"x" * 40: TURNED}).text(60)
    table = text.split("\n\n")[2]
    assert max(map(len, table.splitlines())) <= 60


def test_every_form_tells_of_what_moved_and_escapes_names_and_titles(path: Path) -> None:
    edited(path, "title: Victim Assistance", 'title: "<img src=x> | *Victims*"')
    found = beside(load_scenario(path), {"<b>=1|2": TURNED})
    for html in (found.html(), found._repr_html_()):
        assert "<img" not in html
        assert "<b>=1" not in html
        assert "&lt;img src=x&gt;" in html
        assert "moved from" in html
        assert "<script" not in html
        assert "http" not in html
    assert found.html().startswith("<!DOCTYPE html>")
    markdown = found.markdown()
    assert r"\<img src=x\> \| \*Victims\*" in markdown
    assert r"\<b\>=1\|2" in markdown
    assert "<img src=x> | *Victims*" in str(found)


def test_every_row_of_a_table_in_markdown_has_as_many_cells(tiny: Scenario) -> None:
    markdown = beside(tiny, {"a|b": TURNED}).markdown()
    start = markdown.index("| rule |")
    table = markdown[start : markdown.index("\n\n", start)].splitlines()
    assert len(table) > 10
    assert {line.replace("\\|", "").count("|") for line in table} == {4}


def test_no_cell_of_a_csv_is_taken_for_a_formula(tiny: Scenario) -> None:
    found = beside(tiny, {"=1+1": TURNED})
    for text in (found.csv(), found.moves_csv(), found.findings_csv()):
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert {row["to"] for row in rows(found.moves_csv())} == {"'=1+1"}


def test_each_week_is_told_in_words_once(tiny: Scenario) -> None:
    found = beside(tiny, {"turned": TURNED})
    for name in found.names:
        told = str(found.grid(name).summary)
        assert " ".join(found.text().split()).count(told) == 1
        assert found.html().count(told) == 1


def test_objects_display_themselves(tiny: Scenario) -> None:
    found = beside(tiny, {"short": SHORT})
    assert "<table" in found._repr_html_()
    assert 'class="days"' not in found._repr_html_()
    assert found.html().count('class="days"') == 2
    assert "<table" in found.findings("drafted", "short")._repr_html_()
    assert "<li>" in found.moves("drafted", "short")._repr_html_()
    assert str(found) == found.text(80)
