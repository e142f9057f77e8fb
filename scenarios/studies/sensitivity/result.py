"""Which decisions of the best week depend on which price: sentences, tables and one paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from scenarios.exchange.csv_text import Cell, rows_text
from scenarios.scenario import Scenario
from scenarios.studies.sensitivity.prices import Limit, PreferencePrice, TierExchange, plain_weight
from scheduler.document.document import (
    Block,
    Bullets,
    Column,
    Document,
    Paragraph,
    Section,
    Table,
    Text,
    pieces,
)
from scheduler.document.report import Report
from scheduler.document.when import when
from scheduler.exploring.results import Stretch
from scheduler.rules.rule import titled
from scheduler.solving.result import Result, Status
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable
from scheduler.week.words import capital, listed

if TYPE_CHECKING:
    import pandas as pd

NOT_SETTLED = "not settled"
"""What is said where nothing is proven in the time given."""


class PriceMove(NamedTuple):
    """A change of one price that moves a session.

    Attributes
    ----------
    rule
        The preference whose weight changes; empty for an exchange of tiers.
    words
        From which weight on, or which tiers.
    why
        The same as a clause of a sentence.
    ratio
        How many times the weight grows or shrinks until then; 0 for an exchange of tiers.
    timetable
        What is best then.
    """

    rule: str
    words: str
    why: str
    ratio: Fraction
    timetable: Timetable

    @property
    def text(self) -> Text:
        """The change, as a report calls it."""
        return (*pieces(titled(self.rule)), f" {self.words}") if self.rule else self.words


class Sensitivity(Report, Frozen):
    """Which decisions of the best week depend on which price.

    A decision is where a session sits: its days and sittings. It *survives* a change of a price
    where the best timetable is still best, or where of those that are best then one that is nearest
    to it has the session in the same sittings. A weight is said to be possible *up to* a limit;
    at the limit itself both timetables cost the same in that tier.

    Attributes
    ----------
    factor
        Each weight goes from ``1/factor`` to ``factor`` times what it is.
    session
        Identifier of the one that was asked about; None for all.
    best
        The best timetable; None where a person stopped it before.
    stopped
        Whether a person stopped it.
    """

    scenario: Scenario
    factor: int
    session: str | None = None
    best: Result | None = None
    prices: tuple[PreferencePrice, ...] = ()
    exchanges: tuple[TierExchange, ...] = ()
    stopped: bool = False

    @property
    def asked(self) -> bool:
        """Whether anything was asked: the best timetable is proven."""
        return bool(self.prices)

    @property
    def sessions(self) -> tuple[str, ...]:
        """Those that are reported: the one that was asked about, or all."""
        return (self.session,) if self.session else tuple(self.scenario.week.session)

    # What moves

    def sittings(self, session: str, timetable: Timetable | None = None) -> tuple[str, ...]:
        """Where a session sits, in a timetable or the best one, by the sittings' identifiers."""
        week = self.scenario.week
        found = (week.sitting_of(part) for part in (timetable or self._best).of(session))
        return tuple(sitting.id for sitting in found if sitting)

    def stays(self, session: str, timetable: Timetable) -> bool:
        """Whether a session sits in the same sittings as in the best timetable."""
        return set(self.sittings(session)) == set(self.sittings(session, timetable))

    def moved(self, timetable: Timetable | None) -> tuple[str, ...]:
        """The sessions that sit elsewhere than in the best timetable; none for that one itself."""
        if timetable is None:
            return ()
        return tuple(s for s in self.scenario.week.session if not self.stays(s, timetable))

    def say_move(self, session: str, timetable: Timetable) -> str:
        """Where a session sits in a timetable, and no longer does, after its name."""
        week, before = self.scenario.week, self._best.of(session)
        now, old = self.sittings(session, timetable), self.sittings(session)
        taken = [part for part in timetable.of(session) if self._in(part) not in old]
        left = [part for part in before if self._in(part) not in now]
        there, here = (when(week, parts) for parts in (taken, left))
        if there == here:
            there, here = (week.sitting_names(map(self._in, parts)) for parts in (taken, left))
        if taken and left:
            return f"meets {there} and no longer {here}"
        if taken:
            return f"{'also meets' if before else 'is held'} {there}"
        return f"no longer meets {here}" if now else f"is not held (now {here})"

    def moves(self, session: str) -> list[PriceMove]:
        """The changes that move a session: the smallest change of a weight first, then tiers."""
        found = []
        for price in self.prices:
            for up in (False, True):
                limit = self.limit(price, session, up=up)
                if limit.then is not None and limit.then.timetable is not None:
                    ratio = limit.weight / price.weight if up else price.weight / limit.weight
                    words, why = _beyond(limit, price, up=up), self._why(limit, price, up=up)
                    found.append(PriceMove(price.rule, words, why, ratio, limit.then.timetable))
        found.sort(key=lambda move: move.ratio)
        found += (
            PriceMove(
                "",
                one.name,
                f"if tiers {one.tier} and {one.after} are exchanged",
                Fraction(),
                one.timetable,
            )
            for one in self.exchanges
            if one.timetable is not None and not self.stays(session, one.timetable)
        )
        return found

    def _why(self, limit: Limit, price: PreferencePrice, *, up: bool) -> str:
        more = f"{'more' if up else 'less'} than {plain_weight(limit.weight)}"
        return f"if {self._title(price.rule)} weighs {more} in place of {price.weight}"

    def _title(self, rule: str) -> str:
        """The title of a preference in quotation marks."""
        titles = {setting.rule.name: setting.rule.title for setting in self.scenario.settings}
        return f"“{titles[rule]}”"

    def limit(self, price: PreferencePrice, session: str, *, up: bool) -> Limit:
        """How far a weight may go in one direction until a session moves."""
        return price.limit(up=up, same=lambda timetable: self.stays(session, timetable))

    def open_for(self, session: str) -> list[str]:
        """The changes of which it is not settled whether they move a session."""
        found = []
        for price in self.prices:
            limits = [self.limit(price, session, up=up) for up in (False, True)]
            if any(limit.then is not None and not limit.then.settled for limit in limits):
                found.append(f"the weight of {self._title(price.rule)}")
        return [*found, *(one.name for one in self.exchanges if not one.settled)]

    @property
    def firm(self) -> tuple[str, ...]:
        """The sessions that no change moves, as far as it is settled."""
        return tuple(session for session in self.sessions if not self.moves(session))

    @property
    def open_changes(self) -> tuple[str, ...]:
        """The changes of which it is not settled what they move."""
        found = (one for session in self.sessions for one in self.open_for(session))
        return tuple(dict.fromkeys(found))

    # As rows

    def rows(self) -> list[dict[str, Cell]]:
        """A row for each session and each price, then for each exchange of tiers.

        ``session``, ``title``, ``sittings`` (identifiers); ``rule``, ``tier`` and ``weight`` of the
        preference; ``from`` and ``to``: the weights between which the session stays; ``below`` and
        ``above``: what it does beyond them, empty where it stays as far as was looked; ``tiers``:
        the two that are exchanged, and ``exchanged``: what it does then, empty where it stays.
        What is not proven is ``not settled``. Weights that are not whole have two decimals.
        """
        if not self.asked:
            return []
        return [row for session in self.sessions for row in self._rows(session)]

    def _rows(self, session: str) -> Iterator[dict[str, Cell]]:
        head: dict[str, Cell] = {
            "session": session,
            "title": self.scenario.week.title_of(session),
            "sittings": " ".join(self.sittings(session)),
        }
        for price in self.prices:
            yield {**head, **self._price_cells(price, session)}
        for one in self.exchanges:
            yield {**head, **self._exchange_cells(one, session)}

    def _price_cells(self, price: PreferencePrice, session: str) -> dict[str, Cell]:
        low, high = (self.limit(price, session, up=up) for up in (False, True))
        return {
            "rule": price.rule,
            "tier": price.tier,
            "weight": price.weight,
            "from": None if price.alone else plain_weight(low.weight),
            "to": None if price.alone else plain_weight(high.weight),
            "below": self._then(session, low.then),
            "above": self._then(session, high.then),
            "tiers": None,
            "exchanged": None,
        }

    def _exchange_cells(self, one: TierExchange, session: str) -> dict[str, Cell]:
        found = None if not one.settled else self._then_in(session, one.timetable)
        columns = ("rule", "tier", "weight", "from", "to", "below", "above")
        return {
            **dict.fromkeys(columns),
            "tiers": f"{one.tier} {one.after}",
            "exchanged": found if one.settled else NOT_SETTLED,
        }

    def _then(self, session: str, then: Stretch | None) -> str | None:
        if then is None:
            return None
        return self._then_in(session, then.timetable) if then.settled else NOT_SETTLED

    def _then_in(self, session: str, timetable: Timetable | None) -> str | None:
        moves = timetable is not None and not self.stays(session, timetable)
        return self.say_move(session, timetable) if moves and timetable is not None else None

    def to_frame(self) -> pd.DataFrame:
        """The `rows` as a table; tiers and weights are whole numbers, missing for exchanges."""
        import pandas as pd

        frame = pd.DataFrame(self.rows())
        return frame.astype({"tier": "Int64", "weight": "Int64"}) if self.asked else frame

    def csv_text(self) -> str:
        """The `rows` as the text of a CSV file; texts that look like formulas are guarded."""
        return rows_text(self.rows())

    # In words

    def document(self) -> Document:
        """A paragraph for delegations, then each weight, exchange of tiers and session."""
        if not self.asked:
            return Document(self.scenario.called, [Bullets(list(self.why_nothing()))])
        blocks: list[Block] = [Paragraph(self.paragraph())]
        if self.stopped:
            blocks.append(Paragraph("Stopped by hand: what was not looked at is not settled."))
        blocks.append(Bullets(self._reasons()))
        blocks += self._about(self.session) if self.session else self._about_all()
        return Document(self.scenario.called, blocks)

    def paragraph(self) -> str:
        """What a delegation has to know of it, in a few sentences."""
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        week, sessions, firm = self.scenario.week, self.sessions, self.firm
        weights = sum(not price.alone for price in self.prices)
        each = f"Each of {weights} weights" if weights > 1 else "One weight"
        tiers = ", and neighbouring tiers were exchanged" if self.exchanges else ""
        yield (
            f"What each preference weighs is an assumption. {each} was taken anywhere "
            f"{self._range()}{tiers}: one such change at a time, all else as it is."
        )
        far = ", as far as it is settled" if self.open_changes else ""
        if self.session:
            if firm:
                yield f"{week.what(self.session)} stays where it is at every one of them{far}."
        elif len(firm) == len(sessions):
            yield f"Every session keeps its half-days at every one of them{far}."
        else:
            keep = "keeps its" if len(firm) == 1 else "keep their"
            yield f"{len(firm)} of {count(len(sessions), 'session')} {keep} half-days{far}."
        firsts: dict[str, list[str]] = {}
        for session in sessions:
            for move in self.moves(session)[:1]:
                firsts.setdefault(move.why, []).append(session)
        for why, together in firsts.items():
            names = listed(map(week.what, together))
            one = self.moves(together[0])[0]
            does = self.say_move(together[0], one.timetable) if len(together) == 1 else "move"
            yield f"{names} {does} {why}."
        if self.open_changes:
            yield f"It is not settled what follows from {listed(self.open_changes)}."

    def _range(self) -> str:
        if self.factor == 2:
            return "from half to double"
        return f"from 1/{self.factor} to {self.factor} times what it is"

    def _reasons(self) -> list[str]:
        """Why something is not settled, where that needs saying."""
        found = [reason for price in self.prices for reason in price.reasons]
        found += (reason for one in self.exchanges for reason in one.reasons)
        return list(dict.fromkeys(found))

    def why_nothing(self) -> Iterator[str]:
        if self.best is None:
            yield "Stopped before the best timetable was found."
            return
        yield from self.best.sentences()
        if self.best.status is not Status.INFEASIBLE:
            yield "Nothing was asked about prices: no timetable is proven best. Give more time."

    def _about(self, session: str) -> list[Block]:
        week = self.scenario.week
        said: list[Text] = [
            (*pieces(move.text), f": it {self.say_move(session, move.timetable)}.")
            for move in self.moves(session)
        ]
        if not said:
            nothing = "Nothing that is settled" if self.open_changes else "Nothing"
            said = [f"{nothing}: no weight {self._range()}, and no exchange of tiers."]
        said += [f"Not settled: {one}." for one in self.open_for(session)]
        heading = f"What moves {week.what(session)}, the smallest change first"
        return [Section(heading, (Bullets(said),)), self._weights()]

    def _about_all(self) -> list[Block]:
        blocks: list[Block] = [self._weights()]
        if self.exchanges:
            said = [f"{capital(one.name)}: {self._exchange_said(one)}." for one in self.exchanges]
            blocks.append(Section("Tiers", (Bullets(said),)))
        heads = ("session", "now", "what moves it, the smallest change first")
        rows = []
        for session in self.sessions:
            found = [self._named(move) for move in self.moves(session)]
            now = when(self.scenario.week, self._best.of(session)) or "not held"
            rows.append((self.scenario.week.title_of(session), now, "\n".join(found) or "nothing"))
        blocks.append(Section("Sessions", (Table(heads, rows),)))
        return blocks

    def _named(self, move: PriceMove) -> str:
        return f"{self._title(move.rule)} {move.words}" if move.rule else move.words

    def _weights(self) -> Section:
        """A row for each weight: between which weights nothing moves, and what moves beyond."""
        heads = (
            "preference",
            Column("tier", right=True),
            Column("weight", right=True),
            Column("nothing moves from", right=True),
            Column("to", right=True),
            "beyond",
        )
        rows = [
            (titled(price.rule), price.tier, price.weight, *self._span(price))
            for price in self.prices
        ]
        return Section("Weights", (Table(heads, rows),))

    def _span(self, price: PreferencePrice) -> tuple[str, str, str]:
        if price.alone:
            return "", "", "it is alone in its tier, where a weight decides nothing"
        limits = {up: price.limit(up=up, same=self._same) for up in (False, True)}
        beyond = [
            f"{_beyond(limit, price, up=up)}: {self._who_moves(limit.then)}"
            for up, limit in limits.items()
            if limit.then is not None
        ]
        low, high = (plain_weight(limits[up].weight) for up in (False, True))
        return low, high, "\n".join(beyond)

    def _same(self, timetable: Timetable) -> bool:
        return all(self.stays(session, timetable) for session in self.sessions)

    def _who_moves(self, then: Stretch) -> str:
        moved = [one for one in self.moved(then.timetable) if one in self.sessions]
        return count(len(moved), "session moves", "sessions move") if moved else NOT_SETTLED

    def _exchange_said(self, one: TierExchange) -> str:
        if not one.settled:
            return NOT_SETTLED
        moved = self.moved(one.timetable)
        if moved:
            names = listed(map(self.scenario.week.what, moved))
            return f"{names} {'moves' if len(moved) == 1 else 'move'}"
        return "every session stays in its half-days"

    def _in(self, part: Part) -> str:
        sitting = self.scenario.week.sitting_of(part)
        return sitting.id if sitting else ""

    @property
    def _best(self) -> Timetable:
        found = self.best.timetable if self.best else None
        return found or Timetable()


def _beyond(limit: Limit, price: PreferencePrice, *, up: bool) -> str:
    """From which weight on something changes, and what it is now."""
    side = "above" if up else "below"
    return f"{side} {plain_weight(limit.weight)} (now {price.weight})"
