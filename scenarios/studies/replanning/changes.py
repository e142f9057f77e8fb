"""What changes in a scenario after its programme has gone out, in words or as a patch.

In words: ``UGA away thursday``, ``obasi closed thursday morning``, ``mine-clearance longer 30``.
As a patch: the name of a YAML file that is laid over the scenario, as a file that extends it would
be.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import BaseModel, Field

from scenarios.loading.extending import lay_over, read_source
from scenarios.loading.loading import resolve
from scenarios.loading.rules import refers_to
from scenarios.loading.sessions import length_problems, off_grid
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.moments import Calendar
from scenarios.reading.names import Named, find
from scenarios.reading.spelling import suggestion
from scenarios.reading.yaml_source import read_yaml
from scenarios.scenario import Scenario
from scheduler.errors import BadInput
from scheduler.rules.rule import Setting
from scheduler.week.clock import count, duration
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable
from scheduler.week.week import Session, Week
from scheduler.week.words import listed

FORMS = (
    "UGA away thursday",
    "obasi closed thursday morning",
    "thursday closed",
    "mine-clearance longer 30",
    "mine-clearance shorter 30",
    "ERI volunteers",
    "ERI withdraws",
    "stockpile-destruction dropped",
    "interpretation teams 1",
)
"""How changes are written in words, by example."""

PATCHES = (".yaml", ".yml")
"""How the name of a patch ends."""


class ScenarioChange(Frozen, ABC):
    """Something that has changed since the scenario was written."""

    @abstractmethod
    def apply(self, scenario: Scenario) -> Scenario:
        """The scenario with the change made."""

    @abstractmethod
    def say(self, week: Week) -> str:
        """The change as a sentence; the week is that of the scenario, changed or not."""


class Away(ScenarioChange):
    """A delegation is not there on some days."""

    delegation: str
    days: frozenset[int] = Field(min_length=1)

    def apply(self, scenario: Scenario) -> Scenario:
        week = scenario.week
        here = week.delegation.get(self.delegation)
        if here is None:
            return scenario
        present = frozenset(week.days) if here.days is None else here.days
        away = here.model_copy(update={"days": present - self.days})
        found = tuple(away if one is here else one for one in week.delegations)
        return _with(scenario, delegations=found)

    def say(self, week: Week) -> str:
        days = listed(week.day_name(day) for day in sorted(self.days))
        return f"{week.who(self.delegation)} is away on {days}."


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
        return f"{name} is closed on {listed(_sitting_names(week, self.sittings))}."


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
        return _with(
            scenario,
            last=week.date_of(week.length - 1),
            days=tuple(dict.fromkeys(sitting.day for sitting in left)),
            sittings=left,
            sessions=tuple(sessions),
            rooms=tuple(rooms),
        )

    def say(self, week: Week) -> str:
        return f"Nobody meets on {listed(_sitting_names(week, self.sittings))}."


class Length(ScenarioChange):
    """A session needs more time, or less, than it was given; it then asks for exactly that.

    What a timetable has not given it asks for as much more, or less, than it did.
    """

    session: str
    minutes: int = Field(description="Minutes more; below 0 for less.")
    given: int = Field(default=0, ge=0, description="Minutes that it was given; 0: none.")

    def apply(self, scenario: Scenario) -> Scenario:
        session = scenario.week.session.get(self.session)
        if session is None:
            return scenario
        return with_session(scenario, session.id, **self.lengths(session))

    def lengths(self, session: Session) -> dict[str, int]:
        """What the session then asks for, in minutes, by the names of its fields."""
        least, wanted = session.least + self.minutes, session.wanted + self.minutes
        if self.given:
            least = wanted = self.given + self.minutes
        return {"least": least, "wanted": wanted, "shortest": min(session.shortest, least)}

    def say(self, week: Week) -> str:
        more = "more" if self.minutes > 0 else "less"
        in_all = f": {duration(self.given + self.minutes)} in all" if self.given else ""
        return f"{week.what(self.session)} needs {duration(abs(self.minutes))} {more}{in_all}."


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


class Changed(NamedTuple):
    """A scenario with changes made.

    Attributes
    ----------
    scenario
        The scenario after the changes.
    sentences
        Each change in words.
    """

    scenario: Scenario
    sentences: tuple[str, ...]


def lay_patches(
    scenario: Scenario, texts: Iterable[str], leadership: Leadership | None = None
) -> Changed:
    """Lay the patches among changes over a scenario; the others follow in `change_in_words`.

    Parameters
    ----------
    scenario
        As loaded from its file; it is read again where there are patches.
    texts
        Each in one of the `FORMS`, or the name of a patch.
    leadership
        Who takes the posts that the scenario leaves open.

    Raises
    ------
    BadInput
        With what is wrong in a patch, or in the scenario that it makes.
    """
    patches = patches_among(texts)
    if patches:
        scenario = _patched(scenario.path, patches)
        if leadership is not None:
            scenario = scenario.with_leaders(leadership)
    sentences = (f"The scenario changes as {patch.name} says." for patch in patches)
    return Changed(scenario, tuple(sentences))


def change_in_words(
    scenario: Scenario, texts: Iterable[str], published: Timetable | None = None
) -> Changed:
    """Make the changes to a scenario that are said in words, in their order.

    Parameters
    ----------
    texts
        As for `lay_patches`.
    published
        What has gone out: a session that needs longer needs longer than it was given there.

    Raises
    ------
    BadInput
        With every change that cannot be made.
    """
    gone_out = Timetable() if published is None else published
    given = {part.session: gone_out.minutes(part.session) for part in gone_out.parts}
    sentences, problems = [], InputProblems()
    for text in texts:
        change = None
        if not _is_patch(text):
            change = problems.read("", partial(parse_change, scenario.week, text, given))
        if change is not None:
            sentences.append(change.say(scenario.week))
            scenario = change.apply(scenario)
            if isinstance(change, Length) and change.given:
                given[change.session] += change.minutes
    problems.finish()
    return Changed(scenario, tuple(sentences))


def patches_among(texts: Iterable[str]) -> list[Path]:
    """The files among changes: patches that are laid over the scenario."""
    return [Path(text.strip()) for text in texts if _is_patch(text)]


def parse_change(
    week: Week, text: str, given: Mapping[str, int] = MappingProxyType({})
) -> ScenarioChange:
    """Read a change that is said in words.

    Parameters
    ----------
    given
        The minutes that sessions were given, by their identifiers.

    Raises
    ------
    BadInput
        Where it is not understood, with the nearest that would be.
    """
    try:
        return _Words(week, text, given).change()
    except ValueError as error:
        where = f"--change '{' '.join(text.split())[:80]}'"
        raise BadInput.at(where, str(error)) from None


def hosted(week: Week, host: str) -> tuple[Session, ...]:
    """The sessions that take up the national context of a State."""
    return tuple(s for s in week.sessions if s.proposal is not None and s.proposal.host == host)


# In words

_KINDS: dict[str, Named] = {
    "away": "delegation",
    "closed": "room",
    "longer": "session",
    "shorter": "session",
    "volunteers": "delegation",
    "withdraws": "delegation",
    "dropped": "session",
}
"""Who or what a verb speaks of."""

TEAMS_OF = "interpretation"
"""What has teams."""


class _Words:
    """A change as a person has typed it: who or what, a verb, and what else is to be said."""

    def __init__(self, week: Week, text: str, given: Mapping[str, int]) -> None:
        self._week, self._given = week, given
        self._calendar = Calendar.of(week)
        self._verbs: dict[str, Callable[[], ScenarioChange]] = {
            "away": self._away,
            "closed": self._closed,
            "longer": lambda: self._length(1),
            "shorter": lambda: self._length(-1),
            "volunteers": lambda: self._volunteers(True),
            "withdraws": lambda: self._volunteers(False),
            "dropped": self._dropped,
            "teams": self._teams,
        }
        self._words = text.split()
        self._subject = self._verb = self._rest = ""

    def change(self) -> ScenarioChange:
        """The change; the name of who or what changes may have verbs in it.

        Raises
        ------
        ValueError
            With a sentence, where it is not understood, or could mean several changes.
        """
        found, refused = dict[ScenarioChange, None](), list[tuple[int, str]]()
        for at, word in enumerate(self._words):
            if word.lower() not in self._verbs:
                continue
            words = self._words[:at], [word], self._words[at + 1 :]
            self._subject, self._verb, self._rest = map(" ".join, words)
            try:
                found[self._verbs[word.lower()]()] = None
            except ValueError as error:
                refused.append((self._understood(), str(error)))
        if len(found) > 1:
            meanings = listed((one.say(self._week).rstrip(".") for one in found), "or")
            raise ValueError(f"this can mean: {meanings}; write the key in place of the name")
        if found:
            return next(iter(found))
        understood, sentence = max(refused, key=lambda one: one[0], default=(0, ""))
        raise ValueError(sentence if understood else self._not_understood())

    def _understood(self) -> int:
        """How much is understood: 2 where who or what changes is known, 0 where none is named."""
        kind, subject = _KINDS.get(self._verb.lower()), self._subject
        if not subject:
            return 0
        if kind is None:
            return 2 if subject.lower() == TEAMS_OF else 1
        with suppress(ValueError):
            find(self._week, kind, subject)
            return 2
        return 1

    def _not_understood(self) -> str:
        for word in self._words:
            hint = suggestion(word, list(self._verbs))
            if hint.startswith("; did you mean") and word.lower() not in self._verbs:
                return f"'{word}' is not understood{hint}"
        if self._verb:
            return f"who or what is '{self._verb.lower()}'? Write it before that word"
        return (
            f"this is not understood; write it as one of: {'; '.join(FORMS)}; or name a YAML file"
        )

    def _away(self) -> ScenarioChange:
        code = find(self._week, "delegation", self._subject)
        if not self._rest:
            raise ValueError(f"on which days? Write them as in: {code} away thursday, friday")
        days = [day for words in _several(self._rest) for day in self._calendar.days_named(words)]
        return Away(delegation=code, days=frozenset(days))

    def _closed(self) -> ScenarioChange:
        try:
            room = find(self._week, "room", self._subject)
        except ValueError:
            if not self._calendar.speaks_of_days(next(iter(_several(self._subject)), "")):
                raise
            return self._nobody_meets()
        sittings = self._calendar.sittings_listed(_several(self._rest))
        return Closed(room=room, sittings=frozenset(sittings or self._week.sitting))

    def _nobody_meets(self) -> ScenarioChange:
        week = self._week
        self._nothing_more()
        change = NobodyMeets(
            sittings=frozenset(self._calendar.sittings_listed(_several(self._subject)))
        )
        if change.sittings.issuperset(week.sitting):
            raise ValueError("then nobody would meet in the whole week; leave a day open")
        for session in week.sessions:
            for pin in session.pinned:
                sitting = week.sitting_of(pin)
                if sitting is not None and sitting.id in change.sittings:
                    raise ValueError(
                        f"{week.what(session.id)} is pinned to {week.moment_name(pin.begin)}; "
                        "change that in the scenario first"
                    )
        return change

    def _length(self, sign: int) -> ScenarioChange:
        session = self._week.session[find(self._week, "session", self._subject)]
        minutes = self._number("minutes", ("minutes", "minute", "min"))
        given = self._given.get(session.id, 0)
        least = given or session.least
        if minutes < 1:
            raise ValueError("by how many minutes? Write a number from 1, as in: longer 30")
        if sign < 0 and minutes >= least:
            raise ValueError(
                f"{self._week.what(session.id)} {'has' if given else 'needs'} "
                f"{duration(least)} in all; to leave it out, write 'dropped'"
            )
        change = Length(session=session.id, minutes=sign * minutes, given=given)
        self._check_length(session.model_copy(update=change.lengths(session)), least)
        return change

    def _check_length(self, session: Session, before: int) -> None:
        """Refuse a length that a scenario file could not ask for, in the same words."""
        week, grain, asked = self._week, self._week.grain, session.least
        open_to = [sitting for sitting in week.sittings if session.may_use(sitting)]
        if asked % grain and not any(sitting.whole for sitting in open_to):
            up = asked > before or asked < grain
            near = -(-asked // grain) * grain if up else asked // grain * grain
            verb = "longer" if near > before else "shorter"
            said = off_grid(asked, grain, near)
            raise ValueError(f"{said} minutes in all, as in: {verb} {abs(near - before)}")
        for _, what in length_problems(session, open_to, grain) if open_to else ():
            raise ValueError(what)

    def _volunteers(self, volunteers: bool) -> ScenarioChange:
        week = self._week
        hosts = {s.proposal.host for s in week.sessions if s.proposal and s.proposal.host}
        code = find(week, "delegation", self._subject)
        self._nothing_more()
        if code not in hosts:
            those = f"; those that do are {', '.join(sorted(hosts))}" if hosts else ""
            raise ValueError(f"{week.who(code)} hosts no small group in this scenario{those}")
        return Volunteering(host=code, volunteers=volunteers)

    def _dropped(self) -> ScenarioChange:
        self._nothing_more()
        return Dropped(session=find(self._week, "session", self._subject))

    def _teams(self) -> ScenarioChange:
        if self._subject.lower() != TEAMS_OF:
            raise ValueError("write it as in: interpretation teams 1")
        if self._week.interpretation is None:
            raise ValueError(
                "the scenario says nothing of interpretation, so no team can be missing"
            )
        return Teams(teams=self._number("teams"))

    def _number(self, what: str, unit: Sequence[str] = ()) -> int:
        words = self._rest.split()
        if len(words) == 2 and words[1].lower() in unit:
            words = words[:1]
        if len(words) != 1 or not words[0].lstrip("+").isdecimal() or len(words[0]) > 5:
            verb, example = self._verb, 1 if what == "teams" else 30
            raise ValueError(
                f"how many {what}? Write a whole number after '{verb}', as in {verb} {example}"
            )
        return int(words[0])

    def _nothing_more(self) -> None:
        if self._rest:
            what = f"'{self._rest}' after '{self._verb}' is not understood; leave it out"
            raise ValueError(what)


def _several(text: str) -> list[str]:
    """The pieces of a list such as ``thursday, friday and saturday``."""
    return [piece for piece in re.split(r"\s*,\s*|\s+and\s+", text.strip()) if piece]


# As a patch


def _is_patch(text: str) -> bool:
    return text.strip().lower().endswith(PATCHES)


def _patched(path: Path, patches: Iterable[Path]) -> Scenario:
    """The scenario of a file with patches laid over it, one after the other."""
    source = read_source(path)
    for patch in patches:
        over = read_yaml(patch)
        if not isinstance(over.data, dict):
            what = "a patch begins with keys of the scenario, such as venue or sessions"
            raise BadInput.at(over.where(()), what)
        if "extends" in over.data:
            what = "this extends a file, so it is a scenario itself: give it in place of the other"
            raise BadInput.at(over.where(("extends",), key=True), what)
        source = lay_over(source, over)
    return resolve(source, path)


# What is changed in the week


def _with(scenario: Scenario, **fields: Any) -> Scenario:
    return scenario.model_copy(update={"week": scenario.week.model_copy(update=fields)})


def with_session(scenario: Scenario, session: str, **fields: Any) -> Scenario:
    """The scenario with some fields of one of its sessions changed."""
    sessions = tuple(
        one.model_copy(update=fields) if one.id == session else one
        for one in scenario.week.sessions
    )
    return _with(scenario, sessions=sessions)


def _sitting_names(week: Week, sittings: frozenset[str]) -> Iterator[str]:
    """The sittings as people say them: a whole day by the day alone."""
    chosen = [sitting for sitting in week.sittings if sitting.id in sittings]
    for day, here in groupby(chosen, key=lambda sitting: sitting.day):
        names = [sitting.name for sitting in here]
        whole = len(names) == len(week.sittings_on(day))
        yield week.day_name(day) if whole else f"{week.day_name(day)}, {listed(names)}"


def without_session(setting: Setting, session: str) -> Setting:
    """A rule without what it says of a session that the week no longer has."""
    update: dict[str, Any] = {}
    for field in type(setting.rule).model_fields:
        value = getattr(setting.rule, field)
        if isinstance(value, tuple):
            update[field] = tuple(one for one in value if not names_session(one, session))
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
