"""The house itself: imports, documents and scripts say the same, and nothing private is in it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from constraints import RULES
from scheduler.document.document import said
from scheduler.rules.rule import titled

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = ROOT / "docs"
GUIDE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("guide/*.md")))
DOCUMENTS = [ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG")]
DOCUMENTS += sorted(DOCS.rglob("*.md"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BUILT = {"venv", "build", "dist", "__pycache__"}

# Words are put together here, so that this file can be looked through as well.
_FOLDERS = "|".join(("ho" + "me", "Us" + "ers", "wo" + "rk", "ro" + "ot", "t" + "mp", "o" + "pt"))
PRIVATE = re.compile(
    rf"(?<![\w.:/~*-])/(?:{_FOLDERS})/\w"
    r"|[A-Z]:\\+Us" + r"ers\\"
    r"|py" + r"pi\.org|python" + r"hosted\.org|npm" + r"js\.(?:org|com)|crates" + r"\.io"
)
"""Paths of somebody's machine, and the hosts of package registries."""


def files() -> list[Path]:
    """Every file of the repository; where there is none, every file that would be in it."""
    git = shutil.which("git")
    if git is not None and (ROOT / ".git").exists():
        told = subprocess.run(
            [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True
        )
        if told.returncode == 0:
            return [ROOT / name for name in told.stdout.split("\0") if name]
    return [path for path in ROOT.rglob("*") if path.is_file() and not _passed_over(path)]


def _passed_over(path: Path) -> bool:
    """Whether a file is made by a tool and not kept."""
    steps = path.relative_to(ROOT).parts[:-1]
    return any(step in BUILT or (step.startswith(".") and step != ".ci") for step in steps)


def commands(text: str) -> list[str]:
    """The lines that set everything up."""
    return re.findall(r"^\s*(python3 -m venv .*)$", text, flags=re.MULTILINE)


def rows(heading: str) -> Iterator[list[str]]:
    """The rows of the first table under a heading of the README."""
    section = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    for line in lines[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def anchors(path: Path) -> set[str]:
    """What a link to a heading of a document may say."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    plain = [re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings]
    again = [plain[:number].count(anchor) for number, anchor in enumerate(plain)]
    return {f"{one}-{before}" if before else one for one, before in zip(plain, again, strict=True)}


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~ \[;]", line, maxsplit=1)[0] for line in requirements}


@pytest.mark.slow
def test_imports_run_one_way() -> None:
    script = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_every_dependency_has_its_reason_in_the_readme() -> None:
    table = list(rows("What it depends on"))
    uses = ("use", "office", "sweep", "tests")
    said = {use: {row[0].strip("`") for row in table if row[1] == use} for use in uses}
    extras = PROJECT["optional-dependencies"]
    assert said["use"] == names(PROJECT["dependencies"])
    assert said["office"] == names(extras["office"])
    assert said["sweep"] == names(extras["sweep"])
    assert said["tests"] | {PROJECT["name"]} == names(extras["test"])
    assert all(row[2] for row in table)
    assert len(table) == sum(map(len, said.values())), "a dependency stands there twice"


def test_the_ci_script_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    solve, test = commands(README)
    assert commands(script) == [test]
    assert test.endswith("-m pytest -n auto")
    assert "meeting-week solve" in solve


def test_the_commands_for_windows_do_the_same() -> None:
    windows = re.findall(r"^(py -3 -m venv .*)$", README, flags=re.MULTILINE)
    assert len(windows) == 2
    for one, other in zip(commands(README), windows, strict=True):
        translated = (
            other.replace("py -3", "python3")
            .replace("; ", " && ")
            .replace("\\Scripts\\", "/bin/")
            .replace("\\", "/")
        )
        assert translated == one


def test_the_guide_knows_every_command() -> None:
    from desk.group import NAMES

    assert len(NAMES) > 20
    for name in NAMES:
        assert f"meeting-week {name}" in GUIDE, name


def test_the_guide_knows_every_column_of_the_schedule() -> None:
    from scenarios.exchange.schedule_csv import COLUMNS

    section = GUIDE.split("## The schedule CSV", 1)[1].split("\n## ", 1)[0]
    named = [row for row in section.splitlines() if row.startswith("| `")]
    assert re.findall(r"`(\w+)`", " ".join(row.split("|")[1] for row in named)) == list(COLUMNS)


def test_the_guide_knows_the_exit_codes() -> None:
    from desk.terminal.exit_codes import Exit

    section = GUIDE.split("## Exit codes", 1)[1].split("\n## ", 1)[0]
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", section, flags=re.MULTILINE)}
    assert codes == {code for code in Exit if code < Exit.DEFECT} | {Exit.STOPPED}


@pytest.mark.slow
def test_the_snippets_of_the_guide_load(tmp_path: Path) -> None:
    """Each is laid over the week of 2011, as a file that extends it would be."""
    from scenarios import LIBRARY
    from scenarios.loading.loading import load_scenario

    snippets = re.findall(r"```yaml\n(.*?)```", GUIDE, flags=re.DOTALL)
    assert len(snippets) == 5
    folder, off = shutil.copytree(LIBRARY, tmp_path / "library"), set()
    for snippet in snippets:
        path = folder / "week.yaml"
        path.write_text(f"schema: 1\nextends: apmbc-2011.yaml\n{snippet}", encoding="utf-8")
        scenario = load_scenario(path)
        assert scenario.week.session["stockpile-destruction"].least == 60
        off |= set(scenario.off)
    assert off == {"keep_plenaries_alone"}


def test_the_readme_is_for_the_first_ten_minutes() -> None:
    assert len(README.splitlines()) < 200


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target, heading in re.findall(r"\]\(([^)#]*)(?:#([^)]*))?\)", text):
        if target.startswith("https://"):
            continue
        path = document.parent / target if target else document
        assert path.exists(), target
        assert not heading or heading in anchors(path), f"{target}#{heading}"


def test_every_page_is_reached_from_the_readme_or_contributing() -> None:
    texts = README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\((docs/[^)#]*)", texts))
    assert {path.relative_to(ROOT).as_posix() for path in DOCS.rglob("*.md")} <= linked


def test_every_rule_has_a_short_title_of_its_own() -> None:
    titles = [rule.title for rule in RULES]
    assert len(set(titles)) == len(titles)
    for title in titles:
        assert 8 < len(title) <= 50
        assert title[0].isupper()
        assert not title.endswith(".")
        assert "_" not in title
    assert said(titled("give_wanted_time")) == "Sessions get the time they want (give_wanted_time)"
    assert said(titled("structure")) == "Parts lie inside the sittings (structure)"
    assert titled("by hand") == "by hand"


@pytest.mark.parametrize("name", [rule.key() for rule in RULES])
def test_every_rule_has_its_boundary_cases(name: str) -> None:
    assert (ROOT / "tests" / "constraints" / f"test_{name}.py").is_file()


def test_every_rule_file_is_registered() -> None:
    here = {path.stem for path in (ROOT / "constraints").glob("*.py")}
    others = here - {rule.key() for rule in RULES} - {"__init__", "tiny"}
    assert not others


def test_the_changelog_counts_the_rules() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changelog
    assert f"- {len(RULES)} rules for " in changelog
    named = re.findall(r"`(\w+_\w+)`", changelog.split("### Changes of a rule's meaning", 1)[1])
    assert set(named) <= {rule.key() for rule in RULES}


def test_pins_are_plain_and_cover_every_dependency() -> None:
    lines = (ROOT / "pins.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in pins)
    needed = names([*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]])
    assert needed - {PROJECT["name"]} <= {line.split("==")[0] for line in pins}
    assert all(one.lower() <= other.lower() for one, other in pairwise(map(_plain, pins)))


def _plain(line: str) -> str:
    return line.split("==")[0].replace("_", "-").replace(".", "-")


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert "APPENDIX: How to apply the Apache License to your work." in text


@pytest.mark.slow
def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in files():
        if not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if PRIVATE.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    assert not found, "\n".join(found)
