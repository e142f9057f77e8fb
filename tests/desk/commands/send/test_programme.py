"""``programme``: what is sent, in three forms and three languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.revisions.publishing import publish
from tests.desk.conftest import Run, edited
from tests.scenarios.documents.conftest import hard_scenario

pytestmark = pytest.mark.slow

WEEK = LIBRARY / "apmbc-2011.yaml"


def texts(path: Path) -> str:
    """All that a document says, whatever it is written as."""
    content = path.read_bytes()
    if path.suffix == ".html":
        return content.decode("utf-8")
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    document = Document(BytesIO(content))
    lines = [one.text for one in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*lines, *(one.text for one in document.sections[0].footer.paragraphs)])


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".html"])
@pytest.mark.parametrize(
    ("language", "day", "issue"),
    [
        ("en", "Friday 24 June 2011", "Revision 3 · issued on Tuesday 3 May 2011"),
        ("fr", "Vendredi 24 juin 2011", "Révision 3 · publié le mardi 3 mai 2011"),
        ("es", "Viernes 24 de junio de 2011", "Revisión 3 · publicado el martes 3 de mayo de 2011"),
    ],
)
def test_the_programme_is_written(
    run: Run, tmp_path: Path, ending: str, language: str, day: str, issue: str
) -> None:
    path = tmp_path / f"programme{ending}"
    words = ("--language", language, "--number", "3", "--issued", "3 May 2011", "--note", "Hello.")
    outcome = run("programme", WEEK, "held", "--output", path, *words)
    assert outcome.code == 0
    assert f"Written: {path}" in outcome.output
    said = texts(path)
    for word in (day, issue, " Obasi", "Hello."):
        assert word in said
    for key in ("obasi", "mine-clearance", "small_group"):
        assert key not in said


def test_without_number_and_date_it_is_a_draft_of_today(run: Run, tiny: Path) -> None:
    path = tiny.with_name("programme.html")
    assert run("programme", tiny, "drafted", "--output", path).code == 0
    said = texts(path)
    assert "Draft · as of " in said
    assert str(date.today().year) in said  # noqa: DTZ011


def test_a_page_for_each_delegation_stands_in_one_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "delegations.docx"
    outcome = run("programme", WEEK, "held", "--output", path, "--delegations")
    assert outcome.code == 0
    some = "Armenia, Azerbaijan, Bahrain, China, Cuba and 35 others"
    assert f"Nothing in this week concerns {some}: no page is written for them." in outcome.words
    said = texts(path)
    assert "Côte d'Ivoire" in said
    assert "speak\nat about 17:10: Extension requests" in said


def test_a_page_of_one_delegation_is_asked_for_by_name(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "norway.pdf"
    outcome = run("programme", WEEK, "held", "--output", path, "--delegation", "Norway")
    assert outcome.code == 0
    said = texts(path)
    assert "Programme of the delegation: Norway" in said
    assert "Page 1 of 1" in said


def test_leaders_of_open_posts_come_from_their_file(run: Run, tmp_path: Path) -> None:
    scenario, path = LIBRARY / "apmbc-2011-open-posts.yaml", tmp_path / "programme.html"
    assert run("programme", scenario, "held", "--output", path).code == 0
    assert "to be announced" in texts(path)
    leaders = tmp_path / "leaders.csv"
    leaders.write_text(
        "body,role,state\nmine-clearance,co_chair,COL\nmine-clearance,co_chair,CHE\n",
        encoding="utf-8",
    )
    outcome = run("programme", scenario, "held", "--output", path, "--leaders", leaders)
    assert outcome.code == 0, outcome
    assert "Colombia and Switzerland" in texts(path)


def test_what_has_no_translation_is_said_once(run: Run, tiny: Path) -> None:
    path = tiny.with_name("programme.html")
    outcome = run("programme", tiny, "drafted", "--output", path, "--language", "fr")
    assert outcome.code == 0
    assert outcome.problems.count("Warning") == 1
    assert "5 texts have no French translation and stay as in the scenario: " in outcome.problems
    assert "“A tiny week”" in outcome.problems
    assert "programme --untranslated lists all" in outcome.problems
    assert run("programme", tiny, "drafted", "--output", path).problems == ""


def test_every_text_without_a_translation_is_listed_where_that_is_asked_for(
    run: Run, tiny: Path
) -> None:
    path = tiny.with_name("programme.html")
    words = ("--output", path, "--language", "fr", "--untranslated")
    outcome = run("programme", tiny, "drafted", *words)
    assert outcome.code == 0
    assert "No translation: A tiny week\n" in outcome.output
    assert outcome.output.count("No translation: ") == 5


def test_a_delegation_goes_by_its_name_in_any_language(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "norway.html"
    outcome = run("programme", WEEK, "held", "--output", path, "--delegation", "Norvège")
    assert outcome.code == 0
    assert "Programme of the delegation: Norway" in texts(path)


def test_titles_in_several_languages_are_told_in_the_one_asked_for(run: Run, tiny: Path) -> None:
    path = tiny.with_name("programme.html")
    titled = edited(tiny, "{title: Clearance,", "{title: {en: Clearance, fr: Déminage},")
    assert run("programme", titled, "drafted", "--output", path, "--language", "fr").code == 0
    assert "Déminage" in texts(path)


def test_all_that_is_wrong_is_said_at_once(run: Run, tmp_path: Path) -> None:
    words = (
        "--language",
        "de",
        "--issued",
        "05/06/2011",
        "--delegation",
        "Norwey",
        "--delegations",
    )
    path = tmp_path / "x.docx"
    outcome = run("programme", WEEK, "held", "--output", path, *words)
    assert outcome.code == 2
    for part in ("'de'", "'05/06/2011' can mean", "did you mean NOR", "asks for one page"):
        assert part in outcome.problems
    assert not path.exists()


def test_an_ending_that_is_not_known_is_refused(run: Run, tmp_path: Path) -> None:
    outcome = run("programme", WEEK, "held", "--output", tmp_path / "programme.doc")
    assert outcome.code == 2
    assert "the programme ends in .docx, .pdf or .html" in outcome.problems


def test_without_the_package_it_is_said_how_to_install_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scenarios.reading.office.find_spec", lambda name: None)
    outcome = run("programme", WEEK, "held", "--output", tmp_path / "programme.pdf")
    assert outcome.code == 2
    assert "PDF documents need the extra 'office'" in outcome.problems


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".html"])
def test_the_week_in_which_nothing_is_easy_is_written(
    run: Run, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"programme{ending}"
    outcome = run("programme", hard_scenario(tmp_path), "made", "--output", path)
    assert outcome.code == 0, outcome
    assert "23:30–01:00" in texts(path)
    assert "哥伦比亚的排雷工作" in texts(path)


def test_a_timetable_that_breaks_a_must_is_written_with_a_warning(run: Run, tiny: Path) -> None:
    drafted = tiny.with_name("drafted.csv")
    drafted.write_text("session,date,start,end\nclearance,2027-06-14,10:00,11:00\n", "utf-8")
    path = tiny.with_name("programme.html")
    outcome = run("programme", tiny, "drafted", "--output", path)
    assert outcome.code == 0
    assert "this timetable breaks a must twice; 'meeting-week check' says" in outcome.problems
    assert "Victim Assistance" in texts(path)


def test_a_revision_is_told_with_its_number_its_day_and_its_note(run: Run, tmp_path: Path) -> None:
    folder, path = tmp_path / "week", tmp_path / "programme.html"
    scenario = load_scenario(WEEK)
    day = datetime(2011, 5, 3, 12, tzinfo=UTC)
    publish(scenario, scenario.candidate("held"), folder, note="After the Bureau.", issued=day)
    outcome = run("programme", folder, "--output", path)
    assert outcome.code == 0, outcome
    said = texts(path)
    assert "Revision 1 · issued on Tuesday 3 May 2011" in said
    assert "After the Bureau." in said
    words = ("--number", "7", "--note", "Once more.", "--issued", "2011-06-01")
    assert run("programme", f"{folder}@1", "--output", path, *words).code == 0
    said = texts(path)
    assert "Revision 7 · issued on Wednesday 1 June 2011" in said
    assert "After the Bureau." not in said


def test_a_scenario_without_its_timetable_is_asked_for_it(run: Run, tmp_path: Path) -> None:
    outcome = run("programme", WEEK, "--output", tmp_path / "programme.html")
    assert outcome.code == 2
    assert "name a timetable after the scenario: a schedule CSV, or one of" in outcome.problems
