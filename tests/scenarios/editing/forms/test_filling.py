"""What a person writes into a form becomes a step, or is refused at its field."""

from __future__ import annotations

import pytest

from scenarios.editing.changing_text import BadValues
from scenarios.editing.edited_week import EditedWeek, read_text
from scenarios.editing.forms.filling import (
    EntryTaken,
    FieldFilled,
    RestWritten,
    Written,
    fill_in,
)
from scenarios.editing.forms.in_words import values_in_words
from scenarios.editing.steps.setting import set_values
from scenarios.reading.yaml.yaml_source import Path_
from scheduler.errors import BadInput
from tests.scenarios.editing.forms.test_reading import EVERY_KEY


@pytest.fixture(scope="module")
def lakes() -> EditedWeek:
    text = EVERY_KEY.read_text(encoding="utf-8")
    return EditedWeek(text, read_text(EVERY_KEY, text))


def at(keys: str) -> Path_:
    """A way to an entry by its keys with dots between; numbers are places in lists."""
    return tuple(int(key) if key.isdecimal() else key for key in keys.split(".") if key)


def field(keys: str, key: str, *cells: str) -> FieldFilled:
    return FieldFilled(at(keys), key, cells)


def new_lines(before: EditedWeek, *written: Written) -> list[str]:
    """The lines of the file that are new once this is written into its forms."""
    old = before.text.splitlines()
    after = fill_in(before, written).week.text
    return [line.strip() for line in after.splitlines() if line not in old]


@pytest.mark.slow
def test_a_room_is_closed(lakes: EditedWeek) -> None:
    [line] = new_lines(lakes, field("venue.rooms.shore", "closed", "tuesday, wednesday morning"))
    assert line.endswith("building: Annex, closed: [tuesday, wednesday morning]}")


@pytest.mark.slow
def test_a_delegation_is_sent_away(lakes: EditedWeek) -> None:
    edit = fill_in(lakes, [field("delegations.also.KEN", "absent", "wednesday")])
    week = edit.week.scenario.week
    assert "2027-06-16 morning" not in (week.delegation["KEN"].sittings or ())
    assert "KEN: {name: Kenya, group: AFR, from: mission, absent: [wednesday]}" in edit.week.text


@pytest.mark.slow
def test_a_speaker_changes_in_the_list_with_the_remarks_beside_it(lakes: EditedWeek) -> None:
    item = "sessions.water-quality.agenda.0"
    assert new_lines(lakes, field(item, "speakers", "BOL, KEN; but not EST")) == [
        "speakers: {and: [BOL, KEN], but_not: [EST]}"
    ]
    assert "minutes: 15                 # of the topic itself" in (
        fill_in(lakes, [field(item, "minutes_each", "20")]).week.text
    )


def topics(week: EditedWeek) -> list[str]:
    items = week.scenario.week.session["water-quality"].agenda
    return list(dict.fromkeys(item.title for item in items))


@pytest.mark.slow
def test_an_item_is_added_moved_and_taken_away(lakes: EditedWeek) -> None:
    agenda = "sessions.water-quality.agenda"
    new = [field(f"{agenda}.2", "item", "Other business", "", "")]
    added = fill_in(lakes, [*new, field(f"{agenda}.2", "minutes", "15")]).week
    first = fill_in(added, [EntryTaken(at(f"{agenda}.2"), 0)]).week
    titles = topics(first)
    assert titles == ["Other business", "National reports", "Guidelines on nutrients"]
    gone = [EntryTaken(at(f"{agenda}.0")), EntryTaken(at(f"{agenda}.1"))]
    last = fill_in(first, [*gone, field("sessions.water-quality", "least", "90")]).week
    assert topics(last) == titles[2:]


@pytest.mark.slow
def test_a_side_event_is_added_with_a_title_a_body_and_a_length(lakes: EditedWeek) -> None:
    new = "sessions.film"
    edit = fill_in(
        lakes,
        [
            field(new, "title", "A film", "Un film", ""),
            field(new, "body", "Committee on Fisheries"),
            field(new, "format", "side_event"),
            field(new, "least", "60"),
        ],
    )
    session = edit.week.scenario.week.session["film"]
    assert (session.title, session.bodies, session.least) == ("A film", ("fisheries",), 60)


@pytest.mark.slow
def test_a_rule_gets_another_weight_and_applies_as_usual_again(lakes: EditedWeek) -> None:
    rule = "rules.shorten_stays"
    [line] = new_lines(lakes, field(rule, "how", "prefer", "1", "9"))
    assert line.startswith("shorten_stays: {prefer: {tier: 1, weight: 9}, free: 1}    # a rule")
    usual = fill_in(lakes, [field("rules.keep_time_informal", "how", "", "", "")]).week
    assert "keep_time_informal" not in usual.text


def test_hours_in_short_are_written_in_full_for_one_thing_more(lakes: EditedWeek) -> None:
    [line] = new_lines(lakes, field("week.sittings.morning", "for", "plenary, special"))
    assert line.startswith("morning: {hours: 10:00-13:00, for: [plenary, special]} # in short")


