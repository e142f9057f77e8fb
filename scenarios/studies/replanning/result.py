"""A changed week that keeps the published one as far as possible: what moves, why, whom to tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from scenarios.exchange.leadership_csv import say_leadership
from scenarios.exchange.writing import write_text
from scenarios.reading.revision_folders import of_revision
from scenarios.scenario import Scenario
from scenarios.studies.comparison.moves import COLUMNS as MOVE_COLUMNS
from scenarios.studies.comparison.moves import Moves, Names, PartMove
from scenarios.studies.comparison.statement_moves import StatementMove
from scenarios.studies.replanning.nearest_week import NearestWeek
from scenarios.studies.replanning.notices import Notice, say_who
from scenarios.studies.replanning.publishing import KEPT, NEAR
from scenarios.studies.replanning.reasons import Reason
from scenarios.studies.replanning.saving import Origin, scenario_text
from scheduler.document.document import (
    Block,
    Bullets,
    Document,
    Entry,
    Paragraph,
    Section,
)
from scheduler.document.report import Report
from scheduler.errors import BadInput
from scheduler.judging.judge import Finding
from scheduler.rules.requirement import Key
from scheduler.solving.result import GIVEN_UP, Result, Tier
from scheduler.week.clock import DAY, clock, count
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week

if TYPE_CHECKING:
    import pandas as pd


NAMES = Names("published", "replanned")

COLUMNS = (*MOVE_COLUMNS, "reason")

TOLD_COLUMNS = ("who", "name", "role", *COLUMNS)

STAYING = "Staying as published would break"

SPEAKERS = 30
"""Speakers who speak at another time that are named."""

SHIFT = 10
"""Minutes, 1 or more, by which a statement comes earlier or later in its part and it is said."""

BREACHES = 8
"""Breaches of the published week that are said."""


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


class Spoken(Frozen):
    """A statement that is not made where it was published.

    Attributes
    ----------
    reason
        What stands against the published part, in sentences; empty where nothing does by itself.
    """

    move: StatementMove
    reason: tuple[str, ...] = ()


class Replanned(Report, Frozen):
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
    changes
        What became different in the scenario, in words.
    moves
        What changes, in order of time.
    speaking
        Statements that change, in order of time; who speaks in a part that moves goes with it,
        unless it shifts inside the part.
    told
        Who must be told of what; see `scenarios.studies.replanning.notices`.
    as_published
        What the published week would break in the changed scenario.
    origin
        Where the scenario comes from; None where it stands in no file.
    held
        Sessions that were dropped after a part of them was held: that part is left of them.
    contradictions
        What the published week broke before any change, but for what is past and lost: it was not
        made with this scenario.
    nearest
        Where no timetable was found that keeps every must: the nearest one that was tried. It is
        never among the results: what it breaks stands beside it.
    """

    scenario: Scenario
    words: Week
    published: Timetable
    now: int | None = None
    lost: frozenset[Key] = frozenset()
    result: Result
    changes: tuple[str, ...] = ()
    moves: tuple[Moved, ...] = ()
    speaking: tuple[Spoken, ...] = ()
    told: tuple[Notice, ...] = Field(default=(), repr=False)
    as_published: tuple[Finding, ...] = ()
    origin: Origin | None = None
    held: tuple[str, ...] = ()
    contradictions: tuple[Finding, ...] = ()
    nearest: NearestWeek | None = None

    @property
    def led(self) -> Scenario:
        """The scenario with States in all posts, as the result has them."""
        return self.scenario.with_leaders(self.result.leadership)

    @property
    def ahead(self) -> tuple[Part, ...]:
        """The published parts that are not over."""
        return tuple(part for part in self.published.parts if not over(part, self.now))

    @cached_property
    def kept(self) -> Tier | None:
        """The tier that counts the parts that change; None where nothing was found."""
        return next((tier for tier in self.result.tiers if tier.name == f"tier {KEPT}"), None)

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
        """How much changes, and how sure it is that fewer changes would not do."""
        parts = count(len(self.ahead), "part")
        if self.result.timetable is None:
            return
        if not self.moves:
            stays = "The published week can stay as it is: no part of it changes."
            yield "No part of the published week changes." if self.speaking else stays
            yield from self._say_speaking()
            return
        verb = "changes" if len(self.moves) == 1 else "change"
        new = sum(move.row.before is None for move in self.moves)
        old = len(self.moves) - new
        added = f"{', and ' if old else ''}{count(new, 'part')} {'is' if new == 1 else 'are'} new"
        yield f"{f'{old} of {parts} {verb}' if old else ''}{added if new else ''}."
        if self.fewest:
            yield "It is proven that fewer changes would break a must."
        elif self.kept is not None:
            least = f"; at least {self.kept.bound} must change" if self.kept.bound else ""
            yield f"Whether fewer would do is not settled{least}."
        yield from self._say_speaking()

    def _say_speaking(self) -> Iterator[str]:
        """How many statements change."""
        gone = sum(one.move.after is None for one in self.speaking)
        shifted = sum(one.move.shifted for one in self.speaking)
        moved = len(self.speaking) - gone - shifted
        if moved:
            stand = "stands" if moved == 1 else "stand"
            yield f"{count(moved, 'statement')} {stand} in another part than published."
        if shifted:
            comes = "comes" if shifted == 1 else "come"
            statements = count(shifted, "statement")
            yield f"{statements} {comes} {SHIFT} minutes or more earlier or later in the same part."
        if gone:
            are = "is" if gone == 1 else "are"
            yield f"{count(gone, 'statement')} {are} no longer made."

    def scenario_text(self, path: Path) -> str:
        """The changed scenario as the text of a scenario file.

        Parameters
        ----------
        path
            Where the file will lie; the paths in it are seen from there.

        Raises
        ------
        BadInput
            Where the scenario was read from no file, or cannot be written as one.
        """
        if self.origin is None:
            what = "the scenario was read from no file, so there is none to write the changes into"
            raise BadInput.at(str(path), what)
        return scenario_text(self.origin, self.scenario, path, held=self.held, said=self.changes)

    def save_scenario(self, path: str | Path) -> Path:
        """Write the changed scenario, and return where it is: use this file from then on.

        The errors are those of `scenario_text`, and where the place cannot be written to.
        """
        write_text(Path(path), self.scenario_text(Path(path)))
        return Path(path)

    def rows(self) -> list[dict[str, str]]:
        """What changes, with every column of `COLUMNS`, as text: parts first, then statements."""
        rows = moves_of(self, tuple(move.row for move in self.moves)).records()
        parts = [
            {**row, "reason": " ".join(move.reason.brief(self.words))}
            for row, move in zip(rows, self.moves, strict=True)
        ]
        statements = [
            {**one.move.record(self.words), "reason": " ".join(one.reason)} for one in self.speaking
        ]
        return parts + statements

    def told_rows(self) -> list[dict[str, str]]:
        """Who must be told of what, with every column of `TOLD_COLUMNS`, as text."""
        rows = self.rows()
        return [
            {"who": one.who, "name": one.name, "role": one.role.value, **rows[one.move]}
            for one in self.told
        ]

    def to_frame(self) -> pd.DataFrame:
        """What changes as a table, with the rows and columns of `rows`, as text."""
        import pandas as pd

        return pd.DataFrame(self.rows(), columns=list(COLUMNS), dtype=str)

    def told_frame(self) -> pd.DataFrame:
        """Who must be told as a table, with the columns of `TOLD_COLUMNS`, as text."""
        import pandas as pd

        return pd.DataFrame(self.told_rows(), columns=list(TOLD_COLUMNS), dtype=str)

    def document(self) -> Document:
        """What changes in the published week, why, and who must be told."""
        blocks: list[Block] = [Bullets(self.changes)]
        if self.contradictions:
            heading, *breaches, advice = self.say_contradictions()
            blocks += [Section(heading.rstrip(":"), [Bullets(breaches)]), Paragraph(advice)]
        if self.now is not None:
            blocks.append(Paragraph(self._say_now(self.now)))
        blocks += [*map(Paragraph, self.result.sentences()), *self._tiers()]
        if self.result.timetable is not None:
            blocks += self._blocks()
        elif self.nearest is not None:
            blocks.append(self.nearest.section())
        return Document(self.scenario.called, blocks)

    def _speakers(self) -> Bullets:
        """Who speaks when instead, by session, and why; each reason is said once."""
        said: dict[str, list[str]] = {}
        known = set[tuple[str, ...]]()
        for one in self.speaking[:SPEAKERS]:
            reason = () if one.reason[:1] in known else one.reason[:1]
            known.add(reason)
            sentence = one.move.say(self.words, inside=True)
            said.setdefault(one.move.session, []).append(" ".join((sentence, *reason)))
        items = [Entry(self.words.what(session), rows) for session, rows in said.items()]
        left = len(self.speaking) - SPEAKERS
        more = [f"and {count(left, 'more statement')}: --told writes all."] if left > 0 else []
        return Bullets([*items, *more])

    def _say_now(self, now: int) -> str:
        """What stays as it was; of a moment outside the week also the year, which may be wrong."""
        week = self.words
        if not 0 <= now < max(week.length * DAY, *(sitting.end for sitting in week.sittings)):
            day, minutes = divmod(now, DAY)
            when = f"{week.day_name(day)} {week.date_of(day).year} at {clock(minutes)}"
            if now < 0:
                return f"{when} is before the week begins: nothing is past."
            return f"{when} is after the week is over: everything is past."
        running = any(begun(part, now) for part in self.ahead)
        later = " What is running may end later." if running else ""
        return f"What began before {week.moment_name(now)} stays as it was.{later}"

    def say_contradictions(self) -> Iterator[str]:
        """That the published week was not made with the scenario to which the changes are made."""
        if self.contradictions:
            path = self.scenario.path
            revision = of_revision(path)
            name = "a must of its own scenario" if revision else f"{path.name} as it is written"
            yield f"The published week breaks {name}, before any change:"
            yield from _few(self.contradictions)
            yield (
                "A revision can be published so (--anyway). What is past of it counts as past with "
                "--now; the rest is mended with this change, where it can be."
                if revision
                else "If a replan made it, give the scenario that this replan saved "
                "(--save-scenario): otherwise what changed then is taken back."
            )

    def _tiers(self) -> Iterator[Block]:
        said = [
            f"{tier.name}: {tier.outcome()}" for tier in self.result.tiers if tier.name != GIVEN_UP
        ]
        if said:
            yield Bullets(said)
            if self.result.timetable is not None:
                yield Paragraph(
                    "Tier 1 counts the parts that change, tier 2 how far they and their speakers "
                    "move from their places; the scenario's own tiers begin at tier "
                    f"{NEAR + 1}."
                )

    def _blocks(self) -> Iterator[Block]:
        if self.past_breaches:
            yield Paragraph(self.heading_of_past)
            yield Bullets([finding.sentence for finding in self.past_breaches])
        if self.as_published:
            yield Section(STAYING, [Bullets(list(_few(self.as_published)))])
        yield from map(Paragraph, self.sentences())
        for number, move in enumerate(self.moves, 1):
            reasons = list(move.reason.brief(self.words))
            yield Section(f"{number}. {move.sentence}", [Bullets(reasons)])
        if self.speaking:
            yield Section("Who speaks at another time, or no longer", [self._speakers()])
        if self.told:
            yield Section("Who must be told", [Bullets(list(say_who(self.told, len(self.moves))))])
        if self.moves and self.result.timetable is not None:
            week = self.led.grid(self.result.timetable)
            yield Section("The week as it is then", [week.summary.paragraph()])
        if self.result.leadership.holders:
            posts = list(say_leadership(self.words, self.result.leadership))
            heading = "Who takes the open posts (--leaders keeps those who took them)"
            yield Section(heading, [Bullets(posts)])


def _few(findings: Sequence[Finding]) -> Iterator[str]:
    sentences = list(dict.fromkeys(finding.sentence for finding in findings))
    yield from sentences[:BREACHES]
    more = len(sentences) - BREACHES
    if more > 0:
        yield f"and {count(more, 'more such breach', 'more such breaches')}."


def moves_of(replanned: Replanned, rows: tuple[PartMove, ...]) -> Moves:
    """The parts that change, as a comparison of the two weeks has them."""
    return Moves(
        names=NAMES,
        before=replanned.published,
        after=replanned.result.timetable or Timetable(),
        rows=rows,
        week=replanned.words,
    )


def begun(part: Part, now: int | None) -> bool:
    """Whether a part had begun by a moment in minutes; None: all lies ahead."""
    return now is not None and part.begin < now


def over(part: Part, now: int | None) -> bool:
    """Whether a part had ended by a moment in minutes; None: all lies ahead."""
    return now is not None and part.end <= now
