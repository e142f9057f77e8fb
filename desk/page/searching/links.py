"""What a sentence of a rule speaks of, so that the page can lead there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import BaseModel

from scheduler.rules.draft import Case
from scheduler.week.week import Week

LinkKind = Literal["rule", "session", "room", "delegation", "body"]


class Link(BaseModel):
    """Something of the week, by its key; with the name as people know it."""

    kind: LinkKind
    key: str
    name: str


def links_of(week: Week, case: Case, sessions: Iterable[str] = ()) -> list[Link]:
    """The sessions, rooms, delegations and bodies that a case names, each once."""
    found = {(link.kind, link.key): link for link in _links(week, [*case, *sessions])}
    return list(found.values())


def _links(week: Week, words: Iterable[object]) -> Iterator[Link]:
    for word in words:
        if isinstance(word, tuple | frozenset):
            yield from _links(week, sorted(word, key=str))
        elif word in week.session:
            yield Link(kind="session", key=str(word), name=week.title_of(str(word)))
        elif word in week.room:
            yield Link(kind="room", key=str(word), name=week.room_name(str(word)))
        elif word in week.delegation:
            yield Link(kind="delegation", key=str(word), name=week.who(str(word)))
        elif word in week.body:
            yield Link(kind="body", key=str(word), name=week.body[str(word)].name)
