"""Texts in several languages stay where a scenario is written anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios import LIBRARY
from scenarios.loading.extending import read_source
from scenarios.loading.loading import load_scenario
from scenarios.reading.yaml.yaml_source import parse_yaml
from scenarios.reading.yaml.yaml_text import change_text, yaml_text
from scenarios.revisions.flattening import flatten
from scenarios.studies.replanning.words.writing import written

pytestmark = pytest.mark.slow

WEEKS = ("apmbc-2011", "apmbc-2010-reformed", "apmbc-ccm-2011-one-week", "overfull")


@pytest.mark.parametrize("name", WEEKS)
def test_a_flattened_week_has_the_same_texts(tmp_path: Path, name: str) -> None:
    path = LIBRARY / f"{name}.yaml"
    flat = flatten(path)
    for file, body in flat.files.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(body)
    before, after = flat.scenario, load_scenario(tmp_path / "scenario.yaml")
    assert after.texts == before.texts
    assert after.week == before.week.model_copy(update={"references": after.week.references})


def test_texts_written_as_yaml_read_back() -> None:
    values = {"title": {"en": "A: week", "fr": "Une\N{NO-BREAK SPACE}: semaine", "es": "¿Qué?"}}
    assert parse_yaml(yaml_text(values), Path("week.yaml")).data == values


TEXT = """\
sessions:
  one:
    title: {en: One, fr: Un}   # the first
  two: {title: Two}
"""


def test_a_text_is_changed_in_one_language_and_the_rest_stays_as_it_was() -> None:
    changed = change_text(TEXT, {"sessions": {"one": {"title": {"es": "Uno"}}}}, {})
    assert changed == TEXT.replace("fr: Un}  ", "fr: Un, es: Uno}")


def test_a_text_in_one_language_is_written_over_several_and_several_over_one() -> None:
    changes = {"one": {"title": "First"}, "two": {"title": {"en": "Two", "es": "Dos"}}}
    changed = change_text(TEXT, {"sessions": changes}, {})
    assert changed is not None
    assert parse_yaml(changed, Path("week.yaml")).data["sessions"] == {
        "one": {"title": "First"},
        "two": {"title": {"en": "Two", "es": "Dos"}},
    }


def test_an_item_that_a_change_shortens_keeps_its_title_in_all_languages() -> None:
    path = LIBRARY / "apmbc-2011.yaml"
    source, before = read_source(path), load_scenario(path)
    session = before.week.session["stockpile-destruction"]
    updates, views, rest = session.agenda
    fewer = views.model_copy(update={"speakers": views.speakers[1:]})
    shorter = session.model_copy(update={"agenda": (updates, fewer, rest)})
    sessions = tuple(shorter if one.id == session.id else one for one in before.week.sessions)
    week = before.week.model_copy(update={"sessions": sessions})
    after = before.model_copy(update={"week": week})
    (_, said, _) = written(before, after, source).data["sessions"][session.id]["agenda"]
    assert said["item"] == {"en": "Views", "fr": "Observations", "es": "Observaciones"}
    assert said["speakers"] == list(views.speakers[1:])
