"""Who presides over a session, in the language of a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from scenarios.documents.names import TranslatedNames
from scheduler.week.leadership import ROLES, Post, Role
from scheduler.week.week import Session

if TYPE_CHECKING:
    from scenarios.languages.language import Language


class Leading(NamedTuple):
    """Some who lead a session, and as what: ``Co-Chairs``, ``Colombia and Switzerland``."""

    role: str
    names: str


class Led(NamedTuple):
    """Who presides over a session, and who assists; either may be empty."""

    presiding: tuple[Leading, ...] = ()
    assisting: tuple[Leading, ...] = ()

    @property
    def everybody(self) -> tuple[Leading, ...]:
        return (*self.presiding, *self.assisting)


def role_of(names: TranslatedNames, session: Session, code: str) -> Role | None:
    """The post of a body that convenes a session by which a delegation leads it."""
    bodies = [names.week.body[body] for body in session.bodies if body in names.week.body]
    held = (role for role in ROLES if any(code in body.holders(role) for body in bodies))
    return next(held, None) if code in session.leaders else None


def led_by(names: TranslatedNames, session: Session) -> Led:
    """Who presides over a session: by post, and then who leads it otherwise.

    Where a post is open whose holder is to lead it, the name is to be announced.
    """
    found = {role: _holding(names, session, role) for role in ROLES}
    rest = {code for code in session.leaders if role_of(names, session, code) is None}
    presiding = [one for role in (Role.PRESIDENT, Role.CO_CHAIR) for one in found[role]]
    if rest:
        others = names.language.listed(names.delegations(rest))
        presiding.append(Leading(names.language.say("Led by"), others))
    return Led(tuple(presiding), tuple(found[Role.CO_RAPPORTEUR]))


def _holding(names: TranslatedNames, session: Session, role: Role) -> list[Leading]:
    """Those who lead a session by one kind of post, as one entry; none where nobody does."""
    language = names.language
    codes = dict.fromkeys(_holders(names, session, role))
    bodies = [names.week.body[body] for body in session.bodies if body in names.week.body]
    open_ = sum(b.open_posts(role) for b in bodies if Post(b.id, role) in session.leading_posts)
    if not codes and not open_:
        return []
    text = language.listed(map(names.delegation, codes))
    if open_:
        unknown = language.say("to be announced")
        more = language.count("{n} more to be announced", "{n} more to be announced", open_)
        text = f"{text}; {more}" if codes else unknown
    return [Leading(role_in_words(role, len(codes) + open_, language), text)]


def _holders(names: TranslatedNames, session: Session, role: Role) -> Iterator[str]:
    for key in session.bodies:
        body = names.week.body.get(key)
        for code in body.holders(role) if body else ():
            if code in session.leaders and role_of(names, session, code) is role:
                yield code


def role_in_words(role: Role, number: int, language: Language) -> str:
    """A post as it stands above the names of those who hold it."""
    say = language.say
    one = {
        Role.PRESIDENT: say("President"),
        Role.CO_CHAIR: say("Co-Chair"),
        Role.CO_RAPPORTEUR: say("Co-Rapporteur"),
    }
    several = {
        Role.PRESIDENT: say("Presidents"),
        Role.CO_CHAIR: say("Co-Chairs"),
        Role.CO_RAPPORTEUR: say("Co-Rapporteurs"),
    }
    return (one if number == 1 else several)[role]
