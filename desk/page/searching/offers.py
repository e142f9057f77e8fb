"""What can be taken, beside the week as it is: what would move, and what that gives and takes."""

from __future__ import annotations

from datetime import UTC, datetime

from pydantic import BaseModel

from desk.page.api.week import PartView, VerdictView, parts_of, verdict_of
from desk.page.searching.links import Link, links_of
from desk.page.searching.running import WeekOffer
from scenarios.documents.changes.revised import Revised
from scenarios.documents.changes.sentences import ChangeTeller
from scenarios.documents.issue import Issue
from scenarios.editing.edited_week import EditedWeek
from scenarios.editing.steps.taking import strangers, take
from scenarios.exchange.leadership_csv import say_leadership
from scenarios.languages.language import language_of
from scenarios.studies.comparison.moves import Names, PartMove, find_moves
from scenarios.studies.replanning.notices import say_who, who_to_tell
from scheduler.document.document import said
from scheduler.judging.every_place import difference_between
from scheduler.judging.verdict_changes import Difference

NAMES = Names("now", "then")


class OfferMove(BaseModel):
    """What would move, in the language asked for; why, in English, where the search has said it."""

    session: str
    sentence: str
    reasons: list[str]


class OfferChange(BaseModel):
    """What one rule would find otherwise; ``cost`` is what it costs more, 0 for a must."""

    rule: str
    title: str
    tier: int | None
    cost: int
    sentences: list[str]


class BrokenView(BaseModel):
    """A breach of a must that the offer has."""

    rule: str
    sentence: str
    links: list[Link]


class OfferView(BaseModel):
    """Something that can be taken, beside the week as it is now.

    ``began`` is the version on which it was searched; ``since`` is what was done after it, and
    taking it replaces the timetable that came of that. ``problems`` say why it cannot be taken any
    more. ``costs`` are those of the tiers, ``more`` what each costs more than now. ``posts`` say
    who takes the open posts, where that is not as now.
    """

    id: str
    kind: str
    title: str
    sentences: list[str]
    began: int
    version: int
    since: list[str]
    problems: list[str]
    parts: list[PartView]
    verdict: VerdictView
    legal: bool
    broken: list[BrokenView]
    costs: dict[int, int]
    more: dict[int, int]
    changed: int
    moves: list[OfferMove]
    changes: list[OfferChange]
    told: list[str]
    posts: list[str]


def offer_view(
    offer: WeekOffer, now: EditedWeek, version: int, since: list[str], code: str = "en"
) -> OfferView:
    """An offer beside the week of now, in a language; where that has no place for it, by itself."""
    timetable, leadership = offer.found.known
    problems = list(strangers(now, timetable))
    after = offer.edited._replace(timetable=timetable, leadership=leadership)
    if not problems:
        after = take(now, timetable, leadership)
    verdict, week = after.judge(), after.scenario.week
    moves: list[OfferMove] = []
    rows: tuple[PartMove, ...] = ()
    told: list[str] = []
    difference = Difference()
    if not problems:
        found = find_moves(week, now.timetable, timetable, NAMES)
        rows, reasons = found.rows, offer.found.reasons
        moves = [
            OfferMove(
                session=row.part.session,
                sentence=sentence,
                reasons=list(reasons.get((row.before, row.after), ())),
            )
            for row, sentence in zip(rows, found.sentences(), strict=False)
        ]
        if code != "en":
            moves = _translated(now, after, code, moves)
        told = list(say_who(who_to_tell(week, rows), len(rows)))
        settings = after.scenario.settings
        difference = difference_between(after.led.week, settings, now.timetable, timetable)
    return OfferView(
        id=offer.id,
        kind=offer.kind,
        title=offer.found.title,
        sentences=list(offer.found.sentences),
        began=offer.began,
        version=version,
        since=since,
        problems=problems,
        parts=parts_of(week, timetable),
        verdict=verdict_of(after.led.week, timetable, verdict),
        legal=verdict.legal,
        broken=[
            BrokenView(rule=one.rule, sentence=one.sentence, links=links_of(week, one.case))
            for one in verdict.breached
        ],
        costs={tier: verdict.cost(tier) for tier in verdict.tiers},
        more=dict(zip(difference.tiers, difference.costs, strict=True)),
        changed=len(rows),
        moves=moves,
        changes=list(_changes(difference)),
        told=told,
        posts=list(say_leadership(week, leadership)) if leadership != now.leadership else [],
    )


def _translated(
    now: EditedWeek, after: EditedWeek, code: str, moves: list[OfferMove]
) -> list[OfferMove]:
    """What would move in another language, session by session, as in what is sent."""
    issued = datetime.now(UTC)
    old, new = (
        Issue(scenario=one.led, timetable=one.timetable, issued=issued) for one in (now, after)
    )
    revised = Revised(old, new)
    teller = ChangeTeller(revised, language_of(revised.texts, code))
    found = []
    for key, rows in revised.by_session(revised.moves).items():
        reasons = [reason for one in moves if one.session == key for reason in one.reasons]
        for sentence in teller.session(key, rows):
            found.append(OfferMove(session=key, sentence=sentence, reasons=reasons))
            reasons = []
    return found


def _changes(difference: Difference) -> list[OfferChange]:
    return [
        OfferChange(
            rule=change.rule,
            title=said(change.heading),
            tier=change.tier,
            cost=change.cost,
            sentences=list(change.findings()),
        )
        for change in difference.changes
    ]
