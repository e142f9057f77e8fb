"""The style sheets of the views, which all hold at once."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import desk.page

STATIC = Path(desk.page.__file__).parent / "static"
_VIEWS = {"holding": "week"}
"""What holds cards draws into the grid of the week: the two are one view."""


def test_no_class_is_styled_by_two_views() -> None:
    views = defaultdict(set)
    for sheet in STATIC.rglob("*/*.css"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
        for selectors in re.findall(r"([^{}]+)\{", text):
            for one in re.split(r",(?![^()]*\))", selectors):
                if leading := re.match(r"\s*(?:html\S*\s+)?([.#][\w-]+)", one):
                    views[leading[1]].add(_VIEWS.get(sheet.parent.name, sheet.parent.name))
    assert views
    assert not {name: found for name, found in views.items() if len(found) > 1}
