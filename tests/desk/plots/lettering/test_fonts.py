"""Every script is set in a font that has it, as far as the machine has one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from desk.plots.canvas import write_plot
from desk.plots.lettering import fonts
from desk.plots.lettering.fonts import BASE, families, scripts, unseen
from desk.plots.lettering.wrapping import length


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine on which matplotlib's own font is the only one."""
    monkeypatch.setattr(fonts, "_others", lambda: ())
    fonts._fallbacks.cache_clear()
    yield
    fonts._fallbacks.cache_clear()


def test_what_one_font_has_is_set_in_it() -> None:
    assert families("Séance plénière, المياه, Ελλάδα") == (BASE,)
    assert unseen(["Séance plénière"]) == ""


@pytest.mark.usefixtures("no_fonts")
def test_what_no_font_has_is_said_by_its_script() -> None:
    letters = unseen(["水资源 and water", "水"])
    assert set(letters) == set("水资源")
    assert scripts(letters) == ["Chinese"]
    assert families("水") == (BASE,)


@pytest.mark.usefixtures("no_fonts")
def test_a_picture_with_letters_that_no_font_has_is_written_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    axes = Figure().add_subplot()
    axes.set_title("水")
    assert write_plot(axes, tmp_path / "water.png") == [tmp_path / "water.png"]
    assert "no font on this machine has Chinese letters such as '水'" in caplog.text


def test_chinese_is_set_in_a_font_of_the_machine_that_has_it() -> None:
    if unseen(["水资源"]):
        pytest.skip("no font on this machine has Chinese letters")
    base, other = families("水资源")
    assert base == BASE
    assert other != BASE
    assert length("水资源", 10) == pytest.approx(30, rel=0.1)


def test_signs_that_are_not_seen_ask_for_no_font() -> None:
    assert families("a\N{NO-BREAK SPACE}b\u200b\n") == (BASE,)
