"""The rule `represent_regions`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.tiny import holders, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import Linear, total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.leadership import ROLES, Post, Role
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Delegation, Instrument, Week, region_name


class RepresentRegions(Rule):
    """No regional group has more than its share of posts, and no body is led from one group only.

    Why
    ---
    All States Parties have the same obligations, and the same say in how they are taken forward. A
    committee that is led from one region hears that region best.

    Counts
    ------
    For each instrument and regional group, the posts in the instrument's Standing Committees that
    States of the group hold beyond its fair share: all these posts, filled or open, times the
    group's share of the States Parties, rounded up. And 1 for each Standing Committee that has two
    or more leaders, all from one group.

    Source
    ------
    Review ¶ 8, inclusion. Rounding the fair share up is an assumption.
    """

    title: ClassVar = "Regions share the leadership posts"
    group: ClassVar = Group.LEADERSHIP
    unit: ClassVar = "posts"
    detail: ClassVar = Detail.NOTHING
    principles: ClassVar = (Principle.INCLUSION, Principle.PARTNERSHIP)
    recommendations: ClassVar = (4,)
    usual: ClassVar = "prefer"

    name: Literal["represent_regions"] = "represent_regions"

    def encode(self, draft: RuleDraft) -> None:
        week = draft.week
        for instrument in week.instruments:
            bodies = [body for body in week.committees if body.instrument == instrument.id]
            for region, fair in _fair_shares(week, instrument).items():
                held = total(self._held(draft, body, region) for body in bodies)
                draft.at_most(self, ("share", instrument.id, region), held, fair)
        regions = sorted({state.region for state in week.delegations} - {""})
        for body in week.committees:
            inside = {region: self._held(draft, body, region) for region in ["", *regions]}
            rows = []
            for region in regions:
                others = total(number for other, number in inside.items() if other != region)
                rows.append((1 - others, [draft.beyond(inside[region], 1)]))
            draft.each_at_most(self, ("body", body.id), rows)

    def _held(self, draft: RuleDraft, body: Body, region: str) -> Linear:
        """How many leaders of a body are from a group; an empty name: from none."""
        states = (s.code for s in draft.week.delegations if s.region == region)
        return total(draft.in_post(Post(body.id, role), code) for code in states for role in ROLES)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        region = {state.code: state.region for state in week.delegations}
        held = Counter[tuple[str | None, str]]()
        for body in week.committees:
            groups = [region[code] for role in ROLES for code in body.holders(role)]
            held.update((body.instrument, group) for group in groups)
            if len(groups) > 1 and len(set(groups)) == 1 and groups[0]:
                yield Breach(("body", body.id), 1)
        for instrument in week.instruments:
            for group, fair in _fair_shares(week, instrument).items():
                beyond = held[instrument.id, group] - fair
                if beyond > 0:
                    yield Breach(("share", instrument.id, group), beyond)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        if case[0] == "body":
            name = week.body[str(case[1])].name
            if amount is None:
                return f"{name} is to be led from more than one regional group."
            return f"{name} is led from one regional group only."
        instrument, region = week.instrument[str(case[1])], str(case[2])
        fair = _fair_shares(week, instrument)[region]
        posts = count(_posts(week, instrument), "post")
        group = region_name(region)
        group = group[0].upper() + group[1:]
        share = f"its share of the States Parties to {instrument.inside} gives it {fair} of {posts}"
        if amount is None:
            return f"{group} is to hold no more than its share: {share}."
        return f"{group} holds {fair + amount}; {share}."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        states = {"BDI": "AFR", "UGA": "AFR", "CHL": "GRULAC", "PER": "GRULAC"}
        delegations = tuple(Delegation(code=c, name=c, region=r) for c, r in states.items())
        week = tiny_week(
            tiny_session("clearance"),
            minutes=30,
            bodies=(
                Body(
                    id="clearance",
                    name="Clearance",
                    instrument="mines",
                    asked={Role.CO_CHAIR: 1, Role.CO_RAPPORTEUR: 1},
                ),
                Body(id="assistance", name="Assistance", instrument="mines", co_chairs=("UGA",)),
            ),
            delegations=(*delegations, Delegation(code="ICRC", name="ICRC")),
            instruments=(Instrument(id="mines", name="Convention", parties=frozenset(states)),),
            pool=frozenset({"BDI", "UGA", "CHL", "ICRC"}),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(),
                bad=tiny_timetable(),
                amount=2,
                text="Half of the States hold all posts, and one committee is led from one group.",
                good_leaders=holders(
                    ("clearance", Role.CO_CHAIR, "BDI"), ("clearance", Role.CO_RAPPORTEUR, "CHL")
                ),
                bad_leaders=holders(
                    ("clearance", Role.CO_CHAIR, "BDI"), ("clearance", Role.CO_RAPPORTEUR, "UGA")
                ),
            ),
        )


def _posts(week: Week, instrument: Instrument) -> int:
    bodies = (body for body in week.committees if body.instrument == instrument.id)
    return sum(body.posts(role) for body in bodies for role in ROLES)


def _fair_shares(week: Week, instrument: Instrument) -> dict[str, int]:
    """The most posts that each regional group should hold, by its share of the States Parties."""
    parties = [state for state in week.delegations if state.code in instrument.parties]
    groups = Counter(state.region for state in week.delegations if state.region)
    members = Counter(state.region for state in parties)
    posts = _posts(week, instrument)
    return {g: -(-posts * members[g] // len(parties)) for g in sorted(groups)} if parties else {}
