"""What a timetable does not say, and what its titles let one assume."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from scenarios.reading.names import plain
from scenarios.reading.states import NAMES, reference_states
from scheduler.week.week import Format, Kind
from scheduler.week.words import capital

SHORT = 40
"""Letters of the longest key."""

_FORMATS = (
    (
        r"\b(reception|cocktail|dinner|banquet|vin d'honneur|recepci[oó]n|empfang|concert"
        r"|excursion|excursi[oó]n|visite?|visita|soir[eé]e|ausflug)\b",
        "reception",
    ),
    (r"\b(side[- ]event|[eé]v[eé]nement parall[eè]le|evento paralelo|exhibition)\b", "side_event"),
    (
        r"\b(bureau|mesa|coordination|coordinating|briefing|regional group|groupe r[eé]gional"
        r"|consultations?|friends of|preparatory)\b",
        "coordination",
    ),
    (
        r"\b(workshop|training|seminar|atelier|formation|s[eé]minaire|taller|seminario)\b",
        "workshop",
    ),
    (
        r"\b(small group|drafting|contact group|working group|breakout|groupe de travail)\b",
        "workshop",
    ),
)
_BODY = re.compile(
    r"\b((?:standing |co-?ordinating |drafting |preparatory |executive )?(?:committee|commission)"
    r"|working group|contact group|expert group|group of [a-z ]*experts|task force|sub-?committee"
    r"|comit[eé]|groupe de travail|grupo de trabajo)\b"
    r"(?:\s+(?:on|for|of|sur|de|del|des|sobre|für)\b[^,:;()–—|]*)?",
    re.IGNORECASE,
)
_BUREAU = re.compile(r"\b(bureau|mesa)\b", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")
_JOINED = re.compile(r"\s*(?:;|\n|\s&\s|/)\s*|\s+(?:and|et|y|und)\s+")


def format_guessed(title: str) -> str | None:
    """The format that a title speaks of; None where it speaks of none."""
    return next((word for form, word in _FORMATS if re.search(form, title, re.IGNORECASE)), None)


_PLENARY = re.compile(
    r"\b(opening|closing|closure|general debate|plenary|ouverture|cl[oô]ture|pl[eé]ni[eè]re"
    r"|apertura|clausura|plenaria)\b",
    re.IGNORECASE,
)


def is_plenary(title: str) -> bool:
    """Whether a title speaks of a plenary, or of a committee itself."""
    body = body_guessed(title)
    committee = body is not None and kind_guessed(body) is Kind.STANDING_COMMITTEE
    return committee or _PLENARY.search(title) is not None


def opens_or_closes(title: str) -> str:
    """What a title says of its place in the week: ``first``, ``last``, or nothing."""
    words = plain(title)
    if re.search(r"\b(opening|ouverture|apertura|eroffnung)\b", words):
        return "first"
    return "last" if re.search(r"\b(closing|closure|cloture|clausura|abschluss)\b", words) else ""


def body_guessed(title: str) -> str | None:
    """The body that a title names: ``Standing Committee on Mine Clearance``; or None."""
    if found := _BODY.search(title):
        name = " ".join(found[0].split()).rstrip(" -.")
        return capital(name) if " " in name else None
    return "Bureau" if _BUREAU.search(title) else None


def kind_guessed(name: str) -> Kind:
    """What sort of body bears a name."""
    if re.search(r"\b(bureau|co-?ordinat)", name, re.IGNORECASE):
        return Kind.COORDINATING_COMMITTEE
    standing = re.search(r"\b(committee|comit[eé])\b", name, re.IGNORECASE)
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
