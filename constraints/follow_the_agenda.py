"""The rule `follow_the_agenda`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from math import ceil, floor, lcm
from typing import ClassVar, Literal

from constraints.tiny import at, heard, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft, Slot
from scheduler.rules.linear import Linear, total
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.agenda import Item
from scheduler.week.clock import duration
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week


class FollowTheAgenda(Rule):
    """The parts of a session take its agenda in order, and each lasts as its statements need.

    Why
    ---
    Delegations prepare for an item and travel for it. A part that is too short for its speakers
    cuts them off; one that has nothing left to hear was not needed.

    Counts
    ------
    For each session that may be split and has an agenda: the items that begin in an earlier part
    than one in which an item before them ends; where an item is heard in order, each speaker who
    speaks in an earlier part than the one listed before; for each part, the minutes that it lacks
    of the least shares of what stands in it, their sum rounded down, and the minutes that it has
    beyond what stands in it asks for, their sum rounded up, less one step of the grid. The least
    share of a statement is its own least minutes, or else its minutes times the least minutes of
    the session, divided by the wanted minutes of the session, or by those of the agenda if they are
    more. Where a session wants more than its agenda asks for, each statement may take its share
    of that; minutes that the session has beyond what it wants may stand in any part. A sitting that
    is used as a whole cannot be too long.

    Source
    ------
    Review ¶ 8, effective preparation. That a topic may be divided is an assumption.
    """

    title: ClassVar = "Sessions follow their agenda"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "items, speakers or minutes"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.SESSION
    principles: ClassVar = (Principle.EFFECTIVE_PREPARATION, Principle.TRANSPARENCY)
    usual: ClassVar = "must"

    name: Literal["follow_the_agenda"] = "follow_the_agenda"

    def encode(self, draft: RuleDraft) -> None:
        for session in draft.week.divided:
            slots = sorted(draft.slots_of(session.id), key=lambda slot: _begin(draft.week, slot))
            self._keep_items_in_order(draft, session, slots)
            for number, item in enumerate(session.agenda):
                if item.in_order and item.speakers:
                    self._keep_speakers_in_order(draft, session, number, slots)
            given = draft.minutes(session.id)
            beyond = draft.beyond(given, session.wanted)
            spare = draft.counted(given - session.wanted, beyond) + draft.week.grain - 1
            for slot in slots:
                self._keep_length(draft, session, slot, spare)

    def _keep_items_in_order(self, draft: RuleDraft, session: Session, slots: list[Slot]) -> None:
        """Post for each slot but the last that no item has begun there before others are over."""
        over = list[list[Linear]]()
        for number, item in enumerate(session.agenda):
            counts = [draft.stands(slot, number) for slot in slots[:-1]]
            so_far, each = list(accumulate(counts)), Fraction(1, item.count)
            begun = [draft.rounded(n, each, up=True) for n in so_far] if over else []
            early = [one - all_ for before in over for one, all_ in zip(begun, before, strict=True)]
            case = (session.id, "order", number)
            draft.each_at_most(self, case, [(left, ()) for left in early])
            over.append([draft.rounded(n, each, maximised=True) for n in so_far])

    def _keep_speakers_in_order(
        self, draft: RuleDraft, session: Session, number: int, slots: list[Slot]
    ) -> None:
        for before, after in pairwise(session.agenda[number].speakers):
            first = draft.says(session.id, number, before)
            then = draft.says(session.id, number, after)
            early = accumulate(then[slot] - first[slot] for slot in slots[:-1])
            case = (session.id, "speakers", number, after)
            draft.each_at_most(self, case, [(left, ()) for left in early])

    def _keep_length(self, draft: RuleDraft, session: Session, slot: Slot, spare: Linear) -> None:
        counts = [draft.stands(slot, number) for number, _ in enumerate(session.agenda)]
        minutes, case = draft.minutes(slot), (session.id, "short", slot.sitting)
        needed, unit = _weighted(counts, map(session.least_share, session.agenda))
        draft.at_most(self, case, draft.rounded(needed, unit) - minutes)
        if not draft.week.sitting[slot.sitting].whole:
            asked, unit = _weighted(counts, map(session.most_share, session.agenda))
            room = draft.rounded(asked, unit, up=True, maximised=True)
            draft.at_most(self, (session.id, "long", slot.sitting), minutes - room - spare)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for session in week.divided:
            parts = timetable.of(session.id)
            yield from _items_early(session, parts)
            yield from _speakers_early(session, parts)
            beyond = max(0, timetable.minutes(session.id) - session.wanted)
            for part in parts:
                sitting = week.sitting_of(part)
                assert sitting is not None
                short = floor(_asked(session, part, session.least_share)) - part.minutes
                if short > 0:
                    yield Breach((session.id, "short", sitting.id), short)
                asked = ceil(_asked(session, part, session.most_share))
                long = part.minutes - asked - beyond - (week.grain - 1)
                if long > 0 and not sitting.whole:
                    yield Breach((session.id, "long", sitting.id), long)

    def requirement(self, case: Case) -> Case:
        return case[:2] if case[1] in ("short", "long") else case

    def ask(self, week: Week, requirement: Case) -> str:
        if len(requirement) > 2:
            return self.say(week, requirement)
        title = week.what(str(requirement[0]))
        if requirement[1] == "short":
            return f"Each part of {title} lasts as long as what stands in it needs."
        return f"No part of {title} is longer than what stands in it asks for."

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session = week.session[str(case[0])]
        title = week.what(session.id)
        if case[1] in ("order", "speakers"):
            return self._say_order(week, session, case, amount)
        part = f"The part of {title} on {week.sitting_name(str(case[2]))}"
        if case[1] == "short":
            if amount is None:
                return f"{part} lasts as long as what stands in it needs."
            return f"{part} is {duration(amount)} too short for what stands in it."
        if amount is None:
            return f"{part} is not longer than what stands in it asks for."
        return f"{part} is {duration(amount)} too long for what stands in it."

    def tell(self, week: Week, timetable: Timetable, case: Case, amount: int) -> str:
        said = self.say(week, case, amount)
        if case[1] not in ("short", "long"):
            return said
        session = week.session[str(case[0])]
        sitting = week.sitting[str(case[2])]
        here = [one for one in timetable.of(session.id) if week.sitting_of(one) == sitting]
        minutes = sum(part.minutes for part in here)
        said, has = said.removesuffix("."), f"the part has {duration(minutes)}"
        if case[1] == "short":
            return f"{said}, which cannot do without {duration(minutes + amount)}; {has}."
        asked = sum(one.minutes for part in here for one in part.statements)
        let_pass = minutes - amount - asked
        passed = f", with {duration(let_pass)} let pass" if let_pass else ""
        needs = f"which asks for {duration(asked)}" if asked else "which is nothing"
        return f"{said}, {needs}; {has}{passed}."

    def _say_order(self, week: Week, session: Session, case: Case, amount: int | None) -> str:
        number = int(case[2])
        item, title = f"“{session.agenda[number].title}”", week.what(session.id)
        if case[1] == "speakers":
            speakers, after = session.agenda[number].speakers, str(case[3])
            before = week.who(speakers[speakers.index(after) - 1])
            if amount is None:
                return f"In {title}, {week.who(after)} speaks after {before} on {item}."
            return f"In {title}, {week.who(after)} speaks in a part before {before} does on {item}."
        if amount is None:
            return f"In {title}, {item} begins when the items before it are over."
        return f"In {title}, {item} begins in a part before the items before it are over."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        requests = Item(title="Requests", minutes=30, speakers=("CHL", "COD"))
        updates = Item(title="Updates", minutes=15, speakers=("CHL", "JOR"), in_order=True)
        discussion = Item(title="Discussion", minutes=30)
        order = tiny_week(
            tiny_session(
                "clearance", agenda=(requests, updates), most_parts=2, least=60, wanted=90
            ),
            days=2,
        )
        length = tiny_week(
            tiny_session("clearance", agenda=(requests, discussion), most_parts=3, least=90),
            sittings=("morning", "afternoon"),
        )
        return (
            Example(
                rule=cls(),
                week=order,
                good=tiny_timetable(
                    heard(at("clearance", 0, "10:00", 60), (0, "CHL", 30), (0, "COD", 30)),
                    heard(at("clearance", 1, "10:00"), (1, "CHL", 15), (1, "JOR", 15)),
                ),
                bad=tiny_timetable(
                    heard(at("clearance", 0, "10:00"), (0, "CHL", 30), (1, "JOR", 15)),
                    heard(at("clearance", 1, "10:00", 60), (0, "COD", 30), (1, "CHL", 15)),
                ),
                amount=2,
                text="Updates begin before all requests are heard, and Jordan speaks before Chile.",
            ),
            Example(
                rule=cls(),
                week=length,
                good=tiny_timetable(
                    heard(at("clearance", 0, "10:00", 60), (0, "CHL", 30), (0, "COD", 30)),
                    heard(at("clearance", 0, "15:00"), (1, "", 30)),
                ),
                bad=tiny_timetable(
                    heard(at("clearance", 0, "10:00"), (0, "CHL", 30), (0, "COD", 30)),
                    heard(at("clearance", 0, "15:00", 60), (1, "", 30)),
                ),
                amount=31,
                text="Half an hour is too short for two speakers, and an hour too long for half an "
                "hour of discussion; a step of the grid more would be let pass.",
            ),
        )


def _begin(week: Week, slot: Slot) -> int:
    return week.sitting[slot.sitting].begin


def _weighted(counts: list[Linear], shares: Iterable[Fraction]) -> tuple[Linear, Fraction]:
    """What counts come to at a share each: in whole units, and the unit."""
    found = list(shares)
    unit = Fraction(1, lcm(*(share.denominator for share in found)))
    return total(n * int(share / unit) for n, share in zip(counts, found, strict=True)), unit


def _asked(session: Session, part: Part, share: Callable[[Item], Fraction]) -> Fraction:
    """What the statements of a part come to at a share each."""
    counts = Counter[int]()
    for one in part.statements:
        if one.item < len(session.agenda):
            step = session.agenda[one.item].step
            counts[one.item] += 1 if one.speaker else one.minutes // step
    return sum((share(session.agenda[item]) * n for item, n in counts.items()), Fraction(0))


def _items_early(session: Session, parts: Sequence[Part]) -> Iterator[Breach]:
    """Items of which something stands before the last part of an item that comes before them."""
    ended = 0
    for number, _ in enumerate(session.agenda):
        here = [n for n, part in enumerate(parts) if any(s.item == number for s in part.statements)]
        if here and here[0] < ended:
            yield Breach((session.id, "order", number), 1)
        ended = max([ended, *here])


def _speakers_early(session: Session, parts: Sequence[Part]) -> Iterator[Breach]:
    where = {(s.item, s.speaker): n for n, part in enumerate(parts) for s in part.statements}
    for number, item in enumerate(session.agenda):
        for before, after in pairwise(item.speakers if item.in_order else ()):
            last = len(parts)
            if where.get((number, after), last) < where.get((number, before), -1):
                yield Breach((session.id, "speakers", number, after), 1)
