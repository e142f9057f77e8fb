"""The rules, one a file, and their registry.

The order of the registry is the order of the catalogue. Within a draft, rules that narrow
who may lead and where a part may stand come first, so that what they rule out is never drafted.
"""

from __future__ import annotations

from constraints.align_instruments import AlignInstruments
from constraints.choose_a_fitting_room import ChooseAFittingRoom
from constraints.end_on_time import EndOnTime
from constraints.fill_leadership_posts import FillLeadershipPosts
from constraints.finish_early import FinishEarly
from constraints.fit_the_room import FitTheRoom
from constraints.follow_precedent import FollowPrecedent
from constraints.follow_the_agenda import FollowTheAgenda
from constraints.give_wanted_time import GiveWantedTime
from constraints.give_whole_sittings import GiveWholeSittings
from constraints.guarantee_every_committee import GuaranteeEveryCommittee
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.hold_every_session import HoldEverySession
from constraints.honour_order import HonourOrder
from constraints.keep_bodies_apart import KeepBodiesApart
from constraints.keep_committees_together import KeepCommitteesTogether
from constraints.keep_experiments_voluntary import KeepExperimentsVoluntary
from constraints.keep_instruments_apart import KeepInstrumentsApart
from constraints.keep_meetings_compact import KeepMeetingsCompact
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.keep_published import KeepPublished
from constraints.keep_sessions_whole import KeepSessionsWhole
from constraints.keep_the_past import KeepThePast
from constraints.keep_time_informal import KeepTimeInformal
from constraints.lead_in_person import LeadInPerson
from constraints.let_committees_finish import LetCommitteesFinish
from constraints.let_delegations_attend import LetDelegationsAttend
from constraints.limit_groups_at_once import LimitGroupsAtOnce
from constraints.limit_sessions_at_once import LimitSessionsAtOnce
from constraints.limit_tasks_of_a_state import LimitTasksOfAState
from constraints.meet_at_once import MeetAtOnce
from constraints.meet_on_consecutive_days import MeetOnConsecutiveDays
from constraints.open_before_groups import OpenBeforeGroups
from constraints.pair_leaders import PairLeaders
from constraints.promote_co_rapporteurs import PromoteCoRapporteurs
from constraints.report_back_to_plenary import ReportBackToPlenary
from constraints.represent_regions import RepresentRegions
from constraints.reserve_slack import ReserveSlack
from constraints.reserve_time_for_experiments import ReserveTimeForExperiments
from constraints.respect_interpretation import RespectInterpretation
from constraints.save_trips import SaveTrips
from constraints.share_prime_time import SharePrimeTime
from constraints.share_the_squeeze import ShareTheSqueeze
from constraints.shorten_stays import ShortenStays
from constraints.sit_back_to_back import SitBackToBack
from constraints.sit_within_hours import SitWithinHours
from constraints.space_sessions import SpaceSessions
from constraints.spare_the_leaders import SpareTheLeaders
from constraints.speak_as_published import SpeakAsPublished
from constraints.spread_national_contexts import SpreadNationalContexts
from constraints.stay_near_published import StayNearPublished
from constraints.use_rooms_once import UseRoomsOnce
from constraints.walk_between_buildings import WalkBetweenBuildings
from scheduler.rules.rule import Rule

RULES: tuple[type[Rule], ...] = (
    LimitTasksOfAState,
    SitWithinHours,
    FitTheRoom,
    KeepThePast,
    ChooseAFittingRoom,
    HoldEverySession,
    EndOnTime,
    GiveWantedTime,
    UseRoomsOnce,
    RespectInterpretation,
    LeadInPerson,
    WalkBetweenBuildings,
    KeepPlenariesAlone,
    HearEverySpeaker,
    LetDelegationsAttend,
    ShortenStays,
    SpareTheLeaders,
    HonourOrder,
    FollowTheAgenda,
    ShareTheSqueeze,
    KeepCommitteesTogether,
    SharePrimeTime,
    ReserveSlack,
    KeepTimeInformal,
    KeepBodiesApart,
    SitBackToBack,
    SpaceSessions,
    MeetAtOnce,
    MeetOnConsecutiveDays,
    FollowPrecedent,
    KeepPublished,
    StayNearPublished,
    SpeakAsPublished,
    LetCommitteesFinish,
    KeepMeetingsCompact,
    KeepSessionsWhole,
    GiveWholeSittings,
    OpenBeforeGroups,
    LimitGroupsAtOnce,
    LimitSessionsAtOnce,
    FinishEarly,
    GuaranteeEveryCommittee,
    ReserveTimeForExperiments,
    KeepExperimentsVoluntary,
    SpreadNationalContexts,
    ReportBackToPlenary,
    KeepInstrumentsApart,
    AlignInstruments,
    SaveTrips,
    FillLeadershipPosts,
    RepresentRegions,
    PromoteCoRapporteurs,
    PairLeaders,
)
"""Every rule, in the order of the catalogue."""

RULE_BY_NAME: dict[str, type[Rule]] = {rule.key(): rule for rule in RULES}
"""Every rule by the name that a scenario file uses."""
