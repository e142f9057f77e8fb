"""Next year's proposals, with the reason for each in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.scenario import Scenario
from scenarios.studies.next_year.assumptions import NextYearWeights
from scenarios.studies.next_year.minutes import ItemProposal, SessionProposal
from scenarios.studies.next_year.small_groups import GroupProposal
from scheduler.document.document import (
    Block,
    Bullets,
    Column,
    Document,
    Mark,
    Marked,
    Paragraph,
    Section,
    Table,
    Text,
)
from scheduler.document.report import Report
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, covered
from scheduler.week.week import Format
from scheduler.week.words import capital, listed, one_line

if TYPE_CHECKING:
    import pandas as pd

    Row = dict[str, str | int | None]


class KeptTime(Frozen):
    """Time that is kept for small groups while too few States have volunteered.

    Attributes
    ----------
    key
        Of the small group without a host that holds it.
    like
        The session whose body and days it has.
    minutes
        What is kept.
    floor
        What the scenario asks for.
    """

    key: str
    like: str
    minutes: int
    floor: int


class NextYear(Report, Frozen):
    """What this year's minutes and experiments say of next year's week.

    Attributes
    ----------
    scenario
        This year's, with what was noted.
    first
        The first day of next year's week; None where it is not known yet.
    precedent
        The file of the timetable that next year follows; None where none is given.
    """

    scenario: Scenario
    weights: NextYearWeights
    sessions: tuple[SessionProposal, ...]
    groups: tuple[GroupProposal, ...] = ()
    kept: KeptTime | None = None
    first: date | None = None
    precedent: Path | None = None

    def title_of(self, proposal: SessionProposal | GroupProposal) -> str:
        """What people call a session."""
        return self.scenario.week.what(proposal.session)

    def summary(self) -> str:
        """What is proposed, in a sentence."""
        noted = [one for one in self.sessions if one.noted]
        now, then = (sum(getattr(one, year) for one in self.sessions) for year in ("now", "then"))
        asked = f"{count(now, 'minute')} asked for this year, {then} proposed for next year"
        return (
            f"Minutes were noted for {len(noted)} of {count(len(self.sessions), 'session')}: "
            f"{asked}."
        )

    def plenaries(self) -> str:
        """What plenaries ask for against the time of their sittings, in a sentence."""
        week = self.scenario.week
        own = [one for one in self.sessions if week.session[one.session].format == Format.PLENARY]
        now, then = sum(one.now for one in own), sum(one.then for one in own)
        open_to = [one for one in week.sittings if one.is_open_to(Format.PLENARY.value)]
        have = covered(Part("", one.day, one.opens, one.minutes) for one in open_to)
        return (
            f"Plenaries asked for {now} of them, and now for {then}; the sittings that are open to "
            f"them hold {have}."
        )

    def owed(self) -> tuple[GroupProposal, ...]:
        """Experiments that are not known to have been reported to a plenary (¶ 10)."""
        return tuple(one for one in self.groups if one.owed)

    def left(self) -> Iterator[str]:
        """What it does not decide, and somebody has to."""
        week = self.scenario.week
        if not any(one.noted for one in self.sessions):
            yield (
                "The notes: no minutes are noted. --form writes an empty table, to be filled in "
                "and given back with --notes."
            )
        if self.first is None:
            yield "The days: give the first day of next year's week with --from."
        asked = {one.host for one in self.groups if one.value is not None and not one.volunteered}
        hosts = sorted(week.who(host) for host in asked if host is not None)
        if hosts:
            yield (
                f"Who volunteers: {listed(hosts)} hosted or offered a small group this year. A "
                "State that says so for next year is named with --volunteered, or gets "
                "'volunteered: true' in the file."
            )
        if self.kept is not None:
            yield (
                f"Small groups: until States volunteer, {count(self.kept.minutes, 'minute')} are "
                f"kept for them by a small group without a host ({self.kept.key}), since the week "
                f"is to have {self.kept.floor} for experiments. Take it out once they have."
            )
        if self.precedent is None and any(
            setting.rule.name == "follow_precedent" for setting in self.scenario.settings
        ):
            yield (
                "The precedent: name this year's timetable as held after the scenario, and next "
                "year's week follows it; without it, it follows what this year's followed."
            )
        yield (
            "Who leads, who presides and who speaks: States that are named one by one are still "
            "this year's. Titles that name a year do so, too."
        )

    def rows(self) -> list[Row]:
        """A row for each session and each item of its agenda; minutes, points and seats.

        An item has no ``least`` and no seats; a session whose length is not proposed anew has the
        same ``asked`` and ``proposed``.
        """
        groups = {one.session: one for one in self.groups}
        rows = list["Row"]()
        for one in self.sessions:
            rows.append(self._row(one, groups.get(one.session)))
            rows += [_item_row(one.session, item) for item in one.items]
        return rows

    def _row(self, one: SessionProposal, group: GroupProposal | None) -> Row:
        return {
            **_EMPTY,
            "session": one.session,
            "title": self._name(one),
            "asked": one.now,
            "had": one.had,
            "used": one.used,
            "proposed": one.then,
            "least": one.least,
            "reason": capital(f"{one.why}."),
            **(_group_cells(group) if group is not None else {}),
        }

    def to_frame(self) -> pd.DataFrame:
        """`rows` as a table: minutes, but for value (points) and seats."""
        import pandas as pd

        return pd.DataFrame(self.rows())

    def document(self) -> Document:
        """Proposals by session and item, by small group, and what is left to decide."""
        blocks: list[Block] = [
            Paragraph(f"{self.summary()} {self.plenaries()}"),
            Section("Sessions and items, in minutes", tuple(self._minutes())),
        ]
        if self.groups:
            blocks.append(Section("Small groups", (self._groups(),)))
        if owed := self.owed():
            said = [capital(f"{self.title_of(one)}: {one.came_to}.") for one in owed]
            blocks.append(
                Section(
                    "Still owed to the plenary, by what is noted (Review ¶ 10)", (Bullets(said),)
                )
            )
        blocks.append(Section("Left to you", (Bullets(tuple(self.left())),)))
        assumed = Bullets(tuple(self.weights.sentences()))
        blocks.append(Section("Assumptions", (assumed,)))
        return Document(f"Proposals for next year, from {self.scenario.heading}", blocks)

    def _minutes(self) -> Iterator[Block]:
        """What was noted as a table, and what was not in a sentence."""
        noted = [one for one in self.sessions if one.noted]
        rows = list[tuple[Text | int | None, ...]]()
        for one in noted:
            name = Marked(self._name(one), Mark.STRONG)
            rows.append((name, one.now, one.used, one.then, capital(f"{one.why}.")))
            for item in one.items:
                then, why = item.asked(item.then), capital(f"{item.why}.")
                rows.append((f"– {item.title}", item.asked(item.now), item.used, then, why))
        heads = ("Session or item", "Asked", "Used", "Next", "Why")
        if rows:
            yield Table(
                [Column(head, share=share) for head, share in zip(heads, _SHARES, strict=True)],
                rows,
            )
        rest = [self._name(one) for one in self.sessions if not one.noted]
        if rest:
            yield Paragraph(
                f"Nothing was noted of these; they stay as they are: {'; '.join(rest)}."
            )

    def _groups(self) -> Table:
        heads = ("Small group", "Points", "Next", "Seats", "What it came to, and what follows")
        rows = [
            (
                Marked(self._name(one), Mark.STRONG),
                one.value_now,
                "out" if one.value is None else one.value,
                one.attendance,
                f"{capital(one.came_to)}. {capital(one.follows)}.",
            )
            for one in self.groups
        ]
        return Table(
            [Column(head, share=share) for head, share in zip(heads, _SHARES, strict=True)], rows
        )

    def _name(self, proposal: SessionProposal | GroupProposal) -> str:
        """The title of a session, as it stands in a table."""
        return one_line(self.scenario.week.session[proposal.session].title)

    def last_day(self) -> date | None:
        """The last day of next year's week; None where its days are not known yet."""
        week = self.scenario.week
        return None if self.first is None else self.first + timedelta(days=week.length - 1)


