"""The catalogues of fixed sentences: what the code says, what they hold, how they are sorted."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Message
from babel.messages.pofile import normalize, read_po

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "scenarios" / "languages"
CODES = ("fr", "es")
SAYING = ("scenarios/documents", "scenarios/revisions", "desk/plots", "desk/commands")
"""Where sentences of documents are said."""

PAGE = "desk/page/static"
_TEXT = r'"((?:[^"\\]|\\.)*)"'
_SAID = re.compile(rf"\bsay\(\s*{_TEXT}\s*[,)]")
_COUNTED = re.compile(rf"\bcount\(\s*{_TEXT}\s*,\s*{_TEXT}\s*,")
"""Where and how sentences of the page are said: `say("…")`, `count("…", "…", n)`."""


class Sentence(NamedTuple):
    """A fixed sentence in the code: its English, or one and many."""

    msgid: str | tuple[str, str]
    where: str


def said() -> Iterator[Sentence]:
    """Every fixed sentence that is said: `say("…")`, `.count("…", "…", n)`, `fixed("…")`."""
    for folder in SAYING:
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and (found := _sentence(node)):
                    yield Sentence(found, f"{path.relative_to(ROOT)}, line {node.lineno}")
    for path in sorted((ROOT / PAGE).rglob("*.js")):
        text, where = path.read_text(encoding="utf-8"), str(path.relative_to(ROOT))
        text = re.sub(r"/\*\*.*?\*/", "", text, flags=re.DOTALL)
        yield from (Sentence(_plain(one[1]), where) for one in _SAID.finditer(text))
        for one in _COUNTED.finditer(text):
            yield Sentence((_plain(one[1]), _plain(one[2])), where)


def _plain(text: str) -> str:
    """What stands between the quotation marks of a script."""
    return str(json.loads(f'"{text}"'))


def _sentence(call: ast.Call) -> str | tuple[str, str] | None:
    name = getattr(call.func, "attr", "") or getattr(call.func, "id", "")
    texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
    words = [text for text in texts if isinstance(text, str)]
    if name == "say" and len(words) == len(call.args) == 1:
        return words[0]
    told = isinstance(call.func, ast.Attribute)
    if told and name == "count" and len(words) == 2 and len(call.args) == 3:
        return words[0], words[1]
    if name == "fixed" and words:
        return words[0]
    return None


def messages(code: str) -> list[Message]:
    """The entries of a catalogue, in its order."""
    with (FOLDER / f"{code}.po").open("rb") as file:
        return [one for one in read_po(file, locale=code, abort_invalid=True) if one.id]


def obsolete(code: str) -> list[str]:
    """The sentences that stand in a catalogue behind ``#~``."""
    with (FOLDER / f"{code}.po").open("rb") as file:
        return [str(one) for one in read_po(file, locale=code, abort_invalid=True).obsolete]


def sorted_text(code: str) -> str:
    """The text of a catalogue with its entries sorted by their English."""
    text = (FOLDER / f"{code}.po").read_text(encoding="utf-8")
    head = text.partition("\n\n")[0].rstrip("\n")
    entries = sorted(messages(code), key=lambda one: (_first(one).casefold(), _first(one)))
    return "\n\n".join([head, *map(_entry, entries)]) + "\n"


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _entry(message: Message) -> str:
    lines = [f"# {comment}" for comment in message.user_comments]
    if isinstance(message.id, str):
        pairs = [("msgid", message.id), ("msgstr", message.string)]
    else:
        one, many = message.id
        pairs = [("msgid", one), ("msgid_plural", many)]
        pairs += [(f"msgstr[{n}]", text) for n, text in enumerate(message.string)]
    return "\n".join([*lines, *(f"{key} {normalize(text, width=0)}" for key, text in pairs)])
