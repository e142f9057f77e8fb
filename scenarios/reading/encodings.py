"""From the bytes of a file to its text, in whatever encoding a program saved it."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from pathlib import Path

from scenarios.reading.files import read_bytes
from scenarios.reading.input_problems import warn
from scheduler.errors import BadInput

UNMARKED = 400
"""Bytes at the beginning of a file that tell whether it is UTF-16 without a mark."""

_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an Excel workbook of the older kind (.xls), or one with a password"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a document for a word processor (.rtf)"),
    (b"SQLite format 3", "a database"),
    (b"<html", "a web page"),
    (b"<!DOCTYPE", "a web page"),
    (b"<?xml", "XML"),
)
_IN_ZIP = (
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"word/", "a Word document (.docx)"),
    (b"", "a ZIP archive"),
)
_UTF_16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

_WESTERN = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒàáâãäåæçèéêëìíîïñòóôõöøùúûüœß’‘–—«»°€§\u00a0")
_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"[^\W\d_a-zA-Z]{3}")
_ODD = re.compile(r"(?<=[^\W\d_])[–—«»‘€](?=[^\W\d_])|[^\W\d_][‘€]|€[^\W\d_]")


def read_text(path: Path, most: int, kind: str) -> str:
    """Read a text file in UTF-8, or what a pipe or a device says, up to a limit.

    Parameters
    ----------
    most
        The greatest size in bytes that makes sense.
    kind
        What the file should be, for the message: ``scenario file``.

    Raises
    ------
    BadInput
        Where there is no such file, or it cannot be what it should be.
    """
    raw = read_bytes(path, most, kind)
    again = f"save the {kind} again with the encoding UTF-8"
    if what := foreign(raw):
        workbook = what == dict(_IN_ZIP)[b"xl/"]
        how = "give it a name that ends in .xlsx" if workbook else f"a {kind} is plain text"
        raise BadInput.at(str(path), f"this is {what}; {how}")
    with suppress(UnicodeDecodeError):
        if utf_16(raw) is not None:
            raise BadInput.at(str(path), f"the text is in UTF-16 ('Unicode'); {again}")
    _check_letters(b"\0" in raw, path, kind)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf_8(path, error, again) from None


def read_table(path: Path, most: int, kind: str) -> str:
    """Read the text of a table, in whatever encoding a spreadsheet program saved it.

    What has to be guessed is warned of. The parameters and errors are those of `read_text`.
    """
    raw = read_bytes(path, most, kind)
    if what := foreign(raw):
        remedy = "open it in its program, and save the table as 'CSV UTF-8'"
        if ".xlsx" in what:
            remedy = "give it a name that ends in .xlsx"
        raise BadInput.at(str(path), f"this is {what}, and a {kind} is wanted; {remedy}")
    again = f"save the {kind} again as 'CSV UTF-8'"
    try:
        marked = utf_16(raw)
        text = raw.decode("utf-8-sig") if marked is None else marked
    except UnicodeDecodeError as error:
        guessed = western(raw)
        if guessed is None:
            raise _not_utf_8(path, error, again) from None
        text = guessed
        what = f"it was read as Windows-1252, as in '{first_of(text)}'"
        warn(str(path), f"the text is not UTF-8; {what}; where that is wrong, {again}")
    _check_letters("\0" in text, path, kind)
    meant = restored(text)
    if meant != text:
        what = f"'{first_of(text)}' was read as '{first_of(meant)}'"
        remedy = "open the file as UTF-8 before it is saved again"
        warn(str(path), f"a program took its letters for others; {what}; {remedy}")
    return meant


def _check_letters(has_null: bool, path: Path, kind: str) -> None:
    if has_null:
        raise BadInput.at(str(path), f"this is not a text file; a {kind} is plain text")


def _not_utf_8(path: Path, error: UnicodeDecodeError, again: str) -> BadInput:
    """The error for a text in another encoding, at the line where that shows."""
    line = error.object[: error.start].count(b"\n") + 1
    return BadInput.at(f"{path}, line {line}", f"the text is not UTF-8; {again}")


def foreign(raw: bytes) -> str:
    """What a file is that has a format of its own: ``an Excel workbook (.xlsx)``; empty if none."""
    if raw.startswith(b"PK\x03\x04"):
        return next(what for sign, what in _IN_ZIP if sign in raw)
    return next((what for sign, what in _FOREIGN if raw.startswith(sign)), "")


def utf_16(raw: bytes) -> str | None:
    """The text of a file in UTF-16, with its mark or without; None where it is something else.

    Raises
    ------
    UnicodeDecodeError
        Where it begins as UTF-16 and does not go on so.
    """
    for mark, encoding in _UTF_16:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding)
    begin = raw[:UNMARKED]
    high, low = begin[0::2].count(0), begin[1::2].count(0)
    if not min(high, low) and max(high, low) > max(2, len(begin) // 3):
        return raw.decode("utf-16-le" if low else "utf-16-be")
    return None


def western(raw: bytes) -> str | None:
    """The text of a file in Windows-1252; None where that cannot be told.

    It can be told where every letter is one of Western Europe, and stands where people write it.
    """
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if "\0" in text:
        return None
    others = {letter for letter in text if not letter.isascii()}
    if not others <= _WESTERN or _RUN.search(text) or _ODD.search(text):
        return None
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if all(word.isupper() or word[1:] == word[1:].lower() for word in words):
        return text
    return None


def restored(text: str) -> str:
    """The text as it was before a program took its UTF-8 for Windows-1252 (`Ã©` for `é`).

    It is the same text where that did not happen, which one such letter among others tells.
    """
    if text.isascii():
        return text
    try:
        raw = b"".join(
            bytes([ord(sign)]) if ord(sign) < 256 else sign.encode("cp1252") for sign in text
        )
        return raw.decode("utf-8")
    except UnicodeError:
        return text


def first_of(text: str) -> str:
    """The first word that is more than ASCII."""
    return next((word for word in re.split(r"[\s,;]+", text) if not word.isascii()), "")
