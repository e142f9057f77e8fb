"""What a timetable does not say, and what its titles let one assume."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from scenarios.beginning.words import is_called_plenary
from scenarios.reading.names import plain
from scenarios.reading.states import NAMES, reference_states
from scheduler.week.week import Format, Kind
from scheduler.week.words import capital

SHORT = 40
"""Letters of the longest key."""

_BODY = re.compile(
    r"\b((?:standing |co-?ordinating |drafting |preparatory |executive )?(?:committee|commission)"
    r"|working group|contact group|expert group|group of [a-z ]*experts|task force|sub-?committee"
    r"|comit[eé]|groupe de travail|groupe de contact|grupo de trabajo|comisi[oó]n|ausschuss)\b"
    r"(?:\s+(?:(?:on|for|of|sur|de|du|del|des|sobre|für)\b|d['’])[^,:;()–—|]*)?",
    re.IGNORECASE,
)
_BUREAU = re.compile(r"\b(bureau|mesa)\b", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")
_JOINED = re.compile(r"\s*(?:;|\n|\s&\s|/)\s*|\s+(?:and|et|y|und)\s+")


def is_plenary(title: str) -> bool:
    """Whether a title speaks of a plenary, or of a committee itself."""
    body = body_guessed(title)
    committee = body is not None and kind_guessed(body) is Kind.STANDING_COMMITTEE
    return committee or is_called_plenary(title)


def body_guessed(title: str) -> str | None:
    """The body that a title names: ``Standing Committee on Mine Clearance``; or None."""
    if found := _BODY.search(title):
        name = " ".join(found[0].split()).rstrip(" -.")
        return capital(name) if " " in name else None
    return "Bureau" if _BUREAU.search(title) else None


def kind_guessed(name: str) -> Kind:
    """What sort of body bears a name; nothing runs beside plenaries of a Standing Committee."""
    if plain(name) == "plenary":
        return Kind.STANDING_COMMITTEE
    if re.search(r"\b(bureau|co-?ordinat)", name, re.IGNORECASE):
        return Kind.COORDINATING_COMMITTEE
    standing = re.search(r"\b(committee|comit[eé]|ausschuss)\b", name, re.IGNORECASE)
    return Kind.STANDING_COMMITTEE if standing else Kind.OTHER


def usual_format(word: str) -> Format | None:
    """The usual format that a word means, if any."""
    known = {plain(text): kind for kind in Format for text in (kind.value, kind.called)}
    return known.get(plain(word))


def key_for(name: str, taken: Collection[str], usual: str) -> str:
    """A key for a thing with a name that no other has."""
    words, found = [one for one in _SIGNS.split(plain(name)) if one], ""
    for word in words:
        longer = f"{found}-{word}" if found else word
        if found and len(longer) > SHORT:
            break
        found = longer[:SHORT]
    if not found or found.isdecimal():
        found = f"{usual}-{found}" if found else usual
    key, number = found, 1
    while key in taken:
        number += 1
        key = f"{found}-{number}"
    return key


def people_in(cell: str) -> list[str]:
    """The delegations and persons that a cell names: codes of States, and other names as they are.

    Commas divide them only where each piece is a State.
    """
    found = list[str]()
    for piece in filter(None, map(str.strip, _JOINED.split(cell))):
        pieces = [one.strip() for one in piece.split(",") if one.strip()]
        codes = [_states().get(plain(one)) for one in pieces]
        whole = _states().get(plain(piece))
        if whole is None and all(codes):
            found += [code for code in codes if code]
        else:
            found.append(whole or piece)
    return list(dict.fromkeys(found))


def states_among(people: Iterable[str]) -> dict[str, tuple[str, str]]:
    """By code: the name and the regional group of those that are States."""
    known = reference_states()
    return {code: (known[code].name, known[code].group) for code in people if code in known}


@cache
def _states() -> dict[str, str]:
    """The codes of States by all their names."""
    found: dict[str, str] = {}
    for code, state in reference_states().items():
        for name in (code, state.name, *map(state.called, NAMES)):
            if name:
                found.setdefault(plain(name), code)
    for name, code in list(found.items()):
        found.setdefault(name.partition(" (")[0], code)
    return found
