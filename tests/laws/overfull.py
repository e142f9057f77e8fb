"""Overfull weeks: for every rule that counts, one in which its count shows that too much is asked.

Where minutes are counted against sittings, the week is as large as a real one: only in such weeks
does a search that knows no count have to guess.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from constraints.end_on_time import EndOnTime
from constraints.fill_leadership_posts import FillLeadershipPosts
from constraints.fit_the_room import FitTheRoom
from constraints.guarantee_every_committee import GuaranteeEveryCommittee
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.hold_every_session import HoldEverySession
from constraints.honour_order import HonourOrder, Order
from constraints.keep_experiments_voluntary import KeepExperimentsVoluntary
from constraints.keep_instruments_apart import KeepInstrumentsApart
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.lead_in_person import LeadInPerson
from constraints.limit_groups_at_once import LimitGroupsAtOnce
from constraints.limit_sessions_at_once import LimitSessionsAtOnce
from constraints.limit_tasks_of_a_state import LimitTasksOfAState
from constraints.report_back_to_plenary import ReportBackToPlenary
from constraints.reserve_time_for_experiments import ReserveTimeForExperiments
from constraints.respect_interpretation import RespectInterpretation
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import at, tiny_room, tiny_session, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.rules.rule import Rule
from scheduler.week.leadership import Role
from scheduler.week.week import Body, Delegation, Format, Interpretation, Proposal, Week


class Overfull(NamedTuple):
    """A rule, a week that is overfull for it, and the sentence in which it says so."""

    rule: Rule
    week: Week
    sentence: str


def _crowded(number: int, *, delegates: int = 1, **more: Any) -> Week:
    """Sessions of an hour, in five days that each have two hours twice."""
    return tiny_week(
        *(tiny_session(f"session-{index}", least=60, **more) for index in range(number)),
        days=5,
        sittings=("morning", "afternoon"),
        minutes=120,
        delegations=(Delegation(code="UGA", name="Uganda", delegates=delegates),),
        interpretation=Interpretation(teams=1),
    )


UGA = frozenset({"UGA"})
GROUP = Format.SMALL_GROUP
EXPERIMENT: dict[str, Any] = {
    "format": GROUP,
    "optional": True,
    "proposal": Proposal(host="UGA", volunteered=True),
}

OVERFULL = (
    Overfull(
        SitWithinHours(),
        tiny_week(
            tiny_session("fixed", pinned=(at("fixed", 0, "10:00"), at("fixed", 1, "10:00"))), days=2
        ),
        "“Fixed” is pinned to 2 places, and may have at most 1 part.",
    ),
    Overfull(
        LimitTasksOfAState(),
        tiny_week(
            tiny_session("clearance"),
            bodies=(
                Body(id="clearance", name="Clearance", asked={Role.CO_CHAIR: 2}),
                Body(id="assistance", name="Assistance", asked={Role.CO_CHAIR: 2}),
            ),
            pool=frozenset({"ALB", "NOR", "UGA"}),
        ),
        "The Standing Committees have 4 open posts; the 3 States of the pool may take 3.",
    ),
    Overfull(
        FillLeadershipPosts(),
        tiny_week(
            tiny_session("clearance"),
            bodies=(Body(id="clearance", name="Clearance", asked={Role.CO_CHAIR: 3}),),
            pool=frozenset({"NOR", "UGA"}),
        ),
        "Clearance has 3 open posts; the pool has 2 States to take one.",
    ),
    Overfull(
        FitTheRoom(),
        tiny_week(tiny_session("clearance", attendance=120), rooms=(tiny_room("annex"),)),
        "“Clearance” needs 120 seats; the largest room, Annex, has 100.",
    ),
    Overfull(
        HoldEverySession(),
        tiny_week(tiny_session("clearance", least=90), days=2),
        "“Clearance” needs at least 1 h 30, but the sittings that it may use hold 1 hour in 1 "
        "part.",
    ),
    Overfull(
        EndOnTime(),
        tiny_week(tiny_session("clearance", least=40, wanted=50, shortest=30), days=2),
        "“Clearance” needs at least 40 minutes and asks for no more than 50 minutes, but no length "
        "on the grid of 30 minutes lies between the two.",
    ),
    Overfull(
        UseRoomsOnce(),
        tiny_week(
            *(tiny_session(f"session-{n}", least=60, format=Format.WORKSHOP) for n in range(21)),
            days=5,
            sittings=("morning", "afternoon"),
            minutes=120,
            rooms=(tiny_room("hall"),),
        ),
        "21 sessions need 21 hours; Hall is open to them for 20 hours.",
    ),
    Overfull(
        RespectInterpretation(),
        _crowded(15, languages=2, format=Format.WORKSHOP),
        "The interpreted sessions need 15 hours; 1 team of interpreters can work 14 hours in "
        "the week.",
    ),
    Overfull(
        LeadInPerson(),
        _crowded(21, format=GROUP, leaders=UGA),
        "Uganda must lead for 21 hours; the sittings in which it can lead hold 20 hours.",
    ),
    Overfull(
        HearEverySpeaker(),
        _crowded(41, format=GROUP, delegates=2, speakers=UGA),
        "Uganda must lead or speak for 41 hours; its 2 delegates can do so for 40 hours.",
    ),
    Overfull(
        KeepPlenariesAlone(),
        _crowded(21, format=Format.PLENARY),
        "The plenaries of bodies without an instrument need 21 hours; the sittings open to "
        "them hold 20 hours.",
    ),
    Overfull(
        HonourOrder(
            orders=(
                Order(first="opening", then="reports"),
                Order(first="reports", then="closing"),
                Order(first="closing", then="opening"),
            )
        ),
        tiny_week(*map(tiny_session, ("opening", "reports", "closing")), days=2),
        "The order runs in a circle: “Closing” before “Opening” before “Reports” before "
        "“Closing”; one session must come first, and none does.",
    ),
    Overfull(
        GuaranteeEveryCommittee(floor=60),
        tiny_week(tiny_session("clearance"), days=2),
        "Clearance needs at least 1 hour in plenary sessions of its own (“Clearance”), but "
        "such sessions ask for no more than 30 minutes.",
    ),
    Overfull(
        ReserveTimeForExperiments(floor=90),
        tiny_week(tiny_session("one", **EXPERIMENT), tiny_session("two", **EXPERIMENT), days=2),
        "Experiments need at least 1 h 30 of the sittings, but those whose host has "
        "volunteered ask for 1 hour in all.",
    ),
    Overfull(
        KeepExperimentsVoluntary(),
        tiny_week(
            tiny_session("group", format=GROUP, proposal=Proposal(host="UGA")),
            delegations=(Delegation(code="UGA", name="Uganda"),),
        ),
        "“Group” is to be held and needs 1 host that has volunteered; it has none: Uganda has not.",
    ),
    Overfull(
        LimitGroupsAtOnce(most=2),
        tiny_week(*(tiny_session(f"group-{n}", format=GROUP) for n in range(9)), days=2),
        "9 small groups need 4 h 30; 2 at once have 4 hours in the sittings open to them.",
    ),
    Overfull(
        LimitSessionsAtOnce(most=2),
        tiny_week(*(tiny_session(f"session-{n}") for n in range(9)), days=2),
        "9 sessions need 4 h 30; 2 at once have 4 hours in the sittings open to them.",
    ),
    Overfull(
        ReportBackToPlenary(),
        tiny_week(tiny_session("group", format=GROUP), tiny_session("clearance"), days=2),
        "“Group” has no session in the week to which it could report.",
    ),
    Overfull(
        KeepInstrumentsApart(),
        tiny_week(
            tiny_session("joint", bodies=("mines", "munitions")),
            bodies=(
                Body(id="mines", name="Mines", instrument="mines"),
                Body(id="munitions", name="Munitions", instrument="munitions"),
            ),
        ),
        "“Joint” is a plenary of mines and munitions together and cannot be held; each "
        "instrument decides in a session of its own.",
    ),
)
