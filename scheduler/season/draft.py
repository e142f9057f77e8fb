"""The model of a season, aim by aim and case by case.

Every aim speaks of two meetings at a time, so the model needs one kind of variable only: which of
its candidates a meeting has. What a pair costs is a table over the candidates of both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TypeAlias

from scheduler.drafting.model import Model
from scheduler.rules.draft import Case
from scheduler.rules.linear import Linear, total
from scheduler.season.season import ONE_DAY, Aim, Dates, Meeting, Season, SeasonCalendar

Amount: TypeAlias = Callable[[Meeting, Meeting, Dates, Dates], int]
"""What two meetings amount to, given the dates of both."""


class SeasonDraft:
    """The model of a season: a literal for each candidate, and what each aim amounts to.

    Attributes
    ----------
    amounts
        For each aim that matters, case by case, its amount in its unit: exact in every solution.
    """

    def __init__(self, season: Season) -> None:
        self.season = season
        self.model = Model()
        self._made: dict[object, Linear] = {}
        self._has = {meeting.id: self._choice(meeting) for meeting in season.meetings}
        looks: dict[Aim, Callable[[], Iterator[tuple[Case, Linear]]]] = {
            Aim.AVOID_CLASHES: self._clashes,
            Aim.LET_STATES_ATTEND: self._two_places,
            Aim.SAVE_JOURNEYS: self._journeys,
            Aim.ALIGN_MEETINGS: self._apart,
            Aim.KEEP_DATES: self._moved,
        }
        self.amounts: dict[tuple[Aim, Case], Linear] = {
            (aim, case): amount
            for aim, look in looks.items()
            if season.prices[aim].weight
            for case, amount in look()
        }

    def cost(self, tier: int) -> Linear:
        """What the aims of a tier cost in all."""
        prices = self.season.prices
        return total(
            amount * prices[aim].weight
            for (aim, _), amount in self.amounts.items()
            if prices[aim].tier == tier
        )

    def fix(self, calendar: SeasonCalendar) -> None:
        """Require the dates of a calendar; impossible where a meeting cannot have its dates."""
        for key, has in self._has.items():
            for dates, literal in has.items():
                self.model.equal(literal, int(dates == calendar[key]))

    def read(self, values: Sequence[int]) -> dict[str, Dates]:
        """The calendar that a solution means."""
        return {
            key: next(dates for dates in has if self.model.value(has[dates], values))
            for key, has in self._has.items()
        }

    def patterns(self) -> list[list[Linear]]:
        """For each meeting that may move, by key: digits that are smaller, the earlier it is."""
        found = [has for _, has in sorted(self._has.items()) if len(has) > 1]
        return [[1 - has[dates] for dates in sorted(has)] for has in found]

    def _choice(self, meeting: Meeting) -> dict[Dates, Linear]:
        if meeting.fixed:
            return {meeting.candidates[0]: Linear(constant=1)}
        has = {dates: self.model.literal() for dates in meeting.candidates}
        self.model.cp.add_exactly_one(self.model.atom(literal) for literal in has.values())
        return has

    def _pairs(
        self, amount: Amount, times: Callable[[Meeting, Meeting], int]
    ) -> Iterator[tuple[Case, Linear]]:
        """What each two meetings amount to, as many times as it counts for them."""
        for one, other in combinations(sorted(self.season.meetings, key=lambda m: m.id), 2):
            if number := times(one, other):
                yield (one.id, other.id), self._table(amount, one, other) * number

    def _clashes(self) -> Iterator[tuple[Case, Linear]]:
        return self._pairs(
            self._shared_days, lambda one, other: bool(self.season.whom_both_need(one, other))
        )

    def _two_places(self) -> Iterator[tuple[Case, Linear]]:
        return self._pairs(self._shared_days, lambda one, other: len(self.season.torn(one, other)))

    def _shared_days(self, one: Meeting, other: Meeting, a: Dates, b: Dates) -> int:
        """The days on which both sit."""
        first, last = max(a.first, b.first), min(a.last, b.last)
        return sum(
            self.season.open_days.open(day, one.city)
            and self.season.open_days.open(day, other.city)
            for day in Dates(first, last).days()
        )

    def _journeys(self) -> Iterator[tuple[Case, Linear]]:
        """For each State and city: the meetings that begin a journey."""
        counts: dict[frozenset[str], Linear] = {}
        for code in sorted({code for m in self.season.meetings for code in m.attended_by}):
            mine = [meeting for meeting in self.season.meetings if code in meeting.attended_by]
            if len({instrument for meeting in mine for instrument in meeting.instruments}) < 2:
                continue
            found = []
            for city in {meeting.city for meeting in mine}:
                if code not in self.season.missions.get(city, frozenset()):
                    here = [meeting for meeting in mine if meeting.city == city]
                    for group in self._in_reach(here):
                        key = frozenset(meeting.id for meeting in group)
                        if key not in counts:
                            counts[key] = self._begun(group)
                        found.append(counts[key])
            yield (code,), total(found)

    def _in_reach(self, meetings: Sequence[Meeting]) -> list[list[Meeting]]:
        """Meetings of one city in groups; no two of different groups can share a journey."""
        groups: list[list[Meeting]] = []
        for one in meetings:
            near = [group for group in groups if any(self._may_meet(one, o) for o in group)]
            groups = [group for group in groups if group not in near]
            groups.append([one, *(other for group in near for other in group)])
        return groups

    def _may_meet(self, one: Meeting, other: Meeting) -> bool:
        """Whether some dates of two meetings are close enough for one journey."""
        return any(
            not self._table(self._soon_after, *pair).fixed
            or self._table(self._soon_after, *pair).constant
            for pair in ((one, other), (other, one))
        )

    def _begun(self, meetings: Sequence[Meeting]) -> Linear:
        """The meetings of one city that begin a journey, for who comes to all of them.

        A meeting begins none where one before it covers it; or where one before it ended a short
        while ago, and one before it *that began a journey* did so lately enough. Of those that
        began a journey the latest matters, and where any is late enough, the latest is.
        """
        begins = {one.id: self.model.literal() for one in meetings}
        for one in meetings:
            others = [other for other in meetings if other.id != one.id]
            near, covered, lately = (
                {other.id: self._literal(self._table(holds, other, one)) for other in others}
                for holds in (self._soon_after, self._covered, self._in_one_stay)
            )
            stays = (
                self.model.all([begins[key], literal])
                for key, literal in lately.items()
                if not (literal.fixed and not literal.constant)
            )
            joined = self.model.all([self.model.any(near.values()), self.model.any(stays)])
            goes_on = self.model.any([*covered.values(), joined])
            self.model.equal(begins[one.id] + goes_on, 1)
        return total(begins.values())

    def _soon_after(self, before: Meeting, after: Meeting, a: Dates, b: Dates) -> int:
        """Whether the second meeting comes after the first, and soon enough to be one journey."""
        soon = (b.first - a.last).days <= self.season.most_days_apart
        return self._in_order(before, after, a, b) and soon

    def _covered(self, before: Meeting, after: Meeting, a: Dates, b: Dates) -> int:
        """Whether the second meeting comes after the first, and ends no later."""
        return self._in_order(before, after, a, b) and b.last <= a.last

    def _in_one_stay(self, before: Meeting, after: Meeting, a: Dates, b: Dates) -> int:
        """Whether the second meeting comes after the first, and one stay can hold both."""
        days = (b.last - a.first).days + 1
        return self._in_order(before, after, a, b) and days <= self.season.longest_stay

    def _in_order(self, before: Meeting, after: Meeting, a: Dates, b: Dates) -> bool:
        """Whether the second meeting comes after the first; a longer one before a shorter one."""
        return (a.first, -a.last.toordinal(), before.id) < (b.first, -b.last.toordinal(), after.id)

    def _apart(self) -> Iterator[tuple[Case, Linear]]:
        return self._pairs(self._days_between, _states_on_one_subject)

    def _days_between(self, one: Meeting, other: Meeting, a: Dates, b: Dates) -> int:
        """The working days strictly between two meetings, beyond `near` and up to `far`."""
        earlier, later = sorted((a, b))
        day, days = earlier.last, 0
        while days < self.season.far and (day := day + ONE_DAY) < later.first:
            days += self.season.open_days.open(day)
        return max(0, days - self.season.near)

    def _moved(self) -> Iterator[tuple[Case, Linear]]:
        for meeting in self.season.meetings:
            days = {d: abs((d.first - meeting.held.first).days) for d in meeting.candidates}
            has = self._has[meeting.id]
            yield (meeting.id,), total(has[dates] * number for dates, number in days.items())

    def _table(self, amount: Amount, one: Meeting, other: Meeting) -> Linear:
        """What two meetings amount to, on whichever dates they are held."""
        key = (amount, one.id, other.id)
        if key not in self._made:
            self._made[key] = self._pair(amount, one, other)
        return self._made[key]

    def _pair(self, amount: Amount, one: Meeting, other: Meeting) -> Linear:
        first, second = self._has[one.id], self._has[other.id]
        table = {(a, b): amount(one, other, a, b) for a in first for b in second}
        least, most = min(table.values()), max(table.values())
        if least == most:
            return Linear(constant=least)
        # What most dates amount to goes without saying, which keeps the model small.
        usual = Counter(table.values()).most_common(1)[0][0]
        seconds: dict[Dates, list[Linear]] = {a: [] for a in first}
        firsts: dict[Dates, list[Linear]] = {b: [] for b in second}
        for (a, b), value in table.items():
            if value != usual:
                seconds[a].append(second[b] * (value - usual))
                firsts[b].append(first[a] * (value - usual))
        if one.fixed:
            return total(seconds[one.candidates[0]]) + usual
        if other.fixed:
            return total(firsts[other.candidates[0]]) + usual
        found = self.model.integer(least, most)
        for literals, others in ((first, seconds), (second, firsts)):
            for dates, literal in literals.items():
                self.model.equal(found - total(others[dates]), usual, when=[literal])
        return found

    def _literal(self, choice: Linear) -> Linear:
        """A sum of literals as one variable; at most one of them holds."""
        if choice.fixed or (len(choice.terms) == 1 and self.model.bounds(choice) == (0, 1)):
            return choice
        key = choice.key()
        if key not in self._made:
            self._made[key] = self.model.literal()
            self.model.equal(self._made[key] - choice, 0)
        return self._made[key]


def _states_on_one_subject(one: Meeting, other: Meeting) -> int:
    """The States that come to both, where they share a subject and no instrument; otherwise 0."""
    apart = one.subjects & other.subjects and not one.instruments & other.instruments
    return len(one.attended_by & other.attended_by) if apart else 0
