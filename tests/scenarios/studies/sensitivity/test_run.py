"""Sensitivity: which decisions hang on which price, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

import pytest

from constraints.give_wanted_time import GiveWantedTime
from scenarios.studies.sensitivity import asking, run
from scenarios.studies.sensitivity.asking import Answered, Question, answer
from scenarios.studies.sensitivity.result import Sensitivity
from scenarios.studies.sensitivity.run import SensitivityProgress, find_sensitivity
from scenarios.studies.sweep import engine
from scenarios.studies.sweep.outcome import Limits
from scenarios.studies.sweep.workforce import Workforce
from scheduler.errors import BadInput
from scheduler.exploring.results import Stretch
from scheduler.rules.rule import Prefer, Setting
from scheduler.solving.result import Status
from tests.scenarios.studies.sensitivity.weeks import traded


@pytest.fixture(scope="module")
def found() -> Sensitivity:
    return find_sensitivity(traded())


def words(found: Sensitivity) -> str:
    return " ".join(found.text(1_000).split())


def test_each_weight_may_go_as_far_as_nothing_moves(found: Sensitivity) -> None:
    [stays, reserve, time] = found.prices
    assert stays.limit(up=True, same=lambda _: False).weight == 60
    assert reserve.limit(up=False, same=lambda _: False).weight == Fraction(2, 3)
    assert found.limit(stays, "clearance", up=True) == (Fraction(80), None)
    assert time.alone
    assert [one.settled for one in found.exchanges] == [True]


def test_the_paragraph_says_who_stays_and_the_smallest_change_that_moves_the_others(
    found: Sensitivity,
) -> None:
    assert found.firm == ("clearance",)
    assert found.paragraph() == (
        "What each preference weighs is an assumption. Each of 2 weights was taken anywhere from "
        "half to double, and neighbouring tiers were exchanged: one such change at a time, all "
        "else as it is. 1 of 2 sessions keeps its half-days. “Report” meets on Monday morning and "
        "no longer on Tuesday morning if “Delegations stay for few days” weighs more than 60 in "
        "place of 40."
    )


def test_the_report_has_every_weight_exchange_and_session(found: Sensitivity) -> None:
    said = words(found)
    assert "above 60 (now 40): 1 session moves" in said
    assert "it is alone in its tier, where a weight decides nothing" in said
    assert "Tiers 1 and 2 exchanged: every session stays in its half-days." in said
    assert "Mines &amp; more" in found._repr_html_()


def test_a_row_says_between_which_weights_a_session_stays_and_what_it_does_beyond(
    found: Sensitivity,
) -> None:
    rows = {(row["session"], row["rule"]): row for row in found.rows()}
    assert len(rows) == 2 * 4
    report = rows["report", "shorten_stays"]
    assert (report["from"], report["to"], report["below"]) == ("20", "60", None)
    assert report["above"] == "meets on Monday morning and no longer on Tuesday morning"
    assert rows["report", "give_wanted_time"]["from"] is None
    assert rows["report", None]["tiers"] == "1 2"
    assert found.to_frame()["weight"].dtype == "Int64"
    assert found.csv_text().splitlines()[0].startswith("session,title,sittings,rule,tier,weight")


def test_one_session_stays_where_another_can_move_in_its_place() -> None:
    found = find_sensitivity(traded(), session="report")
    assert found.factor == 8
    assert found.moves("report") == []
    assert "“Report” stays where it is at every one of them." in words(found)
    assert "no weight from 1/8 to 8 times what it is" in words(found)
    assert {row["session"] for row in found.rows()} == {"report"}


def test_what_moves_one_session_is_said_the_smallest_change_first() -> None:
    scenario = traded()
    monday = {"sittings": frozenset({"2011-06-20 morning"})}
    clearance, report = scenario.week.sessions
    sessions = (clearance.model_copy(update=monday), report)
    week = scenario.week.model_copy(update={"sessions": sessions})
    found = find_sensitivity(scenario.model_copy(update={"week": week}), session="report")
    moves = found.moves("report")
    assert [(move.rule, move.ratio) for move in moves] == [
        ("shorten_stays", Fraction(3, 2)),
        ("reserve_slack", Fraction(3, 2)),
    ]
    assert (
        "Delegations stay for few days (shorten_stays) above 60 (now 40): it meets on Monday "
        "morning and no longer on Tuesday morning."
    ) in words(found)


def test_what_is_not_proven_is_said_to_be_not_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    def hasty(question: Question) -> Answered:
        if question.about == asking.AboutTiers(1):
            return Answered(reason="The time was over before the search began.")
        return answer(question)

    monkeypatch.setattr(run, "answer", hasty)
    found = find_sensitivity(traded())
    assert found.open_for("clearance") == ["tiers 1 and 2 exchanged"]
    assert "1 of 2 sessions keeps its half-days, as far as it is settled." in found.paragraph()
    assert "It is not settled what follows from tiers 1 and 2 exchanged." in found.paragraph()
    assert "Tiers 1 and 2 exchanged: not settled." in words(found)
    assert "The time was over before the search began." in words(found)
    assert {row["exchanged"] for row in found.rows() if row["tiers"]} == {"not settled"}


def test_a_weight_that_is_not_settled_counts_against_no_session_and_for_none() -> None:
    found = find_sensitivity(traded())
    price = found.prices[0]
    open_ = price.model_copy(update={"above": (Stretch(Fraction(40), Fraction(80), False),)})
    unsure = found.model_copy(update={"prices": (open_, *found.prices[1:])})
    assert unsure.open_for("clearance") == ["the weight of “Delegations stay for few days”"]
    assert "as far as it is settled" in unsure.paragraph()
    row = next(one for one in unsure.rows() if one["rule"] == "shorten_stays")
    assert (row["to"], row["above"]) == ("40", "not settled")


def test_ctrl_c_keeps_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = []

    def once(question: Question) -> Answered:
        if answered:
            raise KeyboardInterrupt
        answered.append(question)
        return answer(question)

    monkeypatch.setattr(run, "answer", once)
    found = find_sensitivity(traded())
    assert found.stopped
    assert found.prices[0].below[0].stays
    assert not found.prices[0].above[0].settled
    assert "Stopped by hand: what was not looked at is not settled." in words(found)


def test_a_search_that_is_stopped_ends_all() -> None:
    asking.STOP.set()
    try:
        found = find_sensitivity(traded())
    finally:
        asking.STOP.clear()
    assert found.stopped
    assert not found.asked


def test_nothing_is_asked_where_no_timetable_is_proven_best() -> None:
    scenario = traded()
    clearance, report = scenario.week.sessions
    sessions = (clearance.model_copy(update={"least": 600, "wanted": 600}), report)
    week = scenario.week.model_copy(update={"sessions": sessions})
    found = find_sensitivity(scenario.model_copy(update={"week": week}))
    assert found.best is not None
    assert found.best.status is Status.INFEASIBLE
    assert not found.asked
    assert found.rows() == []
    assert "INFEASIBLE" in words(found)


def test_progress_counts_the_questions() -> None:
    told: list[SensitivityProgress] = []
    find_sensitivity(traded(), watch=told.append)
    assert told[0] == (0, 6, 0)
    assert [one.done for one in told] == list(range(7))


def test_it_is_the_same_on_an_engine(found: Sensitivity, monkeypatch: pytest.MonkeyPatch) -> None:
    used = []

    @contextmanager
    def stand_in(workforce: Workforce) -> Iterator[None]:
        used.append(workforce)
        yield None

    def carry_out(
        _: None, work: object, tasks: Iterator[Question], failed: object
    ) -> Iterator[tuple[Question, Answered]]:
        assert work is answer
        assert failed is asking.unanswered
        for task in reversed(list(tasks)):
            yield task, answer(task)

    monkeypatch.setattr(engine, "engine", stand_in)
    monkeypatch.setattr(engine, "carry_out", carry_out)
    there = find_sensitivity(traded(), workforce=Workforce(workers=2))
    assert used == [Workforce(workers=2)]
    assert there.csv_text() == found.csv_text()


@pytest.mark.slow
def test_it_is_the_same_in_processes_of_this_machine(found: Sensitivity) -> None:
    there = find_sensitivity(traded(), workforce=Workforce(workers=2))
    assert there.csv_text() == found.csv_text()
    assert str(there) == str(found)


@pytest.mark.parametrize("factor", [1, 65])
def test_a_factor_out_of_range_is_refused(factor: int) -> None:
    with pytest.raises(BadInput, match="from 2 to 64"):
        find_sensitivity(traded(), factor=factor)


def test_a_scenario_without_preferences_is_refused() -> None:
    scenario = traded()
    musts = tuple(one for one in scenario.settings if one.must)
    with pytest.raises(BadInput, match="no preference"):
        find_sensitivity(scenario.model_copy(update={"settings": musts}))


def test_a_price_that_is_the_only_one_decides_nothing() -> None:
    scenario = traded()
    one = Setting(rule=GiveWantedTime(), mode=Prefer(tier=1))
    kept = (*(setting for setting in scenario.settings if setting.must), one)
    found = find_sensitivity(scenario.model_copy(update={"settings": kept}), limits=Limits())
    assert [price.alone for price in found.prices] == [True]
    assert found.firm == ("clearance", "report")
