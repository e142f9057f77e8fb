"""Minutes for next year, from those that a session and the items of its agenda really used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from scenarios.studies.next_year.assumptions import STEP, NextYearWeights, rounded_up
from scheduler.week.agenda import Item
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.week import Session, Week

NOTHING = "nothing was noted; it stays as it is"
NOT_TAKEN = "0 minutes were noted: it was not taken up, and stays as it is"


class ItemMinutes(NamedTuple):
    """Minutes of an item: of its topic, and of each speaker on it."""

    topic: int
    each: int


class ItemProposal(Frozen):
    """An item of an agenda next year.

    Attributes
    ----------
    places
        Where it stands among the items of the session, from 0: a topic beside its speakers takes
        two places.
    speakers
        How many speak on it.
    used
        Minutes of all of it, or None where nothing was noted.
    now, then
        What it asks for this year and next.
    why
        The reason, in a sentence without its full stop.
    """

    title: str
    places: tuple[int, ...]
    speakers: int
    used: int | None
    now: ItemMinutes
    then: ItemMinutes
    why: str = NOTHING

    def asked(self, minutes: ItemMinutes) -> int:
        """Minutes of all of it."""
        return minutes.topic + self.speakers * minutes.each


class SessionProposal(Frozen):
    """A session next year.

    Attributes
    ----------
    had
        Minutes that it was given in the timetable as held, or else asked for.
    used
        Minutes noted for it, or for all of its items; None where these were not.
    noted
        Whether anything was noted, of it or of an item.
    now, then
        Minutes that it asks for this year and next.
    least_now, least
        Minutes that it cannot do without, this year and next.
    shortest
        Minutes of its shortest part next year.
    why
        The reason, in a sentence without its full stop.
    """

    session: str
    had: int
    used: int | None
    noted: bool
    now: int
    then: int
    least_now: int
    least: int
    shortest: int
    items: tuple[ItemProposal, ...] = ()
    why: str = NOTHING

    @property
    def changed(self) -> bool:
        """Whether anything is proposed that is not so already."""
        return (self.now, self.least_now) != (self.then, self.least) or any(
            item.now != item.then for item in self.items
        )


def together(agenda: Sequence[Item]) -> Iterator[tuple[int, ...]]:
    """The items of an agenda as a file has them, by their places.

    The minutes of a topic beside those of its speakers are an item before these.
    """
    place = 0
    while place < len(agenda):
        one, other = agenda[place], agenda[place + 1 : place + 2]
        pair = not one.speakers and other and other[0].speakers and other[0].title == one.title
        yield (place, place + 1) if pair else (place,)
        place += 2 if pair else 1


def propose_minutes(
    week: Week,
    session: Session,
    held: int | None,
    weights: NextYearWeights,
    *,
    floor: int = 0,
) -> SessionProposal:
    """What a session asks for next year, and each item of its agenda.

    Parameters
    ----------
    held
        Minutes of its parts in the timetable as held; None where none is given.
    floor
        Minutes under which it does not go, since its committee is guaranteed them.
    """
    items = tuple(_as_now(session.agenda, places) for places in together(session.agenda))
    by_item = sum(item.used or 0 for item in items)
    noted = session.used is not None or any(item.used is not None for item in items)
    all_noted = bool(items) and all(item.used is not None for item in items)
    used = max(session.used or 0, by_item)
    found = SessionProposal(
        session=session.id,
        had=session.wanted if held is None else held,
        used=used if session.used is not None or all_noted else None,
        noted=noted,
        now=session.wanted,
        then=session.wanted,
        least_now=session.least,
        least=session.least,
        shortest=session.shortest,
        items=items,
    )
    if not noted:
        return found
    if not used:
        return found.model_copy(update={"why": NOT_TAKEN})
    if fixed := _fixed(week, session):
        also = f", but {fixed}" if used != found.now else "; it stays as it is"
        why = f"{_said(used, found.had)}{also}"
        kept = tuple(one.model_copy(update={"why": "stays with its session"}) for one in items)
        return found.model_copy(update={"why": why, "items": kept})
    return _proposed(week, session, found, weights, floor)


def _as_now(agenda: Sequence[Item], places: tuple[int, ...]) -> ItemProposal:
    here = [agenda[place] for place in places]
    noted = [item.used for item in here if item.used is not None]
    topic = sum(item.minutes for item in here if not item.speakers)
    each = sum(item.minutes for item in here if item.speakers)
    now = ItemMinutes(topic, each)
    return ItemProposal(
        title=here[0].title,
        places=places,
        speakers=sum(len(item.speakers) for item in here),
        used=sum(noted) if noted else None,
        now=now,
        then=now,
    )


def _fixed(week: Week, session: Session) -> str:
    """Why the length of a session is settled elsewhere; empty where it is not."""
    if session.pinned:
        minutes = sum(part.minutes for part in session.pinned)
        return f"it is pinned to a place of {count(minutes, 'minute')}: change it there"
    open_to = [sitting for sitting in week.sittings if session.may_use(sitting)]
    if open_to and all(sitting.whole for sitting in open_to):
        return "it takes the whole of its sitting: change the hours of that"
    return ""


def _said(used: int, had: int) -> str:
    if not had:
        return f"used {count(used, 'minute')}, and the timetable as held gives it none"
    more = f", {used - had} more than it had" if used > had else ""
    return f"used {used} of {count(had, 'minute')}{more}"


def _proposed(
    week: Week, session: Session, found: SessionProposal, weights: NextYearWeights, floor: int
) -> SessionProposal:
    grain = week.grain
    items = [_by_itself(item, weights) for item in found.items]
    longest = max((session.minutes_in(one) for one in week.sittings), default=0) // grain * grain
    most = max(session.most_parts * longest, session.wanted)
    if session.used is None:
        then, why = _by_items(session, items, grain)
    else:
        then, why, items = _by_session(session, found, items, grain, weights, range(floor, most))
    if then < floor:
        then = rounded_up(floor, grain)
        why.append(f"not under {then}, which its committee is guaranteed (R2, R7)")
    if then > most:
        parts = count(session.most_parts, "part")
        why.append(f"but {parts} of it can hold no more than {most}: allow it more parts")
        then = most
        if (asked := sum(item.asked(item.then) for item in items)) > most:
            why.append(f"its items then ask for {asked - most} more than it has")
    if then < session.least:
        why.append(f"it can do with {then}, since it asks for no more")
    return found.model_copy(
        update={
            "items": tuple(items),
            "then": then,
            "least": min(session.least, then),
            "shortest": min(session.shortest, then),
            "why": "; ".join(why),
        }
    )


def _by_items(session: Session, items: Sequence[ItemProposal], grain: int) -> tuple[int, list[str]]:
    """What a session asks for whose items alone were noted, and why."""
    asked = sum(item.asked(item.then) for item in items)
    beyond = max(0, session.wanted - rounded_up(session.asked, grain))
    then = rounded_up(asked, grain) + beyond
    why = [f"its items come to {count(asked, 'minute')}"]
    if beyond:
        why.append(f"with the {beyond} that it wants besides")
    return then, [*why, f"rounded up to the grid: {then}"]


def _by_session(
    session: Session,
    found: SessionProposal,
    items: list[ItemProposal],
    grain: int,
    weights: NextYearWeights,
    between: range,
) -> tuple[int, list[str], list[ItemProposal]]:
    """What a session asks for that was noted, why, and its items.

    Parameters
    ----------
    between
        From the minutes that it is guaranteed to those that its parts can hold: items that are
        scaled keep inside them.
    """
    noted, used = session.used or 0, found.used or 0
    by_item = sum(item.used or 0 for item in items)
    why = [_said(used, found.had)]
    if by_item > noted:
        why.append(f"its items come to more than the {noted} that are noted for it")
    then = rounded_up(weights.with_reserve(used), grain)
    why.append(f"{weights.said(used)} rounded up to the grid: {then}".strip())
    open_ = [number for number, item in enumerate(items) if item.used is None]
    if len(open_) == len(items):
        inside = min(max(then, between.start), between.stop)
        total = session.asked * inside // session.wanted
    else:
        total = weights.with_reserve(noted - by_item) if noted > by_item else 0
    if open_ and total:
        alone = len(open_) == len(items)
        fitted = _fitted([items[number] for number in open_], total, whole=alone)
        for number, item in zip(open_, fitted, strict=True):
            items[number] = item
    if len(open_) == len(items):
        return then, why, items
    items = _trimmed(items, then)
    asked = rounded_up(sum(item.asked(item.then) for item in items), grain)
    if asked > then:
        then = asked
        why.append(f"its items then come to {then}")
    return then, why, items


def _trimmed(items: Sequence[ItemProposal], most: int) -> list[ItemProposal]:
    """Items that were rounded up, by a step less where their session has no room for it.

    None is brought under what it used.
    """
    found = list(items)
    over = sum(item.asked(item.then) for item in items) - most
    room = [
        (item.asked(item.then) - item.used, number)
        for number, item in enumerate(items)
        if item.used and item.then != item.now
    ]
    for spare, number in sorted(room, key=lambda one: (-one[0], one[1])):
        item = found[number]
        topic, each = item.then
        cost = item.speakers if each else STEP
        if over <= 0 or cost > spare:
            continue
        then = ItemMinutes(topic, each - 1) if each else ItemMinutes(topic - STEP, 0)
        why = f"{_said(item.used or 0, item.asked(item.now))}; with a reserve for which its session"
        why = f"{why} has room: {_minutes(item, then)}"
        found[number] = item.model_copy(update={"then": then, "why": why})
        over -= cost
    return found


def _by_itself(item: ItemProposal, weights: NextYearWeights) -> ItemProposal:
    """An item for which minutes were noted; any other stays."""
    if not item.used:
        why = NOTHING if item.used is None else NOT_TAKEN
        return item.model_copy(update={"why": why})
    had, used = item.asked(item.now), item.used
    total = weights.with_reserve(used)
    if total == had or not had:
        then = item.now if had else ItemMinutes(rounded_up(total, STEP), 0)
    else:
        topic = -(-item.now.topic * total // had)
        each = -(-item.now.each * total // had)
        then = ItemMinutes(rounded_up(topic, STEP), each)
    up = "" if item.speakers else f" rounded up to {STEP}"
    reserve = f"{weights.said(used)}{up}".strip()
    said = f"{_said(used, had)}; {reserve}: " if reserve else f"{_said(used, had)}: "
    return item.model_copy(update={"then": then, "why": f"{said}{_minutes(item, then)}"})


def _minutes(item: ItemProposal, then: ItemMinutes) -> str:
    """Minutes of an item in words: of each speaker, and of the topic."""
    if not item.speakers:
        return str(then.topic)
    topic = f"{then.topic} for the topic and " if then.topic else ""
    each = "its speaker" if item.speakers == 1 else f"each of {item.speakers} speakers"
    return f"{topic}{then.each} for {each}"


def _fitted(items: Sequence[ItemProposal], total: int, *, whole: bool) -> list[ItemProposal]:
    """Items scaled in proportion, so that together they ask for no more than a total, if they can.

    Topics go in steps of `STEP` minutes and speakers in whole minutes, and none loses everything.

    Parameters
    ----------
    whole
        Whether they are all items of the session, for the reason.
    """
    asked = sum(item.asked(item.now) for item in items)
    what = "only its session was noted" if whole else "it shares what the others left"
    if not asked or asked == total:
        return [item.model_copy(update={"why": f"{what}; it stays as it is"}) for item in items]
    kept, wishes = list[list[int]](), list[tuple[Fraction, int, int, int, int]]()
    for number, item in enumerate(items):
        here = []
        for which, (minutes, step, times) in enumerate(
            ((item.now.topic, STEP, 1), (item.now.each, 1, item.speakers))
        ):
            exact = Fraction(minutes * total, asked)
            floor = max(int(exact) // step * step, min(step, minutes))
            here.append(floor)
            if exact > floor:
                wishes.append(((exact - floor) / step, number, which, step, step * times))
        kept.append(here)
    left = total - sum(
        item.asked(ItemMinutes(*here)) for item, here in zip(items, kept, strict=True)
    )
    for _, number, which, step, cost in sorted(wishes, key=lambda wish: (-wish[0], wish[1:])):
        if cost <= left:
            kept[number][which] += step
            left -= cost
    found = list[ItemProposal]()
    for item, here in zip(items, kept, strict=True):
        then = ItemMinutes(*here)
        why = f"{what}; scaled in proportion: {_minutes(item, then)}"
        found.append(item.model_copy(update={"then": then, "why": why}))
    return found
