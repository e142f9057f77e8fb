"""A schedule that LibreOffice opened and saved, in several countries, is the same timetable."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from scenarios.exchange.csv_text import continental
from scenarios.exchange.schedule_csv import schedule_text
from scenarios.loading.loading import load_scenario
from scenarios.week_plan import load

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
]

HELD = Path("scenarios/library/apmbc-2011.yaml")

PROFILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">\
<value>{locale}</value></prop></item>
</oor:items>
"""
"""The settings of a person in a country."""

LOCALES = {"en-US": ",", "fr-FR": ";", "de-CH": ";"}
"""Countries, and what stands there between the cells of CSV."""


def convert(folder: Path, locale: str, file: Path, to: str, *more: str) -> Path:
    """The file as LibreOffice saves it in a country."""
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.write_text(PROFILE.format(locale=locale), "utf-8")
    shutil.rmtree(out, ignore_errors=True)
    words = [f"-env:UserInstallation={profile.as_uri()}", "--headless", *more]
    done = subprocess.run(
        [str(OFFICE), *words, "--convert-to", to, "--outdir", str(out), str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    found = list(out.glob("*")) if out.is_dir() else []
    assert len(found) == 1, done
    return found[0]


def csv_filter(sign: str, sheet: int, *, shown: bool) -> str:
    """How a sheet is saved as CSV in UTF-8; ``shown``: with its cells as one sees them."""
    marks = ("false", "true", "true") if shown else ("false", "true", "false")
    words = (str(ord(sign)), "34", "76", "1", "", "0", *marks, "false", "false", str(sheet))
    return f"csv:Text - txt - csv (StarCalc):{','.join(words)}"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_workbook_of_2011_saved_in_any_country_is_the_same_timetable(
    tmp_path: Path, locale: str, caplog: pytest.LogCaptureFixture
) -> None:
    week = load(HELD)
    timetable = week.timetable("held")
    own = week.save(timetable, tmp_path / "held.xlsx")
    assert week.timetable(own) == timetable
    ways = [
        "xlsx:Calc MS Excel 2007 XML",
        *(csv_filter(LOCALES[locale], 2, shown=shown) for shown in (True, False)),
    ]
    for way in ways:
        saved = convert(tmp_path, locale, own, way)
        assert week.timetable(saved) == timetable, way
        assert saved.read_bytes() != own.read_bytes()
    assert caplog.messages == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_schedule_csv_of_2011_saved_in_any_country_is_the_same_timetable(
    tmp_path: Path, locale: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What looks like a date or a time becomes one on opening, and is saved as it is shown."""
    scenario = load_scenario(HELD)
    timetable = scenario.candidate("held")
    text = schedule_text(scenario.week, timetable)
    for sign, written in ((",", text), (";", continental(text))):
        own = tmp_path / "held.csv"
        own.write_text(written, "utf-8", newline="")
        opened = f"--infilter=Text - txt - csv (StarCalc):{ord(sign)},34,76,1,,0,false,true"
        for way in ("xlsx:Calc MS Excel 2007 XML", csv_filter(LOCALES[locale], 1, shown=True)):
            saved = convert(tmp_path, locale, own, way, opened)
            assert scenario.candidate(saved) == timetable, way
    assert caplog.messages == []
