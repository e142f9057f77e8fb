"""Files are written whole or not at all, and read only where they can be what they should be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scenarios.exchange.writing import check_ending, check_place, write_text
from scenarios.reading.encodings import read_text
from scenarios.reading.files import is_file, marks
from scheduler.errors import BadInput


def test_a_new_file_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    write_text(path, "a,é\r\nb\n")
    assert path.read_bytes() == "a,é\r\nb\n".encode()
    assert [one.name for one in tmp_path.iterdir()] == ["new.csv"]


def test_what_was_there_stays_until_the_new_text_is_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "schedule.csv"
    path.write_text("as it was", encoding="utf-8")

    def fail(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use", str(target))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(BadInput, match=r"schedule\.csv: the file cannot be written \(in use\)"):
        write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "as it was"
    assert [one.name for one in tmp_path.iterdir()] == ["schedule.csv"]


@pytest.mark.parametrize("place", [".", "no/file.csv", "x" * 300])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        write_text(tmp_path / place, "text")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="links and devices of POSIX")
def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    path, link = tmp_path / "file.csv", tmp_path / "link.csv"
    path.write_text("old", encoding="utf-8")
    link.symlink_to(path)
    write_text(link, "new")
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "new"
    write_text(Path(os.devnull), "new")
    assert Path(os.devnull).is_char_device()


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_who_may_read_a_file_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "schedule.csv"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o600)
    write_text(path, "new")
    assert path.stat().st_mode & 0o777 == 0o600


def test_places_are_looked_at_beforehand(tmp_path: Path) -> None:
    assert list(check_place(tmp_path / "schedule.csv")) == []
    assert "this is a folder" in str(next(check_place(tmp_path)))
    assert "there is no folder" in str(next(check_place(tmp_path / "no" / "file.csv")))


@pytest.mark.parametrize("name", ["nowhere", "x" * 5000, "a\0b"])
def test_a_name_that_no_file_has_is_no_file(tmp_path: Path, name: str) -> None:
    assert not is_file(tmp_path / name)
    with pytest.raises(BadInput):
        read_text(tmp_path / name, 100, "text")


def test_a_file_is_read_whatever_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes(b"\xef\xbb\xbfa\xc3\xa9")
    assert read_text(path, 100, "text") == "aé"
    with pytest.raises(BadInput, match="too large for a text: 6 bytes, where 5 is the most"):
        read_text(path, 5, "text")


def test_the_line_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes(b"one\ntwo \xe9\n")
    with pytest.raises(BadInput, match="line 2: the text is not UTF-8"):
        read_text(path, 100, "text")


def test_a_file_that_grows_meanwhile_is_read_up_to_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, small = tmp_path / "text", tmp_path / "small"
    path.write_bytes(b"x" * 100_000)
    small.write_bytes(b"x")
    before = small.stat()
    with monkeypatch.context() as patched:
        patched.setattr(os, "fstat", lambda _: before)
        with pytest.raises(BadInput, match="more and more comes, where 10 is the most"):
            read_text(path, 10, "text")


def test_whatever_stops_a_write_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C at every step of a write, one after the other."""
    path = tmp_path / "schedule.csv"
    path.write_text("as it was", encoding="utf-8")
    for step in ("chmod", "replace", "exists"):
        with monkeypatch.context() as patched:

            def stop(*_: object, **__: object) -> None:
                raise KeyboardInterrupt

            patched.setattr(Path, step, stop)
            with pytest.raises(KeyboardInterrupt):
                write_text(path, "new")
        assert path.read_text(encoding="utf-8") == "as it was"
        assert [one.name for one in tmp_path.iterdir()] == ["schedule.csv"]


def test_a_long_name_is_a_name_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * 240}.csv"
    write_text(path, "text")
    assert path.read_text(encoding="utf-8") == "text"


@pytest.mark.parametrize(
    ("name", "endings", "refused"),
    [
        ("a.csv", (".csv",), False),
        ("A.CSV", (".csv",), False),
        ("a", (".csv",), True),
        ("a.csv.xlsx", (".csv",), True),
        ("a.txt", (".csv",), True),
        ("a", (".png", ".svg"), True),
        ("a", (".yaml", ".yml", ""), True),
        (".csv", (".csv",), True),
    ],
)
def test_an_ending_says_what_is_written(name: str, endings: tuple[str, ...], refused: bool) -> None:
    found = [str(one) for one in check_ending(Path(name), endings, "the table")]
    assert bool(found) is refused
    assert all(one.endswith("give it such a name") for one in found)
    if "xlsx" in name:
        assert "the table ends in .csv, which spreadsheet programs open" in found[0]


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_all_names_of_a_file_have_a_mark_in_common(tmp_path: Path) -> None:
    file, other = tmp_path / "file", tmp_path / "other"
    for path in (file, other):
        path.write_text("", encoding="utf-8")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "hard").hardlink_to(file)
    (tmp_path / "folder").symlink_to(tmp_path)
    for name in ("file", "link", "hard", "folder/file", "folder/folder/hard"):
        assert {*marks(tmp_path / name)} & {*marks(file)}, name
        assert not {*marks(tmp_path / name)} & {*marks(other)}, name
    assert not marks(os.devnull), "what is a device may be read and written at once"
    assert marks(tmp_path / "new") == marks(tmp_path / "folder" / "new")