@pytest.mark.slow
def test_what_is_emptied_goes_with_what_it_leaves_empty(lakes: EditedWeek) -> None:
    gap = [field("order.2", "gap.at_least", ""), field("order.2", "gap.at_most", "60")]
    assert new_lines(lakes, *gap)[0].startswith(
        "- {first: fisheries, then: drafting-groups, gap: {at_most: 60}}"
    )
    alone = fill_in(lakes, [field("order.2", "gap.at_most", "")]).week
    assert new_lines(alone, field("order.2", "gap.at_least", ""))[0].startswith(
        "- {first: fisheries, then: drafting-groups}"
    )


@pytest.mark.slow
def test_what_no_field_says_is_written_as_yaml(lakes: EditedWeek) -> None:
    edit = fill_in(lakes, [RestWritten(at("grid.groups"), "as-now: {}\nless: {title: Less}")])
    assert "less: {title: Less}" in edit.week.text
    assert "more: {experiments" not in edit.week.text


WRONG = (
    ("number", field("sessions.fisheries", "least", "two hours"), "whole number"),
    ("number below", field("venue.rooms.lake", "seats", "-1"), "at least 0"),
    ("date", field("", "week.from", "2027-06-31"), "not a date"),
    ("hours", field("week.sittings.night", "hours", "20:00", ""), "its end is missing"),
    ("time", field("week.sittings.night", "hours", "20:00", "25:00"), "25:00"),
    ("sitting", field("venue.rooms.shore", "closed", "munday"), "munday"),
    ("room", field("sessions.fisheries", "rooms", "lakke"), "did you mean lake"),
    ("body", field("sessions.fisheries", "body", "fishery"), "fisheries"),
    ("delegation", field("bodies.fisheries", "co_chairs", "PER, XXX"), "XXX"),
    ("set", field("sessions.fisheries", "audience", "parties of seas"), "seas"),
    ("yes or no", field("sessions.fisheries", "optional", "perhaps"), "true or false"),
    ("choice", field("bodies.fisheries", "kind", "club"), "club"),
    ("mode", field("rules.shorten_stays", "how", "maybe", "", ""), "maybe"),
    ("tier", field("rules.shorten_stays", "how", "prefer", "0", "1"), "at least 1"),
    ("weight of a must", field("rules.use_rooms_once", "how", "must", "", "3"), "prefer"),
    ("parameter", field("rules.shorten_stays", "free", "-1"), "at least 0"),
    ("moment", field("sessions.reception.pinned.0", "at", "sunday 18:00"), "sunday"),
    ("format", field("sessions.fisheries", "format", "plenum"), "plenum"),
    ("key", field("sessions.a  b", "title", "Two blanks", "", ""), "blanks"),
)


@pytest.mark.slow
@pytest.mark.parametrize(("wrong", "what"), [one[1:] for one in WRONG], ids=[w[0] for w in WRONG])
def test_a_wrong_value_is_refused_at_its_field(
    lakes: EditedWeek, wrong: FieldFilled, what: str
) -> None:
    with pytest.raises(BadValues) as refused:
        fill_in(lakes, [wrong])
    first = wrong.field.partition(".")[0] if wrong.field != "how" else ""
    way = (*wrong.path, *((first,) if first else ()))
    told = zip(refused.value.problems, refused.value.paths, strict=True)
    assert any(what in one.what and path[: len(way)] == way for one, path in told)


@pytest.mark.slow
def test_all_that_is_wrong_is_told_at_once(lakes: EditedWeek) -> None:
    wrong = [one for _, one, _ in WRONG[:4]]
    with pytest.raises(BadValues) as refused:
        fill_in(lakes, wrong)
    assert len(refused.value.problems) == 4


@pytest.mark.slow
def test_a_session_that_others_name_is_not_taken_away_and_where_is_said(lakes: EditedWeek) -> None:
    with pytest.raises(BadValues, match="opening") as refused:
        fill_in(lakes, [EntryTaken(at("sessions.opening"))])
    assert refused.value.paths[0][:2] == ("order", 0)
    assert "declaration:" not in fill_in(lakes, [EntryTaken(at("sessions.declaration"))]).week.text


@pytest.mark.slow
def test_a_key_becomes_another_where_nothing_names_it(lakes: EditedWeek) -> None:
    edit = fill_in(lakes, [EntryTaken(at("sessions.declaration"), "final-text")])
    assert "final-text" in edit.week.scenario.week.session
    with pytest.raises(BadValues, match="jetty"):
        fill_in(lakes, [EntryTaken(at("venue.rooms.jetty"), "pier")])
    with pytest.raises(BadValues, match="stands there already"):
        fill_in(lakes, [EntryTaken(at("venue.rooms.jetty"), "shore")])


@pytest.mark.slow
def test_a_change_in_words_is_the_same_step(lakes: EditedWeek) -> None:
    found = values_in_words(lakes, "fisheries longer 30")
    edit = set_values(lakes, found.values, " ".join(found.sentences))
    assert edit.week.scenario.week.session["fisheries"].least == 150
    assert "# what is placed" in edit.week.text
    with pytest.raises(BadInput, match="not understood"):
        values_in_words(lakes, "fisheries somewhat better")
