"""An explanation as a notebook shows it: everything that is said, escaped, under its heading."""

from __future__ import annotations

import re
from html import unescape

from scheduler.explaining.explanation import Explanation
from scheduler.explaining.repairs import Repair, Way
from scheduler.rules.requirement import Requirement
from scheduler.rules.rule import Count
from scheduler.solving.conflicts import Conflict
from scheduler.solving.result import CANONICAL, GIVEN_UP, Provenance, Result, Status, Tier
from scheduler.week.timetable import Timetable

LED = Requirement(rule="lead_in_person", case=("UGA",), sentence="Uganda leads <both> & more.")
HELD = Requirement(rule="hold_every_session", case=("a",), sentence="“A” needs at least 1 hour.")
SHORT = Requirement(rule="hold_every_session", case=("b",), sentence="“B” needs at least 1 hour.")
NOT_LED = LED.model_copy(update={"sentence": "Uganda is in <two> places."})
WAYS = (
    Way(given_up=NOT_LED, amount=30, unit="delegation-minutes", proven=True),
    Way(given_up=HELD, amount=60, unit="minutes", proven=False),
)
COUNT = Count(("circle",), 1, 0, "It runs in a <circle>.")


EMPTY = Timetable()


def solved(*tiers: Tier, timetable: Timetable | None = EMPTY) -> Result:
    provenance = Provenance(seed=1, workers=1, time_limit=1, versions={})
    return Result(status=Status.PROVEN, tiers=tiers, timetable=timetable, provenance=provenance)


RESULT = solved(
    Tier(name=GIVEN_UP, value=30, bound=30, seconds=0),
    Tier(name="tier 1", value=720, bound=720, seconds=0),
    Tier(name="tier 2", value=4, bound=4, seconds=0),
    Tier(name=CANONICAL, value=2, bound=2, seconds=0),
)
EXPLANATION = Explanation(
    status=Status.INFEASIBLE,
    counts=(COUNT,),
    conflicts=(Conflict(requirements=(HELD, SHORT, LED), minimal=True),),
    complete=True,
    ways=(WAYS,),
    repair=Repair(given_up=(NOT_LED,), amount=30, proven=True, result=RESULT),
)


def shown(explanation: Explanation) -> str:
    return explanation._repr_html_()


def words(explanation: Explanation) -> str:
    """What a person reads of it, the style left aside."""
    told = shown(explanation).split("</style>")[1]
    told = re.sub("</?(code|b)>", "", told)
    return " ".join(unescape(re.sub("<[^>]*>", " ", told)).split())


def with_result(result: Result | None) -> Explanation:
    assert EXPLANATION.repair is not None
    repair = EXPLANATION.repair.model_copy(update={"result": result})
    return EXPLANATION.model_copy(update={"repair": repair})


def test_it_says_all_that_the_text_says() -> None:
    read = words(EXPLANATION)
    for line in EXPLANATION.text(500).splitlines():
        bare = line.strip(" -").replace("(lead_in_person)", "lead_in_person")
        assert bare.replace("(hold_every_session)", "hold_every_session") in read, line


def test_nothing_that_is_said_is_taken_for_markup() -> None:
    assert "<both>" not in shown(EXPLANATION)
    assert "<two>" not in shown(EXPLANATION)
    assert "<circle>" not in shown(EXPLANATION)
    assert "&lt;both&gt; &amp; more." in shown(EXPLANATION)


def test_requirements_stand_under_their_rule() -> None:
    rule = "<li>Every session is held <code>hold_every_session</code><ul>"
    assert f"{rule}<li>“A” needs at least 1 hour.</li>\n<li>“B”" in shown(EXPLANATION)


def test_every_list_is_closed() -> None:
    told = shown(EXPLANATION)
    for tag in ("ul", "li", "section", "p", "div", "code", "b"):
        assert len(re.findall(rf"<{tag}\b", told)) == told.count(f"</{tag}>"), tag


def test_the_way_that_the_repair_takes_is_marked() -> None:
    items = re.findall(r"<li>(.*?)</li>", shown(EXPLANATION).split("Ways out")[1])
    assert "<b> The repair gives up this one.</b>" in items[0]
    assert "gives up this one" not in items[1]
    assert "(less may do)" in items[1]


