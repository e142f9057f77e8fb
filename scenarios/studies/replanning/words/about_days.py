"""Changes in words of who is there, which rooms are open, when days end, and interpreters."""

from __future__ import annotations

from functools import partial

from scenarios.studies.replanning.words.changes import (
    Away,
    Closed,
    NewHours,
    NobodyMeets,
    Present,
    Teams,
)
from scenarios.studies.replanning.words.form import Form
from scenarios.studies.replanning.words.phrase import Phrase, days_listed
from scheduler.week.clock import parse_clock, parse_end
from scheduler.week.words import listed

TEAMS_OF = "interpretation"
"""What has teams."""


def _away(phrase: Phrase) -> Away:
    code = phrase.find("delegation", phrase.subject)
    if not phrase.rest:
        raise ValueError(f"on which days? Write them as in: {code} away thursday, friday")
    return Away(delegation=code, sittings=phrase.sittings())


def _present(phrase: Phrase) -> Present:
    week = phrase.week
    code = phrase.find("delegation", phrase.subject)
    how, _, days = phrase.rest.partition(" ")
    if how.lower() not in ("also", "only"):
        how, days = "", phrase.rest
    if not days:
        raise ValueError(f"on which days? Write them as in: {code} present also wednesday")
    named = phrase.calendar.sittings_listed(days_listed(days))
    sittings = phrase.calendar.by_hours(named).inside
    here = week.delegation[code].sittings
    before = frozenset(week.sitting) if here is None else here
    also, only = (Present(delegation=code, sittings=sittings, only=one) for one in (False, True))
    if not how and before | sittings != sittings:
        meanings = listed((one.say(week).rstrip(".") for one in (also, only)), "or")
        raise ValueError(
            f"this can mean: {meanings}; write '{code} present also {days}' or '{code} present "
            f"only {days}'"
        )
    change = only if how.lower() == "only" else also
    if (sittings if change.only else before | sittings) == before:
        raise ValueError(f"{week.who(code)} is there then already, as the scenario stands")
    return change


def _closed(phrase: Phrase) -> Closed | NobodyMeets:
    week = phrase.week
    try:
        room = phrase.find("room", phrase.subject)
    except ValueError:
        if not phrase.calendar.speaks_of_days(next(iter(days_listed(phrase.subject)), "")):
            raise
        return _nobody_meets(phrase)
    return Closed(room=room, sittings=phrase.sittings() or frozenset(week.sitting))


def _nobody_meets(phrase: Phrase) -> NobodyMeets:
    week = phrase.week
    phrase.nothing_more()
    named = phrase.calendar.sittings_listed(days_listed(phrase.subject))
    change = NobodyMeets(sittings=frozenset(named))
    if change.sittings.issuperset(week.sitting):
        raise ValueError("then nobody would meet in the whole week; leave a day open")
    for session in week.sessions:
        for pin in session.pinned:
            sitting = week.sitting_of(pin)
            if sitting is not None and sitting.id in change.sittings:
                raise ValueError(
                    f"{week.what(session.id)} is pinned to {week.moment_name(pin.begin)}; "
                    "change that in the scenario first"
                )
    return change


def _hours(edge: str, phrase: Phrase) -> NewHours:
    week, verb = phrase.week, phrase.verb.lower()
    sittings = frozenset(phrase.calendar.sittings_listed(days_listed(phrase.subject)))
    text = phrase.rest.lower().removeprefix("at ").strip()
    if not text:
        raise ValueError(f"when? Write the time after '{verb}', as in: {verb} 17:00")
    if edge == "ends":
        change = NewHours(sittings=sittings, edge="ends", at=parse_end(text))
    else:
        change = NewHours(sittings=sittings, edge="begins", at=parse_clock(text))
    changed = change.changed(week)
    if not changed:
        raise ValueError(f"nothing changes: {change.say(week).rstrip('.')} already")
    gone = {one.day for one, new in changed if new is None}
    for day in sorted(gone):
        left = [one for one in week.sittings_on(day) if (one, None) not in changed]
        if not left:
            closed = week.date_of(day).isoformat()
            raise ValueError(
                f"then nobody would meet on {week.day_name(day)}; for that, write '{closed} closed'"
            )
    return change


def _teams(phrase: Phrase) -> Teams:
    if phrase.subject.lower() != TEAMS_OF:
        raise ValueError("write it as in: interpretation teams 1")
    if phrase.week.interpretation is None:
        raise ValueError("the scenario says nothing of interpretation, so no team can be missing")
    return Teams(teams=phrase.number("teams"))


FORMS: tuple[Form, ...] = (
    Form(
        ("away", "absent"),
        _away,
        kind="delegation",
        examples=(
            "UGA away thursday",
            "UGA away thursday, 2011-06-24",
            "COL away wednesday morning",
        ),
        means="a delegation is not there on these days, or in these sittings",
    ),
    Form(
        ("closed",),
        _closed,
        kind="room",
        examples=(
            "obasi closed thursday",
            "obasi closed thursday afternoon",
            "obasi closed",
        ),
        means="a room is not to be had; a divisible hall closes with any of its sections, and "
        "they with it",
    ),
    Form(
        ("closed",),
        _closed,
        kind="room",
        examples=("thursday closed", "thursday afternoon closed"),
        means="nobody meets then, in any room",
        listed=False,
    ),
    Form(
        ("ends", "end"),
        partial(_hours, "ends"),
        kind="days",
        examples=("friday ends 17:00", "friday afternoon ends 17:00"),
        means="what lies after it is gone, and what reaches beyond it is cut; where the day ended "
        "earlier, its last sitting grows. A sitting alone can end so, too",
    ),
    Form(
        ("begins", "begin", "starts", "start"),
        partial(_hours, "begins"),
        kind="days",
        examples=("friday begins 09:30",),
        means="the same at its beginning",
    ),
    Form(
        ("present",),
        _present,
        kind="delegation",
        examples=("COL present also wednesday", "COL present only wednesday"),
        means="a delegation is there on these days as well, or on no others",
    ),
    Form(
        ("teams", "team"),
        _teams,
        kind="interpretation",
        examples=("interpretation teams 1",),
        means="interpreters are missing, or more are found",
    ),
)
