"""The rule `sit_within_hours`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft, Slot
from scheduler.rules.rule import Breach, Example, Group, Principle, Rule
from scheduler.week.clock import clock, duration
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Sitting, Week
from scheduler.week.words import listed


class SitWithinHours(Rule):
    """A part lies in a sitting, at a time and in a room that its session may use.

    Why
    ---
    Side events belong to the lunch hour, some sessions to a certain day, and a room may be let to
    somebody else. A pinned session sits exactly where it is pinned.

    Counts
    ------
    Parts in a sitting that is not open to the session or its format; parts outside the session's
    hours; parts in a room that is closed then; and parts of a pinned session that are not among
    its pinned parts.

    Source
    ------
    Practice of the meetings; the meeting hours of the United Nations at Geneva.
    """

    title: ClassVar = "Sessions lie within sittings"
    group: ClassVar = Group.WEEK
    unit: ClassVar = "parts"
    principles: ClassVar = (Principle.EFFECTIVE_PREPARATION,)
    usual: ClassVar = "must"

    name: Literal["sit_within_hours"] = "sit_within_hours"

    def encode(self, draft: RuleDraft) -> None:
        for session in draft.week.sessions:
            for slot in draft.slots_of(session.id):
                sitting = draft.week.sitting[slot.sitting]
                if not session.may_use(sitting):
                    draft.forbid(self, (session.id, "sitting", sitting.id), [slot])
                    continue
                if session.pinned:
                    self._pin(draft, session, slot)
                if session.hours is not None:
                    draft.allow_only(
                        self, (session.id, "hours", sitting.id), slot, hours=session.hours
                    )
                for room in draft.week.rooms:
                    if sitting.id in room.closed:
                        case = (session.id, "room", sitting.id, room.id)
                        draft.forbid(self, case, [slot], room=room.id)

    def _pin(self, draft: RuleDraft, session: Session, slot: Slot) -> None:
        case = (session.id, "pinned", slot.sitting)
        for part in session.pinned:
            if draft.week.sitting_of(part) == draft.week.sitting[slot.sitting]:
                draft.allow_only(self, case, slot, part=part)
                return
        draft.forbid(self, case, [slot])

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for part in timetable.parts:
            session, sitting = week.session[part.session], week.sitting_of(part)
            if sitting is None:
                continue
            if not session.may_use(sitting):
                yield Breach((session.id, "sitting", sitting.id), 1)
                continue
            if session.pinned and not any(part.is_as(pin) for pin in session.pinned):
                yield Breach((session.id, "pinned", sitting.id), 1)
            if session.hours is not None and not _within(part, session.hours):
                yield Breach((session.id, "hours", sitting.id), 1)
            if part.room is not None and sitting.id in week.room[part.room].closed:
                yield Breach((session.id, "room", sitting.id, part.room), 1)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session, what, sitting, *room = map(str, case)
        title, when = week.what(session), week.sitting_name(sitting)
        if what == "room":
            return f"{week.room[room[0]].name} is closed on {when}: {title} cannot sit there."
        if what == "pinned":
            pins = _pin_names(week, week.session[session])
            if amount is None:
                return f"{title} is pinned to {pins}, and may not sit otherwise on {when}."
            return f"{title} is pinned to {pins}, but sits otherwise on {when}."
        if what == "hours":
            first, last = week.session[session].hours or (0, 0)
            asked = f"{title} may sit only from {clock(first)} to {clock(last)}"
            return f"{asked}." if amount is None else f"{asked}, but does not on {when}."
        form = week.session[session].format
        left_out = form in week.sitting[sitting].formats
        if amount is None:
            why = (
                "its days and sittings in the scenario exclude it"
                if left_out
                else f"the sitting is not open to {form.inside}"
            )
            return f"{title} may not sit on {when}: {why}."
        why = (
            "its days and sittings in the scenario exclude"
            if left_out
            else f"is not open to {form.inside}"
        )
        return f"{title} sits on {when}, which {why}."

    def requirement(self, case: Case) -> Case:
        session, what, *_ = case
        return ("closed", case[3]) if what == "room" else (session, what)

    def ask(self, week: Week, requirement: Case) -> str:
        what, about = map(str, requirement)
        if what == "closed":
            closed = [sitting for sitting in week.sittings if sitting.id in week.room[about].closed]
            return f"{week.room[about].name} is closed on {_times(week, closed)}."
        session = week.session[what]
        title = week.what(session.id)
        if about == "pinned":
            return f"{title} is pinned to {_pin_names(week, session)}."
        if about == "hours":
            first, last = session.hours or (0, 0)
            return f"{title} may sit only from {clock(first)} to {clock(last)}."
        open_to = week.open_to([session])
        if not open_to:
            return f"{title} may not sit in any sitting of the week."
        return f"{title} may sit only on {_times(week, open_to)}."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        late = frozenset({"2011-06-20 afternoon"})
        week = tiny_week(
            tiny_session("closing", sittings=late),
            tiny_session("open", hours=(600, 630)),
            sittings=("morning", "afternoon"),
            rooms=(
                tiny_room("hall", closed=frozenset({"2011-06-20 afternoon"})),
                tiny_room("annex"),
            ),
        )
        pinned = tiny_week(
            tiny_session("fixed", wanted=60, pinned=(at("fixed", 0, "10:30", room="hall"),)),
            days=2,
            rooms=(tiny_room("hall"), tiny_room("annex")),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(
                    at("closing", 0, "15:00", room="annex"), at("open", 0, "10:00", room="hall")
                ),
                bad=tiny_timetable(
                    at("closing", 0, "10:00", room="annex"), at("open", 0, "15:00", room="hall")
                ),
                amount=3,
                text="One session is kept for the afternoon, one to half an hour; a hall closes.",
            ),
            Example(
                rule=cls(),
                week=pinned,
                good=tiny_timetable(at("fixed", 0, "10:30", room="hall")),
                bad=tiny_timetable(
                    at("fixed", 0, "10:30", room="annex"), at("fixed", 1, "10:30", room="hall")
                ),
                amount=2,
                text="A pinned session: neither another room nor another day will do.",
            ),
        )


def _within(part: Part, hours: tuple[int, int]) -> bool:
    return hours[0] <= part.start and part.start + part.minutes <= hours[1]


def _pin_name(week: Week, pin: Part) -> str:
    room = f" in {week.room[pin.room].name}" if pin.room is not None else ""
    return f"{week.moment_name(pin.begin)} for {duration(pin.minutes)}{room}"


def _pin_names(week: Week, session: Session) -> str:
    return " and ".join(_pin_name(week, pin) for pin in session.pinned)


def _times(week: Week, sittings: Iterable[Sitting]) -> str:
    """Sittings in words: ``Monday 20 June and Friday 24 June, morning or afternoon``."""
    names: dict[int, list[str]] = {}
    for sitting in sittings:
        names.setdefault(sitting.day, []).append(sitting.name)
    days: dict[str, list[str]] = {}
    for day, today in names.items():
        days.setdefault(" or ".join(today), []).append(week.day_name(day))
    return "; ".join(f"{listed(on)}, {name}" for name, on in days.items())
