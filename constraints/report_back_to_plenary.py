"""The rule `report_back_to_plenary`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Format, Session, Week
from scheduler.week.words import listed


class ReportBackToPlenary(Rule):
    """What a small group did is reported to a plenary later in the same week.

    Why
    ---
    Few can sit in a small group; the work stays open when all can hear what came of it.

    Counts
    ------
    Small groups that are held and are not followed by any part of a reporting session; a part may
    begin as the group's last part ends. The reporting sessions of a group are the report-back
    sessions that share an instrument with it (or that, like the group, have none), and the
    plenaries in which one of the group's own bodies takes part.

    Source
    ------
    Review ¶ 10, transparency.
    """

    title: ClassVar = "Small groups report back to a plenary"
    group: ClassVar = Group.REVIEW
    unit: ClassVar = "small groups"
    detail: ClassVar = Detail.TIME
    principles: ClassVar = (Principle.TRANSPARENCY, Principle.INCLUSION)
    usual: ClassVar = "must"

    name: Literal["report_back_to_plenary"] = "report_back_to_plenary"

    def encode(self, draft: RuleDraft) -> None:
        for group in _small_groups(draft.week):
            reports = total(
                draft.comes_after(slot, group.id)
                for session in _reporting(draft.week, group)
                for slot in draft.slots_of(session.id)
            )
            draft.at_most(self, (group.id,), draft.held(group.id) - reports)

    def guide(self, guide: Guide) -> None:
        for group in _small_groups(guide.week):
            reporting = _reporting(guide.week, group)
            # Any part that comes later will do: of a single session it has to be its own.
            if len(reporting) == 1 and reporting[0].most_parts == 1:
                guide.in_order(self, group.id, reporting[0].id)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for group in _small_groups(week):
            over = max((part.end for part in timetable.of(group.id)), default=None)
            reports = timetable.among(session.id for session in _reporting(week, group))
            if over is not None and not any(part.begin >= over for part in reports):
                yield Breach((group.id,), 1)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        group = week.session[str(case[0])]
        titles = [week.what(session.id) for session in _reporting(week, group)]
        if not titles:
            return f"{week.what(group.id)} has no session in the week to which it could report."
        where = listed(titles, "or")
        if amount is None:
            held = ", if it is held," if group.optional else ""
            report = f"a part of {where} begins after it is over"
            return f"{week.what(group.id)}{held} reports back: {report}."
        return f"{week.what(group.id)} reports nowhere: no part of {where} begins after it is over."

    def count(self, week: Week) -> Iterator[Count]:
        for group in _small_groups(week):
            if not group.optional:
                have = len(_reporting(week, group))
                sentence = self.say(week, (group.id,))
                assumes = ("hold_every_session",)
                yield Count((group.id,), 1, have, sentence, assumes, remedy=_REMEDY)

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("group", body="clearance", format=Format.SMALL_GROUP, most_parts=2),
            tiny_session("clearance"),
            days=2,
        )
        instruments = tiny_week(
            tiny_session("group", body="clearance", format=Format.SMALL_GROUP),
            tiny_session("reports", body="secretariat", format=Format.REPORT_BACK),
            tiny_session("others", body="munitions", format=Format.REPORT_BACK),
            tiny_session("stray", body="friends", format=Format.SMALL_GROUP),
            bodies=(
                Body(id="munitions", name="Munitions", instrument="another"),
                Body(id="friends", name="Friends"),
            ),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(at("group", 0, "10:00"), at("clearance", 0, "10:30")),
                bad=tiny_timetable(
                    at("group", 0, "10:00"), at("clearance", 0, "10:30"), at("group", 1, "10:00")
                ),
                amount=1,
                text="The plenary follows the first part of the group, and not its last.",
            ),
            Example(
                rule=cls(),
                week=instruments,
                good=tiny_timetable(at("group", 0, "10:00"), at("reports", 0, "10:30")),
                bad=tiny_timetable(
                    at("group", 0, "10:00"), at("others", 0, "10:30"), at("stray", 0, "10:00")
                ),
                amount=2,
                text="Another instrument's report-back will not do, and one group has none at all.",
            ),
        )


_REMEDY = "a plenary of its committee, or a session of format report_back, later in the week."


def _small_groups(week: Week) -> tuple[Session, ...]:
    return tuple(session for session in week.sessions if session.format == Format.SMALL_GROUP)


def _reporting(week: Week, group: Session) -> tuple[Session, ...]:
    """The sessions to which a small group may report."""
    return tuple(session for session in week.sessions if _may_report(week, group, session))


def _may_report(week: Week, group: Session, session: Session) -> bool:
    if session.format == Format.REPORT_BACK:
        ours, theirs = week.instruments_of(group), week.instruments_of(session)
        return bool(ours & theirs) or not (ours or theirs)
    return session.format == Format.PLENARY and bool(set(session.bodies) & set(group.bodies))
