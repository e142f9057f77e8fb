"""A changed week that keeps the published one as far as possible: what moves, why, whom to tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from pydantic import Field

from constraints.keep_published import KeepPublished
from constraints.keep_the_past import KeepThePast
from scenarios.scenario import Scenario
from scenarios.studies.comparison.moves import COLUMNS as MOVE_COLUMNS
from scenarios.studies.comparison.moves import Moves, PartMove, find_moves
from scenarios.studies.comparison.names import Names
from scenarios.studies.replanning.notices import Notice, say_who, who_to_tell
from scenarios.studies.replanning.publishing import with_published
from scenarios.studies.replanning.reasons import Reason, breaches_of, find_reasons, worse
from scheduler.errors import BadInput, InputProblem
from scheduler.judging.judge import Finding
from scheduler.rules.requirement import Key
from scheduler.rules.rule import Prefer
from scheduler.solving.result import GIVEN_UP, Result, Tier
from scheduler.week import structure
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Format, Session, Week

if TYPE_CHECKING:
    import pandas as pd

    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options

NAMES = Names("published", "replanned")
COLUMNS = (*MOVE_COLUMNS, "reason")
TOLD_COLUMNS = ("who", "name", "role", *COLUMNS)


STAYING = "Staying as published would break:"

BREACHES = 8
"""So many breaches of the published week are said."""

_LEFT = 'style="text-align:left"'
"""How sentences stand in a cell: notebooks set tables to the right."""


class Moved(Frozen):
    """A part that is not as it was published.

    Attributes
    ----------
    sentence
        What became of it.
    """

    row: PartMove
    sentence: str
    reason: Reason


class Replanned(Frozen):
    """A published week after a change.

    Attributes
    ----------
    scenario
        The changed scenario, in which the published week is kept as far as possible. Posts that it
        leaves open are so here; the result says who takes them.
    words
        A week that has every session and room of both timetables, to speak of them.
    published
        The timetable that has gone out.
    now
        The moment, in minutes, before which nothing changes; None where all lies ahead.
    lost
        Requirements of musts that what has begun has broken for good.
    result
        What came of the search; its first tier counts the parts that change.
    moves
        What changes, in order of time.
    told
        Who must be told of what; see `scenarios.studies.replanning.notices`.
    as_published
        What the published week would break in the changed scenario.
    """

    scenario: Scenario
    words: Week
    published: Timetable
    now: int | None = None
    lost: frozenset[Key] = frozenset()
    result: Result
    moves: tuple[Moved, ...] = ()
    told: tuple[Notice, ...] = Field(default=(), repr=False)
    as_published: tuple[Finding, ...] = ()

    @property
    def led(self) -> Scenario:
        """The scenario with States in all posts, as the result has them."""
        return self.scenario.with_leaders(self.result.leadership)

    @property
    def ahead(self) -> tuple[Part, ...]:
        """The published parts that have not begun."""
        return tuple(part for part in self.published.parts if not _begun(part, self.now))

    @cached_property
    def kept(self) -> Tier | None:
        """The tier that counts the parts that change; None where nothing was found."""
        mode = next(
            setting.mode
            for setting in self.scenario.settings
            if isinstance(setting.rule, KeepPublished)
        )
        name = f"tier {mode.tier}" if isinstance(mode, Prefer) else ""
        return next((tier for tier in self.result.tiers if tier.name == name), None)

    @property
    def past_breaches(self) -> tuple[Finding, ...]:
        """What is past and breaks a must, which cannot be mended any more."""
        return () if self.result.verdict is None else self.result.verdict.breached

    @property
    def heading_of_past(self) -> str:
        """What stands before `past_breaches`, sure of them only where it is proven."""
        proven = all(tier.proven for tier in self.result.tiers if tier.name == GIVEN_UP)
        sure = "and cannot be mended" if proven else "as far as was found in the time given"
        return f"What is past breaks a must all the same, {sure}:"

    @property
    def fewest(self) -> bool:
        """Whether it is proven that fewer changes would break a must."""
        return self.kept is not None and self.kept.proven

    def sentences(self) -> Iterator[str]:
        """How much changes, and how sure it is that less would not do."""
        parts = count(len(self.ahead), "part")
        if self.result.timetable is None:
            return
        if not self.moves:
            yield "The published week can stay as it is: no part of it changes."
            return
        verb = "changes" if len(self.moves) == 1 else "change"
        new = sum(move.row.before is None for move in self.moves)
        old = len(self.moves) - new
        added = f"{', and ' if old else ''}{count(new, 'part')} {'is' if new == 1 else 'are'} new"
        yield f"{f'{old} of {parts} {verb}' if old else ''}{added if new else ''}."
        if self.fewest:
            yield "It is proven that with fewer changes some must would be broken."
        elif self.kept is not None:
            yield f"Whether fewer would do is not settled; at least {self.kept.bound} must change."

    def say_staying(self) -> Iterator[str]:
        """What the published week would break if it stayed as it is."""
        yield from (finding.sentence for finding in self.as_published[:BREACHES])
        more = len(self.as_published) - BREACHES
        if more > 0:
            yield f"and {count(more, 'more such breach', 'more such breaches')}."

    def say_who(self) -> Iterator[str]:
        """Whom to tell of which changes; of many delegations, how many they are."""
        return say_who(self.told, len(self.moves))

    def records(self) -> list[dict[str, str]]:
        """What changes, with every column of `COLUMNS`, as text."""
        rows = _moves(self, tuple(move.row for move in self.moves)).records()
        return [
            {**row, "reason": " ".join(move.reason.brief(self.words))}
            for row, move in zip(rows, self.moves, strict=True)
        ]

    def told_records(self) -> list[dict[str, str]]:
        """Who must be told of what, with every column of `TOLD_COLUMNS`, as text."""
        rows = self.records()
        return [
            {"who": one.who, "name": one.name, "role": one.role.value, **rows[one.move]}
            for one in self.told
        ]

    def to_frame(self) -> pd.DataFrame:
        """What changes as a table: a row for each part, with the columns of `COLUMNS`, as text."""
        import pandas as pd

        return pd.DataFrame(self.records(), columns=list(COLUMNS), dtype=str)

    def told_frame(self) -> pd.DataFrame:
        """Who must be told as a table, with the columns of `TOLD_COLUMNS`, as text."""
        import pandas as pd

        return pd.DataFrame(self.told_records(), columns=list(TOLD_COLUMNS), dtype=str)

    def __str__(self) -> str:
        lines = [self.result.status.value, *self.sentences()]
        for move in self.moves:
            lines.append(f"  {move.sentence}")
            lines += [f"    {line}" for line in move.reason.brief(self.words)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        said = [f"<p>{self.result.status.value}</p>"]
        if self.as_published:
            said.append(f"<p>{STAYING}</p>{_list(self.say_staying())}")
        said += [f"<p>{escape(line)}</p>" for line in self.sentences()]
        if self.moves:
            rows = (
                (str(number), move.sentence, " ".join(move.reason.brief(self.words)))
                for number, move in enumerate(self.moves, 1)
            )
            heads = "".join(f"<th {_LEFT}>{head}</th>" for head in ("", "what changes", "why"))
            table = "".join(
                f"<tr>{''.join(f'<td {_LEFT}>{escape(text)}</td>' for text in row)}</tr>"
                for row in rows
            )
            said.append(f"<table><tr>{heads}</tr>{table}</table>")
            said.append(f"<p>Who must be told:</p>{_list(self.say_who())}")
        return "".join(said)


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def replan(
    scenario: Scenario,
    published: Timetable,
    now: int | None = None,
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
    *,
    known: Week | None = None,
) -> Replanned:
    """Solve a changed scenario with as few changes to a published timetable as can be.

    Of all timetables that keep every must, one with the fewest parts moved, dropped or added is
    found; among those, the one that is best by the scenario's own tiers.

    Parameters
    ----------
    scenario
        As it is after the change.
    published
        The timetable that has gone out, its days counted in the scenario's week.
    now
        A moment of the week in minutes: what has begun by then stays. None: all lies ahead.
    known
        The week before the change: for the names of sessions and rooms that it has no longer, and
        for sessions that have begun before they were dropped.

    Raises
    ------
    BadInput
        Where the scenario has too many tiers, or no place any more for something that has begun.
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    from scheduler.solving.solving import solve

    if known is not None and now is not None:
        scenario = _with_held(scenario, known, published, now)
    _check_past(scenario, published, now)
    kept = with_published(scenario, published, now)
    lost = _broken_for_good(kept)
    result = solve(kept.problem, options, eased=lost, watch=watch)
    led = kept.with_leaders(result.leadership)
    replanned = Replanned(
        scenario=kept,
        words=_words(led.week, known, published),
        published=published,
        now=now,
        lost=lost,
        result=result,
    )
    if result.timetable is None:
        return replanned
    rows = changed_parts(replanned, result.timetable)
    week, settings = led.week, led.settings
    before, after = _with_rooms(published, result.timetable, week), result.timetable
    reasons = find_reasons(week, settings, before, after, rows)
    sentences = _moves(replanned, rows).sentences()
    broken = worse(breaches_of(week, settings, before), breaches_of(week, settings, after))
    return replanned.model_copy(
        update={
            "moves": tuple(
                Moved(row=row, sentence=sentence, reason=reason)
                for row, sentence, reason in zip(rows, sentences, reasons, strict=False)
            ),
            "told": who_to_tell(replanned.words, rows),
            "as_published": tuple(broken.values()),
        }
    )


