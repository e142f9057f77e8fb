"""Why nothing fits, as the page shows it: counts, conflicts and ways out, with links to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from constraints import RULE_BY_NAME
from desk.page.searching.links import Link, links_of
from scheduler.rules.requirement import Requirement
from scheduler.week.week import Week

if TYPE_CHECKING:
    from scheduler.explaining.explanation import Explanation
    from scheduler.explaining.repairs import Way


class RequirementView(BaseModel):
    """What a must asks for; or, where it is given up, what is then wrong."""

    rule: str
    title: str
    sentence: str
    links: list[Link]


class WayView(RequirementView):
    """A requirement that is enough to give up, and how much of it."""

    amount: int
    unit: str
    proven: bool
    chosen: bool


class CountView(BaseModel):
    """Something that is too much, counted without any search."""

    sentence: str
    remedy: str
    rules: list[str]
    links: list[Link]


class ConflictView(BaseModel):
    """Requirements that cannot all be kept, and which of them would be enough to give up.

    Where a count says it, there are only the latter.
    """

    sentence: str
    requirements: list[RequirementView]
    ways: list[WayView]
    unsettled: int


class RepairView(BaseModel):
    """The least to give up."""

    sentence: str
    given_up: list[RequirementView]
    more: str


class ExplanationView(BaseModel):
    """Why nothing fits; all of it empty where something does."""

    sentence: str
    counts: list[CountView]
    conflicts: list[ConflictView]
    completeness: str
    repair: RepairView


def explanation_view(week: Week, found: Explanation) -> ExplanationView:
    """An explanation, as the page shows it."""
    given_up = found.repair.given_up if found.repair else ()
    return ExplanationView(
        sentence=found.summary,
        counts=[
            CountView(
                sentence=count.sentence,
                remedy=count.remedy,
                rules=list(rules),
                links=[*map(rule_link, rules), *links_of(week, count.case, count.sessions)],
            )
            for count, rules in zip(found.counts, found.counted, strict=True)
        ],
        conflicts=[
            ConflictView(
                sentence="" if found.counts_say(conflict) else conflict.clash,
                requirements=[]
                if found.counts_say(conflict)
                else [requirement_view(week, one) for one in conflict.requirements],
                ways=[_way(week, way, given_up) for way in ways],
                unsettled=unsettled,
            )
            for conflict, ways, unsettled in zip(
                found.conflicts, found.ways, found.unsettled, strict=True
            )
        ],
        completeness=found.completeness if found.conflicts or found.counts else "",
        repair=RepairView(
            sentence=found.heading_of_repair if found.conflicts or found.counts else "",
            given_up=[requirement_view(week, one) for one in given_up],
            more=found.more,
        ),
    )


def requirement_view(week: Week, one: Requirement) -> RequirementView:
    """A requirement, with what it speaks of."""
    return RequirementView(
        rule=one.rule,
        title=_title(one.rule),
        sentence=one.sentence,
        links=[rule_link(one.rule), *links_of(week, one.case)],
    )


def rule_link(rule: str) -> Link:
    """The way to a rule."""
    return Link(kind="rule", key=rule, name=_title(rule))


def _way(week: Week, way: Way, given_up: tuple[Requirement, ...]) -> WayView:
    said = requirement_view(week, way.given_up)
    chosen = any(one.key == way.given_up.key for one in given_up)
    return WayView(
        **said.model_dump(exclude={"links"}),
        links=said.links,
        amount=way.amount,
        unit=way.unit,
        proven=way.proven,
        chosen=chosen,
    )


def _title(rule: str) -> str:
    known = RULE_BY_NAME.get(rule)
    return rule if known is None else known.title
