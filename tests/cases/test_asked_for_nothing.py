"""What a scenario asks for and cannot mean is refused, or told, where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.loading.loading import load_scenario
from tests.desk.conftest import Run

WEEK = Path(__file__).parent / "asked-for-nothing" / "week.yaml"
BEFORE = len(WEEK.read_text(encoding="utf-8").splitlines())
"""Lines of the week, before what a test adds."""


def laid(folder: Path, more: str) -> Path:
    path = folder / "week.yaml"
    path.write_text(WEEK.read_text(encoding="utf-8") + more, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{off: false}", "'false' is not possible; write 'off: true' to switch the rule off"),
        ("{must: false}", "'false' is not possible; write 'must: true' for a must"),
        ("{must: {tier: 1}}", "this is not possible; write 'must: true' for a must"),
        ("{off: yes}", "'yes' is not possible; write 'off: true' to switch the rule off"),
        ("{off: 1}", "'1' is not possible; write 'off: true' to switch the rule off"),
        ("{prefer: false}", "'false' is not possible; write 'prefer: true', or 'prefer' with tier"),
    ],
)
def test_a_rule_is_not_applied_by_the_opposite_of_a_word(
    run: Run, tmp_path: Path, entry: str, said: str
) -> None:
    outcome = run("show", laid(tmp_path, f"rules:\n  limit_tasks_of_a_state: {entry}\n"))
    assert outcome.code == 2
    assert said in outcome.problems
    assert f", line {BEFORE + 2}, " in outcome.problems


@pytest.mark.parametrize(
    "sides",
    [
        "{first: opening, then: opening}",
        "{first: everything, then: everything}",
        "{first: opening, then: Opening}",
        "{first: [opening, closing], then: [closing, opening]}",
    ],
)
def test_what_comes_before_itself_is_refused_at_its_line(
    run: Run, tmp_path: Path, sides: str
) -> None:
    outcome = run("show", laid(tmp_path, f"order:\n  - {sides}\n"))
    assert outcome.code == 2
    assert "both sides are the same" in outcome.problems
    assert f", line {BEFORE + 2}, " in outcome.problems


@pytest.mark.parametrize("side", ["report_backs", "quiet", "[review, Quiet Committee]"])
def test_a_side_of_an_order_without_a_session_is_told(run: Run, tmp_path: Path, side: str) -> None:
    outcome = run("show", laid(tmp_path, f"order:\n  - {{first: opening, then: {side}}}\n"))
    assert outcome.code == 0
    assert outcome.problems.count("the week has no session that") == 1
    assert f", line {BEFORE + 2}, " in outcome.problems


def test_an_order_of_sessions_that_both_sides_mean_is_told(run: Run, tmp_path: Path) -> None:
    outcome = run("show", laid(tmp_path, "order:\n  - {first: review, then: cru}\n"))
    assert outcome.code == 0
    assert outcome.problems.count("both sides mean the same sessions") == 1
    assert f", line {BEFORE + 2}, " in outcome.problems


@pytest.mark.parametrize(
    "sides", ["first: opening, then: review", "first: opening, then: everything"]
)
def test_an_order_that_asks_for_something_is_taken_without_a_word(
    run: Run, tmp_path: Path, sides: str
) -> None:
    outcome = run("show", laid(tmp_path, f"order:\n  - {{{sides}}}\n"))
    assert outcome.code == 0
    assert "both sides" not in outcome.problems
    assert "has no session" not in outcome.problems


def test_an_order_is_not_replaced_by_the_parameters_of_its_rule(run: Run, tmp_path: Path) -> None:
    order = "order:\n  - {first: opening, then: review}\n"
    rule = "rules:\n  honour_order: {must: true, orders: [{first: review, then: closing}]}\n"
    outcome = run("show", laid(tmp_path, order + rule))
    assert outcome.code == 2
    assert outcome.problems.count("these would replace what the key 'order' says") == 1
    assert f", line {BEFORE + 4}, " in outcome.problems
    assert run("show", laid(tmp_path, rule)).code == 0


def test_a_gap_that_is_impossible_is_refused_once_at_its_own_line(run: Run, tmp_path: Path) -> None:
    order = "order:\n  - {first: opening, then: closing}\n"
    gap = "  - {first: general-status, then: cru, gap: {at_least: 200, at_most: 100}}\n"
    outcome = run("show", laid(tmp_path, f"{order}{gap}rules:\n  honour_order: must\n"))
    assert outcome.code == 2
    assert outcome.problems.count("is impossible") == 1
    assert f", line {BEFORE + 3}, " in outcome.problems
    assert "order › item 2 › gap" in outcome.problems


def test_a_gap_is_at_most_a_year(run: Run, tmp_path: Path) -> None:
    order = "order:\n  - {first: opening, then: closing, gap: {at_least: 600000}}\n"
    outcome = run("show", laid(tmp_path, order))
    assert outcome.code == 2
    assert outcome.problems.count("out of range") == 1
    assert f", line {BEFORE + 2}, " in outcome.problems


@pytest.mark.parametrize(
    ("rule", "code", "said"),
    [
        (
            "sit_back_to_back: {prefer: true, neighbours: [{session: opening, next_to: opening}]}",
            2,
            "'opening' stands against itself; name two sessions",
        ),
        (
            "space_sessions: {prefer: true, spacings: "
            "[{first: opening, second: opening, relation: apart}]}",
            2,
            "'opening' has no distance from itself; name two sessions",
        ),
        (
            "sit_back_to_back: {prefer: true, neighbours: [{session: opening, next_to: quiet}]}",
            0,
            "the week has no two sessions for 'opening' with 'quiet'",
        ),
        (
            "keep_plenaries_alone: {must: true, exceptions: [{session: cru, beside: review}]}",
            0,
            "the week has no two sessions for 'cru' with 'review'",
        ),
        (
            "meet_at_once: {must: true, pairs: [{session: opening, beside: Opening}]}",
            2,
            "'opening' always runs beside itself; name two sessions",
        ),
        (
            "keep_bodies_apart: {prefer: true, classes: {chairs: {pairs: [[cru, cru]]}}}",
            0,
            "the week has no two sessions for 'cru' with itself",
        ),
    ],
)
def test_a_relation_of_a_thing_to_itself_is_told(
    run: Run, tmp_path: Path, rule: str, code: int, said: str
) -> None:
    outcome = run("show", laid(tmp_path, f"rules:\n  {rule}\n"))
    assert outcome.code == code
    assert outcome.problems.count(said) == 1
    assert f", line {BEFORE + 2}, " in outcome.problems


@pytest.mark.parametrize(
    ("weights", "code", "said"),
    [
        ("{openng: 2}", 2, "weights › openng: there is no session 'openng'; did you mean opening"),
        ("{opening: 2, Opening: 3}", 2, "'Opening' means the same as 'opening'; keep one"),
        ("{opening: -1}", 2, "weights › opening"),
        ("{review: 2}", 0, "'review' has no part in held.csv; its weight asks for nothing"),
        ("{Opening: 2}", 0, ""),
    ],
)
def test_a_weight_of_no_session_is_told(
    run: Run, tmp_path: Path, weights: str, code: int, said: str
) -> None:
    row = "session,date,start,end\nopening,2027-06-14,10:00,11:00\n"
    (tmp_path / "held.csv").write_text(row, encoding="utf-8")
    rule = f"{{prefer: true, reference: held.csv, weights: {weights}}}"
    outcome = run("show", laid(tmp_path, f"rules:\n  follow_precedent: {rule}\n"))
    assert outcome.code == code
    assert said in outcome.problems
    assert bool(outcome.problems) == bool(said)


def test_a_precedent_may_be_a_candidate_by_its_name(run: Run, tmp_path: Path) -> None:
    row = "session,date,start,end\nopening,2027-06-14,10:00,11:00\n"
    (tmp_path / "last.csv").write_text(row, encoding="utf-8")
    rule = "rules:\n  follow_precedent: {prefer: true, reference: NAME}\n"
    named = f"{rule}candidates: {{held: last.csv, lost: gone.csv}}\n"
    by_name = run("show", laid(tmp_path, named.replace("NAME", "held")))
    assert by_name.code == 0
    assert "reference" not in by_name.problems
    [inside] = tmp_path.glob("*.yaml")
    (tmp_path / "further").mkdir()
    beyond = tmp_path / "further" / "week.yaml"
    beyond.write_text(f"schema: 1\nextends: ../{inside.name}\n", encoding="utf-8")
    assert run("show", beyond).code == 0
    for name, said in (
        ("hold", "hold, nor a candidate of that name; did you mean held"),
        ("other", "other, nor a candidate of that name; it can be held, lost"),
        ("lost", "gone.csv\n"),
    ):
        outcome = run("show", laid(tmp_path, named.replace("NAME", name)))
        assert outcome.code == 2
        assert "follow_precedent › reference: there is no file " in outcome.problems
        assert said in outcome.problems
    without = run("show", laid(tmp_path, rule.replace(", reference: NAME", "")))
    assert without.code == 0
    assert "has no 'reference' to compare with, and asks for nothing" in without.problems


ROOMS = "{hall: {seats: 9}, salon: {seats: 9, building: annex}, deck: {seats: 9, building: tower}}"


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ("[{between: [annex, towr], minutes: 9}]", "there is no building 'towr'; did you mean tow"),
        ("[{between: [annex, hall], minutes: 9}]", "there is no building 'hall'"),
        ("[{between: [annex, Annex], minutes: 9}]", "'annex' has no way to itself; name two"),
        ("[{between: [annex, tower], minutes: 9}]", ""),
    ],
)
def test_a_way_leads_between_two_buildings_of_the_venue(
    run: Run, tmp_path: Path, ways: str, said: str
) -> None:
    rules = f"rules:\n  walk_between_buildings: {{must: true, ways: {ways}}}\n"
    more = f"venue: {{rooms: {ROOMS}}}\n{rules}"
    outcome = run("show", laid(tmp_path, more))
    assert outcome.code == (2 if said else 0)
    assert said in outcome.problems


def test_a_building_in_two_writings_is_told(run: Run, tmp_path: Path) -> None:
    rooms = "{hall: {seats: 9, building: Annex}, salon: {seats: 9, building: annex}}"
    outcome = run("show", laid(tmp_path, f"venue: {{rooms: {rooms}}}\n"))
    assert "the building 'annex' is 'Annex' elsewhere" in outcome.problems


def test_a_section_of_a_hall_is_in_the_building_of_the_hall(tmp_path: Path) -> None:
    rooms = "{hall: {seats: 9, building: annex, divides_into: {east: 4}}, salon: {seats: 9}}"
    week = load_scenario(laid(tmp_path, f"venue: {{rooms: {rooms}}}\n")).week
    assert [room.building for room in week.rooms] == ["annex", "annex", ""]


def test_a_body_with_two_sessions_may_stand_against_itself(run: Run, tmp_path: Path) -> None:
    pairs = "{prefer: true, classes: {chairs: {pairs: [[general-status, general-status]]}}}"
    beside = "{prefer: true, neighbours: [{session: general-status, next_to: general-status}]}"
    rules = f"rules:\n  keep_bodies_apart: {pairs}\n  sit_back_to_back: {beside}\n"
    outcome = run("show", laid(tmp_path, rules))
    assert outcome.code == 0
    assert "no two sessions" not in outcome.problems


def with_session(folder: Path, more: str) -> Path:
    session = f"  extra: {{body: cru, format: special, {more}}}\n"
    return laid(folder, session)


@pytest.mark.parametrize("word", ["yes", "on", "no", "off", "'true'", "1", "perhaps", "y"])
def test_true_or_false_is_written_in_these_words(run: Run, tmp_path: Path, word: str) -> None:
    outcome = run("show", with_session(tmp_path, f"least: 60, optional: {word}"))
    assert outcome.code == 2
    shown = word.strip("'")
    assert outcome.problems.count(f"optional: write true or false, not '{shown}'") == 1
    assert f", line {BEFORE + 1}, " in outcome.problems


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("venue: {rooms: {hall: {seats: true}}}\n", "seats: write a whole number, not 'true'"),
        ("order:\n  - {first: opening, then: closing, gap: {at_least: true}}\n", "whole number"),
        (
            "rules:\n  reserve_slack: {prefer: {tier: true}}\n",
            "prefer › tier: write a whole number, not 'true'",
        ),
        (
            "rules:\n  reserve_slack: {prefer: true, minutes_a_day: true}\n",
            "minutes_a_day: write a whole number, not 'true'",
        ),
        (
            "experiments:\n  proposals:\n"
            "    lakes: {host: KEN, body: cru, volunteered: yes, least: 60}\n",
            "volunteered: write true or false, not 'yes'",
        ),
        ("leadership: {vacate: yes}\n", "vacate: write true or false, not 'yes'"),
        (
            "  more: {body: cru, format: special, least: 60, speakers: {everyone: yes}}\n",
            "everyone: write true or false, not 'yes'",
        ),
    ],
)
def test_a_value_of_another_kind_is_refused_wherever_it_stands(
    run: Run, tmp_path: Path, more: str, said: str
) -> None:
    outcome = run("show", laid(tmp_path, more))
    assert outcome.code == 2
    assert outcome.problems.count(said) == 1


def test_a_number_may_stand_in_quotation_marks(run: Run, tmp_path: Path) -> None:
    path = with_session(tmp_path, "least: '45', optional: true")
    assert load_scenario(path).week.session["extra"].least == 45


@pytest.mark.parametrize(
    "speakers", ["[KEN, KEN]", "[KEN, Kenya]", "{and: [NOR, kenya, KEN]}", "[NOR, KEN, NOR]"]
)
def test_a_speaker_is_named_once_in_an_item(run: Run, tmp_path: Path, speakers: str) -> None:
    agenda = f"agenda: [{{item: Updates, speakers: {speakers}, minutes_each: 10}}]"
    outcome = run("show", with_session(tmp_path, agenda))
    assert outcome.code == 2
    assert outcome.problems.count("is named twice in this item") == 1
    assert f", line {BEFORE + 1}, " in outcome.problems


def test_a_speaker_may_speak_to_two_items(run: Run, tmp_path: Path) -> None:
    items = ", ".join(f"{{item: {n}, speakers: [KEN], minutes_each: 30}}" for n in ("One", "Two"))
    path = with_session(tmp_path, f"agenda: [{items}]")
    assert load_scenario(path).week.session["extra"].wanted == 60
