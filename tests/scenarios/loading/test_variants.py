"""The variants of a scenario file: patches alone, and a grid of choices."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.loading.variants import AS_IT_IS, MOST, Variants, load_variants
from scheduler.errors import BadInput

WEEK = """\
schema: 1
title: A tiny week
week:
  from: 2027-06-14
  to: 2027-06-15
  sittings: {morning: 10:00-12:00, afternoon: 15:00-17:00}
delegations: {also: {NOR: {name: Norway}}}
bodies: {work: {name: Work, kind: other, president: NOR}}
sessions:
  one: {body: work, format: workshop, least: 60, wanted: 90}
  two: {body: work, format: workshop, least: 60, days: [monday]}
rules:
  give_wanted_time: {prefer: {tier: 2, weight: 3}}
"""


def written(folder: Path, text: str, name: str = "week.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def names(variants: Variants) -> list[str]:
    return [variant.name for variant in variants.listed]


def problems(variants: Variants, name: str) -> list[str]:
    """What is wrong with a variant that cannot be loaded."""
    (variant,) = [variant for variant in variants.listed if variant.name == name]
    with pytest.raises(BadInput) as refused:
        variants.load(variant)
    return [str(problem) for problem in refused.value.problems]


def test_a_scenario_without_variants_has_itself(tmp_path: Path) -> None:
    variants = load_variants(written(tmp_path, WEEK))
    assert names(variants) == [AS_IT_IS]
    assert variants.load(variants.listed[0]) == variants.scenario


def test_a_patch_is_laid_over_the_scenario_as_a_file_that_extends_it(tmp_path: Path) -> None:
    patch = "{week: {sittings: {morning: 09:00-12:00, afternoon: null}}, sessions: {one: null}}"
    text = f"{WEEK}variants:\n  mornings: {{title: Mornings only, patch: {patch}}}\n"
    variants = load_variants(written(tmp_path, text))
    week = variants.load(variants.listed[1]).week
    assert [variant.title for variant in variants.listed] == ["A tiny week", "Mornings only"]
    assert {(sitting.name, sitting.minutes) for sitting in week.sittings} == {("morning", 180)}
    assert list(week.session) == ["two"]


def test_a_rule_applied_anew_in_a_patch_gives_up_how_it_was_applied(tmp_path: Path) -> None:
    text = f"{WEEK}variants: {{strict: {{patch: {{rules: {{give_wanted_time: must}}}}}}}}\n"
    variants = load_variants(written(tmp_path, text))
    settings = {s.rule.name: s for s in variants.load(variants.listed[1]).settings}
    assert settings["give_wanted_time"].must


GRID = """\
grid:
  days:
    one: {week: {to: 2027-06-14}, sessions: {one: {wanted: 60}}}
    two: {}
  wishes:
    few:
    many: {sessions: {one: {wanted: 120}}}
"""


def test_a_grid_is_every_combination_of_one_choice_from_each_question(tmp_path: Path) -> None:
    variants = load_variants(written(tmp_path, WEEK + GRID))
    assert variants.questions == ("days", "wishes")
    assert names(variants)[1:] == [
        "days=one, wishes=few",
        "days=one, wishes=many",
        "days=two, wishes=few",
        "days=two, wishes=many",
    ]
    assert variants.listed[2].choices == {"days": "one", "wishes": "many"}


def test_where_two_choices_say_different_things_the_later_one_counts(tmp_path: Path) -> None:
    variants = load_variants(written(tmp_path, WEEK + GRID))
    wanted = [variants.load(v).week.session["one"].wanted for v in variants.listed]
    assert wanted == [90, 60, 120, 90, 120]


def test_where_two_choices_say_different_things_that_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    closed = "  a: {x: {week: {closed: [14 June]}}}\n  b: {x: {week: {closed: [monday]}}}\n"
    variants = load_variants(written(tmp_path, WEEK + GRID + closed))
    for variant in variants.listed[:3]:
        with suppress(BadInput):  # On the only day nobody meets.
            variants.load(variant)
    [warning] = (record.getMessage() for record in caplog.records)
    assert "sessions › one › wanted: in 'days=one, wishes=many, a=x, b=x' this counts" in warning
    assert warning.endswith("line 16, column 60 says")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["apmbc-2011-structures", "apmbc-ccm-2011-structures"])
def test_no_two_choices_of_the_library_say_different_things(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    variants = load_variants(LIBRARY / f"{name}.yaml")
    for variant in variants.listed:
        variants.load(variant)
    assert "this counts, not" not in caplog.text


def test_a_choice_that_changes_nothing_is_the_scenario_as_it_is(tmp_path: Path) -> None:
    variants = load_variants(written(tmp_path, WEEK + GRID))
    assert variants.load(variants.listed[3]).problem.digest == variants.scenario.problem.digest


@pytest.mark.slow
def test_listing_variants_leaves_the_digest_of_the_week_alone(tmp_path: Path) -> None:
    alone = load_scenario(written(tmp_path, WEEK))
    listed = load_scenario(written(tmp_path, WEEK + GRID, "listed.yaml"))
    assert listed.problem.digest == alone.problem.digest
    structures = load_scenario(LIBRARY / "apmbc-2011-structures.yaml")
    week = load_scenario(LIBRARY / "apmbc-2011.yaml").week
    assert structures.week.model_copy(update={"title": week.title}) == week


def test_an_error_in_a_patch_stands_where_the_patch_stands(tmp_path: Path) -> None:
    text = f"""{WEEK}variants:
  wrong:
    patch:
      week: {{too: 2027-06-16}}
      sessions:
        one: {{least: 0}}
        two: {{days: [monday, wednesday]}}
