"""The rule `keep_plenaries_alone`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft, Slot
from scheduler.rules.guide import Guide
from scheduler.rules.linear import total
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.rules.shortages import HELD, time_shortages
from scheduler.week.clock import duration
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Format, Kind, Session, Week


class PlenaryException(Frozen):
    """Two sessions, or the sessions of two bodies, that may run at the same time all the same."""

    session: str = Field(
        description="A session, or a body for all its sessions.",
        json_schema_extra={"refers_to": "session or body"},
    )
    beside: str = Field(
        description="A session that may run beside it, or a body for all its sessions.",
        json_schema_extra={"refers_to": "session or body"},
    )

    def covers(self, week: Week, one: Session, other: Session) -> bool:
        """Whether it lets two sessions run at the same time; a session goes before a body."""
        first, second = (
            {name} if name in week.session else {session.id for session in week.sessions_of(name)}
            for name in (self.session, self.beside)
        )
        return (one.id in first and other.id in second) or (one.id in second and other.id in first)


class KeepPlenariesAlone(Rule):
    """While a Standing Committee sits in plenary, nothing else of its instrument's programme runs.

    Why
    ---
    Most delegations are one or two people. They miss what runs beside a plenary, or miss the
    plenary itself.

    Counts
    ------
    For each plenary of a Standing Committee and each other session of the official programme of the
    same instrument: the minutes in which both run. Side events and coordination meetings are not
    part of the official programme. A joint session belongs to the programme of each of its
    instruments. Where no body of a session has an instrument, a plenary of a Standing Committee
    belongs to one programme with all others of the kind, and anything else, such as a small group
    of friends of a State, to every programme. Two sessions that are named as an exception, or whose
    bodies are, may run at the same time.

    Source
    ------
    Review ¶ 10, inclusion.
    """

    title: ClassVar = "Nothing runs beside a plenary"
    group: ClassVar = Group.PEOPLE
    unit: ClassVar = "minutes of overlap"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.MOMENT
    principles: ClassVar = (Principle.INCLUSION,)
    usual: ClassVar = "must"

    name: Literal["keep_plenaries_alone"] = "keep_plenaries_alone"
    exceptions: tuple[PlenaryException, ...] = Field(
        default=(), description="What may run beside a plenary all the same, two and two."
    )

    def encode(self, draft: RuleDraft) -> None:
        week = draft.week
        groups: dict[frozenset[str], list[Session]] = {}
        for session in week.sessions:
            if _is_plenary(week, session):
                groups.setdefault(week.instruments_of(session), []).append(session)
        done: set[str] = set()
        for instruments, plenaries in groups.items():
            done |= {session.id for session in plenaries}
            others = [
                session
                for session in week.sessions
                if session.programme
                and session.id not in done
                and _share(instruments, week, session)
            ]
            for row, against in self._apart(week, plenaries, others):
                draft.no_overlap(self, _case, _slots(draft, row), _slots(draft, against))
        for plenaries in _plenaries(week).values():
            slots = _slots(draft, self._in_turn(week, plenaries))
            have = sum(week.sitting[sitting].minutes for sitting in {s.sitting for s in slots})
            draft.imply(self, total(map(draft.minutes, slots)), have)

    def _excepted(self, week: Week, one: Session, other: Session) -> bool:
        return any(exception.covers(week, one, other) for exception in self.exceptions)

    def _apart(
        self, week: Week, plenaries: list[Session], others: list[Session]
    ) -> Iterator[tuple[list[Session], list[Session]]]:
        """Rows of sessions of which no two may overlap, each with those against which it stands.

        Every two sessions that keep apart come together once. What has no exception stays in one
        row: that shows how little room there is.
        """
        odd = [
            one
            for one in plenaries
            if any(self._excepted(week, one, other) for other in plenaries if other is not one)
        ]
        loose = [
            one for one in others if any(self._excepted(week, one, other) for other in plenaries)
        ]
        row = [one for one in plenaries if one not in odd]
        firm = [one for one in others if one not in loose]
        yield row, firm
        for number, one in enumerate(odd):
            later = [other for other in odd[number + 1 :] if not self._excepted(week, one, other)]
            yield [one], [*row, *firm, *later]
        for one in loose:
            yield [one], [other for other in plenaries if not self._excepted(week, one, other)]

    def _in_turn(self, week: Week, plenaries: list[Session]) -> list[Session]:
        """Plenaries of which no two may overlap, the longest first."""
        found: list[Session] = []
        for one in sorted(plenaries, key=lambda session: -session.least):
            if not any(self._excepted(week, one, other) for other in found):
                found.append(one)
        return found

    def guide(self, guide: Guide) -> None:
        week = guide.week
        programme = [session for session in week.sessions if session.programme]
        for one, other in combinations(programme, 2):
            beside = any(
                _is_plenary(week, plenary) and _of_its_programme(week, plenary, session)
                for plenary, session in ((one, other), (other, one))
            )
            if beside and not self._excepted(week, one, other):
                guide.apart(self, one.id, other.id)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        found: Counter[Case] = Counter()
        for one, other, minutes in timetable.pairs():
            pair = week.session[one.session], week.session[other.session]
            programme = all(session.programme for session in pair)
            beside = any(
                _is_plenary(week, plenary) and _of_its_programme(week, plenary, session)
                for plenary, session in (pair, pair[::-1])
            )
            if programme and beside and not self._excepted(week, *pair):
                found[_case(one.session, other.session)] += minutes
        for case, amount in found.items():
            yield Breach(case, amount)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        plenary, other = map(str, case)
        if not _is_plenary(week, week.session[plenary]):
            plenary, other = other, plenary
        if amount is None and _is_plenary(week, week.session[other]):
            both = f"{week.what(plenary)} and {week.what(other)}"
            return f"{both} are plenaries, and cannot run at the same time."
        if amount is None:
            return f"{week.what(other)} cannot run while {week.what(plenary)} sits in plenary."
        together = f"{week.what(other)} runs beside the plenary {week.what(plenary)}"
        return f"{together} for {duration(amount)}."

    def count(self, week: Week) -> Iterator[Count]:
        for instrument, together in _plenaries(week).items():
            plenaries = self._in_turn(week, together)
            known = week.instrument.get(instrument)
            whose = known.inside if known else "bodies without an instrument"
            sure = tuple(session.id for session in plenaries if not session.optional)
            need = sum(week.session[session].least for session in sure)
            have = sum(sitting.minutes for sitting in week.open_to(plenaries))
            yield Count(
                (instrument,),
                need,
                have,
                f"The plenaries of {whose} need {duration(need)}; "
                f"the sittings open to them hold {duration(have)}.",
                assumes=HELD,
                sessions=sure,
            )
            for short in time_shortages(week, plenaries, known=sure if need > have else ()):
                needs = "need" if len(short.sessions) > 1 else "needs"
                yield Count(
                    (instrument, *short.sessions),
                    short.need,
                    short.have,
                    f"{short.named(week, 'plenaries')} {needs} {short.asked}; "
                    f"the sittings open to {short.them} hold {short.held}.",
                    assumes=HELD,
                    sessions=short.sessions,
                )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        group = {"format": Format.SMALL_GROUP}
        week = tiny_week(
            tiny_session("clearance"),
            tiny_session("assistance"),
            tiny_session("group", **group),
            tiny_session("lunch", format=Format.SIDE_EVENT),
        )
        instruments = tiny_week(
            tiny_session("clearance"),
            tiny_session("munitions"),
            tiny_session("network", **group),
            tiny_session("informal", body="network"),
            bodies=(
                Body(id="munitions", name="Munitions", instrument="munitions"),
                Body(id="network", name="Network"),
            ),
            minutes=30,
            days=2,
        )
        joint = tiny_week(
            tiny_session("clearance"),
            tiny_session("joint", bodies=("clearance", "munitions")),
            tiny_session("group", bodies=("clearance", "munitions"), **group),
            bodies=(Body(id="munitions", name="Munitions", instrument="munitions"),),
        )
        excepted = tiny_week(
            *map(tiny_session, ("clearance", "assistance", "reports")),
            tiny_session("experts", **group),
            minutes=30,
            days=2,
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("group", 0, "10:30"),
                    at("lunch", 0, "10:00"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00", 60),
                    at("assistance", 0, "10:00"),
                    at("group", 0, "10:30"),
                ),
                amount=60,
                text="A side event may run beside a plenary; a second plenary or a group may not.",
            ),
            Example(
                rule=cls(),
                week=instruments,
                good=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("munitions", 0, "10:00"),
                    at("informal", 0, "10:00"),
                    at("network", 1, "10:00"),
                ),
                bad=tiny_timetable(
                    at("network", 0, "10:00"),
                    at("informal", 0, "10:00"),
                    at("network", 1, "10:00"),
                    at("munitions", 1, "10:00"),
                ),
                amount=60,
                text="Each instrument has its own programme, and a group of friends belongs to "
                "every one.",
            ),
            Example(
                rule=cls(),
                week=joint,
                good=tiny_timetable(at("clearance", 0, "10:00"), at("joint", 0, "10:30")),
                bad=tiny_timetable(at("joint", 0, "10:00"), at("group", 0, "10:00")),
                amount=30,
                text="A minute beside a joint plenary counts once, not for each instrument.",
            ),
            Example(
                rule=cls(
                    exceptions=(
                        PlenaryException(session="experts", beside="clearance"),
                        PlenaryException(session="assistance", beside="reports"),
                    )
                ),
                week=excepted,
                good=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("experts", 0, "10:00"),
                    at("assistance", 1, "10:00"),
                    at("reports", 1, "10:00"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("reports", 0, "10:00"),
                    at("assistance", 1, "10:00"),
                    at("experts", 1, "10:00"),
                ),
                amount=60,
                text="Experts may meet beside one committee, and two others may share a morning.",
            ),
        )


def _is_plenary(week: Week, session: Session) -> bool:
    """Whether it is a plenary of a Standing Committee."""
    kinds = {week.body[body].kind for body in session.bodies}
    return session.format is Format.PLENARY and Kind.STANDING_COMMITTEE in kinds


def _plenaries(week: Week) -> dict[str, list[Session]]:
    """The plenaries by instrument; those of bodies without one under an empty name."""
    found: dict[str, list[Session]] = {}
    for session in week.sessions:
        if _is_plenary(week, session):
            for instrument in sorted(week.instruments_of(session)) or [""]:
                found.setdefault(instrument, []).append(session)
    return found


def _share(instruments: frozenset[str], week: Week, session: Session) -> bool:
    """Whether a session belongs to the programme of any of the instruments, or of none."""
    its = week.instruments_of(session)
    if not its:
        return not instruments or not _is_plenary(week, session)
    return bool(instruments & its)


def _of_its_programme(week: Week, plenary: Session, other: Session) -> bool:
    """Whether the other session belongs to a programme of the plenary's."""
    first, second = week.instruments_of(plenary), week.instruments_of(other)
    joins_any = not second and not _is_plenary(week, other)
    return joins_any or bool(first & second) or first == second


def _slots(draft: RuleDraft, sessions: list[Session]) -> list[Slot]:
    return draft.slots_of({session.id for session in sessions})


def _case(one: str, other: str) -> Case:
    return (min(one, other), max(one, other))