_SHARES = (3, 1, 1, 1, 5)
"""The widths of the columns of both tables, where they are written on pages."""

_EMPTY: Row = dict.fromkeys(
    (
        "session",
        "title",
        "item",
        "asked",
        "had",
        "used",
        "proposed",
        "least",
        "minutes_each_now",
        "minutes_each",
        "speakers",
        "value_now",
        "value",
        "seats_now",
        "seats",
        "left_out",
        "owes_report",
        "reason",
        "experiment",
    )
)


def _item_row(session: str, item: ItemProposal) -> Row:
    each = {"minutes_each_now": item.now.each, "minutes_each": item.then.each}
    return {
        **_EMPTY,
        "session": session,
        "item": item.title,
        "asked": item.asked(item.now),
        "used": item.used,
        "proposed": item.asked(item.then),
        "speakers": item.speakers or None,
        **(each if item.speakers else {}),
        "reason": capital(f"{item.why}."),
    }


def _group_cells(group: GroupProposal) -> Row:
    return {
        "value_now": group.value_now,
        "value": group.value,
        "seats_now": group.attendance_now,
        "seats": group.attendance,
        "left_out": "yes" if group.value is None else "no",
        "owes_report": "yes" if group.owed else "no",
        "experiment": f"{capital(group.came_to)}. {capital(group.follows)}.",
    }
