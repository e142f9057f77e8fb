"""Changes in words of what a session, a room or a body is called, in one of its languages."""

from __future__ import annotations

from typing import NamedTuple

from scenarios.languages.texts import LANGUAGES, as_written
from scenarios.reading.names import Named, plain
from scenarios.reading.yaml.yaml_text import Values
from scenarios.studies.replanning.words.changes import FileChange
from scenarios.studies.replanning.words.form import Form
from scenarios.studies.replanning.words.phrase import Phrase, named_in, splits, unquoted
from scenarios.studies.replanning.words.writing import at, room_patch, section_of
from scheduler.week.words import listed

_CODES = {plain(said): code for code, name in LANGUAGES.items() for said in (code, name)}

_FORM = "write it as in: rename opening to 'Opening and general debate'"


def _rename(phrase: Phrase) -> FileChange:
    """Another title of a session, or name of a room or body; its key stays."""
    week, found, failed = phrase.week, list[FileChange](), list[ValueError]()
    for name, new in splits(phrase.rest, "to"):
        try:
            named = named_in(week, name, ("session", "room", "body"))
        except ValueError as error:
            failed.append(error)
            continue
        found += [_named(phrase, kind, key, new) for kind, key in named]
    if not found:
        raise failed[0] if failed else ValueError(_FORM)
    if len(found) > 1:
        meanings = listed((one.sentence.rstrip(".") for one in found), "or")
        raise ValueError(
            f"this can mean: {meanings}; write 'session', 'room' or 'body' before the name"
        )
    return found[0]


def _named(phrase: Phrase, kind: Named, key: str, words: str) -> FileChange:
    week, values = phrase.week, phrase.situation.values
    new, code = _in_language(words)
    if not new:
        raise ValueError("what is its new name? Write it after 'to', in quotation marks")
    if kind == "session":
        said, old = week.what(key), week.session[key].title
        one = _anew(phrase, old, new, code)
        patch = at(section_of(values, key), key, {"title": one.text})
    elif kind == "body":
        said, old = f"The body {week.body[key].name}", week.body[key].name
        one = _anew(phrase, old, new, code)
        patch = {"bodies": {key: {"name": one.text}}}
    else:
        said, old = f"The room {week.room_name(key)}", week.room[key].name
        one = _anew(phrase, old, new, code)
        patch = room_patch(values, week.room[key], {"name": one.text})
    hint = ""
    if one.stay:
        names = listed(LANGUAGES[code] for code in one.stay)
        what = "title" if kind == "session" else "name"
        hint = f"its {names} {what}{'s stay' if len(one.stay) > 1 else ' stays'} as before; "
        hint += f"for another, write: rename {kind} {key} to '…' in {LANGUAGES[one.stay[0]]}"
    return FileChange(values=patch, sentence=f"{said} is called {one.sentence}.", hint=hint)


class _Anew(NamedTuple):
    """A text with one of its languages changed: for the file, in words, and what stays."""

    text: str | Values
    sentence: str
    stay: tuple[str, ...] = ()


def _anew(phrase: Phrase, old: str, new: str, code: str) -> _Anew:
    """A text that is another in one language, by its code; by none, in the main one."""
    texts = phrase.situation.texts
    written = as_written(old, texts)
    said = {"en": old} if isinstance(written, str) else dict(written)
    main = "en" if "en" in said else next(one for one, text in said.items() if text == old)
    if code and code != main:
        if said.get(code) == new:
            raise ValueError(f"it is called “{new}” in {LANGUAGES[code]} already; nothing changes")
        return _Anew({**said, code: new}, f"“{new}” in {LANGUAGES[code]} now")
    if new == old:
        raise ValueError(f"it is called “{new}” already; nothing changes")
    others = {one: text for one, text in said.items() if one != main}
    if not others:
        return _Anew(new, f"“{new}” now")
    # A text that is translated elsewhere in the scenario is the same in each of them here.
    known = {one: texts[one][new] for one in LANGUAGES if new in texts.get(one, {})}
    others |= {one: text for one, text in known.items() if one != main}
    stay = tuple(one for one in others if one not in known)
    kept = listed(f"“{others[one]}” in {LANGUAGES[one]}" for one in stay)
    sentence = f"“{new}” now; it stays {kept}" if kept else f"“{new}” now"
    return _Anew({main: new, **others}, sentence, stay)


def _in_language(words: str) -> tuple[str, str]:
    """A new name, and the code of the language after it, as in ``'Rapports' in French``."""
    text = words.strip()
    name, _, word = text.rpartition(" ")
    code = _CODES.get(plain(word), "")
    if unquoted(text) == text and code and name.lower().endswith(" in"):
        return unquoted(name[: -len(" in")]), code
    return unquoted(text), ""


FORMS: tuple[Form, ...] = (
    Form(
        ("rename",),
        _rename,
        first=True,
        examples=(
            "rename session mine-clearance to 'Clearance of mined areas'",
            "rename obasi to 'Salle A'",
            "rename session mine-clearance to 'Déminage' in French",
        ),
        means="another title of a session, or name of a room or a body; its key stays. Without a "
        "language it is the main one that changes, and the translations stay as they were",
    ),
)
