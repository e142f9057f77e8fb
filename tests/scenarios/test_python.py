"""The interface in Python: a week that is loaded, and all that can be asked of it."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

import scenarios
from scenarios import LIBRARY, Part, Result, Status, Timetable, WeekPlan, load
from scheduler.errors import BadInput

WEEK = """\
schema: 1
title: A tiny week
week:
  from: 2027-06-14
  to: 2027-06-15
  sittings: {morning: 10:00-12:00}
venue:
  rooms: {hall: {name: Great Hall, seats: 100}, annex: {name: Annex, seats: 50}}
delegations: {also: {NOR: {name: Norway, group: WEOG}, THA: {name: Thailand, group: APG}}}
instruments:
  mines: {name: The Convention, parties: [NOR, THA]}
  munitions: {name: The Other Convention, parties: [NOR]}
bodies:
  clearance: {name: Clearance, instrument: mines, subject: clearance, co_chairs: [NOR]}
  victims: {name: Victim Assistance, instrument: mines, co_chairs: [THA]}
sessions:
  clearance: {title: On Clearance, body: clearance, format: plenary, least: 60, wanted: 90}
  victims: {title: On Victims, body: victims, format: plenary, least: 60}
  later: {title: Later On, body: victims, format: workshop, least: 30, optional: true}
rules:
  keep_experiments_voluntary: off
  give_wanted_time: {prefer: {tier: 1, weight: 3}}
  shorten_stays: {prefer: {tier: 2}}
candidates: {drafted: drafted.csv, tight: tight.csv}
variants:
  longer: {title: Longer mornings, patch: {week: {sittings: {morning: 09:30-12:00}}}}
