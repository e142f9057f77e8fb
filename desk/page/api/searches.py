"""What is searched on the page: start, watch, stop and keep, and what can be taken."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field

from desk.page.access import LanguageAsked, WeekAsked
from desk.page.api.week import PartView, parts_of
from desk.page.open_weeks import OpenWeek
from desk.page.searching import asking
from desk.page.searching.conflicts import (
    ExplanationView,
    RequirementView,
    explanation_view,
    requirement_view,
)
from desk.page.searching.offers import OfferView, offer_view
from desk.page.searching.running import About, Asked, Snapshot, WeekOffer
from scenarios.editing.edited_week import EditedWeek
from scenarios.editing.steps.parts import part_named
from scheduler.errors import BadInput
from scheduler.exploring.results import Terms
from scheduler.rules.rule import Prefer

if TYPE_CHECKING:
    from scheduler.solving.solving import Options

router = APIRouter()

BUSY = "A search of this week is running. Stop it first: what it has found by then is kept."


class SearchLimits(BaseModel):
    """Limits of a search: seconds in all; the seed changes no proven answer."""

    seconds: float = Field(default=60.0, gt=0, le=86_400)
    seed: int = Field(default=1, ge=0, le=2**31 - 1)
    workers: int | None = Field(default=None, ge=1, le=64)


class SolveSearch(SearchLimits):
    """Find the best week, beginning with the present one or with an offer, by its id."""

    kind: Literal["solve"]
    offer: str | None = None


class RearrangeSearch(SearchLimits):
    """Find the best week in which a part stays where it is: with the fewest moves, or the best."""

    kind: Literal["rearrange"]
    session: str
    number: int = Field(ge=1)
    fewest: bool = True


class KeepSearch(SearchLimits):
    """Mend what is broken, and place what must be held, with the fewest changes of what stands."""

    kind: Literal["keep"]


class ExplainSearch(SearchLimits):
    """Say why nothing fits."""

    kind: Literal["explain"]


class AlternativesSearch(SearchLimits):
    """Find weeks nearly as good as the best: ``within`` per cent, ``differ`` slots apart."""

    kind: Literal["alternatives"]
    count: int = Field(default=3, ge=1, le=20)
    within: Decimal = Field(default=Decimal(5), ge=0, le=1_000, decimal_places=4)
    differ: int = Field(default=4, ge=1, le=10_000)


class TradeoffsSearch(SearchLimits):
    """Find what two or three preferences allow each other."""

    kind: Literal["tradeoffs"]
    between: list[str] = Field(min_length=2, max_length=3)
    points: int | None = Field(default=8, ge=2, le=1_000)
    within: Decimal | None = Field(default=None, ge=0, le=1_000, decimal_places=4)


class WhySearch(SearchLimits):
    """Say why a session is where it is: the best week with it in each half-day."""

    kind: Literal["why"]
    session: str
    number: int | None = Field(default=None, ge=1)


SearchAsked = Annotated[
    SolveSearch
    | RearrangeSearch
    | KeepSearch
    | ExplainSearch
    | AlternativesSearch
    | TradeoffsSearch
    | WhySearch,
    Field(discriminator="kind"),
]


class TierView(BaseModel):
    """How far a tier has come, in costs; the gap is a share of the best, 0 to 1."""

    name: str
    best: int | None
    bound: int | None
    gap: float | None


class OfferLine(BaseModel):
    """Something that can be taken, in short; see ``offers/{id}`` for all of it."""

    id: str
    title: str
    sentences: list[str]


class OutcomeView(BaseModel):
    """What came of a search; ``status`` is PROVEN, FEASIBLE, INFEASIBLE, UNKNOWN or empty."""

    status: str
    sentences: list[str]
    offers: list[OfferLine]
    explanation: ExplanationView | None
    against: list[RequirementView]


class SaidView(BaseModel):
    """Something that was found, in a sentence; and what more there is to say of it."""

    sentence: str
    details: list[str]


class SearchView(BaseModel):
    """A search as it is: ``began`` is the version of the week on which it began.

    ``session`` and ``number`` say what it is about, ``about`` its title, ``fewest`` whether as few
    parts as possible move; empty where it is about the whole week.

    ``seconds`` have passed of ``limit``; ``parts`` are the best timetable so far.
    """

    id: str
    kind: str
    title: str
    session: str
    number: int | None
    about: str
    fewest: bool
    began: int
    running: bool
    stopping: bool
    seconds: float
    limit: float
    tiers: list[TierView]
    said: list[SaidView]
    parts: list[PartView] | None
    outcome: OutcomeView | None
    problem: str


class SearchAnswer(BaseModel):
    """The search of a week; None where there is none."""

    search: SearchView | None


class PreferenceView(BaseModel):
    """A preference that can be weighed against another."""

    rule: str
    title: str
    tier: int


@router.get("/weeks/{key}/searches/preferences")
def preferences(week: WeekAsked) -> list[PreferenceView]:
    """The preferences of the week, which trade-offs can weigh."""
    return [
        PreferenceView(rule=one.rule.name, title=one.rule.title, tier=one.mode.tier)
        for one in week.now.edited.scenario.settings
        if isinstance(one.mode, Prefer)
    ]


@router.get("/weeks/{key}/searches/current")
def current(week: WeekAsked) -> SearchAnswer:
    """The search that runs, or the last one."""
    search = week.searches.current
    return SearchAnswer(search=None if search is None else search_view(search.now()))


@router.post("/weeks/{key}/searches", status_code=202)
def start(week: WeekAsked, asked: SearchAsked) -> SearchAnswer:
    """Begin a search on the week as it is; one at a time (409)."""
    now = week.now
    search = week.searches.start(_job(week, now.edited, asked), now.version, now.edited, _json)
    if search is None:
        raise HTTPException(409, BUSY)
    return SearchAnswer(search=search_view(search.now()))


@router.delete("/weeks/{key}/searches/current")
def stop(week: WeekAsked) -> SearchAnswer:
    """Stop the search that runs, and keep what it has found; put away one that has ended."""
    week.searches.stop()
    return current(week)


@router.get("/weeks/{key}/offers/{offer}")
def offered(week: WeekAsked, offer: str, language: LanguageAsked) -> OfferView:
    """Something that a search has found, beside the week as it is now."""
    found = week.searches.offer(offer)
    now = week.now
    since = [one.what for one in week.journal.since(found.began)]
    return offer_view(found, now.edited, now.version, since, language)


def search_view(now: Snapshot) -> SearchView:
    """A search, as the page shows it."""
    week, outcome = now.edited.scenario.week, now.outcome
    return SearchView(
        id=now.id,
        kind=now.kind,
        title=now.title,
        session=now.about.session,
        number=now.about.number,
        about=week.title_of(now.about.session) if now.about.session else "",
        fewest=now.about.fewest,
        began=now.began,
        running=outcome is None,
        stopping=now.stopping,
        seconds=round(now.seconds, 1),
        limit=now.limit,
        tiers=[
            TierView(name=tier.name, best=tier.best, bound=tier.bound, gap=tier.gap)
            for tier in now.tiers
        ],
        said=[SaidView(sentence=one.sentence, details=list(one.details)) for one in now.said],
        parts=None if now.known is None else parts_of(week, now.known.timetable),
        outcome=None
        if outcome is None
        else OutcomeView(
            status=outcome.status,
            sentences=list(outcome.sentences),
            offers=[_line(offer) for offer in now.offers],
            explanation=None
            if outcome.explanation is None
            else explanation_view(week, outcome.explanation),
            against=[requirement_view(week, one) for one in outcome.against],
        ),
        problem=now.problem,
    )


def _json(now: Snapshot) -> dict[str, object]:
    return search_view(now).model_dump(mode="json")


def _line(offer: WeekOffer) -> OfferLine:
    found = offer.found
    return OfferLine(id=offer.id, title=found.title, sentences=list(found.sentences))


def _job(week: OpenWeek, edited: EditedWeek, asked: SearchAsked) -> Asked:
    """The work of a search; `BadInput` where it asks for what the week does not have."""
    options, about = _options(asked), About()
    if isinstance(asked, SolveSearch):
        begun = edited.timetable
        if asked.offer is not None:
            begun = week.searches.offer(asked.offer).found.known.timetable
        title, job = "Solve", asking.solving(edited, begun, options)
    elif isinstance(asked, RearrangeSearch):
        part = part_named(edited, asked.session, asked.number)
        about = About(asked.session, asked.number, asked.fewest)
        title = f"Rearrange the rest: {_title(edited, asked.session)} stays"
        job = asking.rearranging(edited, part, options, fewest=asked.fewest)
    elif isinstance(asked, KeepSearch):
        title, job = "The fewest changes", asking.keeping(edited, options)
    elif isinstance(asked, ExplainSearch):
        title, job = "Why nothing fits", asking.explaining(edited, options)
    elif isinstance(asked, AlternativesSearch):
        terms = Terms(count=asked.count, within=asked.within, differ=asked.differ)
        title, job = "Alternatives", asking.offering(edited, terms, options)
    elif isinstance(asked, TradeoffsSearch):
        from scenarios.studies.tradeoffs.run import check_between

        check_between(edited.scenario, asked.between, "between")
        title = "Trade-offs"
        job = asking.weighing(edited, asked.between, asked.points, asked.within, options)
    else:
        title = f"Why is it there? {_title(edited, asked.session)}"
        number = asked.number
        about = About(asked.session, number)
        of = None if number is None else part_named(edited, asked.session, number)
        job = asking.asking_why(edited, asked.session, of, options)
    return Asked(asked.kind, title, asked.seconds, job, about)


def _title(edited: EditedWeek, session: str) -> str:
    week = edited.scenario.week
    if session not in week.session:
        raise BadInput.at("session", f"the week has no session ‘{session}’")
    return week.title_of(session)


def _options(asked: SearchLimits) -> Options:
    from scheduler.solving.solving import Options

    return Options(time_limit=asked.seconds, seed=asked.seed, workers=asked.workers)
