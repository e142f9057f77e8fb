"""What spreadsheet programs save is read, letter for letter, or said to be something else."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.reading.encodings import foreign, restored, utf_16, western

ODS = "application/vnd.oasis.opendocument.spreadsheet"


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, ODS if name == "mimetype" else "text")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook (.xlsx)"),
        (zipped("mimetype"), "an OpenDocument spreadsheet (.ods)"),
        (zipped("word/document.xml"), "a Word document (.docx)"),
        (zipped("other"), "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Excel workbook of the older kind (.xls), or one"),
        (b"%PDF-1.7", "a PDF"),
        (b"<html><table>", "a web page"),
        (b"session,date\n", ""),
        (b"", ""),
    ],
)
def test_a_format_of_its_own_is_named(raw: bytes, what: str) -> None:
    assert foreign(raw).startswith(what)
    assert bool(foreign(raw)) == bool(what)


TEXT = "session\tdate\nséance\t2027-06-14\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_with_its_mark_and_without(mark: str, encoding: str) -> None:
    assert utf_16((mark + TEXT).encode(encoding)) == TEXT


@pytest.mark.parametrize("raw", [TEXT.encode(), b"", b"\0", b"a\0", "Да, нет".encode("utf-16-le")])
def test_what_is_not_known_to_be_utf_16_is_left_to_others(raw: bytes) -> None:
    assert utf_16(raw) is None


WESTERN = (
    "Türkiye, Côte d’Ivoire",
    "CÔTE D’IVOIRE",
    "Genève 2010–2011",
    "N° 5 «séance» São Tomé, Åland",
    "Übersicht Straße œuvre Réunion créées",
)


@pytest.mark.parametrize("text", WESTERN)
def test_western_letters_are_read(text: str) -> None:
    assert western(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((text, encoding) for text in WESTERN for encoding in ("mac_roman", "cp850")),
        ("Россия", "cp1251"),
        ("Ελλάδα", "cp1253"),
        ("Eskişehir", "cp1254"),
        ("Iğdır", "cp1254"),
        ("Łódź", "cp1250"),
        ("مصر", "cp1256"),
        ("日本", "shift_jis"),
        ("session\0é", "cp1252"),
    ],
)
def test_letters_that_may_be_others_are_not_guessed(text: str, encoding: str) -> None:
    assert western(text.encode(encoding, "replace")) is None


@pytest.mark.slow
@given(st.text(st.characters(codec="utf-8")))
def test_any_text_with_a_mark_is_read_as_it_was_written(text: str) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert utf_16(("\ufeff" + text).encode(encoding)) == text


@pytest.mark.slow
@given(st.text(st.characters(codec="utf-8")))
def test_letters_that_were_taken_for_others_are_restored(text: str) -> None:
    taken = "".join(
        one.decode("cp1252", "ignore") or chr(one[0])
        for one in (bytes([byte]) for byte in text.encode())
    )
    assert restored(taken) == text


@pytest.mark.parametrize("text", [*WESTERN, "plain", "séance und Ã", "Łódź", "Россия"])
def test_letters_that_are_meant_stay(text: str) -> None:
    assert restored(text) == text
