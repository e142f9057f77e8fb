"""Sort the catalogues, and say what is wrong with them: ``python -m tests.languages``."""

from __future__ import annotations

import sys

from tests.languages.catalogues import CODES, FOLDER, messages, said, sorted_text

if __name__ == "__main__":
    for code in CODES:
        text = sorted_text(code)
        (FOLDER / f"{code}.po").write_text(text, encoding="utf-8", newline="\n")
        there = {one.id for one in messages(code)}
        wanted = {one.msgid: one.where for one in said()}
        for msgid in wanted.keys() - there:
            sys.stdout.write(f"{code}: not yet translated ({wanted[msgid]}): {msgid!r}\n")
        for msgid in there - wanted.keys():
            sys.stdout.write(f"{code}: nobody says this any more: {msgid!r}\n")
