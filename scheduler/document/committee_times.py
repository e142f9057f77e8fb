"""When each committee sits, and whether it is left to finish: the shape of a week.

Bodies that meet under an instrument without Standing Committees are said together, under the name
of the instrument, where the week has others beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from textwrap import shorten
from typing import NamedTuple

from scheduler.document.when import how_often, in_letters, when
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Body, Format, Kind, Session, Week
from scheduler.week.words import capital, listed, one_line, told_apart

_BESIDE = frozenset({Format.SMALL_GROUP, Format.REPORT_BACK})
"""The formats of the official programme in which no committee sits as such."""
_RIVALS = frozenset({Format.PLENARY, Format.SPECIAL})
"""The formats for which other committees wait."""
_UNDER = "under "
"""What stands before an instrument in the key of its bodies."""
_LONGEST = 60
"""Characters of a name inside a sentence."""
_NAMED = 3
"""Others that interrupt a committee and are named one by one."""
_COMMITTEE = re.compile(r"^(?:the )?(?:standing )?committee on (?:the )?", re.IGNORECASE)


class CommitteeTimes(NamedTuple):
    """When one committee, or all bodies of an instrument, sit in a timetable.

    Attributes
    ----------
    key
        Of the body or the instrument.
    name
        As it is called inside a sentence.
    parts
        In order of time; small groups and reports on them are left aside.
    split
        Whether a session of it has several parts.
    interrupted_by
        The names of others of its instrument that sit in plenary before a session of it goes on, in
        the order in which they do.
    interruptions
        Between how many of the parts of its sessions that happens.
    """

    key: str
    name: str
    parts: tuple[Part, ...]
    split: bool
    interrupted_by: tuple[str, ...]
    interruptions: int

    def say_whole(self) -> str:
        """Whether it is left to finish: ``whole``, ``interrupted by …``; empty for one part."""
        if self.interruptions:
            often = f" {how_often(self.interruptions)}," if self.interruptions > 1 else ""
            return f"interrupted{often} by {listed(_few(self.interrupted_by))}"
        return "whole" if self.split else ""

    def say_when(self, week: Week) -> str:
        """When it sits, and whether it is left to finish: ``on Monday and Tuesday, whole``."""
        return ", ".join(filter(None, (when(week, self.parts), self.say_whole())))


def committee_times(week: Week, timetable: Timetable) -> tuple[CommitteeTimes, ...]:
    """When each committee sits, in the order in which they begin, whole instruments last."""
    sessions = [s for s in week.sessions if sits_as_such(s) and s.proposal is None]
    groups = _groups(week, sessions)
    names = _names(week, groups)
    found = [_times(week, timetable, key, groups, names) for key in groups]
    sitting = [one for one in found if one.parts]
    return tuple(sorted(sitting, key=lambda o: (o.key.startswith(_UNDER), o.parts[0].begin)))


def sits_as_such(session: Session) -> bool:
    """Whether it is in such a session that a committee sits, if not in groups."""
    return session.programme and session.format not in _BESIDE


def short_name(body: Body) -> str:
    """What a committee is called for short: ``Mine Clearance``.

    That is the piece of its name in which its subject stands, or else its whole subject or name.
    """
    bare = _COMMITTEE.sub("", one_line(body.name))
    pieces = re.split(r", (?:and )?| and ", bare)
    subject = one_line(body.subject).casefold()
    named = (piece for piece in pieces if subject and subject in piece.casefold())
    return brief(next(named, None) or capital(one_line(body.subject)) or bare or body.id)


def _few(names: Sequence[str]) -> list[str]:
    """The first of the names, and how many others there are."""
    others = len(names) - _NAMED
    more = [f"{in_letters(others)} other{'s' if others > 1 else ''}"] if others > 0 else []
    return [*names[:_NAMED], *more]


def quoted(title: str) -> str:
    """A title inside a sentence, in quotation marks."""
    return f"“{brief(title)}”"


def brief(name: str) -> str:
    """A name or a title as it may stand inside a sentence."""
    line = one_line(name)
    if len(line) <= _LONGEST:
        return line
    return f"{shorten(line, _LONGEST - 1, placeholder='').rstrip(' ,;:') or line[: _LONGEST - 1]}…"


def _groups(week: Week, sessions: Sequence[Session]) -> dict[str, list[Session]]:
    """Sessions under the keys of committees, of instruments and of other bodies."""
    keys = {body.id: _key(week, body) for body in week.bodies}
    if len({keys[body] for session in sessions for body in session.bodies}) == 1:
        keys = {body.id: body.id for body in week.bodies}
    found: dict[str, list[Session]] = {}
    for session in sessions:
        for key in dict.fromkeys(keys[body] for body in session.bodies):
            found.setdefault(key, []).append(session)
    return found


def _key(week: Week, body: Body) -> str:
    with_committees = {committee.instrument for committee in week.committees}
    alone = body.kind is Kind.STANDING_COMMITTEE or body.instrument in {None, *with_committees}
    return body.id if alone or body.instrument is None else f"{_UNDER}{body.instrument}"


def _names(week: Week, groups: dict[str, list[Session]]) -> dict[str, str]:
    """What is sat in each group, told apart."""
    bodies = {key: week.body[key] for key in groups if key in week.body}
    short = {key: short_name(body) for key, body in bodies.items()}
    often = Counter(name.casefold() for name in short.values())
    names = {key: _called(week, key, groups[key]) for key in groups if key not in bodies}
    for key, body in bodies.items():
        committee = body.kind is Kind.STANDING_COMMITTEE
        clear = committee and often[short[key].casefold()] == 1
        names[key] = short[key] if clear else _called(week, key, groups[key])
    return told_apart({key: names[key] for key in groups})


def _called(week: Week, key: str, sessions: list[Session]) -> str:
    """An instrument by its name; a body by its only session, or else by its own name."""
    body = week.body.get(key)
    if body is None:
        instrument = week.instrument.get(key.removeprefix(_UNDER))
        return brief(instrument.inside if instrument else key.removeprefix(_UNDER))
    if len(sessions) == 1 and len(sessions[0].bodies) == 1:
        return quoted(sessions[0].title or sessions[0].id)
    return brief(body.name) or key


def _times(
    week: Week,
    timetable: Timetable,
    key: str,
    groups: dict[str, list[Session]],
    names: dict[str, str],
) -> CommitteeTimes:
    own = {session.id for session in groups[key]}
    others = {
        session.id: names[other]
        for other, sessions in groups.items()
        for session in sessions
        if session.id not in own
    }
    gaps = [
        between
        for session in groups[key]
        if len(timetable.of(session.id)) > 1
        for between in _between(week, timetable, session, others)
        if between
    ]
    return CommitteeTimes(
        key,
        names[key],
        timetable.among(session.id for session in groups[key]),
        any(len(timetable.of(session.id)) > 1 for session in groups[key]),
        tuple(dict.fromkeys(name for between in gaps for name in between)),
        len(gaps),
    )


def _between(
    week: Week, timetable: Timetable, session: Session, others: dict[str, str]
) -> Iterator[list[str]]:
    """Who of the others sits in plenary between each part of a session and the next."""
    rivals = [other for other in others if _is_rival(week, session, week.session[other])]
    begun = timetable.among(rivals)
    for one, following in pairwise(timetable.of(session.id)):
        yield [others[p.session] for p in begun if one.begin < p.begin < following.begin]


def _is_rival(week: Week, session: Session, other: Session) -> bool:
    """Whether a session waits for another: a plenary of other bodies of its instrument."""
    one, two = week.instruments_of(session), week.instruments_of(other)
    apart = set(session.bodies).isdisjoint(other.bodies)
    return other.format in _RIVALS and apart and (bool(one & two) or one == two)
