"""What two instruments have in common, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.studies.synergy.rows import SynergyRow
from scheduler.week.clock import count, duration
from scheduler.week.week import Week

NOTE = (
    "Decisions stay with each instrument: with its own sessions and its own States Parties. "
    "Recommendation 9 asks for the potential for synergy to be evaluated, for no more."
)


def facts(week: Week, whole: SynergyRow) -> Iterator[str]:
    """What holds for all sessions of two instruments."""
    number = len(whole.parties)
    are = "is party" if number < 2 else "are parties"
    yield f"{count(number, 'State') if number else 'No State'} {are} to both."
    leaders = f"Who leads in both: {week.whom(whole.leaders)}."
    yield leaders if whole.leaders else "Nobody leads in both."
    if said := remark(week, whole):
        yield said


def remark(week: Week, row: SynergyRow) -> str:
    """What keeps the two from being compared, or where a session is missing."""
    return " ".join(_remarks(week, row))


def _remarks(week: Week, row: SynergyRow) -> Iterator[str]:
    if row.subject is None and not row.parties:
        both = (week.instrument[key] for key in (row.one, row.other))
        names = " and of ".join(one.inside for one in both if not one.parties)
        unsaid = f"The scenario does not name the States Parties of {names}."
        yield unsaid if names else "The two have no State Party in common."
    if row.subject is None:
        for instrument in row.missing:
            yield f"{week.instrument[instrument].named} has no session in this week."
    elif row.missing:
        yield _alone(week, row)
    elif row.timing is not None:
        for instrument in row.left_out:
            yield f"{week.instrument[instrument].named} has no session on it in this timetable."


def _alone(week: Week, row: SynergyRow) -> str:
    """Which instrument alone meets on a subject; whether the other should is not for us to say."""
    (meets,) = {row.one, row.other} - set(row.missing)
    sessions = [week.session[key] for key in (*row.sessions_of_one, *row.sessions_of_other)]
    states = {code for session in sessions for code in session.concerned & set(row.parties)}
    number = len(sessions)
    follow = f"{'follows' if len(states) == 1 else 'follow'} {'it' if number == 1 else 'them'}"
    return (
        f"Only {week.instrument[meets].inside} has {'a session' if number == 1 else 'sessions'} "
        f"on it; {count(len(states), 'State')} party to both {follow}."
    )


def say_row(week: Week, row: SynergyRow) -> Iterator[str]:
    """The States behind the figures of a row, by their names."""
    number = f"follow both ({len(row.followers)})"
    yield _named(week, number, row.followers, "that are party to both", row.parties)
    if row.leaders:
        yield f"lead both ({len(row.leaders)}): {week.whom(row.leaders)}."
    if row.timing is None:
        return
    for name, found in (("saved", row.timing.saved), ("still doubled", row.timing.doubled)):
        if found:
            total = sum(found.values())
            by = f", by {count(len(found), 'State')}" if total > len(found) else ""
            what = f"journeys {name} ({total}{by})"
            yield _named(week, what, tuple(found), "that follow both", row.followers)
    places = row.timing.in_two_places
    if places:
        worst = sorted(places, key=lambda code: (-places[code], week.who(code)))
        who = ", ".join(f"{week.who(code)} for {duration(places[code])}" for code in worst)
        yield f"in two places ({len(places)}): {who}."


def _named(
    week: Week, what: str, codes: tuple[str, ...], among: str, every: tuple[str, ...]
) -> str:
    """Name States; where they are most of those among which they are, name the rest."""
    rest = set(every) - set(codes)
    if codes and not rest:
        who = f"all {among}"
    elif len(rest) < len(codes):
        who = f"all {among} but {week.whom(rest)}"
    else:
        who = week.whom(codes) or "none"
    return f"{what}: {who}."


def say_figures(most_days_apart: int) -> Iterator[str]:
    """What holds for all figures."""
    yield (
        "Working days apart are counted from the day on which a session of the one begins to that "
        "on which one of the other does, where they are closest: 0 on one day, and 1 from Friday "
        "to the Monday after."
    )
    days = most_days_apart - 1
    free = f"more than {count(days, 'free day')}" if days else "a free day"
    yield (
        "Journeys are those of delegations from capital whose State is party to both; a new one "
        f"begins with {free} between meetings. Minutes in two places are added up over all "
        "delegations that follow both."
    )
    yield NOTE
