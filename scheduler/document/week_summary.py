"""A week in five sentences: what opens and closes it, who sits when, who stays, what is free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from scheduler.document.committee_times import (
    CommitteeTimes,
    brief,
    committee_times,
    quoted,
)
from scheduler.document.document import Paragraph
from scheduler.document.when import EVENING, day_named, how_often, in_letters, on_days, when
from scheduler.week.as_written import with_agendas
from scheduler.week.clock import DAY, clock, duration
from scheduler.week.timetable import Part, Timetable, covered, most_at_once
from scheduler.week.week import Format, Session, Sitting, Week
from scheduler.week.words import capital, listed

_NAMED = 6
"""Committees that are named one by one."""
_FEW = 3
"""Delegations and sessions that are named one by one."""


@dataclass(frozen=True)
class WeekSummary:
    """A timetable of a week, legal or not, in at most five sentences.

    It knows no rule and no scenario: it tells what is there, not whether that is allowed.
    """

    week: Week
    timetable: Timetable

    def sentences(self) -> tuple[str, ...]:
        """What opens and closes the week, who sits when, the small groups, the stays, the rest."""
        if not self.timetable.parts:
            return ("Nothing is held: the timetable is empty.",)
        told = (self._say_span(), self._say_committees(), self._say_groups())
        return tuple(filter(None, (*told, self._say_stays(), self._say_rest())))

    def paragraph(self) -> Paragraph:
        """The same as a block of a document."""
        return Paragraph(str(self))

    def __str__(self) -> str:
        return " ".join(self.sentences())

    @cached_property
    def committees(self) -> tuple[CommitteeTimes, ...]:
        """When each committee sits, in the order in which they begin."""
        return committee_times(self.week, self.timetable)

    @cached_property
    def _programme(self) -> tuple[Part, ...]:
        """The parts of the official programme; where there are none, all parts."""
        known = self.week.session
        parts = self.timetable.parts
        found = (p for p in parts if p.session in known and known[p.session].programme)
        return tuple(found) or parts

    @cached_property
    def _first(self) -> tuple[Part, ...]:
        begin = self._programme[0].begin
        return tuple(part for part in self._programme if part.begin == begin)

    @cached_property
    def _last(self) -> tuple[Part, ...]:
        end = max(part.end for part in self._programme)
        return tuple(part for part in self._programme if part.end == end)

    # What opens and closes it

    def _say_span(self) -> str:
        begin, end = self._first[0].begin, self._last[0].end
        first, last = self.week.day_name(begin // DAY), self.week.day_name((end - 1) // DAY)
        opens, closes = clock(begin % DAY), clock((end - 1) % DAY + 1)
        span = f"from {first} at {opens} to {last} at {closes}"
        if first == last:
            span = f"on {first} from {opens} to {closes}"
        return f"The week runs {span}; {self._say_ends()}."

    def _say_ends(self) -> str:
        first, last = self._names(self._first), self._names(self._last)
        if len(self._programme) == 1:
            return f"{first[0]} is all that it holds"
        if first == last and len(first) == 1:
            return f"{first[0]} opens and closes it"
        ends = ((first, "opens", "open"), (last, "closes", "close"))
        return listed(
            f"{_some(names)} {one if len(names) == 1 else both} it" for names, one, both in ends
        )

    def _names(self, parts: Collection[Part]) -> list[str]:
        """Whose parts these are: a committee by its name, else the session by its title."""
        committees = {part: one.name for one in self.committees for part in one.parts}
        week = self.week
        titles = (committees.get(p) or quoted(week.title_on_its_day(p.session)) for p in parts)
        return list(dict.fromkeys(titles))

    # Who sits when

    def _say_committees(self) -> str:
        ends = {*self._first, *self._last}
        within = [o for o in self.committees if o.interruptions or not ends.issuperset(o.parts)]
        most = sorted(within, key=lambda one: -sum(part.minutes for part in one.parts))
        named = within if len(within) <= _NAMED else [o for o in within if o in most[: _NAMED - 1]]
        told = [f"{one.name} {one.say_when(self.week)}" for one in named]
        told[:1] = [f"{one.name} sits {one.say_when(self.week)}" for one in named[:1]]
        others = [one for one in within if one not in named]
        if others:
            parts = [part for one in others for part in one.parts]
            told.append(f"{in_letters(len(others))} others sit {when(self.week, parts)}")
        told += filter(None, (self._say_instruments(), self._say_missing()))
        return f"{capital('; '.join(told))}." if told else ""

    def _say_instruments(self) -> str:
        """On which days several instruments meet, each by itself, and what they hold together."""
        known = self.week.session
        under = [(part, self.week.instruments_of(known[part.session])) for part in self._main]
        alone = [(part.day, next(iter(found))) for part, found in under if len(found) == 1]
        days: dict[str, set[int]] = {}
        for day, instrument in alone:
            days.setdefault(instrument, set()).add(day)
        if len(days) < 2:
            return ""
        shared = {day for one, other in combinations(days.values(), 2) for day in one & other}
        which = listed(day_named(self.week, day) for day in sorted(shared)) or "no day"
        which = which if len(shared) <= _FEW else _days(len(shared), len(self.week.days))
        told = f"the {in_letters(len(days))} instruments share {which}"
        if joint := len({part.session for part, found in under if len(found) > 1}):
            what = "session" if joint == 1 else "sessions"
            told += f" and hold {in_letters(joint)} {what} together"
        changes = sum(one != other for (_, one), (_, other) in pairwise(alone))
        woven = f", and the week changes between them {how_often(changes)}"
        return f"{told}{woven if changes >= len(days) else ''}"

    def _say_missing(self) -> str:
        """The sessions of the programme that are left out and were to be held."""
        missing = [
            session
            for session in self.week.sessions
            if session.programme
            and not (session.optional or session.proposal or self.timetable.holds(session.id))
        ]
        names = [quoted(self.week.title_of(session.id)) for session in missing]
        are = "is" if len(names) == 1 else "are"
        return f"{_some(names, 'sessions')} {are} not held" if names else ""

    # The small groups

    def _say_groups(self) -> str:
        groups = [s for s in self.week.sessions if s.format is Format.SMALL_GROUP or s.proposal]
        held = [session for session in groups if self.timetable.holds(session.id)]
        out = len(groups) - len(held)
        what = _kind(groups)
        if not groups:
            return ""
        if not held:
            none = f"None of the {in_letters(out)} proposed {what}s is"
            return f"{none if out > 1 else f'The proposed {what} is not'} held."
        parts = self.timetable.among(session.id for session in held)
        meet = f"{what} meets" if len(held) == 1 else f"{what}s meet"
        told = f"{in_letters(len(held))} {meet} {self._say_when(parts)}"
        told += self._say_at_once(parts) + self._say_early(held) + self._say_reports(parts)
        if out:
            told += f"; {in_letters(out)} more {'was' if out == 1 else 'were'} proposed"
        return f"{capital(told)}."

    def _say_when(self, parts: Sequence[Part]) -> str:
        """When small groups meet: by the clock where that is between the sittings of committees."""
        mains = [one for one in self.week.sittings if Format.PLENARY in one.formats]
        if any(
            part.start >= EVENING or any(one.begin <= part.begin < one.end for one in mains)
            for part in parts
        ):
            return when(self.week, parts)
        first, last = min(part.start for part in parts), max(part.start for part in parts)
        time = f"at {clock(first)}"
        if first < last:
            time = f"between {clock(first)} and {clock(max(p.start + p.minutes for p in parts))}"
        return f"{on_days(self.week, sorted({part.day for part in parts}))} {time}"

    def _say_at_once(self, parts: Collection[Part]) -> str:
        number, sessions = most_at_once(parts), len({part.session for part in parts})
        if sessions == 1:
            return ""
        if number == 1:
            return ", one at a time"
        if number == sessions:
            return ", both at once" if number == 2 else f", all {in_letters(number)} at once"
        return f", up to {in_letters(number)} at once"

    def _say_early(self, held: Collection[Session]) -> str:
        """How many meet before the committee that convenes them has sat."""
        begins = {session.id: self.timetable.of(session.id)[0].begin for session in held}
        early = sum(
            any(begins[session.id] < part.begin for part in sat)
            and not any(part.begin <= begins[session.id] for part in sat)
            for session in held
            if (sat := self._sittings_of(session))
        )
        if not early:
            return ""
        who = "" if early == len(held) else f"{in_letters(early)} of them "
        return f", {who}before {'its committee has' if early == 1 else 'their committees have'} sat"

    def _sittings_of(self, group: Session) -> list[Part]:
        """The parts of the committees that convene a small group."""
        known = self.week.session
        return [part for part in self._main if set(group.bodies) & {*known[part.session].bodies}]

    def _say_reports(self, groups: Sequence[Part]) -> str:
        """When the small groups report back, with the time of the first report."""
        known = self.week.session
        for part in self.timetable.parts:
            session = known.get(part.session)
            if session and session.format is Format.REPORT_BACK:
                same = {part.day} == {one.day for one in groups}
                day = "" if same else f"on {day_named(self.week, part.day)} "
                report = "report" if len({one.session for one in groups}) > 1 else "reports"
                return f", and {report} back {day}at {clock(part.start)}"
        return ""

    # Who stays, and for how long

    def _say_stays(self) -> str:
        stays = self._stays()
        if not stays:
            return ""
        days = {code: len(stay) for code, stay in stays.items()}
        total, longest = sum(days.values()), max(days.values())
        most = sorted(brief(self.week.who(code)) for code in days if days[code] == longest)
        long = _days(longest, len(self.week.days))
        if len(days) == 1:
            return f"{most[0]} alone comes from capital, and stays for {long}."
        told = f"{in_letters(len(days))} delegations from capital lead or speak"
        if longest == min(days.values()):
            return f"{capital(told)}, and each stays for {long}."
        told += (
            f" and stay for {in_letters(total)} days in all, {_mean(total, len(days))} on average"
        )
        who = listed(most) if len(most) <= _FEW else f"{in_letters(len(most))} of them"
        return f"{capital(told)}; {who} {'stays' if len(most) == 1 else 'stay'} for {long}."

    def _stays(self) -> dict[str, list[int]]:
        """The open days from the first to the last on which delegations from capital are needed."""
        needed: dict[str, set[int]] = {}
        for part in with_agendas(self.week, self.timetable).parts:
            for code in needed_in(self.week, part):
                needed.setdefault(code, set()).add(part.day)
        stays = {
            one.code: [day for day in self.week.days if min(there) <= day <= max(there)]
            for one in self.week.delegations
            if one.from_capital and (there := needed.get(one.code))
        }
        return {code: stay for code, stay in stays.items() if stay}

    # What is left free, and where it is crowded

    def _say_rest(self) -> str:
        return f"{capital('; '.join(filter(None, (self._say_free(), self._say_crowd()))))}."

    def _say_free(self) -> str:
        """What the programme leaves free of the sittings in which committees may meet in plenary.

        Where sittings overlap, their time counts once.
        """
        sittings = [one for one in self.week.sittings if Format.PLENARY in one.formats]
        total = covered(map(_whole, sittings))
        left = total - covered(part for one in sittings for part in self._used(one))
        if not total:
            return ""
        if not left:
            return f"the programme fills all of its {duration(total)}"
        return f"the programme leaves {duration(left)} of its {duration(total)} free" + (
            self._say_empty(sittings)
        )

    def _say_empty(self, sittings: Sequence[Sitting]) -> str:
        """The sittings that are wholly free, those of whole days as days."""
        used = {one.id for one in sittings if any(self._used(one))}
        empty = [one for one in sittings if one.id not in used]
        number = Counter(one.day for one in sittings)
        taken = {one.day for one in sittings if one.id in used}
        days = sorted(day for day in number if number[day] > 1 and day not in taken)
        rest = [_whole(one) for one in empty if one.day not in days]
        among = []
        if rest:
            whole = "a whole sitting" if len(rest) == 1 else "whole sittings"
            among.append(f"{whole} {when(self.week, rest)}")
        if len(days) > _FEW:
            among.append(f"{in_letters(len(days))} whole days")
        elif days:
            among.append(f"all of {listed(day_named(self.week, day) for day in days)}")
        return f", {listed(among)} among them" if among else ""

    def _used(self, sitting: Sitting) -> Iterator[Part]:
        """What the programme takes of a sitting."""
        near = (sitting.day - 1, sitting.day, sitting.day + 1)
        for part in (part for day in near for part in self._programme_on.get(day, ())):
            begin, end = max(part.begin, sitting.begin), min(part.end, sitting.end)
            if begin < end:
                yield part._replace(start=begin - part.day * DAY, minutes=end - begin)

    @cached_property
    def _programme_on(self) -> dict[int, list[Part]]:
        """The programme's parts by the day of their sitting."""
        found: dict[int, list[Part]] = {}
        for part in self._programme:
            found.setdefault(part.day, []).append(part)
        return found

    def _say_crowd(self) -> str:
        parts = self.timetable.parts
        most = most_at_once(parts)
        if most < 2:
            return "no two meetings run at once"
        crowded = [p.begin for p in parts if _running(parts, p.begin) == most]
        day, minutes = divmod(crowded[0], DAY)
        first = "first " if crowded[-1] > crowded[0] else ""
        moment = f"{first}on {day_named(self.week, day)} at {clock(minutes)}"
        return f"at most {in_letters(most)} meetings run at once, {moment}"

    @cached_property
    def _main(self) -> tuple[Part, ...]:
        """The parts of committees in order of time, without the small groups and their reports."""
        sessions = {part.session for one in self.committees for part in one.parts}
        return self.timetable.among(sessions)


def needed_in(week: Week, part: Part) -> frozenset[str]:
    """Who must be in the room for a part, to lead or to speak."""
    session = week.session.get(part.session)
    return session.required_in(part) if session else frozenset()


def _whole(sitting: Sitting) -> Part:
    """All of a sitting, as a part."""
    return Part("", sitting.day, sitting.opens, sitting.minutes)


def _running(parts: Iterable[Part], moment: int) -> int:
    return sum(part.begin <= moment < part.end for part in parts)


def _some(names: list[str], what: str = "meetings") -> str:
    """A few names, or how many there are."""
    return listed(names) if len(names) <= _FEW else f"{in_letters(len(names))} {what}"


def _days(number: int, of: int) -> str:
    if number == of > 2:
        return f"all {in_letters(number)} days"
    return f"{in_letters(number)} day{'' if number == 1 else 's'}"


def _mean(total: int, of: int) -> str:
    return f"{total / of:.1f}".removesuffix(".0")


def _kind(groups: Collection[Session]) -> str:
    """What experiments are called: small groups, where all of them are."""
    formats = {session.format for session in groups}
    return "small group" if formats == {Format.SMALL_GROUP} else "experiment"
