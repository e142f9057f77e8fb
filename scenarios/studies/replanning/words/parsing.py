"""Which change a sentence means."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.reading.spelling import suggestion
from scenarios.studies.replanning.words.changes import Change
from scenarios.studies.replanning.words.form import Form
from scenarios.studies.replanning.words.forms import EXAMPLES, FORMS
from scenarios.studies.replanning.words.phrase import (
    CLOSING,
    OPENING,
    Phrase,
    Situation,
    unquoted,
)
from scheduler.errors import BadInput
from scheduler.week.words import listed

_VERBS = {verb: form for form in FORMS if form.listed for verb in form.verbs}


def parse_change(situation: Situation, text: str) -> Change:
    """Read a change that is said in words.

    Raises
    ------
    BadInput
        Where it is not understood, with the nearest that would be, or can mean several things.
    """
    where = place_of(text)
    said = " ".join(text.split())
    if len(said) > 1 and said[0] in OPENING and said[-1] in CLOSING and said[0] not in said[1:-1]:
        said = unquoted(said)
    bare = said.rstrip(" .;!")
    try:
        return _read(situation, bare)
    except ValueError as error:
        if bare != said:
            # A name may end with a full stop.
            try:
                return _read(situation, said)
            except ValueError:
                pass
        raise BadInput.at(where, str(error)) from None


def place_of(text: str) -> str:
    """Where a change was given, for messages."""
    return f"--change '{' '.join(text.split())[:80]}'"


def _readings(situation: Situation, words: list[str]) -> Iterator[tuple[Form, Phrase]]:
    """The ways to divide a sentence at a verb; who or what changes may have verbs in its name."""
    for at, word in enumerate(words):
        form = _VERBS.get(word.lower())
        if form is not None and not (form.first and at):
            subject, rest = " ".join(words[:at]), " ".join(words[at + 1 :])
            yield form, Phrase(situation, subject, word, rest)


def _read(situation: Situation, text: str) -> Change:
    words = text.split()
    found, refused = list[Change](), list[tuple[int, str]]()
    verb = ""
    for form, phrase in _readings(situation, words):
        verb = phrase.verb
        try:
            change = form.read(phrase)
        except ValueError as error:
            refused.append((form.understood(phrase), str(error)))
        else:
            if change not in found:
                found.append(change)
    if len(found) > 1:
        week = situation.week
        meanings = listed((one.say(week).rstrip(".") for one in found), "or")
        raise ValueError(f"this can mean: {meanings}; write the key in place of the name")
    if found:
        return found[0]
    understood, sentence = max(refused, key=lambda one: one[0], default=(0, ""))
    raise ValueError(sentence if understood else _not_understood(words, verb))


def _not_understood(words: list[str], verb: str) -> str:
    for word in words:
        hint = suggestion(word, list(_VERBS))
        if hint.startswith("; did you mean") and word.lower() not in _VERBS:
            return f"'{word}' is not understood{hint}"
    if verb:
        return f"who or what is '{verb.lower()}'? Write it before that word"
    known = "; ".join(EXAMPLES)
    return f"this is not understood; write it as one of: {known}; or name a YAML file"
