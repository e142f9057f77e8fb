"""Titles and names of a scenario file in several languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scenarios.languages.texts import as_written, ways_to_texts
from scenarios.loading.json_schema import scenario_schema
from scenarios.loading.loading import build_scenario, load_scenario
from scenarios.loading.schema import ScenarioFile
from scenarios.loading.variants import load_variants
from scenarios.scenario import Scenario
from scheduler.errors import BadInput

WEEK = """\
schema: 1
title: {en: A week, fr: Une semaine}
week: {from: 2027-06-14, to: 2027-06-18}
venue:
  name: {en: Palace, fr: Palais}
  rooms:
    large:
      name: {en: Large room, fr: Grande salle}
      seats: 100
      divides_into: {left: {seats: 40, name: {en: Left, fr: Gauche}}}
delegations:
  also:
    CHE: {name: Switzerland}
    EU: {name: {fr: Union européenne, es: Unión Europea}}
instruments: {ban: {name: {en: Ban, es: Prohibición}}}
bodies:
  clearance: {name: {en: Clearance, fr: Déminage}, kind: other, instrument: Ban, leaders_here: 0}
sessions:
  opening:
    title: {en: " Opening ", fr: Ouverture, es: null}
    body: Clearance
    format: plenary
    leaders: [European Union]
    agenda: [{item: {en: Discussion, fr: Débat}, minutes: 60}]
variants:
  short: {title: {en: A short week, fr: Une semaine courte}}
