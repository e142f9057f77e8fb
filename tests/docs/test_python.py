"""What the page on Python shows is what Python does."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from scenarios import WeekPlan, __all__
from tests.docs.pages import DOCS
from tests.weeks import SMALL_WEEK

PAGE = (DOCS / "python.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.mark.slow
def test_the_page_on_python_can_be_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(SMALL_WEEK, "my-week.yaml")
    names: dict[str, object] = {}
    for snippet in SNIPPETS:
        exec(compile(snippet, "docs/python.md", "exec"), names)
        if Path("schedule.csv").exists():
            shutil.copy("schedule.csv", "by-hand.csv")
    assert "my-wek" in capsys.readouterr().out


def test_the_page_on_python_knows_every_call() -> None:
    calls = {
        name
        for name, value in vars(WeekPlan).items()
        if callable(value) and not name.startswith("_")
    }
    assert {"solve", "judge", "replan"} <= calls
    assert {name for name in calls if f"week.{name}(" not in PAGE} <= {"timetable"}
    assert {"load", "load_season", "BadInput"} <= set(__all__)
