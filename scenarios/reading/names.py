"""What a person calls a session, room, delegation or body: its key, or else its name."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, TypeAlias

from scenarios.reading.spelling import Known, suggestion, with_names
from scheduler.week.week import Week
from scheduler.week.words import listed

Texts: TypeAlias = Mapping[str, Mapping[str, str]]
Named: TypeAlias = Literal["session", "room", "delegation", "body", "instrument"]

_ALIKE = str.maketrans("‘’‐‑–—", "''----")
_QUOTES = "“”„«»\"' "


def read_name(text: str, known: Known, kind: str, *, new: bool = False) -> str:
    """The key that a text means: a key goes before a name, letter for letter before `plain`.

    Parameters
    ----------
    known
        The keys, or the keys with the names that people know them by.
    kind
        What is meant, for the message: ``room``.
    new
        Whether a text that means nothing known is the key of something new.

    Raises
    ------
    ValueError
        With a sentence, where there is none, or where it may mean several.
    """
    names = with_names(known)
    if text in names:
        return text
    wanted = plain(text)
    if not wanted:
        raise ValueError(f"which {kind}? Write its key{suggestion(text, names)}")
    for called in ({key: key for key in names}, names):
        found = [key for key, name in called.items() if plain(name) == wanted]
        if len(found) > 1:
            raise ValueError(f"'{text}' can mean {listed(found, 'or')}; write one of these keys")
        if found:
            return found[0]
    if new:
        return text
    raise ValueError(f"there is no {kind} '{text}'{suggestion(text, names)}")


def read_key(text: str) -> str:
    """The key of something new, which has to read back from every file in which it is written.

    Raises
    ------
    ValueError
        With a sentence, where blanks stand at its ends or side by side, or where it has letters in
        it that nobody sees.
    """
    unseen = list(dict.fromkeys(filter(_is_unseen, text)))
    seen = (letter for letter in text if letter not in unseen or letter.isspace())
    better = " ".join("".join(seen).split())
    instead = f"; write '{better}'" if better else "; write a word"
    if unseen:
        names = listed(_sign(one) for one in unseen)
        shown = "".join(f"\\u{ord(one):04x}" if one in unseen else one for one in text)
        raise ValueError(f"the key '{shown}' has a sign in it that nobody sees, {names}{instead}")
    if not plain(text):
        raise ValueError(f"the key '{text}' has no letter or digit; write a word")
    if text != better:
        where = "at its ends" if text != text.strip() else "next to each other"
        raise ValueError(f"the key '{text}' has blanks {where}{instead}")
    return text


def read_joined_key(text: str) -> str:
    """The key of something new that stands beside others in a cell; for errors see `read_key`."""
    if ";" in read_key(text):
        what = "has a semicolon in it, which divides several in one cell"
        raise ValueError(f"the key '{text}' {what}; write '{text.replace(';', '-')}'")
    return text


def _sign(letter: str) -> str:
    """A letter that cannot be seen, in words: ``no-break space``, ``U+0007``."""
    name = unicodedata.name(letter, "")
    return name.lower() or f"U+{ord(letter):04X}"


def _is_unseen(letter: str) -> bool:
    """Whether a letter is a control character, a mark of direction, or a blank of another kind."""
    kind = unicodedata.category(letter)
    return kind in ("Cc", "Cf", "Zl", "Zp") or (kind == "Zs" and letter != " ")


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """A text without what people write now in one way and now in another.

    That is capitals, accents, blanks, quotation marks around it, kinds of apostrophes and dashes,
    and letters that cannot be seen.
    """
    letters = unicodedata.normalize("NFKD", text.translate(_ALIKE)).casefold()
    seen = (
        letter
        for letter in letters
        if not ("\u0300" <= letter <= "\u036f" or unicodedata.category(letter) == "Cf")
    )
    return " ".join("".join(seen).split()).strip(_QUOTES)


def read_session_name(text: str, known: Known, week: Week, kind: str = "session") -> str:
    """The key that a text means where meetings that repeat may be meant together.

    That is one of those known, or that of a series of the week, which goes last. For errors see
    `read_name`.
    """
    names = with_names(known)
    try:
        return read_name(text, {**dict.fromkeys(week.series, ""), **names}, kind)
    except ValueError:
        titles = {key: week.session[one].title for key, (one, *_) in week.series.items()}
        with suppress(ValueError):
            return read_name(text, titles, kind)
        raise


def meetings(week: Week, key: str, known: Collection[str]) -> tuple[str, ...]:
    """What a key stands for that `read_session_name` has read: itself, or all of a series."""
    return (key,) if key in known else week.series.get(key, (key,))


def names_of(week: Week, kind: Named) -> dict[str, str]:
    """The keys and names of all sessions, rooms, delegations, bodies or instruments of a week."""
    if kind == "session":
        return {session.id: session.title for session in week.sessions}
    if kind == "delegation":
        return {delegation.code: delegation.name for delegation in week.delegations}
    if kind == "instrument":
        return {instrument.id: instrument.name for instrument in week.instruments}
    return {one.id: one.name for one in (week.rooms if kind == "room" else week.bodies)}


def find(week: Week, kind: Named, text: str, texts: Texts = MappingProxyType({})) -> str:
    """The key that a text means in a week, also by its name in another language.

    For errors see `read_name`.

    Parameters
    ----------
    texts
        By language: what texts of the week are in it.
    """
    if kind == "session" and text not in week.session:
        together = next((key for key in week.series if plain(key) == plain(text)), "")
        if together:
            several = week.series[together]
            what = f"'{text}' means {len(several)} meetings; write one of them"
            raise ValueError(f"{what}, {listed(several, 'or')}")
    names = names_of(week, kind)
    try:
        return read_name(text, names, kind)
    except ValueError:
        said = {
            key: name
            for key, own in names.items()
            if any(plain(name := there.get(own, "")) == plain(text) for there in texts.values())
        }
        if not plain(text) or not said or any(plain(own) == plain(text) for own in names.values()):
            raise
        return read_name(text, said, kind)


def renamed(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """The keys that are gone, each with the key under which its name is still there.

    Several of one name are taken for each other in their order, where as many are there again.

    Parameters
    ----------
    old, new
        Names by their keys.
    """
    gone, come = dict[str, list[str]](), dict[str, list[str]]()
    for found, names, others in ((gone, old, new), (come, new, old)):
        for key, name in names.items():
            if key not in others:
                found.setdefault(plain(name), []).append(key)
    return {
        one: other
        for name, keys in gone.items()
        if len(keys) == len(come.get(name, ()))
        for one, other in zip(keys, come[name], strict=True)
    }
