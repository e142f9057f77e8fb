"""Replanning: the fewest changes, each with its reason, and who must be told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from constraints.end_on_time import EndOnTime
from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.keep_published import KeepPublished
from constraints.lead_in_person import LeadInPerson
from constraints.reserve_slack import ReserveSlack
from constraints.sit_within_hours import SitWithinHours
from constraints.stay_near_published import StayNearPublished
from constraints.tiny import at, mornings, tiny_room, tiny_session, tiny_timetable, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scenarios.scenario import Scenario
from scenarios.studies.replanning.case import ReplanCase
from scenarios.studies.replanning.changes_in_words import change_in_words
from scenarios.studies.replanning.move_freely import TierPrice, move_freely
from scenarios.studies.replanning.notices import NoticeRole
from scenarios.studies.replanning.publishing import NEAR
from scenarios.studies.replanning.reasons import Why, least_changed
from scenarios.studies.replanning.result import Replanned
from scenarios.studies.replanning.run import replan, with_least
from scheduler.errors import BadInput
from scheduler.judging.judge import judge
from scheduler.rules.requirement import key_of
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.solving.problem import Problem
from scheduler.solving.result import Status
from scheduler.solving.solving import Options
from scheduler.week.clock import DAY
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Delegation, Session, Week
from tests.laws.timetables import timetables
from tests.scheduler.weeks import cases

ONE = Options(workers=1)
SMALL = 700
"""Timetables of the largest week that is drawn here."""

MUSTS = tuple(
    Setting(rule=rule, mode=Must())
    for rule in (
        SitWithinHours(),
        HoldEverySession(),
        EndOnTime(),
        UseRoomsOnce(),
        LeadInPerson(),
    )
)
PUBLISHED = tiny_timetable(
    at("victims", 0, "10:00", room="hall"), at("clearance", 1, "10:00", room="hall")
)


def scenario(*sessions: Session, **more: Any) -> Scenario:
    given = {
        "days": 3,
        "minutes": 30,
        "rooms": (tiny_room("hall"),),
        "delegations": (
            Delegation(code="UGA", name="Uganda"),
            Delegation(code="NOR", name="Norway"),
        ),
        **more,
    }
    week = tiny_week(
        *(
            sessions
            or (
                tiny_session("victims", title="Victim Assistance", leaders={"UGA"}),
                tiny_session("clearance", leaders={"NOR"}),
            )
        ),
        **given,
    )
    return Scenario(title="A tiny week", path=Path("tiny.yaml"), week=week, settings=MUSTS)


def after(
    *changes: str, before: Scenario | None = None, published: Timetable = PUBLISHED, **more: Any
) -> Replanned:
    before = before or scenario()
    changed = change_in_words(before, changes).scenario
    return replan(ReplanCase(changed, published, known=before.week, **more), ONE)


def said(replanned: Replanned) -> list[tuple[str, Why]]:
    return [(move.sentence, move.reason.why) for move in replanned.moves]


# The fewest changes


def fewest(case: Problem, published: Timetable) -> tuple[int, int] | None:
    """The fewest parts that a legal timetable changes, and how near it then can stay.

    By looking at every timetable.
    """
    rules = (KeepPublished(reference="published"), StayNearPublished(reference="published"))
    week = case.week.model_copy(update={"references": {"published": published}})
    legal = (t for t in timetables(week, SMALL) if judge(case.week, case.settings, t).legal)
    counted = ([sum(b.amount for b in rule.check(week, t)) for rule in rules] for t in legal)
    return min(((parts, steps) for parts, steps in counted), default=None)


@pytest.mark.slow
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(cases(SMALL), st.data())
def test_no_timetable_that_keeps_every_must_changes_less_or_stays_nearer(
    case: Problem, data: st.DataObject
) -> None:
    published = data.draw(st.sampled_from(list(timetables(case.week, SMALL))))
    given = Scenario(title="", path=Path("x.yaml"), week=case.week, settings=case.settings)
    replanned = replan(ReplanCase(given, published), ONE)
    expected = fewest(case, published)
    if expected is None:
        assert replanned.result.status is Status.INFEASIBLE
        assert not replanned.moves
        return
    assert replanned.fewest
    assert len(replanned.moves) == expected[0]
    assert [tier.value for tier in replanned.result.tiers[:NEAR]] == list(expected)
    assert Why.TOGETHER not in [move.reason.why for move in replanned.moves]
    assert Why.GONE not in [move.reason.why for move in replanned.moves]
    assert bool(replanned.as_published) == bool(expected[0])


def test_what_can_stay_stays() -> None:
    replanned = after()
    assert replanned.result.timetable == PUBLISHED
    assert replanned.moves == ()
    assert list(replanned.sentences()) == [
        "The published week can stay as it is: no part of it changes."
    ]


def test_a_session_whose_leader_is_away_moves_alone() -> None:
    replanned = after("UGA away monday")
    assert said(replanned) == [
        (
            "“Victim Assistance” moved from Monday 20 June 10:00 to Wednesday 22 June 10:00.",
            Why.NEEDED,
        )
    ]
    assert list(replanned.moves[0].reason.say(replanned.words)) == [
        "Uganda leads “Victim Assistance” and is not present for 30 minutes of it."
    ]
    assert list(replanned.sentences()) == [
        "1 of 2 parts changes.",
        "It is proven that fewer changes would break a must.",
    ]
    assert [finding.rule for finding in replanned.as_published] == ["lead_in_person"]


def test_a_part_that_stands_in_the_way_makes_room() -> None:
    replanned = after("UGA away monday", "UGA away wednesday")
    assert [why for _, why in said(replanned)] == [Why.ROOM, Why.NEEDED]
    room = replanned.moves[0].reason
    assert replanned.moves[0].row.part.session == "clearance"
    assert room.makes_room_for == ("victims",)
    first, second = room.say(replanned.words)
    assert first == "It makes room for “Victim Assistance”."
    assert "are in one room" in second


def test_a_lost_room_is_changed_and_nothing_else() -> None:
    before = scenario(rooms=(tiny_room("hall"), tiny_room("annex")))
    replanned = after("hall closed monday", before=before)
    assert said(replanned) == [
        ("“Victim Assistance” on Monday 20 June 10:00 moved from Hall to Annex.", Why.NEEDED)
    ]
    assert "Hall is closed on Monday 20 June, morning" in replanned.moves[0].reason.sentences[0]


def test_parts_that_cannot_stay_where_they_are_are_the_fewest_that_change_for_certain() -> None:
    """Also where the search itself has proven nothing."""
    replanned = after("hall closed", before=scenario(rooms=(tiny_room("hall"), tiny_room("annex"))))
    kept, *others = replanned.result.tiers
    unproven = replanned.result.model_copy(
        update={
            "tiers": (kept.model_copy(update={"bound": 0}), *others),
            "status": Status.FEASIBLE,
        }
    )
    assert kept.value == 2
    one = with_least(unproven, 1)
    assert (one.status, one.tiers[0].bound) == (Status.FEASIBLE, 1)
    said = replanned.model_copy(update={"result": one}).sentences()
    assert "Whether fewer would do is not settled; at least 1 must change." in said
    both = with_least(unproven, 2)
    assert (both.status, both.tiers[0].bound) == (Status.PROVEN, 2)
    said = replanned.model_copy(update={"result": both}).sentences()
    assert "It is proven that fewer changes would break a must." in said


@pytest.mark.parametrize(
    ("changes", "least"),
    [
        ([], 0),
        (["hall closed monday"], 1),
        (["hall closed"], 2),
        (["UGA away monday"], 1),
        (["UGA away monday", "NOR away tuesday"], 1),
        (["UGA away monday", "hall closed"], 2),
    ],
)
def test_what_is_broken_by_the_hours_counts_part_by_part_and_anything_else_once(
    changes: list[str], least: int
) -> None:
    changed = change_in_words(scenario(), changes).scenario if changes else scenario()
    assert least_changed(changed.week, changed.settings, PUBLISHED) == least


def test_a_part_in_any_room_or_whose_breach_is_lost_is_not_sure_to_change() -> None:
    away = change_in_words(scenario(), ["UGA away monday"]).scenario
    anywhere = Timetable(parts=tuple(part._replace(room=None) for part in PUBLISHED.parts))
    assert least_changed(away.week, away.settings, anywhere) == 0
    closed = change_in_words(scenario(), ["hall closed monday"]).scenario
    lost = {("sit_within_hours", ("closed", "hall"))}
    assert least_changed(closed.week, closed.settings, PUBLISHED, lost) == 0


def test_nothing_is_said_of_the_fewest_changes_where_none_is_proven_to_be_needed() -> None:
    replanned = after("UGA away monday")
    [kept, *others] = replanned.result.tiers
    tiers = (kept.model_copy(update={"bound": 0}), *others)
    open_still = replanned.model_copy(
        update={"result": replanned.result.model_copy(update={"tiers": tiers})}
    )
    assert "Whether fewer would do is not settled." in open_still.sentences()


def test_a_session_that_needs_longer_grows_where_it_stands() -> None:
    replanned = after("victims longer 30", before=scenario(minutes=90))
    assert said(replanned) == [
        (
            "“Victim Assistance” on Monday 20 June 10:00 has 1 hour instead of 30 minutes.",
            Why.NEEDED,
        )
    ]
    assert "needs at least 1 hour" in replanned.moves[0].reason.sentences[0]


def test_a_dropped_session_is_gone_and_has_its_title_still() -> None:
    replanned = after("victims dropped")
    assert said(replanned) == [
        ("“Victim Assistance” is dropped: Monday 20 June 10:00, 30 minutes, Hall.", Why.GONE)
    ]
    assert replanned.moves[0].reason.sentences == ("The session is not in the scenario any more.",)


def test_a_part_in_a_sitting_that_is_no_more_moves() -> None:
    lost = tiny_timetable(at("victims", 0, "15:00", room="hall"), PUBLISHED.of("clearance")[0])
    replanned = after(published=lost)
    assert [why for _, why in said(replanned)] == [Why.GONE]
    assert "lies in no sitting" in replanned.moves[0].reason.sentences[0]


def test_pinned_parts_are_not_touched() -> None:
    """The room is wanted by both on the only day left, and the pinned one keeps it."""
    pin = at("clearance", 1, "10:00", room="hall")
    before = scenario(
        tiny_session("victims", leaders={"UGA"}),
        tiny_session("clearance", leaders={"NOR"}, pinned=(pin,)),
        tiny_session("cooperation"),
    )
    published = tiny_timetable(*PUBLISHED.parts, at("cooperation", 2, "10:00", room="hall"))
    replanned = after("UGA away monday", before=before, published=published)
    assert replanned.result.timetable is not None
    assert replanned.result.timetable.of("clearance") == (pin,)
    assert {move.row.part.session for move in replanned.moves} == {"victims", "cooperation"}


def test_a_week_that_is_impossible_after_the_change_says_so() -> None:
    replanned = after("UGA away monday, tuesday, wednesday")
    assert replanned.result.status is Status.INFEASIBLE
    assert (replanned.moves, replanned.told, replanned.as_published) == ((), (), ())
    assert list(replanned.sentences()) == []
    assert str(replanned).splitlines()[1].startswith("INFEASIBLE after")


# From now on


def test_what_has_begun_stays_and_is_not_counted() -> None:
    before = scenario(tiny_session("victims", most_parts=2, least=60, shortest=30), days=3)
    published = tiny_timetable(*(at("victims", day, "10:00", room="hall") for day in (0, 1)))
    replanned = after("hall closed tuesday", before=before, published=published, now=DAY)
    assert replanned.result.timetable is not None
    assert replanned.result.timetable.of("victims")[0] == published.parts[0]
    assert len(replanned.ahead) == 1
    assert next(replanned.sentences()) == "1 of 1 part changes."


def test_a_new_part_is_not_put_into_the_past() -> None:
    replanned = after("NOR away tuesday", now=DAY)
    assert said(replanned) == [
        ("“Clearance” moved from Tuesday 21 June 10:00 to Wednesday 22 June 10:00.", Why.NEEDED)
    ]


def test_what_is_past_cannot_be_mended_and_holds_nothing_up() -> None:
    """That Uganda was away on Monday is known by Monday evening."""
    replanned = after("UGA away monday", now=18 * 60)
    assert replanned.result.status is Status.PROVEN
    assert replanned.moves == ()
    assert [finding.rule for finding in replanned.past_breaches] == ["lead_in_person"]
    assert replanned.as_published == ()
    assert after("UGA away monday").past_breaches == ()
    assert replanned.heading_of_past.endswith(" and cannot be mended:")
    open_ = tuple(tier.model_copy(update={"bound": -1}) for tier in replanned.result.tiers)
    cut_short = replanned.result.model_copy(update={"tiers": open_})
    assert replanned.model_copy(update={"result": cut_short}).heading_of_past == (
        "What is past breaks a must all the same, as far as was found in the time given:"
    )


def test_what_is_still_to_come_is_held_to_what_the_past_has_broken() -> None:
    """Uganda was away on Monday and is away on Tuesday: the part on Tuesday moves all the same."""
    before = scenario(tiny_session("victims", leaders={"UGA"}, most_parts=2, least=60, shortest=30))
    published = tiny_timetable(*(at("victims", day, "10:00", room="hall") for day in (0, 1)))
    change = "UGA away monday, tuesday"
    replanned = after(change, before=before, published=published, now=DAY)
    assert replanned.result.timetable is not None
    assert [part.day for part in replanned.result.timetable.of("victims")] == [0, 2]
    assert [finding.amount for finding in replanned.past_breaches] == [30]
    assert [why for _, why in said(replanned)] == [Why.NEEDED]


@pytest.mark.slow
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(cases(SMALL), st.data())
def test_the_past_is_kept_and_nothing_else_is_given_up(case: Problem, data: st.DataObject) -> None:
    """Where the past itself keeps every must that it can break, the fewest changes are those of
    a plain search among the timetables with this past; else as little as possible is broken."""
    everything = list(timetables(case.week, SMALL))
    published = data.draw(st.sampled_from(everything))
    now = data.draw(st.sampled_from([615, 660, 720, DAY, DAY + 615, DAY + 660, 2 * DAY]))
    given = Scenario(title="", path=Path("x.yaml"), week=case.week, settings=case.settings)
    replanned = replan(ReplanCase(given, published, now), ONE)
    keep = KeepPublished(reference="published")
    week = case.week.model_copy(update={"references": {"published": published}})

    def past(timetable: Timetable) -> list[Part]:
        return [part for part in timetable.parts if part.begin < now]

    # What runs may end later, or earlier where its session is to be shorter: other tests hold it.
    assume(all(part.end <= now for part in past(published)))
    keys = {setting.rule.name: setting.rule for setting in case.settings}
    costs = []
    avoidable: set[str] = set()
    ever: set[str] = set()
    for timetable in everything:
        breached = judge(case.week, case.settings, timetable).breached
        ever |= keys.keys() - {finding.rule for finding in breached}
        if past(timetable) == past(published):
            avoidable |= keys.keys() - {finding.rule for finding in breached}
            if all(key_of(keys[f.rule], f.case) in replanned.lost for f in breached):
                changed = sum(breach.amount for breach in keep.check(week, timetable))
                costs.append((sum(finding.amount for finding in breached), changed))
    if not costs:
        assert replanned.result.status is Status.INFEASIBLE
        return
    assert replanned.result.timetable is not None
    assert past(replanned.result.timetable) == past(published)
    given_up = sum(finding.amount for finding in replanned.past_breaches)
    assert (given_up, len(replanned.moves)) == min(costs)
    held = Timetable(parts=tuple(past(published)))
    broken = {key_of(keys[f.rule], f.case) for f in judge(case.week, case.settings, held).breached}
    assert replanned.lost <= broken
    assert {rule for rule, _ in replanned.lost} == ({r for r, _ in broken} & ever) - avoidable


def test_a_session_that_is_dropped_after_it_began_keeps_what_was_held_of_it() -> None:
    before = scenario(
        tiny_session("victims", most_parts=2, least=60), tiny_session("clearance"), minutes=60
    )
    parts = (at("victims", 0, "10:00", room="hall"), at("victims", 2, "10:00", room="hall"))
    published = tiny_timetable(*parts, at("clearance", 1, "10:00", room="hall"))
    replanned = after("victims dropped", before=before, published=published, now=DAY)
    assert replanned.result.timetable == tiny_timetable(*(p for p in published.parts if p.day < 2))
    assert said(replanned) == [
        ("“Victims” loses a part: Wednesday 22 June 10:00, 30 minutes, Hall.", Why.NEEDED)
    ]
    assert "asks for no more than 30 minutes" in " ".join(replanned.moves[0].reason.sentences)
    ahead = after("victims dropped", before=before, published=published)
    assert [why for _, why in said(ahead)] == [Why.GONE, Why.GONE]


# Who must be told


def test_leaders_speakers_followers_interpreters_and_rooms_are_told() -> None:
    before = scenario(
        tiny_session(
            "victims",
            title="Victim Assistance",
            leaders={"UGA"},
            speakers={"UGA", "NOR"},
            audience={"UGA", "NOR", "ALB"},
            languages=2,
        ),
        tiny_session("clearance", audience={"CHL"}),
        rooms=(tiny_room("hall"), tiny_room("annex")),
    )
    replanned = after("hall closed monday", before=before)
    assert [(one.who, one.name, one.role) for one in replanned.told] == [
        ("UGA", "Uganda", NoticeRole.LEADER),
        ("NOR", "Norway", NoticeRole.SPEAKER),
        ("ALB", "ALB", NoticeRole.FOLLOWER),
        ("interpreters", "Interpreters", NoticeRole.INTERPRETERS),
        ("hall", "Hall", NoticeRole.ROOM),
        ("annex", "Annex", NoticeRole.ROOM),
    ]
    row = replanned.told_rows()[0]
    assert (row["who"], row["role"], row["session"]) == ("UGA", "leader", "victims")
    assert (row["before date"], row["before start"], row["before room"]) == (
        "2011-06-20",
        "10:00",
        "hall",
    )
    assert (row["after date"], row["after room"]) == ("2011-06-20", "annex")


def test_who_is_away_before_and_after_follows_no_change_and_is_not_told() -> None:
    before = scenario(
        tiny_session("victims", audience={"ALB", "CHL"}, sittings=mornings(0)),
        rooms=(tiny_room("hall"), tiny_room("annex")),
    )
    replanned = after("hall closed monday", "CHL away monday", before=before)
    assert [one.who for one in replanned.told if one.role is NoticeRole.FOLLOWER] == ["ALB"]


def test_nobody_is_told_where_nothing_changes() -> None:
    assert after().told == ()


def test_the_people_of_a_dropped_session_are_told() -> None:
    assert [(one.who, one.role) for one in after("victims dropped").told] == [
        ("UGA", NoticeRole.LEADER),
        ("hall", NoticeRole.ROOM),
    ]


# Moving more freely


def with_preferences() -> Scenario:
    wishes = (
        Setting(rule=GiveWantedTime(), mode=Prefer(tier=1)),
        Setting(rule=ReserveSlack(minutes_a_day=30), mode=Prefer(tier=2)),
    )
    sessions = (tiny_session("victims", wanted=60), tiny_session("clearance"))
    return scenario(*sessions, minutes=90).model_copy(update={"settings": (*MUSTS, *wishes)})


def test_moving_freely_shows_what_the_published_week_costs() -> None:
    replanned = after(before=with_preferences())
    freer = move_freely(replanned, ONE)
    assert freer is not None
    assert [(p.tier, p.kept, p.free, p.proven) for p in freer.prices] == [
        ("tier 3", 30, 0, True),
        ("tier 4", 0, 0, True),
    ]
    assert freer.moves == 1
    assert freer.gains
    assert next(freer.sentences()) == (
        "With 1 of 2 parts changed, and not with fewer, the week could be the best there is:"
    )


def test_moving_freely_claims_nothing_of_what_was_not_proven() -> None:
    freer = move_freely(after(before=with_preferences()), ONE)
    assert freer is not None
    cut_short = freer.result.model_copy(update={"status": Status.FEASIBLE})
    assert next(freer.model_copy(update={"result": cut_short}).sentences()) == (
        "With 1 of 2 parts changed the week could be better, as far as was found in the time given:"
    )


@pytest.mark.parametrize(
    ("free", "better"),
    [((4695, 501), False), ((4650, 529), False), ((4650, 501), True), ((4600, 700), True)],
)
def test_moving_freely_gains_only_what_is_better_in_the_order_of_tiers(
    free: tuple[int, int], better: bool
) -> None:
    freer = move_freely(after(before=with_preferences()), ONE)
    assert freer is not None
    prices = tuple(
        TierPrice(f"tier {3 + place}", kept, cost, proven=False)
        for place, (kept, cost) in enumerate(zip((4650, 529), free, strict=True))
    )
    result = freer.result.model_copy(update={"status": Status.FEASIBLE})
    freer = freer.model_copy(update={"prices": prices, "result": result})
    assert freer.gains is better
    said = str(freer)
    assert ("could be better" in said) is better
    nothing = "Moving more freely would gain nothing, as far as was found in the time given."
    assert (" ".join(said.split()) == nothing) is not better


@pytest.mark.parametrize(("more", "free", "moves"), [(0, 30, 0), (1, 0, 1), (5, 0, 1)])
def test_so_many_changes_more_gain_so_much(more: int, free: int, moves: int) -> None:
    before = with_preferences()
    far = tiny_timetable(at("victims", 0, "10:00", room="hall"), PUBLISHED.of("clearance")[0])
    freer = move_freely(after(before=before, published=far), ONE, more=more)
    assert freer is not None
    assert (freer.prices[0].kept, freer.prices[0].free, freer.moves) == (30, free, moves)


def test_moving_freely_keeps_what_has_begun() -> None:
    replanned = after(before=with_preferences(), now=DAY)
    freer = move_freely(replanned, ONE)
    assert freer is not None
    assert freer.result.timetable == PUBLISHED
    assert not freer.gains


def test_without_a_replanned_week_there_is_nothing_to_compare_with() -> None:
    assert move_freely(after("UGA away monday, tuesday, wednesday"), ONE) is None


# How it shows itself


def test_a_replanned_week_prints_and_shows_itself() -> None:
    before = scenario(
        tiny_session("victims", title="Victims <& more>", leaders={"UGA"}),
        tiny_session("clearance"),
    )
    replanned = after("UGA away monday", before=before)
    assert "PROVEN" in str(replanned)
    assert "“Victims <& more>” moved from" in str(replanned)
    html = replanned._repr_html_()
    assert "Victims &lt;&amp; more&gt;" in html
    assert "<& more>" not in html
    assert "Staying as published would break" in html
    assert "<li>Uganda to lead: change 1</li>" in html


def test_a_week_that_can_stay_shows_neither_changes_nor_whom_to_tell() -> None:
    html = after()._repr_html_()
    assert "no part of it changes" in html
    assert "1. " not in html
    assert "Who must be told" not in html


def test_moving_freely_prints_and_shows_what_it_buys() -> None:
    freer = move_freely(after(before=with_preferences()), ONE)
    assert str(freer) == (
        "With 1 of 2 parts changed, and not with fewer, the week could be the best there\n"
        "is:\n"
        "- tier 3: 0 instead of 30 (30 less)\n"
        "- tier 4: 0 instead of 0 (the same)"
    )
    assert freer is not None
    assert "<li>tier 3: 0 instead of 30 (30 less)</li>" in freer._repr_html_()


def test_moving_freely_shows_one_sentence_where_nothing_is_gained() -> None:
    freer = move_freely(after(), ONE)
    assert freer is not None
    assert str(freer) == "Moving more freely would gain nothing."
    assert "<p>Moving more freely would gain nothing.</p>" in freer._repr_html_()


def test_its_tables_have_a_row_for_each_change_and_each_notice() -> None:
    replanned = after("UGA away monday")
    assert list(replanned.to_frame()["session"]) == ["victims"]
    assert list(replanned.told_frame()["who"]) == ["UGA", "hall"]
    assert list(after().to_frame().columns) == list(replanned.to_frame().columns)


@pytest.mark.slow
def test_a_published_part_without_a_room_is_kept_in_any() -> None:
    published = tiny_timetable(*(part._replace(room=None) for part in PUBLISHED.parts))
    replanned = after(published=published)
    assert replanned.moves == ()
    assert next(replanned.sentences()).startswith("The published week can stay")


def test_a_published_part_without_a_room_that_moves_does_not_change_its_room() -> None:
    published = tiny_timetable(*(part._replace(room=None) for part in PUBLISHED.parts))
    replanned = after("UGA away monday", published=published)
    assert said(replanned) == [
        (
            "“Victim Assistance” moved from Monday 20 June 10:00 to Wednesday 22 June 10:00.",
            Why.NEEDED,
        )
    ]
    assert [finding.rule for finding in replanned.as_published] == ["lead_in_person"]


def test_a_session_that_was_not_published_is_new() -> None:
    published = tiny_timetable(PUBLISHED.parts[0])
    replanned = after(published=published)
    assert said(replanned) == [
        ("“Clearance” is new: Tuesday 21 June 10:00, 30 minutes, Hall.", Why.NEEDED)
    ]
    assert next(replanned.sentences()) == "1 part is new."
    assert "not held at all" in replanned.moves[0].reason.sentences[0]


def test_a_session_of_which_nothing_is_known_is_named_by_its_key() -> None:
    lost = tiny_timetable(*PUBLISHED.parts, at("dissolved", 2, "10:00", room="hall"))
    replanned = replan(ReplanCase(scenario(), lost), ONE)
    assert said(replanned) == [
        ("“dissolved” is dropped: Wednesday 22 June 10:00, 30 minutes, Hall.", Why.GONE)
    ]


def test_the_week_itself_is_unchanged() -> None:
    before: Week = scenario().week
    replanned = after("UGA away monday", before=scenario())
    assert before == scenario().week
    assert replanned.scenario.week.references == {"published": PUBLISHED}


def test_what_has_begun_is_not_lost_where_the_changed_week_has_no_place_for_it() -> None:
    before = scenario()
    first, *others = before.week.sittings
    later = first.model_copy(update={"opens": 615, "closes": 645})
    week = before.week.model_copy(update={"sittings": (later, *others)})
    changed = before.model_copy(update={"week": week})
    with pytest.raises(BadInput) as refused:
        replan(ReplanCase(changed, PUBLISHED, DAY), ONE)
    (problem,) = refused.value.problems
    assert "began on Monday 20 June at 10:00 and stays as it was" in problem.what
    assert "Leave the days that are past as they were" in problem.what
    assert replan(ReplanCase(changed, PUBLISHED), ONE).moves