def _check_past(scenario: Scenario, published: Timetable, now: int | None) -> None:
    """Refuse a week that has no place any more for something that has begun in it."""
    week = scenario.week
    begun = [part for part in published.parts if _begun(part, now) and part.session in week.session]
    problems = []
    for part in begun:
        for sentence in structure.misfits(week, part):
            when = week.moment_name(part.begin)
            what = (
                f"{week.what(part.session)} began on {when} and stays as it was, but the changed "
                f"week has no place for it: {sentence} Leave the days that are past as they were"
            )
            problems.append(InputProblem(str(scenario.path), what))
    if problems:
        raise BadInput(problems)


def _broken_for_good(scenario: Scenario) -> frozenset[Key]:
    """Requirements that what has begun has broken, whatever is still to come."""
    from scheduler.solving.broken_past import broken_for_good

    for setting in scenario.settings:
        if isinstance(setting.rule, KeepThePast):
            return broken_for_good(scenario.problem, setting, setting.rule.begun(scenario.week))
    return frozenset()


def _with_held(scenario: Scenario, known: Week, published: Timetable, now: int) -> Scenario:
    """The scenario with what has begun of sessions that it has no longer, and no more of them."""
    week = scenario.week
    held = []
    for session in known.sessions:
        begun = [part for part in published.of(session.id) if _begun(part, now)]
        people = session.followers <= week.delegation.keys()
        if begun and session.id not in week.session and people:
            minutes = [part.minutes for part in begun]
            update = {
                "least": sum(minutes),
                "wanted": sum(minutes),
                "shortest": min(minutes),
                "most_parts": len(begun),
                "bodies": tuple(body for body in session.bodies if body in week.body),
                "sittings": None,
                "hours": None,
                "rooms": None,
                "pinned": (),
            }
            held.append(session.model_copy(update=update))
    return scenario.model_copy(
        update={"week": week.model_copy(update={"sessions": (*week.sessions, *held)})}
    )


