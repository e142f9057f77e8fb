"""The rule `respect_interpretation`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, ClassVar, Literal

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft, Slot
from scheduler.rules.guide import Guide
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.rules.shortages import HELD, time_shortages
from scheduler.week.clock import count, duration
from scheduler.week.timetable import Timetable, most_at_once
from scheduler.week.week import Interpretation, Session, Sitting, Week
from scheduler.week.words import listed


class RespectInterpretation(Rule):
    """Interpreted sessions need no more teams than there are, and no more of their time.

    Why
    ---
    Interpreters work in teams, a team in one room at a time, for no more than two sittings of
    three hours a day and seven a week. A session that loses its interpretation loses half of the
    room.

    Counts
    ------
    The teams that a sitting, or sittings that overlap, need at once beyond those available, the
    team sittings that a day needs beyond what the teams may work in a day, and those that the week
    needs beyond what they may work in a week. A sitting needs one team for each interpreted part
    that runs in it at the busiest moment.

    Source
    ------
    Practice; the working conditions of interpreters at the United Nations.
    """

    title: ClassVar = "Interpreted sessions have interpreters"
    group: ClassVar = Group.WEEK
    unit: ClassVar = "team sittings"
    detail: ClassVar = Detail.TIME
    principles: ClassVar = (Principle.INCLUSION,)
    usual: ClassVar = "must"

    name: Literal["respect_interpretation"] = "respect_interpretation"

    def encode(self, draft: RuleDraft) -> None:
        week, teams = draft.week, draft.week.interpretation
        if teams is None:
            return
        interpreted = {session.id for session in _interpreted(week)}
        needed, used, interpreting = [], [], list[Slot]()
        for day in week.days:
            today = []
            for stretch in (one for one in week.stretches if one[0].day == day):
                here = list[Slot]()
                for sitting in stretch:
                    slots = draft.slots_of(interpreted, sitting=sitting.id)
                    today.append(draft.most_at_once(slots))
                    used += [sitting] if slots else []
                    here += slots
                at_once = today[-1] if len(stretch) == 1 else draft.most_at_once(here)
                draft.at_most(self, ("sitting", stretch[0].id), at_once, teams.teams)
                interpreting += here
            draft.at_most(self, ("day", day), total(today), teams.teams * teams.sittings_a_day)
            needed += today
        draft.at_most(self, ("week",), total(needed), teams.teams * teams.sittings_a_week)
        draft.imply(self, total(map(draft.minutes, interpreting)), _minutes(teams, used))

    def guide(self, guide: Guide) -> None:
        if guide.week.interpretation is not None:
            interpreted = [session.id for session in _interpreted(guide.week)]
            guide.at_once(self, interpreted, guide.week.interpretation.teams)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        teams = week.interpretation
        if teams is None:
            return
        by_sitting = week.by_sitting(
            part for part in timetable.parts if week.session[part.session].languages
        )
        needed, per_day = Counter[str](), Counter[int]()
        for identifier, parts in by_sitting.items():
            needed[identifier] = most_at_once(parts)
            per_day[parts[0].day] += needed[identifier]
        for stretch in week.stretches:
            found = most_at_once(p for one in stretch for p in by_sitting.get(one.id, ()))
            if found > teams.teams:
                yield Breach(("sitting", stretch[0].id), found - teams.teams)
        for day, found in per_day.items():
            if found > teams.teams * teams.sittings_a_day:
                yield Breach(("day", day), found - teams.teams * teams.sittings_a_day)
        if per_day.total() > teams.teams * teams.sittings_a_week:
            yield Breach(("week",), per_day.total() - teams.teams * teams.sittings_a_week)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        teams = week.interpretation or Interpretation(teams=0)
        few = f"{count(teams.teams, 'team')} of interpreters"
        are = "is" if teams.teams == 1 else "are"
        if case[0] == "sitting":
            names = [sitting.name for sitting in week.beside[str(case[1])]]
            when = f"{week.day_name(week.sitting[str(case[1])].day)}, {listed(names)}"
            if amount is None:
                sessions = count(teams.teams, "interpreted session")
                return f"No more than {sessions} can run at one time on {when}: there {are} {few}."
            run = count(
                teams.teams + amount,
                "interpreted session runs",
                "interpreted sessions run at one time",
            )
            return f"On {when}, {run}; there {are} {few}."
        day = case[0] == "day"
        most = teams.teams * (teams.sittings_a_day if day else teams.sittings_a_week)
        span = f"on {week.day_name(int(case[1]))}" if day else "in the week"
        if amount is None:
            asked = f"Interpretation is available for no more than {count(most, 'sitting')} {span}"
            limit = f"{teams.sittings_a_day} a day" if day else f"{teams.sittings_a_week} a week"
            each = " each, and a sitting counts for each team that it needs"
            return f"{asked}: {few} can work {limit}{each if teams.teams > 1 else ''}."
        needed = f"Interpretation is needed for {count(most + amount, 'sitting')} {span}"
        return f"{needed}, counting each team that a sitting needs; {few} can work {most}."

    def count(self, week: Week) -> Iterator[Count]:
        teams, sessions = week.interpretation, _interpreted(week)
        if teams is None:
            return
        few = f"{count(teams.teams, 'team')} of interpreters"
        sure = tuple(session.id for session in sessions if not session.optional)
        need = sum(week.session[session].least for session in sure)
        have = _minutes(teams, week.open_to(sessions))
        yield Count(
            ("week",),
            need,
            have,
            f"The interpreted sessions need {duration(need)}; "
            f"{few} can work {duration(have)} in the week.",
            assumes=HELD,
            remedy=_REMEDY,
            sessions=sure,
        )
        hands = min(teams.teams, len(sessions))
        known, a_day = sure if need > have else (), teams.sittings_a_day
        for short in time_shortages(week, sessions, hands, a_day=a_day, known=known):
            needs = "need" if len(short.sessions) > 1 else "needs"
            yield Count(
                ("sessions", *short.sessions),
                short.need,
                short.have,
                f"{short.named(week, 'interpreted sessions')} {needs} {short.asked}; "
                f"{few} can work {short.held} in the sittings open to {short.them}.",
                assumes=HELD,
                remedy=_REMEDY,
                sessions=short.sessions,
            )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        languages: dict[str, Any] = {"languages": 3}
        side_by_side = tiny_week(
            tiny_session("clearance", **languages),
            tiny_session("assistance", **languages),
            tiny_session("group"),
            interpretation=Interpretation(teams=1),
        )
        long = tiny_week(
            tiny_session("clearance", most_parts=2, **languages),
            tiny_session("assistance", **languages),
            sittings=("morning", "afternoon"),
            minutes=30,
            days=2,
            interpretation=Interpretation(teams=1, sittings_a_day=1, sittings_a_week=1),
        )
        return (
            Example(
                rule=cls(),
                week=side_by_side,
                good=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("assistance", 0, "10:30"),
                    at("group", 0, "10:00", 60),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("assistance", 0, "10:00", 60),
                    at("group", 0, "10:00", 60),
                ),
                amount=1,
                text="One team can serve two sessions of a sitting in turn, but not at once.",
            ),
            Example(
                rule=cls(),
                week=long,
                good=tiny_timetable(at("clearance", 0, "10:00")),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("clearance", 0, "15:00"),
                    at("assistance", 1, "10:00"),
                ),
                amount=3,
                text="A team that may work once a day and once in the week is needed three times.",
            ),
        )


_REMEDY = (
    "another team of interpreters, fewer interpreted sessions ('languages'), or fewer minutes for "
    "them ('least')."
)


def _interpreted(week: Week) -> list[Session]:
    return [session for session in week.sessions if session.languages]


def _minutes(teams: Interpretation, sittings: Iterable[Sitting]) -> int:
    """The most minutes for which the teams can work in the sittings."""
    longest: list[int] = []
    for _, today in groupby(sorted(sittings, key=_day), key=_day):
        longest += sorted((s.minutes for s in today), reverse=True)[: teams.sittings_a_day]
    return teams.teams * sum(sorted(longest, reverse=True)[: teams.sittings_a_week])


def _day(sitting: Sitting) -> int:
    return sitting.day
