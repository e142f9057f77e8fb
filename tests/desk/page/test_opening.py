"""What lies on the desk: what is found in a folder, opened, begun, copied, sent and closed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desk.page.folder import checked_name, free_name, inside, write_new
from desk.page.open_weeks import OpenDesk
from desk.page.security import EDITOR, Admission
from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scheduler.errors import BadInput
from tests.desk.conftest import TINY, edited
from tests.desk.page.conftest import Browser, Page
from tests.library_weeks import library_weeks

TABLE = (
    "date;time;title;room\n"
    "2027-06-14;10:00-12:00;Opening;Hall\n"
    "2027-06-14;15:00-16:00;Clearance;Hall\n"
)


def told(answer: Any) -> str:
    """Why something was refused."""
    assert answer.status_code == 422, answer.text
    return " ".join(answer.json()["told"])


def opened(client: Browser, path: str, /, **asked: Any) -> dict[str, Any]:
    """The week that is open after something was asked for."""
    answer = client.post(f"/api/desk/{path}", json=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    assert client.get(f"/api/weeks/{found['key']}").status_code == 200
    return found


# What is found


def test_files_are_known_by_what_stands_in_them(page: Page, laid: OpenDesk) -> None:
    folder = laid.folder
    (folder / "notes.yaml").write_text("groceries: [bread]\n", encoding="utf-8")
    (folder / "season.yaml").write_text("schema: 1\nmeetings: {}\n", encoding="utf-8")
    (folder / "broken.xlsx").write_bytes(b"PK no workbook")
    (folder / "people.csv").write_text("name,mail\nAna,ana@example.org\n", encoding="utf-8")
    (folder / "by-hand.csv").write_text("The week\n\n" + TABLE, encoding="utf-8")
    (folder / ".hidden.yaml").write_text(TINY, encoding="utf-8")
    (folder / "~$tiny.yaml").write_text(TINY, encoding="utf-8")
    below = folder / "other" / "deep"
    below.mkdir(parents=True)
    (folder / "other" / "week.yml").write_text(TINY, encoding="utf-8")
    (below / "week.yaml").write_text(TINY, encoding="utf-8")
    found = {one["path"]: one for one in page().get("/api/desk").json()["files"]}
    kinds = {path: one["kind"] for path, one in found.items()}
    assert kinds == {
        "tiny.yaml": "scenario",
        "other/week.yml": "scenario",
        "by-hand.csv": "timetable",
        "drafted.csv": "timetable",
    }
    assert found["tiny.yaml"]["title"] == "A tiny week"


def test_the_desk_says_its_folder_its_weeks_and_the_library(page: Page, laid: OpenDesk) -> None:
    desk = page().get("/api/desk").json()
    assert desk["folder"] == str(laid.folder)
    assert [one["title"] for one in desk["weeks"]] == ["A tiny week"]
    assert desk["library"][0]["name"] == "apmbc-2011.yaml"
    assert {one["name"] for one in desk["library"]} == {path.name for path in library_weeks()}


def test_a_title_is_seen_in_each_way_in_which_files_say_it(page: Page, laid: OpenDesk) -> None:
    ways = {
        "plain": "title: Lakes, 2027 # so far",
        "quoted": 'title: "Lakes: 2027"',
        "flow": "title: {en: Lakes 2027, fr: Lacs}",
        "block": "title:\n  en: Lakes 2027\n  fr: Lacs",
        "folded": "title: >\n  Lakes\n  2027",
        "remarked": "title:    # such as title: Lakes\n  # in French, too\n  en: Lakes 2027",
        "broken": "title: [",
    }
    for name, line in ways.items():
        (laid.folder / f"{name}.yaml").write_text(f"schema: 1\n{line}\n", encoding="utf-8")
    found = {one["path"]: one["title"] for one in page().get("/api/desk").json()["files"]}
    assert [found[f"{name}.yaml"] for name in ways] == [
        "Lakes, 2027",
        "Lakes: 2027",
        "Lakes 2027",
        "Lakes 2027",
        "Lakes 2027",
        "Lakes 2027",
        "",
    ]


# What is opened


def test_a_week_is_opened_by_its_path_and_closed_again(page: Page, laid: OpenDesk) -> None:
    client = page()
    (laid.folder / "other").mkdir()
    (laid.folder / "other" / "week.yaml").write_text(TINY.split("candidates:")[0], encoding="utf-8")
    for path in ("other/week.yaml", "other\\week.yaml", " other/week.yaml ", "./other/week.yaml"):
        assert opened(client, "open", path=path)["file"] == "other/week.yaml"
    assert len(client.get("/api/desk").json()["weeks"]) == 2
    assert client.delete("/api/weeks/week").status_code == 204
    assert client.get("/api/weeks/week").status_code == 404
    assert len(client.get("/api/desk").json()["weeks"]) == 1
    assert opened(client, "open", path="other/week.yaml")["key"] == "week"


@pytest.mark.parametrize(
    "path",
    [
        "../tiny.yaml",
        "other/../../secret.yaml",
        "..\\secret.yaml",
        "/etc/passwd",
        "C:\\Windows\\win.ini",
        "",
        " ",
        "a\0b",
        "x" * 900,
        "lakes@1",
        "../lakes-2027@2",
    ],
)
def test_nothing_outside_the_folder_is_opened(page: Page, laid: OpenDesk, path: str) -> None:
    secret = laid.folder.parent / "secret.yaml"
    secret.write_text("password: hunter2\n", encoding="utf-8")
    answer = page().post("/api/desk/open", json={"path": path})
    assert "hunter2" not in told(answer)
    assert len(laid.weeks) == 1


def test_a_link_out_of_the_folder_is_not_followed(page: Page, laid: OpenDesk) -> None:
    secret = laid.folder.parent / "secret.yaml"
    secret.write_text(TINY, encoding="utf-8")
    (laid.folder / "link.yaml").symlink_to(secret)
    (laid.folder / "lakes").symlink_to(laid.folder.parent, target_is_directory=True)
    for path in ("link.yaml", "lakes/secret.yaml", "lakes@1"):
        assert "outside" in told(page().post("/api/desk/open", json={"path": path}))
    assert inside(laid.folder, "tiny.yaml") == laid.folder / "tiny.yaml"


def test_what_is_wrong_in_a_file_is_said_with_line_and_column(page: Page, laid: OpenDesk) -> None:
    wrong = laid.folder / "wrong.yaml"
    wrong.write_text(TINY.replace("least: 60", "least: 61"), encoding="utf-8")
    said = told(page().post("/api/desk/open", json={"path": "wrong.yaml"}))
    assert said.startswith("wrong.yaml, line ")  # as it is seen from the folder


def test_what_could_not_be_opened_at_the_start_can_be_tried_again(
    page: Page, laid: OpenDesk
) -> None:
    client, wrong = page(), laid.folder.parent / "wrong.yaml"
    wrong.write_text(TINY.split("candidates:")[0].replace("title: A", "titel: A"), encoding="utf-8")
    with pytest.raises(BadInput) as error:
        laid.open(wrong)
    laid.refused = wrong, error.value
    refused = client.get("/api/desk").json()["refused"]
    assert refused["path"] == str(wrong)
    assert "line 2, column 1" in refused["problems"][0]["where"]
    again = {"path": refused["path"]}
    assert "titel" in told(client.post("/api/desk/open", json=again))
    edited(wrong, "titel: A", "title: A")
    assert opened(client, "open", **again)["file"] == str(wrong)
    assert client.get("/api/desk").json()["refused"] is None


def test_who_is_elsewhere_reads_no_file_outside_by_a_scenario_that_names_it(
    page: Page, laid: OpenDesk
) -> None:
    secret = laid.folder.parent / "secret.csv"
    secret.write_text("code,name\nXX1,hunter2\n", encoding="utf-8")
    alone = TINY.split("candidates:")[0]
    named = alone.replace("delegations:\n", f"delegations:\n  table: {secret}\n")
    extended = f"schema: 1\nextends: {secret.with_suffix('.yaml')}\n"
    secret.with_suffix(".yaml").write_text(alone, encoding="utf-8")
    others = Admission.of("0.0.0.0")
    client = page(admission=others)
    client.headers["Authorization"] = f"Bearer {others.tokens[EDITOR]}"
    for name, text in (("named.yaml", named), ("extended.yaml", extended)):
        client.post("/api/desk/upload", params={"name": name}, content=text.encode())
        said = told(client.post("/api/desk/open", json={"path": name}))
        assert "not read for others" in said
        assert "hunter2" not in said
    assert opened(page(), "open", path="extended.yaml")["file"] == "extended.yaml"


# What is begun


@pytest.mark.slow
@pytest.mark.parametrize("form", ["yaml", "workbook"])
@pytest.mark.parametrize("begin", ["small", "full"])
def test_a_new_week_is_begun_and_opened(page: Page, laid: OpenDesk, begin: str, form: str) -> None:
    client = page()
    found = opened(client, "new", name="Lakes 2027", begin=begin, form=form)
    path = laid.folder / found["file"]
    assert path.name == ("Lakes 2027.yaml" if form == "yaml" else "Lakes 2027.xlsx")
    assert load_scenario(path).week.sessions
    before = path.read_bytes()
    again = {"name": path.name, "begin": "small", "form": form}
    assert "there already" in told(client.post("/api/desk/new", json=again))
    assert path.read_bytes() == before


def test_a_new_week_is_drafted_from_a_timetable_that_is_sent(page: Page, laid: OpenDesk) -> None:
    client = page()
    sent = client.post("/api/desk/upload?name=by-hand.csv", content=TABLE.encode())
    assert sent.json() == {"path": "by-hand.csv", "kind": "timetable"}
    found = opened(client, "new", name="drawn", begin="timetable", timetable="by-hand.csv")
    assert (laid.folder / "drawn-as-it-was.csv").exists()
    week = client.get(f"/api/weeks/{found['key']}").json()
    assert [one["title"] for one in week["sessions"]] == ["Opening", "Clearance"]
    assert len(week["parts"]) == 2


def test_what_is_wrong_with_a_timetable_is_said_and_nothing_is_written(
    page: Page, laid: OpenDesk
) -> None:
    client = page()
    (laid.folder / "by-hand.csv").write_text(TABLE.replace("10:00", "ten"), encoding="utf-8")
    asked = {"name": "drawn", "begin": "timetable", "timetable": "by-hand.csv"}
    assert "by-hand.csv, row 2, column time: 'ten'" in told(
        client.post("/api/desk/new", json=asked)
    )
    assert "choose" in told(client.post("/api/desk/new", json={**asked, "timetable": None}))
    assert "outside" in told(client.post("/api/desk/new", json={**asked, "timetable": "../x.csv"}))
    assert not (laid.folder / "drawn.yaml").exists()


HOSTILE = [
    "",
    "  ",
    "...",
    "../up",
    "a/b",
    "a\\b",
    "c:week",
    "con",
    "NUL.yaml",
    ".hidden",
    "a\nb",
    "a\0b",
    "\N{RIGHT-TO-LEFT OVERRIDE}lmay.week",
    "x" * 150,
    "week?",
    "<script>",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_some_system_cannot_have_is_refused(
    page: Page, laid: OpenDesk, name: str
) -> None:
    before = sorted(laid.folder.rglob("*"))
    assert told(page().post("/api/desk/new", json={"name": name, "begin": "small"}))
    assert sorted(laid.folder.rglob("*")) == before


@pytest.mark.parametrize("name", ["Woche München", "semaine d’été 2027", "週", "week.2"])
def test_a_name_in_any_language_will_do(name: str) -> None:
    assert checked_name(name) == name


# The library


@pytest.mark.slow
def test_a_week_of_the_library_is_copied_with_what_it_needs(page: Page, laid: OpenDesk) -> None:
    client = page()
    found = opened(client, "library", name="overfull.yaml")
    assert found["file"] == "overfull/overfull.yaml"
    there = {path.relative_to(laid.folder / "overfull").as_posix() for path in _files(laid)}
    assert there >= {"overfull.yaml", "apmbc-2011.yaml", "reference/states.csv"}
    copy = laid.folder / "overfull" / "overfull.yaml"
    assert copy.read_bytes() == (LIBRARY / "overfull.yaml").read_bytes()
    assert opened(client, "library", name="overfull.yaml")["key"] == found["key"]
    client.delete(f"/api/weeks/{found['key']}")
    assert opened(client, "library", name="overfull.yaml")["file"] == "overfull/overfull.yaml"


def _files(laid: OpenDesk) -> list[Path]:
    return [path for path in (laid.folder / "overfull").rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["", "../starter.yaml", "season-2011.yaml", "no-such-week.yaml"])
def test_the_library_gives_its_weeks_alone(page: Page, laid: OpenDesk, name: str) -> None:
    assert "no week" in told(page().post("/api/desk/library", json={"name": name}))


# What is sent


def test_a_file_that_is_sent_replaces_nothing(page: Page, laid: OpenDesk) -> None:
    client, content = page(), TINY.split("candidates:")[0].encode()
    before = (laid.folder / "tiny.yaml").read_bytes()
    names = [
        client.post("/api/desk/upload", params={"name": name}, content=content).json()
        for name in ("tiny.yaml", "TINY.yaml", "D:\\weeks\\tiny.yaml", "../../tiny.yaml")
    ]
    assert [one["path"] for one in names] == [
        "tiny-2.yaml",
        "TINY-3.yaml",
        "tiny-4.yaml",
        "tiny-5.yaml",
    ]
    assert {one["kind"] for one in names} == {"scenario"}
    assert (laid.folder / "tiny.yaml").read_bytes() == before
    assert not (laid.folder.parent / "tiny.yaml").exists()


@pytest.mark.parametrize("name", ["week.exe", "week", "week.html", "tiny.yaml.desk", ".yaml"])
def test_a_file_that_is_no_week_is_not_taken(page: Page, laid: OpenDesk, name: str) -> None:
    before = sorted(laid.folder.iterdir())
    answer = page().post("/api/desk/upload", params={"name": name}, content=b"x")
    assert told(answer)
    assert sorted(laid.folder.iterdir()) == before


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "two").write_text("there", encoding="utf-8")
    with pytest.raises(BadInput, match="there already"):
        write_new({tmp_path / "one": b"1", tmp_path / "two": b"2"})
    assert [path.name for path in tmp_path.iterdir()] == ["two"]
    assert free_name(tmp_path, "Two") == "Two-2"