def changed_parts(replanned: Replanned, timetable: Timetable) -> tuple[PartMove, ...]:
    """The parts of a timetable that are not as published, and those that are missing.

    Parts that had begun by now are left aside.
    """
    published = _with_rooms(replanned.published, timetable, replanned.scenario.week)
    rows = find_moves(replanned.words, published, timetable, NAMES).rows
    ahead = (_ahead(row, replanned.now) for row in rows)
    return tuple(row for row in ahead if row is not None)


def _ahead(row: PartMove, now: int | None) -> PartMove | None:
    """What of a change is still to come: where its published part is past, the new part alone."""
    if row.before is not None and _begun(row.before, now):
        new = row.after is not None and not _begun(row.after, now)
        return row._replace(before=None, number_before=0) if new else None
    return row


def _moves(replanned: Replanned, rows: tuple[PartMove, ...]) -> Moves:
    return Moves(
        names=NAMES,
        before=replanned.published,
        after=replanned.result.timetable or Timetable(),
        rows=rows,
        week=replanned.words,
    )


def _begun(part: Part, now: int | None) -> bool:
    return now is not None and part.begin < now


def _with_rooms(published: Timetable, timetable: Timetable, week: Week) -> Timetable:
    """The published timetable with a room for each part that names none.

    The one that the part has now; where it is not kept, one that makes no difference.
    """
    if not week.rooms:
        return published
    there = {part._replace(room=None): part.room for part in timetable.parts}
    usual = {part.session: part.room for part in timetable.parts}

    def housed(part: Part) -> Part:
        room = there.get(part) or usual.get(part.session) or week.rooms[0].id
        return part._replace(room=part.room or room)

    return Timetable(parts=tuple(map(housed, published.parts)))


def _words(week: Week, known: Week | None, published: Timetable) -> Week:
    """The week with the sessions and rooms that it has no longer, to speak of them."""
    sessions = dict(week.session) if known is None else {**known.session, **week.session}
    rooms = dict(week.room) if known is None else {**known.room, **week.room}
    for part in published.parts:
        if part.session not in sessions:
            sessions[part.session] = _unknown(part.session)
    return week.model_copy(
        update={"sessions": tuple(sessions.values()), "rooms": tuple(rooms.values())}
    )


def _unknown(session: str) -> Session:
    """A session of which nothing is known but its key."""
    return Session(
        id=session,
        title=session,
        bodies=(),
        format=Format.PLENARY,
        least=1,
        wanted=1,
        shortest=1,
    )
