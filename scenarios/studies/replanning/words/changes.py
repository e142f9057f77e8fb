"""What can change in a scenario after its programme has gone out: a class for each kind.

A `ScenarioChange` knows what becomes of a week; `scenarios.studies.replanning.words.writing` says
what its file says then. A `FileChange` is itself what a file would say.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from math import floor
from typing import Any, Literal

from pydantic import BaseModel, Field

from scenarios.loading.rules import refers_to
from scenarios.scenario import Scenario
from scheduler.rules.rule import Setting
from scheduler.week.agenda import Item
from scheduler.week.clock import clock, count, duration
from scheduler.week.frozen import Frozen
from scheduler.week.week import Session, Sitting, Week
from scheduler.week.words import listed


class ScenarioChange(Frozen, ABC):
    """Something that has changed since the scenario was written."""

    @abstractmethod
    def apply(self, scenario: Scenario) -> Scenario:
        """The scenario with the change made."""

    @abstractmethod
    def say(self, week: Week) -> str:
        """The change as a sentence; the week is that of the scenario, changed or not."""


class FileChange(Frozen):
    """A change that is written as a scenario file would say it.

    Attributes
    ----------
    values
        Keys and values, to be laid over those of the file.
    sentence
        The change in words.
    hint
        What else may be wanted with it, said once where it is made.
    """

    values: dict[str, Any]
    sentence: str
    hint: str = ""

    def say(self, _: Week) -> str:
        return self.sentence


Change = ScenarioChange | FileChange


class Away(ScenarioChange):
    """A delegation is not there in some sittings."""

    delegation: str
    sittings: frozenset[str] = Field(min_length=1)

    def apply(self, scenario: Scenario) -> Scenario:
        week = scenario.week
        here = week.delegation.get(self.delegation)
        if here is None:
            return scenario
        present = frozenset(week.sitting) if here.sittings is None else here.sittings
        away = here.model_copy(update={"sittings": present - self.sittings})
        found = tuple(away if one is here else one for one in week.delegations)
        return _with(scenario, delegations=found)

    def say(self, week: Week) -> str:
        return f"{week.who(self.delegation)} is away on {week.sitting_names(self.sittings)}."


class Present(ScenarioChange):
    """A delegation is there in some sittings: besides those in which it was, or in no others."""

    delegation: str
    sittings: frozenset[str] = Field(min_length=1)
    only: bool

    def apply(self, scenario: Scenario) -> Scenario:
        week = scenario.week
        here = week.delegation[self.delegation]
        before = frozenset(week.sitting) if here.sittings is None else here.sittings
        there = self.sittings if self.only else before | self.sittings
        now = here.model_copy(update={"sittings": there})
        found = tuple(now if one is here else one for one in week.delegations)
        return _with(scenario, delegations=found)

    def say(self, week: Week) -> str:
        how = "only" if self.only else "also"
        return f"{week.who(self.delegation)} is {how} there on {week.sitting_names(self.sittings)}."


class Closed(ScenarioChange):
    """A room is closed in some sittings.

    So is any other that shares its floor: the sections of a divisible hall, or the hall itself.
    """

    room: str
    sittings: frozenset[str] = Field(min_length=1)

    def apply(self, scenario: Scenario) -> Scenario:
        week = scenario.week
        found = tuple(
            room.model_copy(update={"closed": room.closed | self.sittings})
            if week.share_a_room(room.id, self.room)
            else room
            for room in week.rooms
        )
        return _with(scenario, rooms=found)

    def say(self, week: Week) -> str:
        name = week.room_name(self.room)
        if self.sittings.issuperset(week.sitting):
            return f"{name} is closed all week."
        return f"{name} is closed on {week.sitting_names(self.sittings)}."


class NobodyMeets(ScenarioChange):
    """Days are closed, or some of their sittings."""

    sittings: frozenset[str] = Field(min_length=1)

    def apply(self, scenario: Scenario) -> Scenario:
        week, gone = scenario.week, self.sittings
        left = tuple(sitting for sitting in week.sittings if sitting.id not in gone)
        sessions = (
            one
            if one.sittings is None
            else one.model_copy(update={"sittings": one.sittings - gone})
            for one in week.sessions
        )
        rooms = (one.model_copy(update={"closed": one.closed - gone}) for one in week.rooms)
        delegations = (
            one
            if one.sittings is None
            else one.model_copy(update={"sittings": one.sittings - gone})
            for one in week.delegations
        )
        return _with(
            scenario,
            last=week.date_of(week.length - 1),
            days=tuple(dict.fromkeys(sitting.day for sitting in left)),
            sittings=left,
            sessions=tuple(sessions),
            rooms=tuple(rooms),
            delegations=tuple(delegations),
        )

    def say(self, week: Week) -> str:
        return f"Nobody meets on {week.sitting_names(self.sittings)}."


class NewHours(ScenarioChange):
    """Days, or some of their sittings, end or begin at another time.

    What lies beyond it is gone, and what reaches beyond it is cut. Where the day was shorter, its
    last sitting, or its first, grows.
    """

    sittings: frozenset[str] = Field(min_length=1, description="All of a day, or those named.")
    edge: Literal["ends", "begins"]
    at: int = Field(ge=0, description="Minutes after midnight.")

    def apply(self, scenario: Scenario) -> Scenario:
        new = {one.id: other for one, other in self.changed(scenario.week)}
        gone = frozenset(key for key, one in new.items() if one is None)
        if gone:
            scenario = NobodyMeets(sittings=gone).apply(scenario)
        sittings = (new.get(one.id) or one for one in scenario.week.sittings)
        return _with(scenario, sittings=tuple(sittings))

    def changed(self, week: Week) -> list[tuple[Sitting, Sitting | None]]:
        """The sittings that change, and what becomes of each; None where it is gone."""
        found: list[tuple[Sitting, Sitting | None]] = []
        named = [one for one in week.sittings if one.id in self.sittings]
        for day in dict.fromkeys(one.day for one in named):
            found += self._of_day([one for one in named if one.day == day])
        return found

    def _of_day(self, here: list[Sitting]) -> list[tuple[Sitting, Sitting | None]]:
        at, ends = self.at, self.edge == "ends"
        key = "closes" if ends else "opens"
        last = (max if ends else min)(getattr(one, key) for one in here)
        grows = at > last if ends else at < last
        found: list[tuple[Sitting, Sitting | None]] = []
        for one in here:
            beyond = one.opens >= at if ends else one.closes <= at
            reaches = one.closes > at if ends else one.opens < at
            if grows and getattr(one, key) == last:
                found.append((one, one.model_copy(update={key: at})))
            elif not grows and reaches:
                found.append((one, None if beyond else one.model_copy(update={key: at})))
        return found

    def say(self, week: Week) -> str:
        changed = self.changed(week)
        what = [
            f"no {one.name}"
            if new is None
            else f"{one.name} {clock(new.opens)} to {clock(new.closes)}"
            for one, new in changed
        ]
        detail = f": {listed(dict.fromkeys(what))}" if what else ""
        names = week.sitting_names(self.sittings)
        verb = (
            self.edge if len({week.sitting[s].day for s in self.sittings}) == 1 else self.edge[:-1]
        )
        return f"{names} {verb} at {clock(self.at)}{detail}."


class Length(ScenarioChange):
    """A session needs more time, or less, than it was given; it then asks for exactly that.

    One that no timetable holds asks for that much more, or less, than before. What each statement
    of its agenda cannot do without does not grow: time that is added in one part need not be shared
    by all, and what was said had less.
    """

    session: str
    minutes: int = Field(description="Minutes more; below 0 for less.")
    given: int = Field(default=0, ge=0, description="Minutes that it was given; 0: none.")

    def apply(self, scenario: Scenario) -> Scenario:
        session = scenario.week.session.get(self.session)
        if session is None:
            return scenario
        lengths = self.lengths(session)
        agenda = _no_greater(session, session.model_copy(update=lengths))
        pins = session.pinned
        if session.most_parts == 1 and pins:
            # What is pinned whole stays where it is pinned, as long as it now is.
            minutes = min(max(pins[0].minutes, lengths["least"]), lengths["wanted"])
            pins = (pins[0]._replace(minutes=minutes), *pins[1:])
        return with_session(scenario, session.id, **lengths, agenda=agenda, pinned=pins)

    def lengths(self, session: Session) -> dict[str, int]:
        """What the session then asks for, in minutes, by the names of its fields."""
        least, wanted = session.least + self.minutes, session.wanted + self.minutes
        if self.given:
            least = wanted = self.given + self.minutes
        return {"least": least, "wanted": wanted, "shortest": min(session.shortest, least)}

    def say(self, week: Week) -> str:
        if not self.minutes:
            return f"{week.what(self.session)} needs {duration(self.given)} in all, and no more."
        more = "more" if self.minutes > 0 else "less"
        in_all = f": {duration(self.given + self.minutes)} in all" if self.given else ""
        return f"{week.what(self.session)} needs {duration(abs(self.minutes))} {more}{in_all}."


class Silent(ScenarioChange):
    """A delegation makes some statements no longer; its sessions ask for as much time as before."""

    delegation: str
    statements: tuple[tuple[str, int], ...] = Field(
        min_length=1, description="Session of each, and the place of its item in the agenda."
    )

    def apply(self, scenario: Scenario) -> Scenario:
        for key in self.sessions:
            session = scenario.week.session.get(key)
            if session is not None:
                agenda = (
                    item.model_copy(
                        update={"speakers": tuple(x for x in item.speakers if x != self.delegation)}
                    )
                    if (key, number) in self.statements
                    else item
                    for number, item in enumerate(session.agenda)
                )
                pairs = zip(session.agenda, agenda, strict=True)
                left = tuple(new for old, new in pairs if new.speakers or not old.speakers)
                scenario = with_session(scenario, key, agenda=left)
        return scenario

    @property
    def sessions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(session for session, _ in self.statements))

    def say(self, week: Week) -> str:
        sessions = listed(map(week.what, self.sessions))
        return f"{week.who(self.delegation)} no longer speaks in {sessions}."


class Volunteering(ScenarioChange):
    """A State volunteers for the small groups on its own context, or withdraws from them."""

    host: str
    volunteers: bool

    def apply(self, scenario: Scenario) -> Scenario:
        for session in hosted(scenario.week, self.host):
            assert session.proposal is not None
            proposal = session.proposal.model_copy(update={"volunteered": self.volunteers})
            scenario = with_session(scenario, session.id, proposal=proposal)
        return scenario

    def say(self, week: Week) -> str:
        groups = listed(week.what(session.id) for session in hosted(week, self.host))
        does = "volunteers for" if self.volunteers else "withdraws from"
        return f"{week.who(self.host)} {does} {groups or 'its small group'}."


class Dropped(ScenarioChange):
    """A session leaves the week, and what rules say of it with it."""

    session: str

    def apply(self, scenario: Scenario) -> Scenario:
        week = scenario.week
        left = tuple(session for session in week.sessions if session.id != self.session)
        changed = _with(scenario, sessions=left)
        settings = tuple(without_session(setting, self.session) for setting in changed.settings)
        return changed.model_copy(update={"settings": settings})

    def say(self, week: Week) -> str:
        return f"{week.what(self.session)} is dropped."


class SeriesDropped(ScenarioChange):
    """All meetings of a series leave the week."""

    sessions: tuple[str, ...] = Field(min_length=1)

    def apply(self, scenario: Scenario) -> Scenario:
        for session in self.sessions:
            scenario = Dropped(session=session).apply(scenario)
        return scenario

    def say(self, week: Week) -> str:
        first, *more = self.sessions
        if not more:
            return Dropped(session=first).say(week)
        title = week.session[first].title
        return f"All {len(self.sessions)} meetings of “{title}” are dropped."


class Teams(ScenarioChange):
    """More or fewer interpretation teams are there than expected."""

    teams: int = Field(ge=0)

    def apply(self, scenario: Scenario) -> Scenario:
        found = scenario.week.interpretation
        if found is None:
            return scenario
        return _with(scenario, interpretation=found.model_copy(update={"teams": self.teams}))

    def say(self, week: Week) -> str:
        there = "There is" if self.teams == 1 else "There are"
        return f"{there} {count(self.teams, 'interpretation team')}."


def _no_greater(before: Session, after: Session) -> tuple[Item, ...]:
    """The agenda of a session that needs other minutes, none of its least shares grown."""
    found = []
    for item in after.agenda if after.divided else ():
        share = before.least_share(item)
        if after.least_share(item) > share:
            item = item.model_copy(update={"least": floor(share * item.minutes / item.step)})
        found.append(item)
    return tuple(found) or after.agenda


def hosted(week: Week, host: str) -> tuple[Session, ...]:
    """The sessions that take up the national context of a State."""
    return tuple(s for s in week.sessions if s.proposal is not None and s.proposal.host == host)


def _with(scenario: Scenario, **fields: Any) -> Scenario:
    return scenario.model_copy(update={"week": scenario.week.model_copy(update=fields)})


def with_session(scenario: Scenario, session: str, **fields: Any) -> Scenario:
    """The scenario with some fields of one of its sessions changed."""
    sessions = tuple(
        one.model_copy(update=fields) if one.id == session else one
        for one in scenario.week.sessions
    )
    return _with(scenario, sessions=sessions)


def without_session(setting: Setting, session: str) -> Setting:
    """A rule without what it says of a session that the week no longer has."""
    update: dict[str, Any] = {}
    for field in type(setting.rule).model_fields:
        value = getattr(setting.rule, field)
        if isinstance(value, tuple):
            update[field] = tuple(one for one in value if not names_session(one, session))
        elif isinstance(value, dict) and refers_to(type(setting.rule), field) == "session":
            update[field] = {name: one for name, one in value.items() if name != session}
    return setting.model_copy(update={"rule": setting.rule.model_copy(update=update)})


def names_session(entry: object, session: str) -> bool:
    """Whether an entry of a rule speaks of the session, which goes before a body of its key."""
    if not isinstance(entry, BaseModel):
        return False
    return any(
        getattr(entry, field) == session
        for field in type(entry).model_fields
        if refers_to(type(entry), field) in ("session", "session or body")
    )
