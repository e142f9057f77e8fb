"""The pages of ``docs/`` say what the code says."""

from __future__ import annotations

import re
import shlex

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML
from typer.main import get_command

from desk.group import Desk, app
from tests.docs.keys import EXAMPLES, MODELS, Place, files, shown_at
from tests.docs.pages import DOCS, PAGES, said
from tests.docs.verbs import USED, groups

PLACES = [
    pytest.param(name, place, id=f"{name}-{place.path or 'file'}")
    for name, here in files().items()
    for place in here
]

HAND_WRITTEN = [DOCS.parent / "README.md", *sorted(DOCS.glob("guide/*.md"))]
SHOWN = [
    line
    for path in HAND_WRITTEN
    for line in re.findall(r"^meeting-week .*$", path.read_text("utf-8"), flags=re.MULTILINE)
]

ANSWERED = [
    pair
    for path in HAND_WRITTEN
    for pair in re.findall(
        r"^```\n(meeting-week .*)\n```\n\n(?:\w.*\n\n)?```\n((?!meeting-week)[^`]*)```$",
        path.read_text("utf-8"),
        flags=re.MULTILINE,
    )
]


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_what_the_code_says(name: str) -> None:
    said = (DOCS / name).read_text(encoding="utf-8")
    assert said == PAGES[name](), "run python -m tests.docs"


def test_the_catalogue_of_verbs_is_short_and_every_verb_serves_a_rule() -> None:
    named = {name for names in groups().values() for name in names}
    assert named == set().union(*USED.values())
    assert len(named) <= 46


@pytest.mark.parametrize(("name", "place"), PLACES)
def test_every_key_is_described_and_has_an_example(name: str, place: Place) -> None:
    shown = shown_at(EXAMPLES[name][place.path or "file"], place.path)
    below = {one.path for one in files()[name]}
    for key, field in place.fields.items():
        assert field.description, key
        elsewhere = re.sub(r"^\.", "", f"{place.path}.{key}")
        assert key in shown or any(path.startswith(elsewhere) for path in below), key


@pytest.mark.parametrize(("name", "place"), PLACES)
def test_every_example_can_be_read(name: str, place: Place) -> None:
    example = YAML(typ="safe").load(EXAMPLES[name][place.path or "file"])
    try:
        MODELS[name].model_validate(example)
    except ValidationError as error:
        # An example shows the keys of its place, and not all that a file must have.
        wrong = [one for one in error.errors() if one["type"] != "missing"]
        assert not wrong, wrong


def test_no_example_stands_for_a_place_that_is_gone() -> None:
    here = {name: {place.path or "file" for place in places} for name, places in files().items()}
    assert {name: set(examples) for name, examples in EXAMPLES.items()} == here


@pytest.mark.parametrize("line", SHOWN)
def test_every_command_that_is_shown_can_be_given(line: str) -> None:
    name, *arguments = shlex.split(line)[1:]
    group = get_command(app)
    assert isinstance(group, Desk)
    assert group.commands[name].make_context(name, arguments) is not None


@pytest.mark.slow
@pytest.mark.parametrize(("line", "answer"), ANSWERED)
def test_what_a_command_is_shown_to_say_it_says(
    line: str, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(DOCS.parent)
    told = said(*shlex.split(line)[1:])
    assert all(shown in told for shown in answer.splitlines()), told


def test_what_commands_say_is_shown() -> None:
    assert {line.split()[1] for line, _ in ANSWERED} == {"check", "why"}
