"""What people write for several delegations, days or languages, and what they are told to write."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scenarios.loading.loading import load_scenario
from scenarios.loading.workbook.converting import convert
from scenarios.reading.states import REFERENCE
from scheduler.errors import BadInput
from tests.scenarios.loading.test_parties_of import refused

pytestmark = pytest.mark.slow

GROUPS = """
schema: 1
week: {from: 2027-06-14, to: 2027-06-17, sittings: {morning: 10:00-13:00}}
delegations: {also: {FJI: {name: Fiji, group: APG}, NOR: {name: Norway, group: WEOG}}}
bodies: {talks: {name: Talks, kind: other}}
sessions: {talks: {body: talks, format: special, least: 60, %s}}
"""


@pytest.mark.parametrize(
    ("audience", "told"),
    [
        ("Norway and Fiji", "'Norway and Fiji'; write a list: [Norway, Fiji]"),
        ("everyone but not UGA", "write {everyone: true, but_not: [UGA]}"),
        ("everyone except Uganda", "write {everyone: true, but_not: [Uganda]}"),
    ],
)
def test_who_names_several_at_once_is_told_how(tmp_path: Path, audience: str, told: str) -> None:
    assert told in refused(tmp_path, audience)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("audience: apg", "'apg'; it is a regional group; name its States: FJI"),
        ("days: wednesday-thursday", "name each day of a stretch by itself"),
        ("days: monday to tuesday", "name each day of a stretch by itself"),
        ("languages: 'EN, FR, ES'", "write how many languages are interpreted, 3, not which"),
        ("languages: [EN, FR]", "write how many languages are interpreted, 2, not which"),
    ],
)
def test_words_for_several_are_refused_with_what_to_write(
    tmp_path: Path, said: str, told: str
) -> None:
    path = tmp_path / "week.yaml"
    path.write_text(GROUPS % said, encoding="utf-8")
    with pytest.raises(BadInput) as error:
        load_scenario(path)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("AFR", "it is a regional group; write 'where un_group = AFR' for its States"),
        ("everyone but not IUCN", "write 'everyone; but not IUCN'"),
        ("everyone but not France", "write 'everyone; but not France'"),
        ("France and Mexico", "divide them by commas: France, Mexico"),
    ],
)
def test_in_a_cell_it_is_told_as_a_cell_says_it(tmp_path: Path, said: str, told: str) -> None:
    path = tmp_path / "week.xlsx"
    shutil.copy(REFERENCE, tmp_path / "states.csv")
    text = GROUPS % f"audience: '{said}'"
    text = text.replace("also: {FJI", "table: states.csv, also: {FJI")
    text = text.replace("{FJI: {name: Fiji, group: APG}, NOR: {name: Norway, group: WEOG}}", "{}")
    source = path.with_suffix(".yaml")
    source.write_text(text.replace(f"'{said}'", "NOR"), encoding="utf-8")
    book = load_workbook(BytesIO(convert(source, path)))
    heads = [cell.value for cell in book["Sessions"][1]]
    book["Sessions"].cell(2, heads.index("Audience") + 1, said)
    book.save(path)
    with pytest.raises(BadInput) as error:
        load_scenario(path)
    assert told in str(error.value)
