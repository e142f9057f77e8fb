"""The States Parties of an instrument, wherever delegations are chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scenarios.loading.loading import load_scenario
from scenarios.season.loading import load_season
from scheduler.errors import BadInput
from scheduler.week.week import Week

MINES = frozenset({"NOR", "UGA"})


def week(folder: Path, audience: str, instruments: str = "", agenda: str = "{}") -> Week:
    path = folder / "week.yaml"
    path.write_text(
        f"""\
schema: 1
week: {{from: 2027-06-14, to: 2027-06-14, sittings: {{morning: 10:00-13:00}}}}
delegations:
  also: {{NOR: {{name: Norway}}, UGA: {{name: Uganda}}, FJI: {{name: Fiji}}}}
instruments:
  mines: {{name: Mine Ban Convention, parties: [NOR, UGA]}}
  {instruments or "none: {name: No Convention}"}
bodies: {{talks: {{name: Talks, kind: other, instrument: mines}}}}
sessions:
  talks: {{body: talks, format: special, least: 60, audience: {audience}, speakers: {agenda}}}
""",
        encoding="utf-8",
    )
    return load_scenario(path).week


def refused(folder: Path, *said: Any) -> str:
    with pytest.raises(BadInput) as error:
        week(folder, *said)
    return "\n".join(map(str, error.value.problems))


@pytest.mark.parametrize(
    ("audience", "codes"),
    [
        ("{parties_of: mines}", MINES),
        ("{parties_of: [Mine Ban Convention]}", MINES),
        ("{parties_of: mines, and: FJI, but_not: Norway}", {"UGA", "FJI"}),
    ],
)
def test_the_parties_of_an_instrument_listen(
    tmp_path: Path, audience: str, codes: set[str]
) -> None:
    assert week(tmp_path, audience).session["talks"].audience == codes


def test_they_speak_as_well(tmp_path: Path) -> None:
    assert week(tmp_path, "everyone", "", "{parties_of: mines}").session["talks"].speakers == MINES


def test_another_instrument_may_have_them_for_its_own_whichever_comes_first(tmp_path: Path) -> None:
    more = "arms: {name: Arms, parties: {parties_of: bans, and: FJI}}\n"
    more += "  bans: {name: Bans, parties: {parties_of: mines, but_not: NOR}}"
    found = week(tmp_path, "{parties_of: arms}", more)
    assert found.session["talks"].audience == found.instrument["arms"].parties == {"UGA", "FJI"}


def test_an_instrument_that_is_not_there_or_names_nobody_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, "{parties_of: [mine, none]}")
    assert "line 10, column 76: sessions › talks › audience › parties_of › item 1" in said
    assert "there is no instrument 'mine'; did you mean mines" in said
    assert "no States Parties of 'none' are named; say who they are under 'instruments'" in said


def test_parties_that_are_each_others_are_refused(tmp_path: Path) -> None:
    more = "one: {name: One, parties: {parties_of: two}}\n"
    more += "  two: {name: Two, parties: {parties_of: one}}"
    said = refused(tmp_path, "everyone", more)
    assert "line 8, column 30" in said
    assert "the parties of 'one' are made up from themselves; name the States instead" in said


def test_a_season_chooses_its_participants_so(tmp_path: Path) -> None:
    path = tmp_path / "season.yaml"
    path.write_text(
        """\
schema: 1
delegations:
  also: {NOR: {name: Norway}, UGA: {name: Uganda}, FJI: {name: Fiji}}
instruments: {mines: {name: Mines, parties: [NOR, UGA]}}
missions: {Geneva: {parties_of: mines, but_not: UGA}}
meetings:
  one: {name: One, city: Geneva, from: 2027-06-14, to: 2027-06-14, attended_by: everyone}
""",
        encoding="utf-8",
    )
    assert load_season(path).season.missions == {"Geneva": {"NOR"}}
