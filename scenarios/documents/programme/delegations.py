"""A page for each delegation: what it leads, when it speaks, what it follows, when it can leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from scenarios.documents.issue import Issue
from scenarios.documents.names import TranslatedNames, alphabetical
from scenarios.documents.programme.layout import laid_out
from scenarios.documents.programme.presiding import role_of
from scenarios.documents.writing.cover import Cover, cover_of
from scenarios.documents.writing.direction import unbroken
from scenarios.exchange.delegation_week import DelegationTask, DelegationWeek, Duties
from scenarios.exchange.speakers import SpeakersList, Turn, speakers_list
from scheduler.document.document import (
    Block,
    Bullets,
    Cell,
    GroupRow,
    Mark,
    Marked,
    Section,
)
from scheduler.week.clock import DAY
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import Role
from scheduler.week.words import capital

if TYPE_CHECKING:
    from scenarios.languages.language import Language

SHARES = (18, 25, 42, 15)
"""Of the width of a page: the columns for time, what the delegation does, meeting and room."""


class Engagement(NamedTuple):
    """A part of a session that concerns a delegation, as its page announces it.

    Attributes
    ----------
    does
        What the delegation does in it: ``preside``.
    speaks
        When it speaks, and on what, one line for each statement.
    needed
        Whether it must be in the room.
    """

    times: str
    does: str
    speaks: tuple[str, ...]
    title: str
    room: str
    needed: bool


class DelegationDay(NamedTuple):
    """A day on which something concerns a delegation."""

    name: str
    engagements: tuple[Engagement, ...]


class DelegationPage(Frozen):
    """What one delegation is told, in one language.

    Attributes
    ----------
    sentences
        When it must be there, when it can leave, and what it leads.
    """

    code: str
    name: str
    sentences: tuple[str, ...]
    days: tuple[DelegationDay, ...]


class DelegationWords(NamedTuple):
    """The fixed words of the pages."""

    time: str
    you: str
    meeting: str
    room: str


class DelegationPages(Frozen):
    """Pages for delegations, in the alphabetical order of their names.

    Attributes
    ----------
    idle
        The codes of delegations that nothing in the week concerns, and that have no page.
    """

    cover: Cover
    pages: tuple[DelegationPage, ...]
    idle: tuple[str, ...]
    words: DelegationWords

    def blocks(self) -> tuple[Block, ...]:
        """The pages as they are laid out: a section for each delegation, on a page of its own."""
        days = (day for page in self.pages for day in page.days)
        rooms = any(one.room for day in days for one in day.engagements)
        return tuple(
            self._section(page, apart=number > 0, rooms=rooms)
            for number, page in enumerate(self.pages)
        )

    def _section(self, page: DelegationPage, *, apart: bool, rooms: bool) -> Section:
        words = self.words
        heads = (words.time, words.you, words.meeting, words.room)
        rows = list[tuple[Cell, ...] | GroupRow]()
        for day in page.days:
            rows.append(GroupRow((day.name,)))
            rows += map(_row, day.engagements)
        blocks: list[Block] = [Bullets(page.sentences)]
        if rows:
            blocks.append(laid_out(heads, SHARES, rows, rooms=rooms))
        return Section(page.name, blocks, apart=apart)


def _row(one: Engagement) -> tuple[Cell, ...]:
    does = Marked(one.does, Mark.STRONG if one.needed else Mark.PLAIN)
    speaks = "".join(f"\n{line}" for line in one.speaks)
    return one.times, (does, speaks), one.title, one.room


def delegations_of(
    issue: Issue, language: Language, codes: Iterable[str] | None = None
) -> DelegationPages:
    """Pages for delegations in a language.

    Parameters
    ----------
    codes
        Whom they are for; None: every delegation that something in the week concerns.
    """
    week, names = issue.scenario.week, TranslatedNames(issue.scenario.week, language)
    listed = speakers_list(week, issue.timetable)
    asked = [one.code for one in week.delegations] if codes is None else list(codes)
    teller = _DelegationTeller(names, listed)
    pages = sorted(map(teller.page, asked), key=lambda page: alphabetical(page.name))
    idle = [] if codes is not None else [page.code for page in pages if not page.days]
    say = language.say
    kind = say("Programme by delegation")
    if codes is not None and len(pages) == 1:
        kind = say("Programme of the delegation: {name}", name=pages[0].name)
    return DelegationPages(
        cover=cover_of(issue, language, kind),
        pages=tuple(page for page in pages if page.days or codes is not None),
        idle=tuple(idle),
        words=DelegationWords(say("Time"), say("You"), say("Meeting"), say("Room")),
    )


class _DelegationTeller:
    """Says the week of one delegation after another, in one language."""

    def __init__(self, names: TranslatedNames, speaking: SpeakersList) -> None:
        self.names = names
        self.language = names.language
        self.week = names.week
        self.speaking = speaking
        self.turns: dict[str, list[Turn]] = {}
        for turn in speaking.all_turns:
            self.turns.setdefault(turn.speaker, []).append(turn)

    def page(self, code: str) -> DelegationPage:
        mine = DelegationWeek(code=code, speaking=self.speaking)
        days = groupby(mine.duties, key=lambda one: one.part.day)
        return DelegationPage(
            code=code,
            name=self.names.delegation(code),
            sentences=tuple(self._sentences(mine)),
            days=tuple(
                DelegationDay(
                    capital(self.language.day(self.week.date_of(day))),
                    tuple(self._engagement(code, one) for one in duties),
                )
                for day, duties in days
            ),
        )

    def _engagement(self, code: str, duty: Duties) -> Engagement:
        part, say = duty.part, self.language.say
        parts = self.speaking.timetable.of(part.session)
        number = parts.index(part) + 1
        title = self.names.session(part.session)
        if len(parts) > 1:
            which = say("Part {number} of {of}", number=number, of=len(parts))
            title = f"{title} ({unbroken(which)})"
        speaks = tuple(
            say(
                "at about {time}: {item}",
                time=self.language.clock(turn.begin % DAY),
                item=self.names.text(turn.item),
            )
            for turn in self.turns.get(code, ())
            if (turn.session, turn.part) == (part.session, number)
        )
        does = self._does(code, duty)
        if speaks and duty.task is not DelegationTask.SPEAK:
            does = say("{task}, speak", task=does)
        return Engagement(
            times=self.names.hours(part.start, part.start + part.minutes),
            does=does,
            speaks=speaks,
            title=title,
            room=self.names.room(part.room),
            needed=duty.needed,
        )

    def _does(self, code: str, duty: Duties) -> str:
        say = self.language.say
        session = self.week.session[duty.part.session]
        if duty.task is DelegationTask.LEAD:
            role = role_of(self.names, session, code)
            preside, assist = say("preside"), say("assist as Co-Rapporteur")
            known = {Role.PRESIDENT: preside, Role.CO_CHAIR: preside, Role.CO_RAPPORTEUR: assist}
            return known[role] if role else say("lead")
        if session.proposal is not None and session.proposal.host == code:
            return say("host")
        return {
            DelegationTask.TAKE_PART: say("take part"),
            DelegationTask.SPEAK: say("speak"),
            DelegationTask.FOLLOW: say("follow"),
        }[duty.task]

    def _sentences(self, mine: DelegationWeek) -> Iterator[str]:
        say = self.language.say
        if not mine.duties:
            yield say("Nothing in this week concerns you.")
            return
        last = max((one.part for one in mine.duties), key=lambda part: part.end)
        if mine.needed is None:
            yield say("You are not needed to lead or to speak at any time.")
            yield say("The last meeting that you follow ends on {time}.", time=self._end(last.end))
        else:
            first, until = mine.needed
            (day, begins), ends = divmod(first.begin, DAY), self._leave(until.end)
            on, hours = (
                self.language.day(self.week.date_of(day)),
                self.language.hours(begins, until.end - day * DAY),
            )
            begin, end = self._moment(first.begin), self._end(until.end)
            if on == ends["day"]:
                yield say("You must be there on {day}, {hours}.", day=on, hours=hours)
            else:
                yield say("You must be there from {begin} to {end}.", begin=begin, end=end)
            yield say("You can leave on {day} after {time}.", **self._leave(until.end))
            if last.end > until.end:
                over = self._end(last.end)
                yield say("Of what you only follow, the last meeting ends on {time}.", time=over)
        yield from self._led(mine)
        if any(self.turns.get(mine.code, ())):
            sessions = {turn.session for turn in self.turns[mine.code]}
            if sessions & set(self.speaking.unsaid):
                yield say("The distribution of items and speakers is provisional.")

    def _led(self, mine: DelegationWeek) -> Iterator[str]:
        """What it leads, one sentence for each way in which it does."""
        found: dict[str, dict[str, None]] = {}
        for one in mine.duties:
            if one.task is DelegationTask.LEAD:
                title = self.names.session(one.part.session)
                found.setdefault(self._does(mine.code, one), {})[title] = None
        for does, titles in found.items():
            label = self.language.say("{label}:", label=capital(does))
            yield f"{label} {'; '.join(titles)}"

    def _moment(self, moment: int) -> str:
        day, minutes = divmod(moment, DAY)
        on, at = self.language.day(self.week.date_of(day)), self.language.clock(minutes)
        return self.language.say("{day} at {time}", day=on, time=at)

    def _end(self, moment: int) -> str:
        """A moment at which something ends: midnight belongs to the day before it."""
        return self.language.say("{day} at {time}", **self._leave(moment))

    def _leave(self, moment: int) -> dict[str, str]:
        day, minutes = divmod(moment - 1, DAY)
        on, at = self.language.day(self.week.date_of(day)), self.language.clock(minutes + 1)
        return {"day": on, "time": at}
