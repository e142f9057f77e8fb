"""Changes to a scenario, as people say them.

Such as ``UGA away thursday``, ``obasi closed thursday morning``, ``mine-clearance longer 30``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from scenarios.loading.sessions import length_problems, off_grid
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.moments import Calendar
from scenarios.reading.names import Named, find
from scenarios.reading.spelling import suggestion
from scenarios.scenario import Scenario
from scenarios.studies.comparison.statement_moves import Said, due_at
from scenarios.studies.replanning.changes import (
    Away,
    Closed,
    Dropped,
    Length,
    NobodyMeets,
    ScenarioChange,
    Silent,
    Teams,
    Volunteering,
)
from scheduler.errors import BadInput
from scheduler.week.as_written import with_agendas
from scheduler.week.clock import duration
from scheduler.week.timetable import Timetable
from scheduler.week.week import Session, Sitting, Week
from scheduler.week.words import listed

FORMS = (
    "UGA away thursday",
    "obasi closed thursday morning",
    "thursday closed",
    "mine-clearance longer 30",
    "mine-clearance shorter 30",
    "CHL silent in mine-clearance",
    "ERI volunteers",
    "ERI withdraws",
    "stockpile-destruction dropped",
    "interpretation teams 1",
)
"""How changes are written in words, by example."""


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


def change_in_words(
    scenario: Scenario,
    texts: Iterable[str],
    published: Timetable | None = None,
    now: int | None = None,
) -> Changed:
    """Make changes to a scenario, in their order.

    Parameters
    ----------
    texts
        Each in one of the `FORMS`.
    published
        What has gone out: a session that needs longer needs longer than it was given there.
    now
        A moment of the week in minutes; a session that is over by then can last no longer.

    Raises
    ------
    BadInput
        With every change that cannot be made.
    """
    gone_out = Timetable() if published is None else published
    given = {part.session: gone_out.minutes(part.session) for part in gone_out.parts}
    sentences, problems = [], InputProblems()
    for text in texts:
        done = _over(scenario.week, gone_out, now)
        said = _said(scenario.week, gone_out, now)
        change = problems.read("", partial(parse_change, scenario.week, text, given, done, said))
        if change is not None:
            sentences.append(change.say(scenario.week))
            scenario = change.apply(scenario)
            if isinstance(change, Length) and change.given:
                given[change.session] += change.minutes
    problems.finish()
    return Changed(scenario, tuple(sentences))


def _over(week: Week, published: Timetable, now: int | None) -> dict[str, int]:
    """When the sessions ended that are over, and of which no further part can come, in minutes."""
    if now is None:
        return {}
    over = {}
    for session in week.sessions:
        parts = published.of(session.id)
        ended = max((part.end for part in parts), default=now + 1)
        later = any(one.end > now for one in week.sittings if session.may_use(one))
        if ended <= now and not (later and len(parts) < session.most_parts):
            over[session.id] = ended
    return over


def _said(week: Week, published: Timetable, now: int | None) -> frozenset[Said]:
    """The statements that were due by a moment; in a session in one part, all once it has begun."""
    found = set[Said]()
    for part in with_agendas(week, published).parts:
        session = week.session.get(part.session)
        if session is None or now is None or part.begin >= now:
            continue
        if session.divided:
            found.update(
                (session.id, one.item, one.speaker)
                for one in part.statements
                if one.speaker and due_at(week, part, one.item, one.speaker) < now
            )
        else:
            found.update(
                (session.id, number, speaker)
                for number, item in enumerate(session.agenda)
                for speaker in item.speakers
            )
    return frozenset(found)


def parse_change(
    week: Week,
    text: str,
    given: Mapping[str, int] = MappingProxyType({}),
    over: Mapping[str, int] = MappingProxyType({}),
    said: Container[Said] = frozenset(),
) -> ScenarioChange:
    """Read a change that is said in words.

    Parameters
    ----------
    given
        The minutes that sessions were given, by their identifiers.
    over
        When the sessions ended that can have no further part, in minutes of the week.
    said
        Statements that have been made, or are about to be: session, item and speaker.

    Raises
    ------
    BadInput
        Where it is not understood, with the nearest that would be.
    """
    try:
        return _Words(week, text, given, over, said).change()
    except ValueError as error:
        where = f"--change '{' '.join(text.split())[:80]}'"
        raise BadInput.at(where, str(error)) from None


TEAMS_OF = "interpretation"
"""What has teams."""


class _Words:
    """A change as a person has typed it: who or what, a verb, and what else is to be said."""

    def __init__(
        self,
        week: Week,
        text: str,
        given: Mapping[str, int],
        over: Mapping[str, int],
        said: Container[Said],
    ) -> None:
        self._week, self._given, self._over, self._said = week, given, over, said
        self._calendar = Calendar.of(week)
        self._verbs: dict[str, tuple[Named | None, Callable[[], ScenarioChange]]] = {
            # Who or what a verb speaks of, and how it is read.
            "away": ("delegation", self._away),
            "closed": ("room", self._closed),
            "longer": ("session", partial(self._length, 1)),
            "shorter": ("session", partial(self._length, -1)),
            "silent": ("delegation", self._silent),
            "volunteers": ("delegation", partial(self._volunteers, True)),
            "withdraws": ("delegation", partial(self._volunteers, False)),
            "dropped": ("session", self._dropped),
            "teams": (None, self._teams),
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
            kind, read = self._verbs[word.lower()]
            try:
                found[read()] = None
            except ValueError as error:
                refused.append((self._understood(kind), str(error)))
        if len(found) > 1:
            meanings = listed((one.say(self._week).rstrip(".") for one in found), "or")
            raise ValueError(f"this can mean: {meanings}; write the key in place of the name")
        if found:
            return next(iter(found))
        understood, sentence = max(refused, key=lambda one: one[0], default=(0, ""))
        raise ValueError(sentence if understood else self._not_understood())

    def _understood(self, kind: Named | None) -> int:
        """How much is understood: 2 where who or what changes is known, 0 where none is named."""
        subject = self._subject
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
        return Away(delegation=code, sittings=self._lost())

    def _lost(self) -> frozenset[str]:
        """The sittings that are named, and those that lose some of their hours with them."""
        named = self._calendar.sittings_listed(_several(self._rest))
        return self._calendar.by_hours(named).touched

    def _closed(self) -> ScenarioChange:
        try:
            room = find(self._week, "room", self._subject)
        except ValueError:
            if not self._calendar.speaks_of_days(next(iter(_several(self._subject)), "")):
                raise
            return self._nobody_meets()
        return Closed(room=room, sittings=self._lost() or frozenset(self._week.sitting))

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
        if session.id in self._over:
            ended = self._week.moment_name(self._over[session.id])
            verb = "longer" if sign > 0 else "shorter"
            raise ValueError(
                f"{self._week.what(session.id)} was over on {ended} and can no longer last {verb}; "
                "leave this change out, or correct the moment"
            )
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
            near = self._nearest(session, before, open_to)
            if near is None:
                end = "longest" if asked > before else "shortest"
                raise ValueError(
                    f"{asked} minutes are not on the grid of {grain} minutes, and "
                    f"{duration(before)} is the {end} that fits"
                )
            verb = "longer" if near > before else "shorter"
            said = off_grid(asked, grain, near)
            raise ValueError(f"{said} minutes in all, as in: {verb} {abs(near - before)}")
        for _, what in length_problems(session, open_to, grain) if open_to else ():
            raise ValueError(what)

    def _nearest(self, session: Session, before: int, open_to: Sequence[Sitting]) -> int | None:
        """The minutes on the grid, more than before or less as asked, that a session can have.

        The least that is enough, or where it does not fit the longest that does; None where none
        fits.
        """
        grain, asked = self._week.grain, session.least
        down = asked // grain * grain
        longer = asked > before
        for minutes in range(down + grain, before, -grain) if longer else (down, down + grain):
            lengths = {"least": minutes, "wanted": minutes}
            lengths["shortest"] = min(session.shortest, minutes)
            fits = not open_to or not any(
                length_problems(session.model_copy(update=lengths), open_to, grain)
            )
            if fits and (longer or 0 < minutes < before):
                return minutes
        return None

    def _silent(self) -> ScenarioChange:
        week, rest = self._week, self._rest
        code = find(week, "delegation", self._subject)
        named = rest[3:] if rest.lower().startswith("in ") else rest
        only = find(week, "session", named) if named else None
        made = [
            (session.id, number)
            for session in week.sessions
            if only in (None, session.id)
            for number, item in enumerate(session.agenda)
            if code in item.speakers
        ]
        left = [one for one in made if (*one, code) not in self._said]
        if not left:
            if made:
                where = "" if only is None else f" in {week.what(only)}"
                what = f"all statements of {week.who(code)}{where} were due before that moment"
                begun = {key for key, _ in made if not week.session[key].divided}
                if begun:
                    titles = listed(map(week.what, sorted(begun)))
                    what += f", or stand in {titles}, which had begun"
            else:
                where = "the agenda of any session" if only is None else week.what(only)
                what = f"{week.who(code)} makes no statement in {where}"
            raise ValueError(what)
        return Silent(delegation=code, statements=tuple(left))

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
