"""Changes to a scenario that are said in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from constraints.follow_precedent import FollowPrecedent
from constraints.honour_order import HonourOrder, Order
from constraints.sit_back_to_back import Neighbours, SitBackToBack
from constraints.tiny import tiny_room, tiny_session, tiny_week
from scenarios import LIBRARY
from scenarios.loading.extending import read_source
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scenarios.studies.replanning.changes_in_words import change_in_words
from scenarios.studies.replanning.words.changes import (
    Away,
    Closed,
    Dropped,
    Length,
    ScenarioChange,
    Teams,
    Volunteering,
)
from scenarios.studies.replanning.words.forms import FORMS, guide_table
from scenarios.studies.replanning.words.parsing import parse_change
from scenarios.studies.replanning.words.phrase import Situation
from scheduler.errors import BadInput
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.week.week import Delegation, Format, Interpretation, Proposal, Room, Week


def whole(*days: int) -> frozenset[str]:
    """Both sittings of some days."""
    return frozenset(f"2011-06-{20 + day} {name}" for day in days for name in HALVES)


GUIDE = LIBRARY.parent.parent / "docs" / "guide" / "7-when-something-changes.md"
BEFORE = {"present": ["COL away wednesday"], "withdraws": ["ERI volunteers"]}
HALVES = ("morning", "afternoon")
WEEK = tiny_week(
    tiny_session("clearance", least=60, wanted=90),
    tiny_session("victims", title="Victim Assistance and Socio-Economic Reintegration"),
    tiny_session(
        "group",
        format=Format.SMALL_GROUP,
        body="clearance",
        optional=True,
        proposal=Proposal(host="ERI"),
    ),
    days=3,
    sittings=("morning", "afternoon"),
    minutes=120,
    delegations=(
        Delegation(code="ERI", name="Eritrea"),
        Delegation(code="UGA", name="Uganda", sittings=whole(1, 2)),
    ),
    rooms=(
        Room(id="obasi", name="Salle Obasi", seats=100),
        tiny_room("c"),
        tiny_room("c1", hall="c"),
        tiny_room("c2", hall="c"),
    ),
    interpretation=Interpretation(teams=2),
)
MORNINGS = ("2011-06-20 morning", "2011-06-21 morning", "2011-06-22 morning")
TUESDAY = frozenset({"2011-06-21 morning", "2011-06-21 afternoon"})


def scenario(week: Week = WEEK, *settings: Setting) -> Scenario:
    return Scenario(title="", path=Path("tiny.yaml"), week=week, settings=settings)


def after(text: str) -> Week:
    return change_in_words(scenario(), [text]).scenario.week


def refusal(*texts: str, week: Week = WEEK) -> list[str]:
    with pytest.raises(BadInput) as error:
        change_in_words(scenario(week), texts)
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("text", "change", "sentence"),
    [
        (
            "UGA away tuesday",
            Away(delegation="UGA", sittings=whole(1)),
            "Uganda is away on Tuesday 21 June.",
        ),
        (
            "uganda AWAY Tuesday, 2011-06-22",
            Away(delegation="UGA", sittings=whole(1, 2)),
            "Uganda is away on Tuesday 21 June and Wednesday 22 June.",
        ),
        (
            "UGA away tuesday morning",
            Away(delegation="UGA", sittings=frozenset({MORNINGS[1]})),
            "Uganda is away on Tuesday 21 June, morning.",
        ),
        (
            "UGA away monday afternoon and tuesday",
            Away(delegation="UGA", sittings=whole(1) | {"2011-06-20 afternoon"}),
            "Uganda is away on Monday 20 June, afternoon and Tuesday 21 June.",
        ),
        (
            "eri away monday and tuesday and wednesday",
            Away(delegation="ERI", sittings=whole(0, 1, 2)),
            "Eritrea is away on Monday 20 June, Tuesday 21 June and Wednesday 22 June.",
        ),
        (
            "obasi closed tuesday",
            Closed(room="obasi", sittings=TUESDAY),
            "Salle Obasi is closed on Tuesday 21 June.",
        ),
        (
            "Salle Obasi closed tuesday morning, wednesday morning",
            Closed(room="obasi", sittings=frozenset(MORNINGS[1:])),
            "Salle Obasi is closed on Tuesday 21 June, morning and Wednesday 22 June, morning.",
        ),
        (
            "obasi closed morning",
            Closed(room="obasi", sittings=frozenset(MORNINGS)),
            "Salle Obasi is closed on Monday 20 June, morning, Tuesday 21 June, morning and "
            "Wednesday 22 June, morning.",
        ),
        (
            "obasi closed",
            Closed(room="obasi", sittings=frozenset(WEEK.sitting)),
            "Salle Obasi is closed all week.",
        ),
        (
            "clearance longer 30",
            Length(session="clearance", minutes=30),
            "“Clearance” needs 30 minutes more.",
        ),
        (
            "Victim Assistance and Socio-Economic Reintegration longer 90 minutes",
            Length(session="victims", minutes=90),
            "“Victim Assistance and Socio-Economic Reintegration” needs 1 h 30 more.",
        ),
        (
            "clearance shorter 30 min",
            Length(session="clearance", minutes=-30),
            "“Clearance” needs 30 minutes less.",
        ),
        (
            "ERI volunteers",
            Volunteering(host="ERI", volunteers=True),
            "Eritrea volunteers for “Group”.",
        ),
        (
            "ERI withdraws",
            Volunteering(host="ERI", volunteers=False),
            "Eritrea withdraws from “Group”.",
        ),
        ("group dropped", Dropped(session="group"), "“Group” is dropped."),
        ("interpretation teams 1", Teams(teams=1), "There is 1 interpretation team."),
        ("interpretation teams 0", Teams(teams=0), "There are 0 interpretation teams."),
    ],
)
def test_changes_are_read_and_said_in_words(
    text: str, change: ScenarioChange, sentence: str
) -> None:
    assert parse_change(Situation(WEEK), text) == change
    assert change.say(WEEK) == sentence


@pytest.mark.slow
def test_every_form_that_is_offered_is_understood() -> None:
    path = LIBRARY / "apmbc-2011.yaml"
    before = load_scenario(path)
    held, source = before.candidate("held"), read_source(path)
    for form in FORMS:
        for example in form.examples:
            first = BEFORE.get(form.verbs[0], [])
            changed = change_in_words(before, first, held, source=source)
            found = change_in_words(changed.scenario, [example], held, source=changed.source)
            assert found.scenario != changed.scenario, example
            assert len(found.sentences) == 1


def test_the_guide_has_every_form_with_its_meaning() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert "\n".join(guide_table()) in text, "\n".join(guide_table())


def test_a_delegation_that_is_away_keeps_its_other_days() -> None:
    assert after("UGA away tuesday").delegation["UGA"].sittings == whole(2)
    assert after("ERI away tuesday").delegation["ERI"].sittings == whole(0, 2)
    assert after("ERI away monday, tuesday, wednesday").delegation["ERI"].sittings == whole()


def test_a_delegation_away_twice_is_away_both_times() -> None:
    week = change_in_words(scenario(), ["ERI away tuesday", "ERI away wednesday"]).scenario.week
    assert week.delegation["ERI"].sittings == whole(0)


def test_a_delegation_that_was_never_there_does_not_come_back() -> None:
    there = change_in_words(scenario(), ["UGA away monday, tuesday"]).scenario.week
    assert there.delegation["UGA"].sittings == whole(2)


def test_a_divisible_hall_closes_with_any_of_its_sections_and_they_with_it() -> None:
    def closed(text: str) -> set[str]:
        return {room.id for room in after(text).rooms if room.closed == TUESDAY}

    assert closed("obasi closed tuesday") == {"obasi"}
    assert closed("c closed tuesday") == {"c", "c1", "c2"}
    assert closed("c1 closed tuesday") == {"c", "c1"}


def test_a_session_that_takes_longer_asks_for_more_and_needs_it() -> None:
    longer, shorter = (
        after(f"clearance {how} 30").session["clearance"] for how in ("longer", "shorter")
    )
    assert (longer.least, longer.wanted, longer.shortest) == (90, 120, 30)
    assert (shorter.least, shorter.wanted, shorter.shortest) == (30, 60, 30)


def test_a_shorter_session_may_have_shorter_parts() -> None:
    week = tiny_week(tiny_session("clearance", least=60, shortest=60))
    found = change_in_words(scenario(week), ["clearance shorter 30"]).scenario.week
    assert found.session["clearance"].shortest == 30


def test_volunteering_changes_the_small_groups_of_the_host_alone() -> None:
    found = after("ERI volunteers").session["group"].proposal
    assert found == Proposal(host="ERI", volunteered=True)
    both = change_in_words(scenario(), ["ERI volunteers", "ERI withdraws"])
    assert both.scenario.week == WEEK


@pytest.mark.parametrize(
    "text",
    ["ERI away tuesday", "obasi closed tuesday", "obasi closed", "interpretation teams 1"],
)
def test_what_is_so_already_is_refused(text: str) -> None:
    (problem,) = refusal(text, text)
    said = change_in_words(scenario(), [text]).sentences[0].rstrip(".")
    assert problem == f"--change '{text}': nothing changes: {said} already, as the scenario stands"


def test_a_dropped_session_leaves_the_week_and_the_rules_that_name_it() -> None:
    orders = HonourOrder(
        orders=(Order(first="group", then="victims"), Order(first="clearance", then="victims"))
    )
    neighbours = SitBackToBack(
        neighbours=(
            Neighbours(session="group", next_to="victims"),
            Neighbours(session="victims", next_to="clearance"),
        )
    )
    settings = [Setting(rule=orders, mode=Must()), Setting(rule=neighbours, mode=Prefer())]
    found = change_in_words(scenario(WEEK, *settings), ["group dropped"]).scenario
    assert list(found.week.session) == ["clearance", "victims"]
    order, next_to = (setting.rule for setting in found.settings)
    assert order == HonourOrder(orders=(Order(first="clearance", then="victims"),))
    assert next_to == SitBackToBack(
        neighbours=(Neighbours(session="victims", next_to="clearance"),)
    )


def test_a_dropped_session_takes_its_weight_with_it() -> None:
    weighed = FollowPrecedent(weights={"group": 3, "victims": 2})
    settings = Setting(rule=weighed, mode=Prefer())
    found = change_in_words(scenario(WEEK, settings), ["group dropped"]).scenario
    assert [setting.rule for setting in found.settings] == [FollowPrecedent(weights={"victims": 2})]


def test_what_a_rule_said_of_a_dropped_session_is_not_said_of_the_body_of_its_key() -> None:
    """“clearance” is a session and a body, and a session goes first where both could be meant."""
    neighbours = SitBackToBack(neighbours=(Neighbours(session="clearance", next_to="victims"),))
    settings = Setting(rule=neighbours, mode=Prefer())
    found = change_in_words(scenario(WEEK, settings), ["clearance dropped"]).scenario
    assert [setting.rule for setting in found.settings] == [SitBackToBack()]


@pytest.mark.parametrize(
    ("title", "text", "change"),
    [
        ("Closed consultations", "Closed consultations dropped", Dropped(session="a")),
        (
            "Longer term outlook",
            "Longer term outlook longer 30",
            Length(session="a", minutes=30),
        ),
        ("Teams", "teams dropped", Dropped(session="a")),
        ("Who volunteers, who withdraws", "who volunteers, who withdraws shorter 30", -30),
        ("Dropped", "Dropped dropped", Dropped(session="a")),
        ("A right that is dropped", "“A right that is dropped” dropped", Dropped(session="a")),
    ],
)
def test_a_title_with_a_verb_in_it_is_a_title(
    title: str, text: str, change: ScenarioChange | int
) -> None:
    if isinstance(change, int):
        change = Length(session="a", minutes=change)
    session = WEEK.session["clearance"].model_copy(update={"id": "a", "title": title})
    assert parse_change(Situation(WEEK.model_copy(update={"sessions": (session,)})), text) == change


def test_the_names_of_rooms_and_delegations_may_have_verbs_in_them_too() -> None:
    room = WEEK.rooms[0].model_copy(update={"id": "x", "name": "Annex closed on Sundays"})
    people = WEEK.delegations[0].model_copy(update={"code": "HAF", "name": "Homes away from Home"})
    week = WEEK.model_copy(update={"rooms": (room,), "delegations": (people,)})
    closed = Closed(room="x", sittings=TUESDAY)
    assert parse_change(Situation(week), "annex closed on sundays closed tuesday") == closed
    away = Away(delegation="HAF", sittings=whole(1))
    assert parse_change(Situation(week), "Homes away from home away tuesday") == away


def test_a_change_that_can_be_read_in_two_ways_is_refused_with_both() -> None:
    lunch = WEEK.sittings[0].model_copy(update={"id": "lunch", "name": "closed"})
    hall = WEEK.rooms[0].model_copy(update={"id": "x", "name": "Hall"})
    other = WEEK.rooms[0].model_copy(update={"id": "y", "name": "Hall closed"})
    week = WEEK.model_copy(update={"rooms": (hall, other), "sittings": (*WEEK.sittings, lunch)})
    (problem,) = refusal("Hall closed closed", week=week)
    assert "this can mean: Hall is closed on " in problem
    assert " or Hall closed is closed all week; write the key in place of the name" in problem


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Closed consultatons dropped", "there is no session 'Closed consultatons'; did you mean "),
        ("Closed consultations longer", "how many minutes? Write a whole number after 'longer'"),
        ("closed", "who or what is 'closed'? Write it before that word"),
        ("Closed consultations droped", "'droped' is not understood; did you mean dropped?"),
    ],
)
def test_what_is_wrong_is_said_of_the_reading_that_is_understood_best(
    text: str, sentence: str
) -> None:
    session = WEEK.session["clearance"].model_copy(update={"title": "Closed consultations"})
    week = WEEK.model_copy(update={"sessions": (session,)})
    (problem,) = refusal(text, week=week)
    assert sentence in problem


def test_changes_are_made_one_after_the_other() -> None:
    found = change_in_words(scenario(), ["clearance longer 30", "clearance longer 30"])
    assert found.scenario.week.session["clearance"].least == 120
    assert len(found.sentences) == 2
    (problem,) = refusal("group dropped", "group longer 30")
    assert "there is no session 'group'" in problem
    (problem,) = refusal("clearance shorter 30", "clearance shorter 30")
    assert "“Clearance” needs 30 minutes in all" in problem


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("UGB away tuesday", "there is no delegation 'UGB'; did you mean UGA (Uganda)?"),
        ("UGA away thursday", "'thursday' is not a day of this week, 2011-06-20 to 2011-06-22"),
        ("UGA away", "on which days? Write them as in: UGA away thursday, friday"),
        ("UGA is awai tuesday", "'awai' is not understood; did you mean away?"),
        ("obassi closed", "there is no room 'obassi'; did you mean obasi (Salle Obasi)?"),
        (
            "obasi closed tuesday evening",
            "'tuesday evening' is not a sitting of this week; it can be afternoon, morning",
        ),
        ("clearence longer 30", "there is no session 'clearence'; did you mean clearance"),
        (
            "clearance longer",
            "how many minutes? Write a whole number after 'longer', as in longer 30",
        ),
        ("clearance longer half an hour", "how many minutes? Write a whole number"),
        ("clearance longer -30", "how many minutes? Write a whole number"),
        ("clearance longer 0", "by how many minutes? Write a number from 1"),
        (
            "clearance shorter 60",
            "“Clearance” needs 1 hour in all; to leave it out, write 'dropped",
        ),
        ("UGA volunteers", "Uganda hosts no small group in this scenario; those that do are ERI"),
        ("ERI volunteers tuesday", "'tuesday' after 'volunteers' is not understood; leave it out"),
        ("group dropped tuesday", "'tuesday' after 'dropped' is not understood; leave it out"),
        ("away tuesday", "who or what is 'away'? Write it before that word"),
        ("english teams 1", "write it as in: interpretation teams 1"),
        (
            "interpretation teams few",
            "how many teams? Write a whole number after 'teams', as in teams 1",
        ),
        ("", "this is not understood; write it as in: "),
        ("the weather", "this is not understood; write it as in: "),
        ("Uganda leaves tuesday", "'leaves' is not understood; write the days on which Uganda is"),
        ("UGA is ill on tuesday", "'ill' is not understood; write the days on which Uganda is not"),
    ],
)
def test_what_is_not_understood_is_said_with_the_nearest(text: str, sentence: str) -> None:
    (problem,) = refusal(text)
    where, _, what = problem.partition(": ")
    assert where == f"--change '{text}'"
    assert what.startswith(sentence), what


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Salle Obasi is closed on tuesday", "obasi closed tuesday"),
        ("the Salle Obasi will be closed on tuesday", "obasi closed tuesday"),
        ("ERI is away on tuesday and on wednesday", "ERI away tuesday, wednesday"),
        ("cancel the clearance", "clearance dropped"),
        ("the group is cancelled", "group dropped"),
        ("delete the group", "group dropped"),
        ("remove group", "group dropped"),
    ],
)
def test_articles_and_small_words_do_no_harm(said: str, plain: str) -> None:
    assert after(said) == after(plain)


def test_all_that_is_not_understood_is_said_at_once() -> None:
    found = refusal("UGB away tuesday", "ERI volunteers", "obassi closed")
    assert [problem.partition(":")[0] for problem in found] == [
        "--change 'UGB away tuesday'",
        "--change 'obassi closed'",
    ]


def test_a_week_without_interpretation_has_no_team_to_lose() -> None:
    (problem,) = refusal("interpretation teams 1", week=tiny_week(tiny_session("clearance")))
    assert "the scenario says nothing of interpretation" in problem
