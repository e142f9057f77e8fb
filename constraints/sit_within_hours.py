"""The rule `sit_within_hours`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft, Slot
from scheduler.rules.linear import NOTHING
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Count, Example, Group, Principle, Rule
from scheduler.week.clock import clock, count, duration
from scheduler.week.structure import misfits
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Sitting, Week
from scheduler.week.words import listed, with_article


class SitWithinHours(Rule):
    """A part lies in a sitting, at a time and in a room that its session may use.

    Why
    ---
    Side events belong to the lunch hour, some sessions to a certain day, and a room may be let to
    somebody else. A pinned session sits exactly where it is pinned, in all its pinned parts.

    Counts
    ------
    Parts in a sitting that is not open to the session or its format; parts outside the session's
    hours; parts in a room that is closed then; parts of a pinned session that are not among its
    pinned parts; and, where that session is held, pinned parts in whose sitting it has no part.

    Source
    ------
    Practice of the meetings; the meeting hours of the United Nations at Geneva.
    """

    title: ClassVar = "Sessions lie within sittings"
    group: ClassVar = Group.WEEK
    unit: ClassVar = "parts"
    reach: ClassVar = Reach.SESSION
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
            self._require_pins(draft, session)

    def _require_pins(self, draft: RuleDraft, session: Session) -> None:
        """A session that is held has a part for each of its pins; one part serves one pin."""
        open_to = {slot.sitting: slot for slot in draft.slots_of(session.id)}
        for number, pin in enumerate(session.pinned):
            sitting = draft.week.sitting_of(pin)
            slot = open_to.pop(sitting.id, None) if sitting is not None else None
            there = NOTHING if slot is None else draft.held(slot)
            case = (session.id, "missing", number)
            draft.at_most(self, case, draft.held(session.id) - there)

    def _pin(self, draft: RuleDraft, session: Session, slot: Slot) -> None:
        case = (session.id, "pinned", slot.sitting)
        sitting = draft.week.sitting[slot.sitting]
        pins = [pin for pin in session.pinned if draft.week.sitting_of(pin) == sitting]
        if len(pins) == 1:
            draft.allow_only(self, case, slot, part=pins[0])
        elif pins:
            matched = draft.any(draft.matches(slot, pin) for pin in pins)
            draft.at_most(self, case, draft.held(slot) - matched)
        else:
            draft.forbid(self, case, [slot])

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for session in (one for one in week.sessions if one.pinned):
            parts = week.by_sitting(timetable.of(session.id))
            for number, pin in enumerate(session.pinned if parts else ()):
                sitting = week.sitting_of(pin)
                if sitting is None or parts.pop(sitting.id, None) is None:
                    yield Breach((session.id, "missing", number), 1)
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
        title = week.what(session)
        if what == "missing":
            pin = _pin_name(week, week.session[session].pinned[int(sitting)])
            missing = "." if amount is None else "; that part is missing."
            return f"{title} is pinned to {pin}{missing}"
        when = week.sitting_name(sitting)
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
        form = with_article(week.session[session].format_name)
        left_out = week.sitting[sitting].is_open_to(week.session[session].format_word)
        if amount is None:
            why = (
                "its days and sittings in the scenario exclude it"
                if left_out
                else f"the sitting is not open to {form}"
            )
            return f"{title} may not sit on {when}: {why}."
        why = (
            "its days and sittings in the scenario exclude"
            if left_out
            else f"is not open to {form}"
        )
        return f"{title} sits on {when}, which {why}."

    def requirement(self, case: Case) -> Case:
        session, what, *_ = case
        if what == "room":
            return ("closed", case[3])
        return (session, "pinned" if what == "missing" else what)

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

    def count(self, week: Week) -> Iterator[Count]:
        for session in week.sessions:
            if session.optional:
                continue
            title, number = week.what(session.id), len(session.pinned)
            yield Count(
                (session.id, "pins"),
                number,
                session.most_parts if number else 0,
                f"{title} is pinned to {count(number, 'place')}, and may have at most "
                f"{count(session.most_parts, 'part')}.",
                assumes=("hold_every_session",),
                remedy="as many parts ('parts: {at_most: …}') as there are pins, or fewer pins.",
            )
            for index, pin in enumerate(session.pinned):
                for sentence in misfits(week, pin):
                    yield Count(
                        (session.id, "missing", index),
                        1,
                        0,
                        f"{title} is pinned to a place that no timetable can give it: {sentence}",
                        assumes=("hold_every_session",),
                    )

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
        twice = tiny_week(
            tiny_session(
                "twice",
                wanted=90,
                most_parts=2,
                pinned=(at("twice", 0, "10:00", room="hall"), at("twice", 1, "10:00", 60)),
            ),
            days=3,
            rooms=(tiny_room("hall"), tiny_room("annex")),
        )
        maybe = tiny_week(
            tiny_session(
                "maybe",
                optional=True,
                most_parts=2,
                pinned=(at("maybe", 0, "10:30"), at("maybe", 1, "10:00")),
            ),
            tiny_session("nowhere", pinned=(at("nowhere", 0, "13:00"),)),
            tiny_session("both", pinned=(at("both", 0, "10:00"), at("both", 0, "10:30"))),
            days=2,
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
            Example(
                rule=cls(),
                week=twice,
                good=tiny_timetable(
                    at("twice", 0, "10:00", room="hall"), at("twice", 1, "10:00", 60, room="annex")
                ),
                bad=tiny_timetable(at("twice", 0, "10:00", room="hall")),
                amount=1,
                text="A session that is pinned in two parts needs both.",
            ),
            Example(
                rule=cls(),
                week=maybe,
                good=tiny_timetable(at("maybe", 0, "10:30"), at("maybe", 1, "10:00")),
                bad=tiny_timetable(
                    at("maybe", 1, "10:00"), at("nowhere", 0, "10:00"), at("both", 0, "10:30")
                ),
                amount=4,
                text="Once it is held, a session has every pinned part, also one that no sitting "
                "holds, or that one sitting can hold only in turn.",
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