grid:
  days:
    none: {{week: {{to: 2027-06-13}}}}
"""
    path = written(tmp_path, text)
    variants = load_variants(path)
    assert problems(variants, "wrong") == [
        f"{path}, line 17, column 14: week › too: there is no key 'too' here; did you mean to?",
        f"{path}, line 19, column 22: sessions › one › least: '0' is out of range; it must be at "
        "least 1",
    ]
    (said,) = problems(variants, "days=none")
    assert said.startswith(f"{path}, line 23, column 23: week › to: ")


def test_what_no_longer_fits_in_the_base_is_shown_where_the_base_says_it(tmp_path: Path) -> None:
    text = f"{WEEK}variants: {{later: {{patch: {{week: {{from: 2027-06-15}}}}}}}}\n"
    path = written(tmp_path, text)
    (said,) = problems(load_variants(path), "later")
    assert said.startswith(f"{path}, line 11, column 57: sessions › two › days › item 1: 'monday'")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("variants: {a: {pach: {}}}", "line 14, column 16: variants › a › pach: there is no key"),
        ("variants: [a]", "line 14, column 11: variants: this needs keys of its own"),
        ("variants: {a: {patch: [1]}}", "line 14, column 23: variants › a › patch: this needs"),
        ("variants: {a: {patch: {extends: b.yaml}}}", "it cannot have the key 'extends'"),
        ("grid: {days: {}}", "line 14, column 14: grid › days: at least one is needed"),
        ("grid: {days: {one: {grid: {}}}}", "it cannot have the key 'grid'"),
        (f"variants: {{{AS_IT_IS}: {{}}}}", f"there are two variants '{AS_IT_IS}'"),
        ("variants: {d=e: {}}\ngrid: {d: {e: {}}}", "line 15, column 1: grid: there are two"),
    ],
)
def test_a_list_of_variants_that_cannot_be_is_refused_with_its_place(
    text: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(BadInput) as refused:
        load_variants(written(tmp_path, f"{WEEK}{text}\n"))
    assert said in str(refused.value)


def test_a_grid_that_no_one_could_solve_is_refused_before_it_is_listed(tmp_path: Path) -> None:
    choices = ", ".join(f"c{number}: {{}}" for number in range(100))
    grid = "".join(f"  q{number}: {{{choices}}}\n" for number in range(9))
    with pytest.raises(BadInput, match=f"more than {MOST:,} variants"):
        load_variants(written(tmp_path, f"{WEEK}grid:\n{grid}"))


def test_a_file_that_extends_another_adds_variants_and_takes_them_away(tmp_path: Path) -> None:
    base = "variants:\n  a: {patch: {title: A}}\n  b: {patch: {title: B, venue: {turnover: 5}}}\n"
    written(tmp_path, f"{WEEK}{base}{GRID}", "base.yaml")
    mine = "extends: base.yaml\nvariants:\n  a: null\n  b: {patch: {week: {closed: null}}}\n  c:\n"
    variants = load_variants(
        written(tmp_path, f"{mine}    patch: {{title: C}}\ngrid: {{wishes: {{few: null}}}}\n")
    )
    assert names(variants) == [AS_IT_IS, "b", "c", "days=one, wishes=many", "days=two, wishes=many"]
    (patch,) = variants.listed[1].patches
    assert patch.data == {"week": {"closed": None}}, "a patch given anew counts as a whole"


def test_paths_in_the_patches_of_another_folder_are_taken_from_there(tmp_path: Path) -> None:
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "states.csv").write_text("iso3,name,un_group\nTHA,Thailand,APG\n", encoding="utf-8")
    patch = "{delegations: {table: states.csv}}"
    written(folder, f"{WEEK}variants: {{table: {{patch: {patch}}}}}\n", "base.yaml")
    variants = load_variants(written(tmp_path, "extends: base/base.yaml\n"))
    assert "THA" in variants.load(variants.listed[1]).week.delegation


@pytest.mark.slow
@pytest.mark.parametrize("name", ["apmbc-2011-structures", "apmbc-ccm-2011-structures"])
def test_every_variant_of_the_library_loads_and_asks_for_something_else(name: str) -> None:
    variants = load_variants(LIBRARY / f"{name}.yaml")
    digests = {variants.load(variant).problem.digest for variant in variants.listed}
    assert len(digests) == len(variants.listed) > 3


def test_some_variants_can_be_chosen_by_name(tmp_path: Path) -> None:
    listed = "variants: {long: {}, short: {}}\ngrid: {days: {one: {}, two: {}}}\n"
    variants = load_variants(written(tmp_path, WEEK + listed))
    assert names(variants.only(["days=two", "long"])) == [AS_IT_IS, "long", "days=two"]
    assert names(variants.only([AS_IT_IS])) == [AS_IT_IS]
    with pytest.raises(BadInput) as refused:
        variants.only(["lng", "short", "days=ten"])
    assert [str(problem) for problem in refused.value.problems] == [
        "lng: no variant has this name; did you mean long?",
        "days=ten: no variant has this name; did you mean days=two?",
    ]
