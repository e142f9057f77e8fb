"""Changes in words of who leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from scenarios.loading.patches import mapping_at
from scenarios.reading.names import Named, find
from scenarios.reading.yaml.yaml_text import Values
from scenarios.studies.replanning.words.changes import FileChange
from scenarios.studies.replanning.words.form import Form
from scenarios.studies.replanning.words.phrase import Phrase, named_in, splits
from scenarios.studies.replanning.words.writing import at, merged, section_of
from scheduler.week.words import listed

_POSTS = ("president", "co_chairs", "co_rapporteurs")

_FORM = "write it as in: ECU leads instead of PER, or: ECU leads instead of PER in mine-clearance"


def _leads(phrase: Phrase) -> FileChange:
    if phrase.verb.lower() in ("leads", "lead"):
        said = re.fullmatch(r"instead\s+of\s+(.+)", phrase.rest, re.IGNORECASE)
        if said is None:
            raise ValueError(_FORM)
        rest = said[1]
    else:
        rest = phrase.rest
    new = phrase.find("delegation", phrase.subject)
    alone = None
    with suppress(ValueError):
        alone = phrase.find("delegation", rest)
    if alone is not None:
        return _instead(phrase, new, alone, None)
    failed = ValueError(_FORM)
    for name, where in splits(rest, "in", "of"):
        try:
            old = phrase.find("delegation", name)
            named = named_in(phrase.week, where, ("body", "session"))
        except ValueError as error:
            failed = error
            continue
        # A body goes before the session of its key: who leads is said of bodies.
        return _instead(phrase, new, old, named[0])
    if not list(splits(rest, "in", "of")):
        phrase.find("delegation", rest)  # It says who may be meant.
    raise failed


def _instead(phrase: Phrase, new: str, old: str, where: tuple[str, str] | None) -> FileChange:
    week, values = phrase.week, phrase.situation.values
    if new == old:
        raise ValueError(f"{week.who(new)} would take the place of itself; name another State")
    places = list(_places(phrase, old, new, where))
    if not places:
        inside = "any body or session"
        if where is not None:
            kind, key = where
            inside = week.body[key].name if kind == "body" else week.what(key)
        open_too = old in _leaders(phrase, where) and bool(values)
        what = f"{week.who(old)} is not named as a leader of {inside}"
        if open_too:
            what += ", but takes an open post there: change that in the file of the leaders"
        raise ValueError(what)
    patch: Values = {}
    for _, one in places:
        patch = merged(patch, one)
    names = listed(dict.fromkeys(name for name, _ in places))
    return FileChange(
        values=patch, sentence=f"{week.who(new)} leads instead of {week.who(old)}: {names}."
    )


def _leaders(phrase: Phrase, where: tuple[str, str] | None) -> frozenset[str]:
    week = phrase.week
    if where is None:
        return frozenset().union(
            *(s.leaders for s in week.sessions), *(b.leaders for b in week.bodies)
        )
    kind, key = where
    return week.body[key].leaders if kind == "body" else week.session[key].leaders


def _places(
    phrase: Phrase, old: str, new: str, where: tuple[str, str] | None
) -> Iterator[tuple[str, Values]]:
    """Where a State is named as a leader, each with a patch that names another."""
    week, values = phrase.week, phrase.situation.values
    kind, only = where or ("", "")
    for body in week.bodies:
        entry = mapping_at(values, "bodies", body.id)
        for post in _POSTS if kind != "session" and only in ("", body.id) else ():
            held = _held(phrase, entry.get(post) if values else _holders(body, post))
            if old in held:
                others = [new if code == old else code for code in held]
                yield body.name, {"bodies": {body.id: {post: others}}}
    session = week.session.get(only) if kind == "session" else None
    if session is not None and old in session.leaders:
        entry = mapping_at(values, *section_of(values, only), only)
        if entry.get("leaders") is None:
            leaders = sorted(new if code == old else code for code in session.leaders)
            yield week.what(only), at(section_of(values, only), only, {"leaders": leaders})
    for section, key, entry in _entries(values):
        convened = entry.get("body") or ()
        bodies = [convened] if isinstance(convened, str) else convened
        inside = _held(phrase, bodies, "body") if kind == "body" else [key]
        if only and only not in inside:
            continue
        title = entry.get("title")
        series = f"“{title if isinstance(title, str) else key}”"
        name = week.what(key) if key in week.session else series
        said: Any = entry.get("leaders")
        listed_here = said.get("and") if isinstance(said, dict) else said
        held = _held(phrase, listed_here)
        if old in held:
            others = [new if code == old else code for code in held]
            patch = {"and": others} if isinstance(said, dict) else others
            yield name, at(section, key, {"leaders": patch})


def _entries(values: Values) -> Iterator[tuple[tuple[str, ...], str, Values]]:
    """The sessions as they stand in a file, a series once."""
    for section in (("sessions",), ("experiments", "proposals")):
        for key, entry in mapping_at(values, *section).items():
            yield section, key, entry


def _holders(body: Any, post: str) -> Any:
    held = getattr(body, post)
    return list(held) if isinstance(held, tuple) else held


def _held(phrase: Phrase, words: Any, kind: Named = "delegation") -> list[str]:
    """The keys of what a file names; a word that is none, such as ``everyone``, is left."""
    found = []
    for word in [words] if isinstance(words, str) else words or ():
        try:
            found.append(find(phrase.week, kind, str(word)))
        except ValueError:
            found.append(str(word))
    return found


FORMS: tuple[Form, ...] = (
    Form(
        ("leads", "lead", "replaces"),
        _leads,
        kind="delegation",
        examples=(
            "ECU leads instead of PER",
            "ECU leads instead of PER in general-status",
        ),
        means="one State takes the posts of another, and its place wherever it is named as a "
        "leader: in all bodies, in one, or in one session",
    ),
)
