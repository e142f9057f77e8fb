"""The rule `keep_meetings_compact`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, ClassVar, Literal

from constraints.tiny import MONDAY, at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Delegation, Format, Session, Week


class KeepMeetingsCompact(Rule):
    """The sessions of one instrument stand on as few days in a row as they need.

    Why
    ---
    Where the meetings of two instruments are woven into each other, a delegation that comes for one
    of them stays for both, and who pays for the room in the hotel asks why.

    Counts
    ------
    For each instrument: the days from the first to the last part of its official programme, both
    included and without days on which nobody may meet, beyond the fewest days; times the
    delegations from capital that listen in at least one session of the programme (`audience`).
    Side events and coordination meetings are not part of the official programme, and a joint
    session belongs to the programme of each of its instruments. The fewest days are those of the
    shortest row of days that could hold, by the week alone, each session of the programme that is
    not optional (its least time in as many parts as it may have, in the sittings that it may use,
    or its pins), and its plenaries one after another; all days of the week where no row can.

    Source
    ------
    R 8, and Review ¶ 10, inclusion; assumption as to the measure.
    """

    title: ClassVar = "An instrument meets on few days in a row"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "delegation-days"
    detail: ClassVar = Detail.DAY
    principles: ClassVar = (Principle.COHERENCE, Principle.INCLUSION)
    recommendations: ClassVar = (8,)
    usual: ClassVar = "prefer"

    name: Literal["keep_meetings_compact"] = "keep_meetings_compact"

    def encode(self, draft: RuleDraft) -> None:
        week = draft.week
        for instrument, sessions in _programmes(week).items():
            number = len(_listeners(week, sessions))
            if number:
                keys = {session.id for session in sessions}
                span = draft.span([draft.slots_of(keys, day=day) for day in week.days])
                fewest = _fewest_days(week, sessions)
                draft.at_most(self, (instrument,), number * span.length, number * fewest)

    def guide(self, guide: Guide) -> None:
        for sessions in _programmes(guide.week).values():
            number = len(_listeners(guide.week, sessions))
            guide.stay(self, [session.id for session in sessions], number)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for instrument, sessions in _programmes(week).items():
            held = {part.day for part in timetable.among(session.id for session in sessions)}
            row = [day for day in week.days if held and min(held) <= day <= max(held)]
            beyond = len(row) - _fewest_days(week, sessions)
            number = len(_listeners(week, sessions))
            if beyond > 0 and number:
                yield Breach((instrument,), beyond * number)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        sessions = _programmes(week)[str(case[0])]
        fewest, number = _fewest_days(week, sessions), len(_listeners(week, sessions))
        known = week.instrument.get(str(case[0]))
        whose = f"The programme of {known.inside if known else case[0]}"
        if amount is None:
            return f"{whose} stands on {count(fewest, 'day')} in a row."
        days = count(fewest + amount // number, "day")
        who = count(number, "delegation")
        need = "one would do" if fewest == 1 else f"{fewest} would do"
        return f"{whose} stretches over {days} where {need}, for {who} from capital."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        bodies = (
            Body(id="mines", name="Mines", instrument="mines"),
            Body(id="munitions", name="Munitions", instrument="munitions"),
        )
        listens: dict[str, Any] = {"audience": {"UGA", "NOR", "CHE"}}
        woven = tiny_week(
            tiny_session("clearance", body="mines", most_parts=2, **listens),
            tiny_session("reports", body="munitions", audience={"UGA"}),
            tiny_session("review", body="munitions"),
            tiny_session("lunch", body="munitions", format=Format.SIDE_EVENT),
            days=3,
            minutes=30,
            bodies=bodies,
            delegations=(Delegation(code="CHE", name="Switzerland", from_capital=False),),
        )
        fixed = tiny_week(
            tiny_session(
                "opening",
                body="mines",
                sittings=frozenset({f"{MONDAY} morning"}),
                audience={"UGA", "NOR"},
            ),
            tiny_session("joint", bodies=("mines", "munitions"), format=Format.WORKSHOP),
            tiny_session("closing", body="mines", sittings=frozenset({"2011-06-21 morning"})),
            tiny_session("group", body="munitions", format=Format.SMALL_GROUP, audience={"NOR"}),
            days=4,
            minutes=30,
            bodies=bodies,
        )
        return (
            Example(
                rule=cls(),
                week=woven,
                good=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("reports", 1, "10:00"),
                    at("review", 2, "10:00"),
                    at("lunch", 0, "10:00"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("reports", 0, "10:00"),
                    at("review", 2, "10:00"),
                    at("clearance", 2, "10:00"),
                ),
                amount=5,
                text="Two delegations from capital stay two days longer for mines, and one of them "
                "a day for munitions, whose two plenaries need two mornings.",
            ),
            Example(
                rule=cls(),
                week=fixed,
                good=tiny_timetable(
                    at("opening", 0, "10:00"),
                    at("closing", 1, "10:00"),
                    at("joint", 1, "10:00"),
                    at("group", 1, "10:00"),
                ),
                bad=tiny_timetable(
                    at("opening", 0, "10:00"),
                    at("joint", 3, "10:00"),
                    at("group", 2, "10:00"),
                ),
                amount=5,
                text="What must open and close takes two days; a joint session belongs to both.",
            ),
        )


def _programmes(week: Week) -> dict[str, list[Session]]:
    """The sessions of the official programme of each instrument."""
    found: dict[str, list[Session]] = {}
    for session in week.sessions:
        if session.programme:
            for instrument in sorted(week.instruments_of(session)):
                found.setdefault(instrument, []).append(session)
    return found


def _listeners(week: Week, sessions: Sequence[Session]) -> frozenset[str]:
    """The delegations from capital that want to listen in any of the sessions."""
    audience = frozenset[str]().union(*(session.audience for session in sessions))
    return frozenset(code for code in audience if week.delegation[code].from_capital)


def _fewest_days(week: Week, sessions: Sequence[Session]) -> int:
    """The days of the shortest row that could hold a programme, 1 or more."""
    needed = [session for session in sessions if not session.optional]
    plenaries = [session for session in needed if session.format is Format.PLENARY]
    for length in range(1, len(week.days)):
        for first in range(len(week.days) - length + 1):
            row = week.days[first : first + length]
            apart = all(week.could_hold(session, row) for session in needed)
            if apart and _could_hold_in_turn(week, row, plenaries):
                return length
    return max(1, len(week.days))


def _could_hold_in_turn(week: Week, row: Collection[int], plenaries: Sequence[Session]) -> bool:
    """Whether some days have the minutes for plenaries of which no two run at once."""
    open_to = (sitting.minutes for sitting in week.open_to(plenaries) if sitting.day in row)
    return sum(session.least for session in plenaries) <= sum(open_to)