""".replace(", leaders_here: 0", "").replace("[European Union]", "[EU]")


def loaded(folder: Path, text: str = WEEK, name: str = "week.yaml") -> Scenario:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_scenario(path)


def problems(folder: Path, old: str, new: str) -> list[str]:
    assert old in WEEK
    with pytest.raises(BadInput) as raised:
        loaded(folder, WEEK.replace(old, new))
    return [str(problem).replace(f"{folder}/", "") for problem in raised.value.problems]


def test_a_week_has_its_texts_in_english_and_the_others_beside_it(tmp_path: Path) -> None:
    scenario = loaded(tmp_path)
    week = scenario.week
    assert scenario.title == week.title == "A week"
    assert week.session["opening"].title == "Opening"
    assert week.session["opening"].agenda[0].title == "Discussion"
    assert {room.name for room in week.rooms} == {"Large room", "Left"}
    french = scenario.texts["fr"]
    assert french["A week"] == "Une semaine"
    assert french["Opening"] == "Ouverture"
    assert french["Discussion"] == "Débat"
    assert french["Left"] == "Gauche"
    assert french["Palace"] == "Palais"
    assert french["Clearance"] == "Déminage"
    assert scenario.texts["es"]["Ban"] == "Prohibición"
    assert "Opening" not in scenario.texts["es"]


def test_without_english_the_first_language_is_the_text(tmp_path: Path) -> None:
    scenario = loaded(tmp_path)
    assert scenario.week.delegation["EU"].name == "Union européenne"
    assert scenario.texts["es"]["Union européenne"] == "Unión Europea"
    assert "Union européenne" not in scenario.texts["en"]


def test_a_variant_goes_by_its_text_in_english(tmp_path: Path) -> None:
    loaded(tmp_path)
    variants = load_variants(tmp_path / "week.yaml")
    assert [one.title for one in variants.listed] == ["A week", "A short week"]


def test_a_language_that_is_not_known_is_an_error_at_its_key(tmp_path: Path) -> None:
    assert problems(tmp_path, "fr: Une semaine}", "french: Une semaine}") == [
        "week.yaml, line 2, column 21: title › french: there is no language 'french' here; "
        "did you mean fr (French)?"
    ]


def test_a_text_that_is_in_no_language_is_an_error(tmp_path: Path) -> None:
    (said,) = problems(tmp_path, "{en: Palace, fr: Palais}", "{}")
    assert said.startswith("week.yaml, line 5, column 9: venue › name: this is empty; ")
    (said,) = problems(tmp_path, "fr: Débat", 'fr: " "')
    assert "opening › agenda › item 1 › item › fr: this is empty; write the text" in said
    (said,) = problems(tmp_path, "fr: Débat", "fr: 7")
    assert said.endswith("fr: write a text, in quotation marks where it looks like a number")


def test_one_text_that_is_two_in_french_is_an_error_at_the_second(tmp_path: Path) -> None:
    again = "minutes: 60}, {item: {en: Discussion, fr: Discussion}, minutes: 30}]"
    (said,) = problems(tmp_path, "minutes: 60}]", again)
    assert "agenda › item 2 › item › fr: 'Discussion' is 'Débat' in French elsewhere" in said
    assert "line 24" in said


def test_all_is_said_at_once(tmp_path: Path) -> None:
    said = problems(tmp_path, "{en: A week, fr: Une semaine}", "{eng: A week}\ntitel: x")
    assert len(said) == 2


def test_a_file_that_extends_another_may_add_a_language(tmp_path: Path) -> None:
    loaded(tmp_path, WEEK.replace("title: {en: A week, fr: Une semaine}", "title: A week"))
    above = "schema: 1\nextends: week.yaml\ntitle: {es: Una semana}\n"
    scenario = loaded(tmp_path, above, "above.yaml")
    assert scenario.title == "A week"
    assert scenario.texts["es"]["A week"] == "Una semana"


def test_a_text_in_one_language_replaces_those_of_the_file_below(tmp_path: Path) -> None:
    loaded(tmp_path)
    above = "schema: 1\nextends: week.yaml\nsessions: {opening: {title: Beginning}}\n"
    scenario = loaded(tmp_path, above, "above.yaml")
    assert scenario.week.session["opening"].title == "Beginning"
    assert "Opening" not in scenario.texts["fr"]


def test_a_file_that_extends_another_takes_a_language_away_by_null(tmp_path: Path) -> None:
    loaded(tmp_path)
    above = "schema: 1\nextends: week.yaml\ntitle: {fr: null}\n"
    scenario = loaded(tmp_path, above, "above.yaml")
    assert scenario.title == "A week"
    assert "A week" not in scenario.texts.get("fr", {})


def test_a_key_that_is_the_title_of_another_is_refused_in_any_form(tmp_path: Path) -> None:
    loaded(tmp_path)
    above = "schema: 1\nextends: week.yaml\nsessions: {Opening: {least: 60}}\n"
    with pytest.raises(BadInput, match="'Opening' is the title of opening"):
        loaded(tmp_path, above, "above.yaml")


def test_a_delegation_called_as_in_the_reference_table_has_its_names(tmp_path: Path) -> None:
    assert loaded(tmp_path).texts["fr"]["Switzerland"] == "Suisse"
    other = loaded(tmp_path, WEEK.replace("name: Switzerland", "name: Swiss Confederation"))
    assert "Swiss Confederation" not in other.texts["fr"]


TABLE = """\
iso3;name;un_group;name_fr;name_es
CHE;Switzerland;WEOG;La Suisse;
KEN;Kenya;AFR;;
"""


def with_table(folder: Path, table: str = TABLE) -> Scenario:
    (folder / "states.csv").write_text(table, encoding="utf-8")
    text = WEEK.replace("    CHE: {name: Switzerland}\n", "")
    text = text.replace("delegations:\n", "delegations:\n  table: states.csv\n")
    return loaded(folder, text)


def test_a_table_may_name_its_states_in_other_languages(tmp_path: Path) -> None:
    texts = with_table(tmp_path).texts
    assert texts["fr"]["Switzerland"] == "La Suisse"
    assert "Switzerland" not in texts["es"]
    assert texts["es"]["Kenya"] == "Kenya"


def test_a_name_that_the_file_has_otherwise_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    table = TABLE.replace("Kenya;AFR;;", "Ban;AFR;;Veto")
    assert with_table(tmp_path, table).texts["es"]["Ban"] == "Prohibición"
    assert "'Ban' is 'Prohibición' in the scenario, and 'Veto' is not used" in caplog.text


@pytest.mark.parametrize("text", ["A week", "Union européenne", "Switzerland", "nothing"])
def test_a_text_is_written_as_it_was_read(tmp_path: Path, text: str) -> None:
    written = as_written(text, loaded(tmp_path).texts)
    assert written == {
        "A week": {"en": "A week", "fr": "Une semaine"},
        "Union européenne": {"fr": "Union européenne", "es": "Unión Europea"},
        "Switzerland": {"en": "Switzerland", "fr": "Suisse", "es": "Suiza"},
        "nothing": "nothing",
    }.get(text)


def test_every_text_for_people_may_stand_in_several_languages() -> None:
    ways = {".".join(way) for way in ways_to_texts(ScenarioFile)}
    assert {
        "title",
        "sources.*.what",
        "venue.name",
        "venue.rooms.*.name",
        "venue.rooms.*.building",
        "venue.rooms.*.divides_into.*.name",
        "delegations.also.*.name",
        "instruments.*.name",
        "bodies.*.name",
        "bodies.*.subject",
        "leadership.tasks.*",
        "leadership.tasks.*.*",
        "sessions.*.title",
        "sessions.*.subject",
        "sessions.*.agenda.*.item",
        "experiments.proposals.*.title",
        "experiments.proposals.*.agenda.*.item",
        "variants.*.title",
    } <= ways


def test_an_editor_knows_the_languages_of_a_text() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    editor = jsonschema.Draft202012Validator(scenario_schema())
    week: dict[str, Any] = {
        "schema": 1,
        "title": {"en": "A week", "fr": "Une semaine"},
        "week": {"from": "2027-06-14", "to": "2027-06-18"},
        "leadership": {"tasks": {"CHE": [{"en": "A task"}], "KEN": {"fr": "Une tâche"}}},
        "bodies": {"a": {"name": {"es": "Comité"}, "president": "CHE"}},
        "sessions": {},
    }
    editor.validate(week)
    for wrong in ({"french": "Une semaine"}, {}, {"fr": 7}):
        with pytest.raises(jsonschema.ValidationError):
            editor.validate({**week, "title": wrong})


def test_a_program_gives_texts_in_the_same_way(tmp_path: Path) -> None:
    data: dict[str, Any] = {
        "schema": 1,
        "week": {"from": "2027-06-14", "to": "2027-06-18"},
        "delegations": {"also": {"CHE": {"name": "Switzerland"}}},
        "leadership": {"tasks": {"CHE": {"en": "A task", "fr": "Une tâche"}}},
        "bodies": {"a": {"name": {"en": "A", "fr": "B"}, "president": "CHE", "kind": "other"}},
        "sessions": {"s": {"body": "a", "format": "plenary", "least": 60}},
    }
    scenario = build_scenario(data, tmp_path / "made")
    assert scenario.week.delegation["CHE"].tasks == ("A task",)
    assert scenario.texts["fr"]["A task"] == "Une tâche"


def test_a_name_of_the_programs_own_table_is_not_missed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    also = "also:\n    CIV: {name: Côte d'Ivoire}\n"
    text = WEEK.replace("also:\n", also, 1)
    texts = loaded(tmp_path, text).texts
    assert texts["fr"]["Côte d'Ivoire"]
    assert not caplog.messages
