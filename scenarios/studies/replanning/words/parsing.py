"""Which change a sentence means."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from difflib import SequenceMatcher

from scenarios.reading.spelling import suggestion
from scenarios.studies.replanning.words.changes import Change
from scenarios.studies.replanning.words.form import Form
from scenarios.studies.replanning.words.forms import EXAMPLES, FORMS
from scenarios.studies.replanning.words.phrase import Phrase, Situation, days_listed, unquoted
from scheduler.errors import BadInput
from scheduler.week.words import listed

_ENDS = " .;!"
"""Signs with which people end a sentence."""

NEAR = 3
"""Forms that are shown where nothing is understood."""

_LIKE_AWAY = ("leaves", "leave", "left", "departs", "ill", "sick", "unavailable", "missing", "gone")
"""What people say of a delegation that is not there."""

_VERBS = {verb: form for form in FORMS if form.listed for verb in form.verbs}


def parse_change(situation: Situation, text: str) -> Change:
    """Read a change that is said in words.

    Raises
    ------
    BadInput
        Where it is not understood, with the nearest that would be, or can mean several things.
    """
    said = " ".join(text.split())
    # A sentence may stand in quotation marks, and a name may end with a full stop.
    bare = said.rstrip(_ENDS)
    refused: ValueError | None = None
    for one in dict.fromkeys((unquoted(bare).rstrip(_ENDS), bare, said)):
        try:
            return _read(situation, one)
        except ValueError as error:
            refused = refused or error
    raise BadInput.at(place_of(text), str(refused))


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
    for at, word in enumerate(words):
        if word.lower() in _LIKE_AWAY:
            subject, rest = " ".join(words[:at]), " ".join(words[at + 1 :])
            if hint := _like_away(Phrase(situation, subject, word, rest)):
                raise ValueError(hint)
    understood, sentence = max(refused, key=lambda one: one[0], default=(0, ""))
    raise ValueError(sentence if understood else _not_understood(words, verb))


def _like_away(phrase: Phrase) -> str:
    """How it is written that a delegation leaves, or is ill; empty where none is named."""
    try:
        code = phrase.find("delegation", phrase.subject)
    except ValueError:
        return ""
    days = "thursday, friday"
    with suppress(ValueError):
        phrase.sittings()
        days = " and ".join(days_listed(phrase.rest)) or days
    who = phrase.week.who(code)
    what = f"write the days on which {who} is not there, as in: {code} away {days}"
    return f"'{phrase.verb}' is not understood; {what}"


def _not_understood(words: list[str], verb: str) -> str:
    for word in words:
        hint = suggestion(word, list(_VERBS))
        if hint.startswith("; did you mean") and word.lower() not in _VERBS:
            return f"'{word}' is not understood{hint}"
    if verb:
        return f"who or what is '{verb.lower()}'? Write it before that word"
    said = " ".join(words).lower()
    known = sorted(EXAMPLES, key=lambda one: -SequenceMatcher(None, one.lower(), said).ratio())
    return (
        f"this is not understood; write it as in: {'; '.join(known[:NEAR])}. All forms stand in "
        "chapter 7 of the guide, and a YAML file says what no words can"
    )
