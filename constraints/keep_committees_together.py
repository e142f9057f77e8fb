"""The rule `keep_committees_together`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import NOTHING, Linear, total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.timetable import Timetable
from scheduler.week.week import Format, Session, Sitting, Week


class KeepCommitteesTogether(Rule):
    """The sittings in which a body meets follow each other, with none between them left out.

    Why
    ---
    A committee whose agenda is cut in two by other work loses its thread, and experts who come for
    it alone have to wait.

    Counts
    ------
    For each body, among its sittings: those from the first in which it has a part to the last,
    minus those in which it has one. Counted are its sessions in the official programme, or all of
    them where it has none there: a side event or a coordination meeting of a committee is no part
    of it. Its sittings are those open to plenaries if it has one, and otherwise those open to the
    format of at least one of these sessions, so that no committee leaves out a lunch. A joint
    session counts for each of its bodies. Bodies that are left out count nothing, such as the
    Coordinating Committee, which meets throughout the week.

    Source
    ------
    The principle of coherence in Review ¶ 1. The measure is an assumption.
    """

    title: ClassVar = "The sittings of a committee follow each other"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "sittings"
    detail: ClassVar = Detail.TIME
    principles: ClassVar = (Principle.COHERENCE,)
    usual: ClassVar = "prefer"

    name: Literal["keep_committees_together"] = "keep_committees_together"
    leave_out: frozenset[str] = Field(
        default=frozenset(),
        description="Bodies whose sittings need not follow each other.",
        json_schema_extra={"refers_to": "body"},
    )

    def encode(self, draft: RuleDraft) -> None:
        for body in self._bodies(draft.week):
            sessions = [session.id for session in _programme(draft.week, body)]
            if len(sessions) == 1 and draft.single(sessions[0]):
                continue
            used = [
                draft.any(map(draft.held, draft.slots_of(sessions, sitting=sitting.id)))
                for sitting in _eligible(draft.week, body)
            ]
            begun = _so_far(draft, used)
            to_come = _so_far(draft, used[::-1])[::-1]
            left_out = [
                draft.all([before, after, 1 - here])
                for before, here, after in zip(begun, used[1:], to_come[2:], strict=False)
            ]
            draft.at_most(self, (body,), total(left_out))

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for body in self._bodies(week):
            parts = timetable.among(session.id for session in _programme(week, body))
            sittings = week.by_sitting(parts)
            used = [n for n, sitting in enumerate(_eligible(week, body)) if sitting.id in sittings]
            if used and used[-1] - used[0] + 1 > len(used):
                yield Breach((body,), used[-1] - used[0] + 1 - len(used))

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        name = week.body[str(case[0])].name
        if amount is None:
            return f"The sittings of {name} follow each other."
        between = count(amount, "sitting")
        return f"{name} pauses for {between} between its first part and its last."

    def _bodies(self, week: Week) -> list[str]:
        met = {body for session in week.sessions for body in session.bodies}
        return [body.id for body in week.bodies if body.id in met - self.leave_out]

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("clearance"),
            tiny_session("report", body="clearance"),
            tiny_session("coordination"),
            sittings=("morning", "lunch", "afternoon"),
            days=2,
            minutes=30,
        )
        panel = tiny_week(
            tiny_session("clearance", most_parts=2, wanted=60),
            tiny_session("panel", body="clearance", format=Format.SIDE_EVENT),
            sittings=("morning", "lunch", "afternoon"),
            days=2,
            minutes=30,
        )
        chairs = tiny_week(
            tiny_session("chairs", format=Format.COORDINATION, most_parts=2, wanted=60),
            sittings=("morning", "lunch", "afternoon"),
            minutes=30,
        )
        return (
            Example(
                rule=cls(leave_out=frozenset({"coordination"})),
                week=week,
                good=tiny_timetable(
                    at("clearance", 0, "15:00"),
                    at("report", 1, "10:00"),
                    at("coordination", 0, "10:00"),
                    at("coordination", 1, "15:00"),
                ),
                bad=tiny_timetable(at("clearance", 0, "10:00"), at("report", 1, "15:00")),
                amount=2,
                text="A night or a lunch between two sittings is no gap; two empty sittings are.",
            ),
            Example(
                rule=cls(),
                week=panel,
                good=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("clearance", 0, "15:00"),
                    at("panel", 1, "13:00"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("panel", 0, "13:00"),
                    at("clearance", 1, "10:00"),
                ),
                amount=1,
                text="A committee leaves out no lunch, and a side event is no sitting in which it "
                "meets.",
            ),
            Example(
                rule=cls(),
                week=chairs,
                good=tiny_timetable(at("chairs", 0, "10:00"), at("chairs", 0, "13:00")),
                bad=tiny_timetable(at("chairs", 0, "10:00"), at("chairs", 0, "15:00")),
                amount=1,
                text="A body that meets only for coordination may meet at lunch, and pauses there.",
            ),
        )


def _programme(week: Week, body: str) -> list[Session]:
    """The sessions of a body that count: those of the official programme, if it has any."""
    sessions = week.sessions_of(body)
    return [one for one in sessions if one.programme] or list(sessions)


def _eligible(week: Week, body: str) -> list[Sitting]:
    """The sittings that a body can use or leave out, in order of time."""
    sessions = _programme(week, body)
    plenaries = [session for session in sessions if session.format is Format.PLENARY]
    words = {session.format_word for session in plenaries or sessions}
    open_to = [one for one in week.sittings if any(map(one.is_open_to, words))]
    return sorted(open_to, key=lambda sitting: sitting.begin)


def _so_far(draft: RuleDraft, used: list[Linear]) -> list[Linear]:
    """For each sitting, whether it or one before it is used."""
    found = [NOTHING]
    for here in used:
        found.append(draft.any([found[-1], here]))
    return found[1:]