def test_the_way_that_the_repair_takes_says_what_is_wrong_in_the_repaired_week() -> None:
    elsewhere = NOT_LED.model_copy(update={"sentence": "Uganda is in two places on Friday."})
    repair = Repair(given_up=(elsewhere,), amount=30, proven=True, result=RESULT)
    told = words(EXPLANATION.model_copy(update={"repair": repair}))
    assert told.count("Uganda is in two places on Friday.") == 2
    assert NOT_LED.sentence not in told


def test_ways_that_were_not_settled_are_counted() -> None:
    assert "not settled" not in words(EXPLANATION)
    told = words(EXPLANATION.model_copy(update={"unsettled": (2,)}))
    assert "Whether 2 more would be enough was not settled in the time given." in told


def test_of_what_can_be_kept_no_more_is_said_than_is_known() -> None:
    assert "Everything outside this conflict can be kept." in words(EXPLANATION)
    twice = EXPLANATION.model_copy(update={"conflicts": EXPLANATION.conflicts * 2, "ways": ()})
    assert "Everything outside these conflicts can be kept." in words(twice)


def test_conflicts_are_numbered_where_there_are_several() -> None:
    assert "Conflict 1" not in shown(EXPLANATION)
    twice = EXPLANATION.model_copy(
        update={"conflicts": EXPLANATION.conflicts * 2, "ways": EXPLANATION.ways * 2}
    )
    assert "<h2>Conflict 1</h2>" in shown(twice)
    assert "<h2>Conflict 2</h2>" in shown(twice)


def test_the_price_of_the_repaired_week_is_said_without_what_is_no_price() -> None:
    price = (
        "The timetable that results costs 720 in tier 1 and 4 in tier 2, proven to be the least."
    )
    assert price in words(EXPLANATION)


def test_a_price_that_is_not_proven_is_said_to_be_so() -> None:
    tier = Tier(name="tier 1", value=720, bound=700, seconds=0)
    assert "costs 720 in tier 1, not proven." in words(with_result(solved(tier)))


def test_a_week_without_preferences_has_no_price() -> None:
    assert "There is a timetable with this repair." in words(with_result(solved()))


def test_a_repair_whose_timetable_was_not_found_says_so() -> None:
    lost = with_result(solved(timetable=None))
    assert "No timetable with this repair was found in the time given." in words(lost)


def test_a_repair_that_was_not_solved_has_no_price() -> None:
    assert "costs" not in words(with_result(None))
    assert "The least repair gives up 1 requirement" in words(with_result(None))


def test_where_everything_fits_there_is_one_sentence() -> None:
    fits = Explanation(status=Status.FEASIBLE)
    assert words(fits) == str(fits)


def test_the_conflicts_are_a_table() -> None:
    frame = EXPLANATION.to_frame()
    assert list(frame.columns) == ["conflict", "rule", "sentence"]
    assert list(frame.rule) == ["hold_every_session", "hold_every_session", "lead_in_person"]
    assert set(frame.conflict) == {1}
    assert frame.sentence[2] == LED.sentence


def test_the_ways_out_are_a_table() -> None:
    frame = EXPLANATION.ways_frame()
    assert frame.to_dict("records") == [
        {
            "conflict": 1,
            "rule": "lead_in_person",
            "amount": 30,
            "unit": "delegation-minutes",
            "sentence": NOT_LED.sentence,
            "proven": True,
        },
        {
            "conflict": 1,
            "rule": "hold_every_session",
            "amount": 60,
            "unit": "minutes",
            "sentence": HELD.sentence,
            "proven": False,
        },
    ]


def test_without_a_conflict_the_tables_are_empty_and_have_their_columns() -> None:
    fits = Explanation(status=Status.FEASIBLE)
    assert list(fits.to_frame().columns) == ["conflict", "rule", "sentence"]
    assert fits.to_frame().empty
    assert fits.ways_frame().empty
    assert "proven" in fits.ways_frame().columns