"""

DRAFTED = (
    "session,date,start,end,room\n"
    "clearance,2027-06-14,10:00,11:00,hall\n"
    "victims,2027-06-15,10:00,11:00,hall\n"
)

CLEARANCE = Part("clearance", 0, 600, 60, "hall")
VICTIMS = Part("victims", 1, 600, 60, "hall")
ONE_DAY = Timetable(parts=(CLEARANCE, Part("victims", 0, 660, 60, "hall")))

SEARCHES = (
    *("solve", "explain", "alternatives", "tradeoffs", "compare", "replan", "move_freely"),
    *("stress", "compare_stress", "leadership", "sweep", "sensitivity"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(WEEK, encoding="utf-8")
    (tmp_path / "drafted.csv").write_text(DRAFTED, encoding="utf-8")
    (tmp_path / "tight.csv").write_text(DRAFTED.replace("-15,10:00,11", "-14,11:00,12"))
    return path


@pytest.fixture
def week(path: Path) -> WeekPlan:
    return load(path)


@pytest.fixture
def impossible(path: Path) -> WeekPlan:
    """Two plenaries that have to share one morning, and do not fit."""
    text = WEEK.replace("least: 60}", "least: 60, days: [monday]}")
    path.write_text(text.replace("least: 60, wanted: 90", "least: 90, days: [monday]"))
    return load(path)


def refused(call: Callable[[], object]) -> str:
    """What a call is refused with, for a value that cannot be."""
    with pytest.raises(BadInput) as raised:
        call()
    return str(raised.value)


def mistaken(call: Callable[[], object]) -> str:
    """What a call is refused with that the method does not take."""
    with pytest.raises(TypeError) as raised:
        call()
    return str(raised.value)


# Loading


def test_a_path_is_text_or_a_path(path: Path) -> None:
    assert load(str(path)) == load(path)
    assert load(path).title == "A tiny week"


def test_what_is_loaded_wrongly_is_said(tmp_path: Path) -> None:
    assert "no such file" in refused(lambda: load(tmp_path / "nowhere.yaml"))
    call: Callable[..., object] = load
    assert mistaken(lambda: call(5)) == "load() takes path as str or Path, not an int"
    assert mistaken(lambda: call()) == "load() takes path: load(path)"


def test_a_notebook_needs_few_names() -> None:
    assert len(scenarios.__all__) < 25
    assert all(hasattr(scenarios, name) for name in scenarios.__all__)
    assert scenarios.__version__ == version("meeting-week")


@pytest.mark.slow
def test_no_solver_is_loaded_before_something_is_solved() -> None:
    program = (
        "import sys; from scenarios import LIBRARY, load; "
        "load(LIBRARY / 'apmbc-2011.yaml').judge('held'); "
        "print([name for name in ('ortools', 'pandas', 'dask') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (ran.stdout.strip(), ran.stderr) == ("[]", "")


# Timetables, by name, by path, by hand and as solved


def test_a_timetable_is_a_name_a_path_or_a_value(week: WeekPlan) -> None:
    drafted = week.timetable("drafted")
    assert drafted.parts == (CLEARANCE, VICTIMS)
    assert week.timetable(week.path.with_name("drafted.csv")) == drafted
    assert week.timetable(str(week.path.with_name("drafted.csv"))) == drafted
    assert week.timetable(drafted) == drafted
    assert week.timetable(result_of(drafted)) == drafted


def result_of(timetable: Timetable | None) -> Result:
    """A result that nothing was searched for."""
    provenance = {"seed": 1, "workers": 1, "time_limit": 1.0, "versions": {}}
    return Result.model_validate(
        {"status": Status.FEASIBLE, "timetable": timetable, "provenance": provenance}
    )


def test_an_unknown_candidate_is_told_the_nearest_and_all_there_are(week: WeekPlan) -> None:
    said = refused(lambda: week.judge("draftet"))
    assert "did you mean drafted? The candidates are drafted and tight." in said
    assert "; it can be drafted, tight" in refused(lambda: week.judge("x"))


def test_what_is_no_timetable_is_refused(week: WeekPlan) -> None:
    call: Callable[..., object] = week.judge
    assert mistaken(lambda: call(5)).endswith("a Timetable or a Result, not an int")
    assert mistaken(lambda: call(None)).endswith("not a NoneType")
    said = refused(lambda: week.grid(result_of(None)))
    assert said == "the result has no timetable (FEASIBLE); ask explain() why"


def test_every_timetable_can_be_judged(week: WeekPlan) -> None:
    assert week.judge("drafted").legal
    assert week.judge("tight").costs == (90, 2)
    assert week.judge(Timetable()).legal is False


@pytest.mark.slow
def test_a_result_is_judged_with_its_leaders(path: Path) -> None:
    path.write_text(f"{WEEK}leadership: {{vacate: true}}\n", encoding="utf-8")
    week = load(path)
    result = week.solve(workers=1)
    assert result.leadership.holders
    assert week.judge(result) == result.verdict


def test_a_timetable_is_shown_and_saved(week: WeekPlan, tmp_path: Path) -> None:
    assert "On Clearance" in str(week.grid("drafted"))
    assert list(week.sessions().index) == ["clearance", "victims", "later"]
    assert list(week.schedule("drafted")["room"])[:2] == ["hall", "hall"]
    saved = week.save("drafted", str(tmp_path / "saved.csv"))
    assert week.timetable(saved) == week.timetable("drafted")


# Who speaks when


def test_who_speaks_when_is_asked_of_any_timetable(path: Path) -> None:
    agenda = (
        "agenda: [{item: Updates, speakers: [THA, NOR], minutes_each: 30}], parts: {at_most: 2}"
    )
    path.write_text(WEEK.replace("least: 60, wanted: 90", f"least: 60, {agenda}"))
    week = load(path)
    half = Part("clearance", 0, 600, 30, "hall")
    parts = (half, half._replace(day=1), VICTIMS._replace(day=0, start=660))
    bare = Timetable(parts=parts)
    found = week.speakers(bare, "On Clearance")
    assert [(turn.speaker, turn.day) for turn in found.turns] == [("THA", 0), ("NOR", 1)]
    assert found.unsaid == ("clearance",)
    assert week.delegation(bare, "thailand").sentences()[-1].endswith("you may leave on Monday.")
    placed = week.place_speakers(bare)
    assert not week.speakers(placed).unsaid
    assert week.judge(placed).amount("shorten_stays") == 3
    assert "there is no session 'clearence'" in refused(lambda: week.speakers(bare, "clearence"))
    assert "“On Victims” has no agenda" in refused(lambda: week.speakers(bare, "victims"))
    assert "there is no delegation 'XYZ'" in refused(lambda: week.delegation(bare, "XYZ"))


# Searches


@pytest.mark.slow
def test_a_week_is_solved(week: WeekPlan) -> None:
    told: list[object] = []
    result = week.solve(time_limit=30, workers=1, seed=3, watch=told.append)
    assert result.status is Status.PROVEN
    assert (result.provenance.seed, result.provenance.scenario) == (3, "tiny.yaml")
    assert result.timetable is not None and told
    assert week.judge(result) == result.verdict


def test_keywords_are_asked_for_by_name(week: WeekPlan) -> None:
    solve: Callable[..., object] = week.solve
    assert mistaken(lambda: solve(60)) == ("solve() takes keywords only: solve(time_limit=60)")
    assert mistaken(lambda: solve(object())).endswith("solve(time_limit=60.0)")
    assert mistaken(lambda: solve(timelimit=60)) == (
        "solve() has no argument 'timelimit'; did you mean time_limit?"
    )
    judge: Callable[..., object] = week.judge
    assert mistaken(lambda: judge()) == "judge() takes timetable: judge(timetable)"
    assert mistaken(lambda: judge("drafted", "tight")) == (
        "judge() takes timetable: judge(timetable)"
    )
    why: Callable[..., object] = week.why
    assert mistaken(lambda: why("drafted", "victims", "monday 10:00", 1)) == (
        "why() takes all but timetable, session, at by keyword: why(timetable, session, at, part=1)"
    )
    assert mistaken(lambda: why("drafted")) == (
        "why() takes timetable, session, at: why(timetable, session, at)"
    )


def test_an_argument_of_another_kind_is_refused_by_a_sentence(week: WeekPlan) -> None:
    names = ("why", "places", "tradeoffs", "stress", "explain", "synergy", "save")
    asked: dict[str, Callable[..., object]] = {name: getattr(week, name) for name in names}
    for call, said in (
        (lambda: asked["why"]("drafted", 5, "monday 10:00"), "session as str or Part, not an int"),
        (lambda: asked["why"]("drafted", "victims", 10), "at as str, not an int"),
        (lambda: asked["why"]("drafted", "victims", "monday", room=1), "room as str or None"),
        (lambda: asked["places"]("drafted", "victims", minutes="45"), "minutes as int or None"),
        (lambda: asked["tradeoffs"](1, 2), "between as str, not an int"),
        (lambda: asked["stress"]("drafted", kinds=5), "kinds as Iterable[str] or None"),
        (lambda: asked["explain"](keep=5), "keep as Collection[str], not an int"),
        (lambda: asked["synergy"](most_days_apart="2"), "most_days_apart as int or None"),
        (lambda: asked["save"]("drafted", None), "path as str or Path, not a NoneType"),
    ):
        assert said in mistaken(call)


@pytest.mark.parametrize(
    ("keyword", "value"), [("time_limit", 0), ("workers", 0), ("seed", -1), ("time_limit", "soon")]
)
def test_a_value_out_of_its_range_is_refused(week: WeekPlan, keyword: str, value: object) -> None:
    solve: Callable[..., object] = week.solve
    said = refused(lambda: solve(**{keyword: value}))
    assert said.startswith(f"{keyword}: this should be")
    assert said.endswith(f"it is {value!r}")


@pytest.mark.parametrize("name", SEARCHES)
def test_every_search_shows_the_same_keywords(name: str) -> None:
    parameters = inspect.signature(getattr(WeekPlan, name)).parameters
    keywords = ["time_limit", "workers", "seed", "watch"]
    assert [key for key in parameters if key in keywords] == keywords
    assert all(parameters[key].kind is inspect.Parameter.KEYWORD_ONLY for key in keywords)
    assert "search" not in parameters


def test_an_impossible_week_is_explained(impossible: WeekPlan) -> None:
    explanation = impossible.explain(workers=1, timetable=False)
    assert explanation.status is Status.INFEASIBLE
    kept = impossible.explain(workers=1, timetable=False, keep="hold_every_session")
    assert kept.repair is None or {one.rule for one in kept.repair.given_up} != {
        "hold_every_session"
    }
    said = refused(lambda: impossible.explain(keep=["hold_every_sesion"]))
    assert said == "keep: there is no 'hold_every_sesion'; did you mean hold_every_session?"


@pytest.mark.slow
def test_alternatives_are_found(week: WeekPlan) -> None:
    found = week.alternatives(count=2, within=100, differ=1, workers=1)
    assert found.alternatives.terms.count == 2
    assert len(found.alternatives.found) <= 2
    assert refused(lambda: week.alternatives(count=0)).startswith("count: this should be")
    assert refused(lambda: week.alternatives(within=-1)).startswith("within: this should be")


@pytest.mark.slow
def test_preferences_are_weighed(week: WeekPlan) -> None:
    found = week.tradeoffs("give_wanted_time", "shorten_stays", workers=1)
    assert found.front.complete
    assert "name 2 or 3 preferences" in refused(lambda: week.tradeoffs("shorten_stays"))
    said = refused(lambda: week.tradeoffs("give_wanted_tim", "shorten_stays"))
    assert "did you mean give_wanted_time?" in said
    two = ("give_wanted_time", "shorten_stays")
    assert refused(lambda: week.tradeoffs(*two, points=1)).startswith("points: this should be")


# Comparing, and moving by hand


@pytest.mark.slow
def test_timetables_are_compared_by_name(week: WeekPlan) -> None:
    result = week.solve(workers=1)
    found = week.compare(result, "drafted", {"in one day": ONE_DAY})
    assert found.names == ("solved", "drafted", "in one day")
    assert found.candidate("solved").origin == "proven the best"
    assert found.verdicts["solved"] == result.verdict
    assert week.compare(workers=1).names == ("drafted", "tight", "solved")


def test_two_timetables_of_one_name_are_refused(week: WeekPlan) -> None:
    said = refused(lambda: week.compare(ONE_DAY, ONE_DAY))
    assert said.startswith("two timetables go by “timetable”")


def test_why_a_session_is_not_elsewhere(week: WeekPlan) -> None:
    beside = week.why("drafted", "victims", "monday 10:00")
    assert not beside.possible
    assert week.why("drafted", "On Victims", "2027-06-14 11:00").possible
    assert week.why("drafted", VICTIMS, "tuesday 10:00").changes == ()
    annex = week.why("drafted", "victims", at="monday 10:00", room="Annex")
    assert {finding.rule for finding in annex.breaches} == {"keep_plenaries_alone"}
    assert week.why("drafted", "later", "tuesday 11:00").possible


def test_why_names_all_that_is_not_understood(week: WeekPlan) -> None:
    said = refused(lambda: week.why("drafted", "victim", "sunday 10:00", room="Anex"))
    assert "session: there is no session 'victim'; did you mean victims" in said
    assert "at: 'sunday' is not a day of this week" in said
    assert "room: there is no room 'Anex'; did you mean annex" in said
    stray = VICTIMS._replace(day=0)
    assert "has no such part" in refused(lambda: week.why("drafted", stray, "monday 10:00"))
    assert "has no part 2" in refused(lambda: week.why("drafted", "victims", "monday", part=2))


def test_every_place_of_a_session(week: WeekPlan) -> None:
    found = week.places("drafted", "victims")
    assert found.part == VICTIMS
    assert any(place.part.day == 0 for place in found.possible)
    assert {place.part.minutes for place in week.places("drafted", "later", minutes=45).places} == {
        45
    }
    said = refused(lambda: week.places("drafted", "victims", minutes=50))
    assert said == "minutes: 50 is not a multiple of 15, the week's grain in minutes"


@pytest.mark.slow
def test_the_best_week_with_a_session_in_each_half_day(week: WeekPlan) -> None:
    found = week.elsewhere("drafted", "victims", time_limit=300)
    assert next(one.now for one in found.weeks if one.best is not None)
    part = week.elsewhere("drafted", "victims", part=1, time_limit=300)
    assert part.part is not None
    said = refused(lambda: week.elsewhere("drafted", "victim"))
    assert "session" in said
    assert "victims" in said


# When something changes


@pytest.mark.slow
def test_a_changed_week_is_replanned(week: WeekPlan) -> None:
    replanned = week.replan("drafted", "THA away tuesday", workers=1)
    assert len(replanned.moves) == 1
    assert isinstance(replanned.scenario, WeekPlan)
    again = week.replan(week.timetable("drafted"), "THA away tuesday", workers=1)
    assert [move.sentence for move in again.moves] == [move.sentence for move in replanned.moves]
    freer = week.move_freely(replanned, workers=1)
    assert freer is not None and freer.result.status is Status.PROVEN


def test_what_has_begun_stays(week: WeekPlan) -> None:
    replanned = week.replan("drafted", "THA away tuesday", now="monday 10:30", workers=1)
    assert replanned.result.timetable is not None
    assert CLEARANCE in replanned.result.timetable.parts


def test_a_change_that_is_not_understood_is_refused(week: WeekPlan) -> None:
    assert "THA" in refused(lambda: week.replan("drafted", "THA awaj tuesday"))
    assert "did you mean drafted?" in refused(lambda: week.replan("draftet"))
    assert refused(lambda: week.replan("drafted", now="noon")).startswith("now")
    free: Callable[..., object] = week.move_freely
    assert mistaken(lambda: free("drafted")) == (
        "move_freely() takes what replan() gave, not a str"
    )


@pytest.mark.slow
def test_a_week_is_stressed(week: WeekPlan) -> None:
    robust = week.stress("drafted", kinds="leaders", workers=1)
    assert {impact.disturbance.kind.value for impact in robust.impacts} <= {"leaders"}
    both = week.compare_stress("drafted", {"in one day": ONE_DAY}, kinds=["rooms"], workers=1)
    assert list(both.found) == ["drafted", "in one day"]
    said = refused(lambda: week.stress("drafted", kinds=["roms"]))
    assert said == "kinds: there is no 'roms'; did you mean rooms?"


# The Review


def test_the_recommendations_are_answered(week: WeekPlan) -> None:
    answers = week.recommendations("drafted", name="the draft")
    assert len(answers.answers) == 9
    assert "the draft" in answers.speaks_of
    assert week.recommendations().speaks_of.startswith("There is no timetable")


def test_the_synergy_of_instruments(week: WeekPlan) -> None:
    assert len(week.synergy().found) >= 1
    assert week.synergy("drafted", most_days_apart=1).most_days_apart == 1
    said = refused(lambda: week.synergy(most_days_apart=0))
    assert said == "most_days_apart: this is at least 1, not 0"


@pytest.mark.slow
def test_teams_of_several_sizes(week: WeekPlan) -> None:
    study = week.leadership(1, "1+1", workers=1, time_limit=600)
    assert [team.name for team in study.teams] == ["as it stands", "1 + 0", "1 + 1"]
    assert "is not the size of a team" in refused(lambda: week.leadership("many"))


@pytest.mark.slow
def test_variants_are_solved(week: WeekPlan, tmp_path: Path) -> None:
    found = week.sweep(time_limit=600, results=tmp_path / "kept.sqlite")
    assert [outcome.name for outcome in found.outcomes] == ["as it is", "longer"]
    assert (tmp_path / "kept.sqlite").exists()
    only = week.sweep(only="longer", time_limit=600)
    assert [outcome.name for outcome in only.outcomes] == ["as it is", "longer"]


def test_a_variant_of_another_name_is_refused(week: WeekPlan) -> None:
    assert "did you mean longer?" in refused(lambda: week.sweep(only=["longr"]))


def test_the_prices_that_move_a_session(week: WeekPlan) -> None:
    found = week.sensitivity("victims", factor=4, time_limit=600)
    assert (found.session, found.factor) == ("victims", 4)
    assert {price.rule for price in found.prices} >= {"give_wanted_time", "shorten_stays"}
    assert "did you mean victims" in refused(lambda: week.sensitivity("victms"))


# Values in one line


def test_a_week_is_said_in_one_line(week: WeekPlan) -> None:
    assert len(repr(load(LIBRARY / "apmbc-2011.yaml"))) < 120
    assert repr(week) == "<WeekPlan tiny.yaml: A tiny week>"


@pytest.mark.slow
def test_results_are_said_in_one_line(week: WeekPlan) -> None:
    result = week.solve(workers=1)
    for value in (
        result,
        week.judge(result),
        week.grid(result),
        week.compare(result, "drafted"),
        week.why(result, "victims", "monday 10:00"),
        week.recommendations(result),
        week.synergy(),
        week.alternatives(workers=1),
        week.tradeoffs("give_wanted_time", "shorten_stays", workers=1),
        week.stress(result, workers=1),
        week.compare_stress(result, workers=1),
        week.replan("drafted", "THA away tuesday", workers=1),
        week.explain(workers=1),
    ):
        assert "\n" not in repr(value)
        assert len(repr(value)) < 140, repr(value)
    assert repr(week.judge("tight")) == "<Verdict: every must is kept, costs (90, 2)>"
    assert repr(week.judge(Timetable())) == "<Verdict: breaches of musts: 4, costs (450, 0)>"
    assert repr(week.compare(result, "drafted")) == "<Comparison: solved and drafted>"


@pytest.mark.slow
def test_a_notebook_shows_weeks_timetables_and_results(week: WeekPlan) -> None:
    result = week.solve(workers=1)
    for value in (week, week.timetable("drafted"), result, week.grid(result), week.judge(result)):
        shown = value._repr_html_()
        assert shown.startswith("<") and shown.endswith(">"), shown
    assert "On Victims" in week._repr_html_()
    assert "<td>10:00</td>" in week.timetable("drafted")._repr_html_()
