"""The fixed sentences of documents in every language, held to what the code says."""

from __future__ import annotations

from string import Formatter

import pytest

from tests.languages.catalogues import CODES, FOLDER, messages, obsolete, said, sorted_text


def names_in(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
def test_every_sentence_that_is_said_stands_in_the_catalogue(code: str) -> None:
    there = {one.id for one in messages(code)}
    assert not {one for one in said() if one.msgid not in there}


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
def test_no_sentence_of_the_catalogue_is_said_nowhere(code: str) -> None:
    said_somewhere = {one.msgid for one in said()}
    assert not {one.id for one in messages(code)} - said_somewhere
    assert not obsolete(code)


@pytest.mark.parametrize("code", CODES)
def test_every_translation_is_there_and_has_the_same_names_in_it(code: str) -> None:
    for message in messages(code):
        assert not message.fuzzy, message.id
        english = [message.id] if isinstance(message.id, str) else message.id
        strings = [message.string] if isinstance(message.string, str) else message.string
        assert len(strings) == len(english)
        for text in strings:
            assert text.strip(), message.id
            assert names_in(text) == names_in(english[-1]), message.id


@pytest.mark.parametrize("code", CODES)
def test_the_catalogue_is_sorted(code: str) -> None:
    text = (FOLDER / f"{code}.po").read_text(encoding="utf-8")
    assert text == sorted_text(code), "run python -m tests.languages"


def test_a_sentence_with_one_of_a_thing_may_leave_its_number_out() -> None:
    assert names_in("one session of {n}") == {"n"}
