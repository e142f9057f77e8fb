"""Loading a season file: read, check, and look everything up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from scenarios.loading.calendar.holidays import holidays_said
from scenarios.loading.people import People, build_instruments, read_people
from scenarios.loading.problems import FileProblems, names_in
from scenarios.loading.schema import DelegationsEntry
from scenarios.loading.schema_errors import validate
from scenarios.reading.dates import WEEKDAYS, read_date
from scenarios.reading.yaml.file_kinds import SEASON, expect
from scenarios.reading.yaml.yaml_source import Path_, Source, read_yaml, without_nothing
from scenarios.season.plan import SeasonPlan
from scenarios.season.schema import BeginEntry, MeetingEntry, SeasonFile, StretchEntry
from scheduler.rules.rule import Price
from scheduler.season.season import Aim, Closure, Dates, Meeting, OpenDays, Season
from scheduler.week.clock import count
from scheduler.week.week import Instrument

LONGEST = 731
"""Days in the longest stretch of days on which a meeting may begin."""


def load_season(path: str | Path) -> SeasonPlan:
    """Load a season file; paths inside it are taken from the folder in which it lies.

    Raises
    ------
    BadInput
        With every problem found: file, line, column, and what to do.
    """
    path = Path(path)
    source = read_yaml(path)
    expect(SEASON, source, "a season file begins with keys such as schema, meetings")
    return _resolve(source, path)


def build_season(data: dict[str, Any], path: str | Path = "season") -> SeasonPlan:
    """Build a season from the values that a season file would hold; see `load_season`."""
    return _resolve(Source(data, {}, {}), Path(path))


def _resolve(source: Source, path: Path) -> SeasonPlan:
    problems = FileProblems(source)
    file = validate(SeasonFile, without_nothing(source.data), (), problems)
    if file is None:
        raise problems.error
    for section in ("meetings", "instruments"):
        for key, entry in (source.data.get(section) or {}).items():
            if entry is None:
                problems.warn((section, key), f"nothing is said of '{key}', and it is left out")
    said = file.delegations.model_dump(exclude={"several_at_once"})
    who = DelegationsEntry.model_validate(said)
    people = read_people(who, file.instruments, path.parent, problems)
    cities = {entry.city for entry in file.meetings.values()}
    places = {("meetings", key): one for key, one in file.meetings.items()}
    held_in = (problems.word((*path, "city"), one.city) for path, one in places.items())
    problems.alike(held_in, "city")
    about = (
        problems.word((*path, "subject"), word)
        for path, one in places.items()
        for word in one.subject
    )
    problems.alike(about, "subject")
    open_days = OpenDays(
        weekdays=frozenset(WEEKDAYS.index(day) for day in file.working_days),
        closed=(
            *_closed(file, cities, problems),
            *_holidays(file, cities, path.parent, problems),
        ),
    )
    instruments = build_instruments(file.instruments, people, problems)
    called = (problems.called(("meetings", key), one.name) for key, one in file.meetings.items())
    problems.distinct(called, "meeting", "refused")
    near, far = file.aims.align_meetings.near, file.aims.align_meetings.far
    if far < near:
        what = f"{far} is less than 'near', which is {near}"
        problems.add(("aims", "align_meetings", "far"), what)
    builder = _Builder(file, open_days, people, {i.id: i for i in instruments}, problems)
    meetings = [builder.meeting(key, entry) for key, entry in file.meetings.items()]
    missions = {}
    for city, selection in file.missions.items():
        problems.known(("missions", city), city, cities, "city of a meeting")
        missions[city] = people.select(selection, ("missions", city))
    several = people.select(file.delegations.several_at_once, ("delegations", "several_at_once"))
    problems.finish()
    if who.table is not None:
        people.doubt_cells(path.parent / who.table)
    aims = {aim: getattr(file.aims, aim.value) for aim in Aim}
    prices = {  # Each aim has a tier of its own, in order, unless the file says otherwise.
        aim: Price(tier=entry.tier or rank, weight=entry.weight)
        for rank, (aim, entry) in enumerate(aims.items(), 1)
    }
    season = Season(
        title=file.title,
        instruments=instruments,
        groups=file.groups,
        delegations=people.names,
        missions=missions,
        open_days=open_days,
        meetings=tuple(meeting for meeting in meetings if meeting is not None),
        several_at_once=several,
        most_days_apart=file.aims.save_journeys.most_days_apart,
        longest_stay=file.aims.save_journeys.longest_stay,
        near=near,
        far=far,
        prices=prices,
    )
    return SeasonPlan(title=file.title, path=path, season=season)


def _closed(file: SeasonFile, cities: set[str], problems: FileProblems) -> Iterator[Closure]:
    for number, entry in enumerate(file.closed):
        path = ("closed", number)
        for city in entry.in_:
            problems.known((*path, "in"), city, cities, "city of a meeting")
        if _forward(entry, path, "the closed days end", problems):
            in_ = frozenset(entry.in_)
            yield Closure(first=entry.from_, last=entry.to, cities=in_, why=entry.why)


def _holidays(
    file: SeasonFile, cities: set[str], folder: Path, problems: FileProblems
) -> Iterator[Closure]:
    """The public holidays of cities, in all years of which the file speaks."""
    years = sorted({day.year for entry in file.meetings.values() for day in _days_said(entry)})
    for city, entry in file.holidays.items():
        path: Path_ = ("holidays", city)
        problems.known(path, city, cities, "city of a meeting")
        kept = problems.read_all((*path, "but_not"), entry.but_not, lambda day: [read_date(day)])
        for day, name in holidays_said(entry, years, folder, path, problems).items():
            if day not in kept:
                yield Closure(first=day, last=day, cities=frozenset({city}), why=name)


def _days_said(entry: MeetingEntry) -> Iterator[date]:
    """The days that stand in the file for a meeting."""
    stretches = [*entry.may_begin, *([] if entry.held is None else [entry.held])]
    ends = [day for one in stretches for day in (one.from_, one.to)]
    yield from (day for day in (entry.from_, entry.to, *ends) if day is not None)


def _forward(entry: StretchEntry, path: Path_, what: str, problems: FileProblems) -> bool:
    """Whether a stretch ends no earlier than it begins; where it does, a problem is noted."""
    if entry.to >= entry.from_:
        return True
    problems.add((*path, "to"), f"{what} on {entry.to}, before they begin on {entry.from_}")
    return False


class _Builder(NamedTuple):
    """Turns the entries of meetings into meetings; what is wrong goes into the problems."""

    file: SeasonFile
    open_days: OpenDays
    people: People
    instruments: dict[str, Instrument]
    problems: FileProblems

    def meeting(self, key: str, entry: MeetingEntry) -> Meeting | None:
        """The meeting, or None where its dates cannot be used."""
        path: Path_ = ("meetings", key)
        known, place = names_in(self.instruments), (*path, "instrument")
        named = {self.problems.name(place, text, known, "instrument") for text in entry.instrument}
        instruments = frozenset(named & known.keys())
        for name in entry.needs:
            self.problems.known((*path, "needs"), name, self.file.groups, "group")
        if entry.source is not None:
            self.problems.known((*path, "source"), entry.source, self.file.sources, "source")
        parties = frozenset[str]().union(*(self.instruments[name].parties for name in instruments))
        if entry.attended_by is not None:
            parties = self.people.select(entry.attended_by, (*path, "attended_by"))
        leaders = self.people.select(entry.leaders, (*path, "leaders"))
        when = self._dates(entry, path)
        if when is None:
            return None
        days, candidates, held = when
        return Meeting(
            id=key,
            name=entry.name,
            city=entry.city,
            days=days,
            candidates=candidates,
            held=held or candidates[0],
            recorded=held is not None,
            instruments=instruments,
            subjects=frozenset(entry.subject),
            groups=frozenset(entry.needs),
            leaders=leaders,
            attended_by=parties,
        )

    def _dates(
        self, entry: MeetingEntry, path: Path_
    ) -> tuple[int, tuple[Dates, ...], Dates | None] | None:
        """Days, candidates, and dates as held: of a fixed meeting, or of one that may move."""
        slip = _slip(entry)
        if slip is not None:
            key, what = slip
            self.problems.add((*path, key) if key else path, what, key=True)
            return None
        held, days = None, entry.days or 1
        if entry.from_ is not None and entry.to is not None:
            held = self._held(entry, entry.from_, entry.to, path)
        elif entry.held is not None:
            held = self._held(entry, entry.held.from_, entry.held.to, (*path, "held"))
        if held is not None:
            days = len(self.open_days.within(held, entry.city))
        elif entry.held is not None or not entry.may_begin:
            return None
        found = {*self._candidates(entry, days, path), *([held] if held else [])}
        return (days, tuple(sorted(found)), held) if found else None

    def _held(self, entry: MeetingEntry, first: date, last: date, path: Path_) -> Dates | None:
        """The dates that are given for a meeting, where it can have them."""
        dates, found = Dates(first, last), list[tuple[Path_, str]]()
        sits = len(self.open_days.within(dates, entry.city)) if first <= last else 0
        if last < first:
            found = [((*path, "to"), f"the meeting ends on {last}, before it begins on {first}")]
        elif (last - first).days >= LONGEST:
            found = [((*path, "to"), "the meeting is longer than two years")]
        else:
            for key, day in (("from", first), ("to", last)):
                if not self.open_days.open(day, entry.city):
                    what = f"{day:%A} {day} is {self.open_days.why_shut(day, entry.city)}"
                    found.append(((*path, key), f"{what}; correct one of them"))
        if not found and entry.days not in (None, sits):
            what = f"{dates} are {count(sits, 'working day')}, not {entry.days}"
            found = [((*path[:2], "days"), f"{what}; correct one of them")]
        for place, what in found:
            self.problems.add(place, what)
        return None if found else dates

    def _candidates(self, entry: MeetingEntry, days: int, path: Path_) -> list[Dates]:
        """The dates that a meeting may have; single days that will not do are problems."""
        found: list[Dates] = []
        for number, begin in enumerate(entry.may_begin):
            here: Path_ = (*path, "may_begin", number)
            if not _forward(begin, here, "the days end", self.problems):
                continue
            if (begin.to - begin.from_).days >= LONGEST:
                self.problems.add((*here, "to"), "the days are more than two years")
                continue
            possible, refused = [], []
            for day in Dates(begin.from_, begin.to).days():
                if begin.on and WEEKDAYS[day.weekday()] not in begin.on:
                    continue
                if why := self._why_not(day, days, entry.city):
                    refused.append(why)
                else:
                    possible.append(self.open_days.run(day, days, entry.city))
            if not possible:
                self.problems.add(here, _none(begin, days, refused))
            found += possible
        return found

    def _why_not(self, first: date, days: int, city: str) -> str:
        """Why a meeting of several days cannot begin on a day; empty where it can.

        A meeting no longer than a working week stays inside one week. None goes on over a closed
        day.
        """
        around, begins = self.open_days, f"{first:%A} {first}"
        if not around.open(first, city):
            return f"{begins} is {around.why_shut(first, city)}"
        short = days <= len(around.weekdays)
        for day in around.run(first, days, city).days():
            if around.closure(day, city) or (short and not around.open(day, city)):
                shut = f"{day:%A} {day} is {around.why_shut(day, city)}"
                return f"of {count(days, 'day')} from {begins}, {shut}"
        return ""


def _slip(entry: MeetingEntry) -> tuple[str, str] | None:
    """The first key that contradicts the others, or none where one is missing; and what to do."""
    fixed = [key for key, day in (("from", entry.from_), ("to", entry.to)) if day is not None]
    if entry.may_begin:
        if fixed:
            what = "a meeting that may move has no fixed dates; write 'held' for those it had"
            return fixed[0], what
        if entry.held is None and entry.days is None:
            return "", "for how many days? write 'days', or 'held'"
        return None
    if not fixed and entry.held is not None:
        what = "a meeting that may not move has 'from' and 'to'; one that may has 'may_begin'"
        return "held", what
    if not fixed:
        return "", "when is it? write 'from' and 'to', or 'may_begin' for one that may move"
    if len(fixed) == 1:
        return "", f"the key '{'to' if fixed == ['from'] else 'from'}' is missing"
    if entry.held is not None:
        return "held", "a meeting with fixed dates was held on them; leave 'held' out"
    return None


def _none(begin: BeginEntry, days: int, refused: list[str]) -> str:
    if not refused:
        return f"no {' or '.join(begin.on)} lies from {begin.from_} to {begin.to}"
    meeting = f"a meeting of {count(days, 'working day')}"
    if len(refused) == 1:
        return f"{meeting} cannot begin then: {refused[0]}"
    return f"{meeting} can begin on none of these {len(refused)} days; the first: {refused[0]}"
