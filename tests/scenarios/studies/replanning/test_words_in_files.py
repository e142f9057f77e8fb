"""Changes in words of a scenario that stands in a file: each is what the file would say."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.exchange.schedule_csv import read_published
from scenarios.loading.extending import read_source
from scenarios.loading.loading import load_scenario, load_variant
from scenarios.studies.replanning.changes_in_words import Changed, change_in_words
from scenarios.studies.replanning.publishing import with_published
from scenarios.studies.replanning.saving import Origin, scenario_text
from scheduler.errors import BadInput
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

pytestmark = pytest.mark.slow

PATH = Path(__file__).parents[3] / "cases" / "replan" / "changed.yaml"
BEFORE = load_scenario(PATH)
PUBLISHED = read_published(PATH.with_name("published.csv"), BEFORE.week).timetable
NOW = BEFORE.week.sitting["2027-06-16 morning"].begin


def changed(*texts: str, path: Path = PATH, now: int | None = None) -> Changed:
    before = BEFORE if path == PATH else load_scenario(path)
    return change_in_words(before, texts, PUBLISHED, now, read_source(path))


def refusal(*texts: str, now: int | None = None) -> str:
    with pytest.raises(BadInput) as error:
        changed(*texts, now=now)
    return "\n".join(map(str, error.value.problems))


def hours(week: Week, day: int) -> dict[str, tuple[int, int]]:
    return {one.name: (one.opens // 60, one.closes // 60) for one in week.sittings_on(day)}


class Case(NamedTuple):
    """A change in words, what is said of it, and the patch of a file that means the same."""

    words: str
    sentence: str
    patch: dict[str, object]


def session(key: str, **said: object) -> dict[str, object]:
    return {"sessions": {key: said}}


CASES = (
    Case(
        "thursday ends 17:00",
        "Thursday 17 June ends at 17:00: afternoon 15:00 to 17:00.",
        {"week": {"days": {"thursday": {"sittings": {"afternoon": "15:00-17:00"}}}}},
    ),
    Case(
        "Tuesday ends at 5 pm.",
        "Tuesday 15 June ends at 17:00: afternoon 15:00 to 17:00 and no evening.",
        {
            "week": {
                "days": {
                    "15 June 2027": {"sittings": {"afternoon": "15:00-17:00", "evening": "off"}}
                }
            }
        },
    ),
    Case(
        "thursday ends 19:30",
        "Thursday 17 June ends at 19:30: afternoon 15:00 to 19:30.",
        {"week": {"days": {"2027-06-17": {"sittings": {"afternoon": "15:00-19:30"}}}}},
    ),
    Case(
        "thursday begins 13:00",
        "Thursday 17 June begins at 13:00: no morning.",
        {"week": {"days": {"2027-06-17": {"sittings": {"morning": "off"}}}}},
    ),
    Case(
        "thursday starts 09:00",
        "Thursday 17 June begins at 09:00: morning 09:00 to 13:00.",
        {"week": {"days": {"2027-06-17": {"sittings": {"morning": "09:00-13:00"}}}}},
    ),
    Case(
        "thursday lunch ends 14:00",
        "Thursday 17 June, lunch ends at 14:00: lunch 13:00 to 14:00.",
        {"week": {"days": {"2027-06-17": {"sittings": {"lunch": {"hours": "13:00-14:00"}}}}}},
    ),
    Case(
        "BBB present also monday",
        "Bland is also there on Monday 14 June.",
        {"delegations": {"also": {"BBB": {"absent": None}}}},
    ),
    Case(
        "Bland present only monday, tuesday morning",
        "Bland is only there on Monday 14 June and Tuesday 15 June, morning.",
        {
            "delegations": {
                "also": {"BBB": {"present": ["monday", "tuesday morning"], "absent": None}}
            }
        },
    ),
    Case(
        "talks 60 minutes",
        "“Talks” needs 30 minutes less: 1 hour in all.",
        session("talks", least=60, wanted=60),
    ),
    Case(
        "opening lasts 1 h 30",
        "“Opening: of the week” needs 1 h 30 in all, and no more.",
        session("opening", least=90, wanted=90),
    ),
    Case("cancel spare", "“Spare” is dropped.", session("unused") | {"sessions": {"spare": None}}),
    Case(
        "rename talks to ‘The talks’",
        "“Talks” is called “The talks” now.",
        session("talks", title="The talks"),
    ),
    Case(
        'rename West to "West Wing".',
        "The room west is called “West Wing” now.",
        {
            "venue": {
                "rooms": {"hall": {"divides_into": {"west": {"seats": 80, "name": "West Wing"}}}}
            }
        },
    ),
    Case(
        "rename body x to 'Steering'",
        "The body Body X is called “Steering” now.",
        {"bodies": {"x": {"name": "Steering"}}},
    ),
    Case(
        "move talks to wednesday 15:00 in annex",
        "“Talks” moves to Wednesday 16 June at 15:00 in Annex.",
        session("talks", pinned=[{"at": "2027-06-16 15:00", "minutes": 90, "room": "annex"}]),
    ),
    Case(
        "move talks to wednesday afternoon",
        "“Talks” moves to Wednesday 16 June, afternoon.",
        session("talks", sittings=["wednesday afternoon"]),
    ),
    Case(
        "move part 1 of review to tuesday 15:00",
        "Part 1 of “Review” moves to Tuesday 15 June at 15:00.",
        session("review", pinned=[{"at": "2027-06-15 15:00", "minutes": 120}]),
    ),
    Case("move talks to annex", "“Talks” is in Annex.", session("talks", rooms=["annex"])),
    Case(
        "dland in room annex",
        "“Dland in context” is in Annex.",
        {"experiments": {"proposals": {"dland": {"rooms": ["annex"]}}}},
    ),
    Case(
        "swap talks with opening",
        "“Talks” and “Opening: of the week” swap their times.",
        {
            "sessions": {
                "talks": {"pinned": [{"at": "2027-06-14 10:00", "minutes": 90}]},
                "opening": {"pinned": [{"at": "2027-06-15 10:00", "minutes": 90}]},
            }
        },
    ),
    Case(
        "CCC leads instead of AAA",
        "Cland leads instead of Aland: Body X.",
        {"bodies": {"x": {"co_chairs": ["CCC"]}}},
    ),
    Case(
        "Cland replaces Aland in opening",
        "Cland leads instead of Aland: “Opening: of the week”.",
        session("opening", leaders=["CCC"]),
    ),
    Case(
        "CCC leads instead of BBB",
        "Cland leads instead of Bland: Body Y and “Dland in context”.",
        {
            "bodies": {"y": {"co_chairs": ["CCC"]}},
            "experiments": {"proposals": {"dland": {"leaders": ["CCC"]}}},
        },
    ),
    Case(
        "add side event “Launch of the report” 1 hour at lunch led by BBB for 30 people",
        "“Launch of the report” (launch-of-the-report) is added: side event; 1 hour; Body Z; "
        "lunch; led by Bland; for 30 people.",
        session(
            "launch-of-the-report",
            title="Launch of the report",
            body="z",
            format="side_event",
            least=60,
            wanted=60,
            sittings=["lunch"],
            leaders=["BBB"],
            attendance=30,
        ),
    ),
    Case(
        "add a workshop 'The chair's notes' 45 min by Body Y on tuesday at 10:00 in annex",
        "“The chair's notes” (the-chairs-notes) is added: workshop; 45 minutes; Body Y; Tuesday 15 "
        "June at 10:00; in Annex.",
        session(
            "the-chairs-notes",
            title="The chair's notes",
            body="y",
            format="workshop",
            least=45,
            wanted=45,
            rooms=["annex"],
            pinned=[{"at": "2027-06-15 10:00", "minutes": 45, "room": "annex"}],
        ),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=[case.words for case in CASES])
def test_a_change_in_words_is_what_a_file_would_say(case: Case) -> None:
    found = changed(case.words)
    assert found.sentences == (case.sentence,)
    patch = {key: value for key, value in case.patch.items() if value != {"unused": {}}}
    meant = load_variant(PATH, patch)
    assert plain_week(found.scenario.week) == plain_week(meant.week)
    assert found.scenario.settings == meant.settings or "cancel" in case.words


def plain_week(week: Week) -> Week:
    """A week without what makes no difference: how short the one part of a session may be."""
    sessions = (
        one.model_copy(update={"shortest": one.least}) if one.most_parts == 1 else one
        for one in week.sessions
    )
    whole = frozenset(week.sitting)
    people = (
        one.model_copy(update={"sittings": whole if one.sittings is None else one.sittings})
        for one in week.delegations
    )
    return week.model_copy(
        update={
            "sessions": tuple(sessions),
            "delegations": tuple(people),
            "references": {},
        }
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("thursday ends 18:00", "nothing changes: Thursday 17 June ends at 18:00 already"),
        ("thursday ends 10:00", "then nobody would meet on Thursday 17 June; for that, write '202"),
        ("thursday ends", "when? Write the time after 'ends', as in: ends 17:00"),
        ("thursday ends late", "'late' is not a time of day"),
        ("friday ends 17:00", "'friday' is not a day of this week"),
        ("thursday end 17:00 sharp", "'17:00 sharp' is not a time of day"),
        ("CCC present also monday", "Cland is there then already"),
        (
            "BBB present monday",
            "this can mean: Bland is also there on Monday 14 June or Bland is o",
        ),
        ("EEE present", "on which days? Write them as in: EEE present also wednesday"),
        ("talks 100 minutes", "100 minutes are not on the grid of 15 minutes; write 105 minutes"),
        ("talks 4 hours", "4 hours in one part is longer than any sitting open to it"),
        ("talks 0 minutes", "Write a number from 1"),
        ("tolks 60 minutes", "there is no session 'tolks'; did you mean talks?"),
        ("rename talks to ''", "what is its new name?"),
        ("rename tolks to 'X'", "there is no session, room or body 'tolks'; did you mean talks"),
        ("move talks to wednesday 15:10", "is not on the grid of 15 minutes, counted from the"),
        ("move talks to wednesday 17:00", "lies only partly inside the sitting afternoon"),
        ("move talks to the moon", "'moon' is not a sitting or a day of this week"),
        ("move review to tuesday 15:00", "which part of “Review”? Write 'move part 1 of review to"),
        (
            "move part 3 of review to tuesday 15:00",
            "“Review” has no part 3; 1 is Wednesday 16 June",
        ),
        ("move talks", "write it as in: move opening to tuesday 15:00"),
        ("talks in attic", "there is no room 'attic'"),
        ("swap talks and talks", "“Talks” would be swapped with itself"),
        ("swap talks and review", "they have not as many parts"),
        ("swap talks and dland", "“Dland in context” has no place in the published week"),
        ("swap talks", "write it as in: swap "),
        ("CCC leads instead of CCC", "Cland would take the place of itself"),
        ("CCC leads instead of DDD", "Dland is not named as a leader of any body or session"),
        ("CCC leads instead of AAA in y", "Aland is not named as a leader of Body Y"),
        ("CCC leads talks", "write it as in: ECU leads instead of PER"),
        ("CCD leads instead of AAA", "there is no delegation 'CCD'; did you mean CCC (Cland)?"),
        ("BBB leads instead of CCC in z and x", "there is no body or session 'z and x'"),
        ("add side event Launch 60 minutes", "write its title in quotation marks"),
        ("add side event 'Talks' 60 minutes", "there is a session of this title already, talks"),
        ("add opera 'Launch' 60 minutes", "there is no format 'opera'; it can be coordination"),
        ("add workshop 'Launch' 60 minutes", "of which body is it? Add 'by' and its key; it can"),
        ("add workshop 'A' 70 minutes by y", "70 minutes are not on the grid of 15 minutes; write"),
        ("add workshop 'A' 4 hours by y", "longer than any sitting open to it"),
        ("add workshop 'A' 60 minutes by y at lunch", "no sitting on its days is open to a worksh"),
        ("add workshop 'A' 60 minutes by y on friday", "'friday' is not a day of this week"),
        ("add workshop 'A' 60 minutes by y by z", "'by z' says a second time what was said"),
        ("add workshop 'A' 60 minutes by y for all", "for how many? Write 'for 40 people'"),
        (
            "add workshop 'A' 60 minutes at lunch led by NORX by y",
            "there is no delegation 'NORX'",
        ),
        ("add workshop 'A' by y", "how long is it? Write it after the title"),
        ("add workshop 'A' 60 minutes by q", "there is no body 'q'"),
    ],
)
def test_what_a_file_could_not_say_is_refused(text: str, said: str) -> None:
    assert said in refusal(text)


def test_a_name_that_is_a_session_and_a_body_is_refused_with_both() -> None:
    both = ("rename talks to 'Body of talks'", "rename x to 'Body of talks'")
    said = refusal(*both, "rename Body of talks to 'Y'")
    assert "this can mean: “Body of talks” is called “Y” now or The body Body of talks" in said
    assert "write 'session', 'room' or 'body' before the name" in said


def test_a_name_may_have_words_in_it_that_divide_a_sentence() -> None:
    named = "rename body y to 'Committee on Talks at Lunch in Rome'"
    added = "add workshop 'A' 60 minutes by Committee on Talks at Lunch in Rome on tuesday in annex"
    found = changed(named, added).scenario.week.session["a"]
    assert found.bodies == ("y",)
    assert found.rooms == {"annex"}
    renamed = ("rename talks to 'Swap and move'", "swap Swap and move and opening")
    assert changed(*renamed).sentences[-1].startswith("“Swap and move” and “Opening")


def test_what_has_begun_stays_where_it_is() -> None:
    for text in ("move talks to thursday", "swap talks and closing", "talks in studio"):
        assert "“Talks” began on Tuesday 15 June at 10:00 and stays as it was" in refusal(
            text, now=NOW
        )
    assert changed("move closing to thursday 10:00", now=NOW).sentences


def test_sittings_that_are_gone_are_named_nowhere_any_more() -> None:
    """Who was away on an evening that is cut, and a room that was closed then, stay as they are."""
    texts = (
        *("CCC away tuesday evening", "studio closed tuesday evening", "DDD away wednesday"),
        *("tuesday ends 17:00", "wednesday closed"),
    )
    week = changed(*texts).scenario.week
    assert hours(week, 1) == {"morning": (10, 13), "lunch": (13, 15), "afternoon": (15, 17)}
    assert not week.sittings_on(2)
    assert week.delegation["CCC"].sittings == frozenset(week.sitting)
    assert week.room["studio"].closed == frozenset()


def test_a_session_that_may_be_left_out_goes_with_its_only_day() -> None:
    found = changed("thursday closed")
    assert "spare" not in found.scenario.week.session
    assert found.sentences[1] == "“Spare” is left out: nobody meets any more when it may be held."


def test_a_session_without_another_day_is_said_where_its_day_closes() -> None:
    said = refusal("move talks to tuesday", "tuesday closed")
    assert "sessions › talks: nobody meets on the days that it may have" in said


@pytest.mark.parametrize(
    ("text", "key", "leaders"),
    [
        ("BBB leads instead of CCC", "tea-monday", {"BBB"}),
        ("BBB leads instead of CCC in z", "tea-monday", {"BBB"}),
        ("BBB leads instead of CCC in tea-tuesday", "tea-tuesday", {"BBB"}),
        ("move tea-monday to monday 14:00", "tea-monday", {"CCC"}),
        ("rename tea-monday to 'First tea'", "tea-monday", {"CCC"}),
        ("tea-monday in studio", "tea-monday", {"CCC"}),
    ],
)
def test_one_of_a_series_changes_and_the_others_stay(
    tmp_path: Path, text: str, key: str, leaders: set[str]
) -> None:
    path = tmp_path / "week.yaml"
    tea = "{body: z, format: side_event, least: 30, leaders: [CCC], repeat: daily 13:00}"
    path.write_text(f"extends: {PATH}\nsessions: {{tea: {tea}}}\n", encoding="utf-8")
    before, after = load_scenario(path).week, changed(text, path=path).scenario.week
    assert after.session[key] != before.session[key]
    assert after.session[key].leaders == leaders
    whole = text in ("BBB leads instead of CCC", "BBB leads instead of CCC in z")
    others = [one for one in before.session if one.startswith("tea") and one != key]
    assert len(others) == 3
    assert all((after.session[one] == before.session[one]) is not whole for one in others)


def saved(found: Changed, path: Path) -> Path:
    assert found.source is not None
    origin = Origin(path=PATH, values=found.source.data)
    text = scenario_text(origin, with_published(found.scenario, Timetable()), path)
    path.write_text(text, encoding="utf-8")
    return path


POOL = (
    *(case.words for case in CASES if not case.words.startswith(("talks 60", "opening lasts"))),
    *("CCC away tuesday evening", "DDD away wednesday", "annex closed thursday lunch"),
    *("west closed monday afternoon", "thursday afternoon closed", "wednesday lunch closed"),
    *("talks longer 30", "review shorter 60", "DDD withdraws", "interpretation teams 1"),
    *("talks dropped", "wednesday closed", "BBB away tuesday", "tuesday evening ends 19:00"),
)


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(POOL), min_size=2, max_size=5, unique=True))
def test_changes_made_one_by_one_over_saved_files_are_those_made_at_once(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    try:
        at_once = changed(*texts)
    except BadInput:
        return
    folder, path = tmp_path_factory.mktemp("saved"), PATH
    for number, text in enumerate(texts):
        path = saved(changed(text, path=path), folder / f"{number}.yaml")
    one_by_one = load_scenario(path)
    assert plain_week(one_by_one.week) == plain_week(at_once.scenario.week)


WORDS = (
    *("talks", "review", "opening", "hall", "annex", "CCC", "DDD", "x", "Body", "Y", "part", "of"),
    *("monday", "tuesday", "16 June", "lunch", "afternoon", "evening", "15:00", "5 pm", "1", "30"),
    *("90", "minutes", "h", "away", "present", "also", "only", "closed", "ends", "begins", "at"),
    *("longer", "silent", "volunteers", "dropped", "cancel", "rename", "to", "'New'", "“A b”"),
    *("move", "in", "swap", "and", "leads", "instead", "of", "replaces", "add", "workshop"),
    *("side event", "led by", "by", "on", "for", "people", "nobody", "teams", "interpretation"),
    *(",", ".", "’", "‘", "…", "ß", "٣٠", "議題"),
)


@pytest.mark.slow
@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
def test_any_words_are_a_change_or_a_refusal_that_names_them(text: str) -> None:
    try:
        found = changed(text)
    except BadInput as error:
        assert all(one.where.startswith("--change '") for one in error.problems)
    else:
        assert found.sentences and all(one.endswith(".") for one in found.sentences)


@pytest.mark.parametrize("case", CASES, ids=[case.words for case in CASES])
def test_case_quotes_and_full_stops_make_no_difference(case: Case) -> None:
    bare = case.words.rstrip(".")
    curly = bare.replace("'", "’") if bare.count("'") < 3 else bare
    for text in (f"{bare}.", f"“{bare}”", f"  {curly} . "):
        assert changed(text).scenario == changed(case.words).scenario
    if not set(bare) & set("'\"“‘"):
        assert changed(bare.upper()).scenario == changed(case.words).scenario


def test_a_session_moves_to_a_day_and_a_room_without_a_time() -> None:
    room = BEFORE.week.rooms[0]
    found = changed(f"move talks to tuesday in {room.id}")
    talks, day = found.scenario.week.session["talks"], changed("move talks to tuesday")
    assert set(talks.rooms or ()) == {room.id}
    assert talks.sittings == day.scenario.week.session["talks"].sittings
    assert found.sentences[0].endswith(f" in {BEFORE.week.room_name(room.id)}.")
