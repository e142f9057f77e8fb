"""The rule `keep_plenaries_alone`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft, Slot
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import duration
from scheduler.week.timetable import Timetable
from scheduler.week.week import PROGRAMME, Body, Format, Kind, Session, Week


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
    instruments; all sessions whose bodies have no instrument belong to one programme.

    Source
    ------
    Review ¶ 10, inclusion.
    """

    title: ClassVar = "Nothing runs beside a plenary"
    group: ClassVar = Group.PEOPLE
    unit: ClassVar = "minutes of overlap"
    detail: ClassVar = Detail.TIME
    principles: ClassVar = (Principle.INCLUSION,)
    usual: ClassVar = "must"

    name: Literal["keep_plenaries_alone"] = "keep_plenaries_alone"

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
                if session.format in PROGRAMME
                and session.id not in done
                and _share(instruments, week.instruments_of(session))
            ]
            draft.no_overlap(self, _case, _slots(draft, plenaries), _slots(draft, others))
        for plenaries in _plenaries(week).values():
            slots = _slots(draft, plenaries)
            have = sum(week.sitting[sitting].minutes for sitting in {s.sitting for s in slots})
            draft.imply(self, total(map(draft.minutes, slots)), have)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        found: Counter[Case] = Counter()
        for one, other, minutes in timetable.pairs():
            pair = week.session[one.session], week.session[other.session]
            programme = all(session.format in PROGRAMME for session in pair)
            first, second = map(week.instruments_of, pair)
            same = bool(first & second) or first == second
            if programme and same and any(_is_plenary(week, session) for session in pair):
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
        for instrument, plenaries in _plenaries(week).items():
            need = sum(session.least for session in plenaries if not session.optional)
            have = sum(sitting.minutes for sitting in week.open_to(plenaries))
            known = week.instrument.get(instrument)
            whose = known.inside if known else "bodies without an instrument"
            yield Count(
                (instrument,),
                need,
                have,
                f"The plenaries of {whose} need {duration(need)}; "
                f"the sittings open to them hold {duration(have)}.",
                assumes=("hold_every_session", "sit_within_hours"),
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
                    at("network", 0, "10:00"),
                ),
                bad=tiny_timetable(at("network", 1, "10:00"), at("informal", 1, "10:00")),
                amount=30,
                text="Each instrument has its own programme, and bodies without one share one.",
            ),
            Example(
                rule=cls(),
                week=joint,
                good=tiny_timetable(at("clearance", 0, "10:00"), at("joint", 0, "10:30")),
                bad=tiny_timetable(at("joint", 0, "10:00"), at("group", 0, "10:00")),
                amount=30,
                text="A minute beside a joint plenary counts once, not for each instrument.",
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


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other) or not (one or other)


def _slots(draft: RuleDraft, sessions: list[Session]) -> list[Slot]:
    return draft.slots_of({session.id for session in sessions})


def _case(one: str, other: str) -> Case:
    return (min(one, other), max(one, other))
