"""Changes in words of a session: its length, its statements, and that it is dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from scenarios.loading.sessions import length_problems, off_grid
from scenarios.reading.names import names_of, read_session_name
from scenarios.studies.replanning.words.changes import (
    Dropped,
    Length,
    SeriesDropped,
    Silent,
    Volunteering,
)
from scenarios.studies.replanning.words.form import Form
from scenarios.studies.replanning.words.phrase import Phrase, read_duration
from scheduler.week.clock import duration
from scheduler.week.week import Session, Sitting, Week
from scheduler.week.words import listed

_MORE_PARTS = "Allow more parts"
"""What a scenario file is told; no change in words can say it."""

_MINUTES = ("minutes", "minute", "min")


def _check_over(phrase: Phrase, session: Session, how: str) -> None:
    over = phrase.situation.over
    if session.id in over:
        ended = phrase.week.moment_name(over[session.id])
        raise ValueError(
            f"{phrase.week.what(session.id)} was over on {ended} and can no longer last {how}; "
            "leave this change out, or correct the moment"
        )


def _length(sign: int, phrase: Phrase) -> Length:
    session = phrase.session()
    minutes = phrase.number("minutes", _MINUTES)
    given = phrase.situation.given.get(session.id, 0)
    least = given or session.least
    if minutes < 1:
        raise ValueError("by how many minutes? Write a number from 1, as in: longer 30")
    _check_over(phrase, session, "longer" if sign > 0 else "shorter")
    if sign < 0 and minutes >= least:
        raise ValueError(
            f"{phrase.week.what(session.id)} {'has' if given else 'needs'} "
            f"{duration(least)} in all; to leave it out, write 'dropped'"
        )
    change = Length(session=session.id, minutes=sign * minutes, given=given)

    def by(near: int) -> str:
        verb = "longer" if near > least else "shorter"
        return f" minutes in all, as in: {verb} {abs(near - least)}"

    _check_length(phrase.week, session, change, least, by)
    return change


def _lasts(phrase: Phrase) -> Length:
    *name, number = phrase.subject.split() or [""]
    minutes = read_duration(f"{number} {phrase.verb} {phrase.rest}")
    if minutes is None or not name:
        raise ValueError("how long is it? Write the session and its minutes: opening 90 minutes")
    if len(name) > 1 and name[-1].lower() in ("lasts", "needs", "takes", "has"):
        name = name[:-1]
    session = phrase.week.session[phrase.find("session", " ".join(name))]
    if minutes < 1:
        raise ValueError("how long is it? Write a number from 1, as in: opening 90 minutes")
    _check_over(phrase, session, "longer or shorter")
    given = phrase.situation.given.get(session.id, session.wanted)
    if session.least == session.wanted == minutes == given:
        raise ValueError(f"{phrase.week.what(session.id)} lasts {duration(minutes)} already")
    change = Length(session=session.id, minutes=minutes - given, given=given)
    before = given if given != minutes else 0
    _check_length(phrase.week, session, change, before, lambda _: " minutes")
    return change


def _check_length(
    week: Week, session: Session, change: Length, before: int, said: Callable[[int], str]
) -> None:
    """Refuse a length that a scenario file could not ask for, in the same words."""
    new = session.model_copy(update=change.lengths(session))
    grain, asked = week.grain, new.least
    open_to = [sitting for sitting in week.sittings if new.may_use(sitting)]
    if asked % grain and not any(sitting.whole for sitting in open_to):
        near = _nearest(new, grain, before, open_to)
        if near is None:
            end = "longest" if asked > before else "shortest"
            raise ValueError(
                f"{asked} minutes are not on the grid of {grain} minutes, and "
                f"{duration(before)} is the {end} that fits"
            )
        raise ValueError(f"{off_grid(asked, grain, near)}{said(near)}")
    for _, what in length_problems(new, open_to, grain) if open_to else ():
        if _MORE_PARTS in what:
            what = what.replace(_MORE_PARTS, "Ask for less, or divide it")
            what = what.removesuffix(", or ask for less")
            what += (
                f": give a file patch.yaml with 'sessions: {{{session.id}: {{parts: 2}}}}' as a "
            )
            what += "further --change"
        raise ValueError(what)


def _nearest(session: Session, grain: int, before: int, open_to: Sequence[Sitting]) -> int | None:
    """The minutes on the grid, more than before or less as asked, that a session can have.

    The least that is enough, or where it does not fit the longest that does; None where none
    fits.
    """
    asked = session.least
    down = asked // grain * grain
    longer = asked > before
    for minutes in range(down + grain, before, -grain) if longer else (down, down + grain):
        lengths = {"least": minutes, "wanted": minutes}
        lengths["shortest"] = min(session.shortest, minutes)
        fits = not open_to or not any(
            length_problems(session.model_copy(update=lengths), open_to, grain)
        )
        if fits and (longer or 0 < minutes < before):
            return minutes
    return None


def _silent(phrase: Phrase) -> Silent:
    week, rest = phrase.week, phrase.rest
    code = phrase.find("delegation", phrase.subject)
    named = rest[3:] if rest.lower().startswith("in ") else rest
    only = phrase.find("session", named) if named else None
    made = [
        (session.id, number)
        for session in week.sessions
        if only in (None, session.id)
        for number, item in enumerate(session.agenda)
        if code in item.speakers
    ]
    left = [one for one in made if (*one, code) not in phrase.situation.said]
    if not left:
        if made:
            where = "" if only is None else f" in {week.what(only)}"
            what = f"all statements of {week.who(code)}{where} were due before that moment"
            begun = {key for key, _ in made if not week.session[key].divided}
            if begun:
                titles = listed(map(week.what, sorted(begun)))
                what += f", or stand in {titles}, which had begun"
        else:
            where = "the agenda of any session" if only is None else week.what(only)
            what = f"{week.who(code)} makes no statement in {where}"
        raise ValueError(what)
    return Silent(delegation=code, statements=tuple(left))


def _volunteers(volunteers: bool, phrase: Phrase) -> Volunteering:
    week = phrase.week
    hosts = {s.proposal.host for s in week.sessions if s.proposal and s.proposal.host}
    code = phrase.find("delegation", phrase.subject)
    phrase.nothing_more()
    if code not in hosts:
        those = f"; those that do are {', '.join(sorted(hosts))}" if hosts else ""
        raise ValueError(f"{week.who(code)} hosts no small group in this scenario{those}")
    return Volunteering(host=code, volunteers=volunteers)


def _dropped(phrase: Phrase) -> Dropped | SeriesDropped:
    phrase.nothing_more()
    return _drop(phrase, phrase.subject)


def _cancel(phrase: Phrase) -> Dropped | SeriesDropped:
    return _drop(phrase, phrase.rest)


def _drop(phrase: Phrase, text: str) -> Dropped | SeriesDropped:
    """A session is dropped, or all meetings of a series."""
    week = phrase.week
    try:
        key = read_session_name(text, names_of(week, "session"), week)
    except ValueError:
        key = phrase.find("session", text)
    if key in week.session:
        return Dropped(session=key)
    return SeriesDropped(sessions=week.series[key])


FORMS: tuple[Form, ...] = (
    Form(
        ("longer",),
        partial(_length, 1),
        kind="session",
        examples=("mine-clearance longer 30",),
        means="a session needs 30 minutes more than it has in the published week",
    ),
    Form(
        ("shorter",),
        partial(_length, -1),
        kind="session",
        examples=("mine-clearance shorter 30",),
        means="or 30 minutes less",
    ),
    Form(
        (*_MINUTES, "hours", "hour", "h"),
        _lasts,
        examples=("mine-clearance 180 minutes",),
        means="a session lasts so long in all, and asks for no more",
    ),
    Form(
        ("silent",),
        _silent,
        kind="delegation",
        examples=("CHL silent", "CHL silent in mine-clearance"),
        means="a delegation makes its statements no longer, or those in one session; what it has "
        "said by `--now` is said. The time of the session stays",
    ),
    Form(
        ("volunteers",),
        partial(_volunteers, True),
        kind="delegation",
        examples=("ERI volunteers",),
        means="a State volunteers for the small groups on its own context",
    ),
    Form(
        ("withdraws",),
        partial(_volunteers, False),
        kind="delegation",
        examples=("ERI withdraws",),
        means="and withdraws from them",
    ),
    Form(
        ("dropped", "cancelled", "canceled", "deleted", "removed"),
        _dropped,
        kind="session",
        examples=("stockpile-destruction dropped", "stockpile-destruction cancelled"),
        means="a session leaves the week",
    ),
    Form(
        ("cancel", "drop", "delete", "remove"),
        _cancel,
        first=True,
        examples=("cancel stockpile-destruction", "delete stockpile-destruction"),
        means="the same",
    ),
)
