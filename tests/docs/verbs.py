"""The catalogue of the modelling verbs, from the page that a rule's author reads in the code."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator

from constraints import RULES
from scheduler.rules import draft as page
from scheduler.rules import guide as told
from scheduler.rules.draft import RuleDraft
from scheduler.rules.guide import Guide
from tests.docs.note import NOTE

USED = {
    rule.key(): set(re.findall(r"\bdraft\.(\w+)", inspect.getsource(sys.modules[rule.__module__])))
    for rule in RULES
}
"""What each rule uses of its draft."""


def verbs() -> str:
    """Every verb and query, group by group, and the values in which they speak."""
    return "\n".join(_verbs()).rstrip() + "\n"


def groups() -> dict[str, list[str]]:
    """The verbs and queries by their headings, in the order of the page."""
    found: dict[str, list[str]] = {"": []}
    for heading, name in re.findall(
        r"^    # (.+)|^    def (\w+)", inspect.getsource(RuleDraft), flags=re.MULTILINE
    ):
        if heading:
            found[heading] = []
        else:
            found[list(found)[-1]].append(name)
    return found


def _verbs() -> Iterator[str]:
    yield f"{NOTE}\n\n# Verbs and queries of a draft\n\n{_prose(page)}\n"
    for heading, names in groups().items():
        if heading:
            yield f"## {heading}\n"
        for name in names:
            yield from _member(name)
    yield f"## Verbs of the guide\n\n{_prose(told)}\n"
    for name, member in vars(Guide).items():
        if inspect.isfunction(member) and not name.startswith("_"):
            yield f"### guide.{name}{_signature(member)}\n\n{_prose(member)}\n"
    yield "## Values\n"
    for value in (page.Slot, page.Times, page.Span, page.Duty, page.Concern):
        yield f"### {value.__name__}\n\n{_prose(value)}\n"
    yield "\n".join(f"- `Concern.{concern.name}`: {concern.value}." for concern in page.Concern)


def _member(name: str) -> Iterator[str]:
    member = getattr(RuleDraft, name)
    signature = "" if isinstance(member, property) else _signature(member)
    yield f"### draft.{name}{signature}\n\n{_prose(member)}\n"
    users = [f"`{rule}`" for rule, used in USED.items() if name in used]
    if len(users) <= 3:
        yield f"Used by {', '.join(users)}.\n"


def _signature(member: object) -> str:
    assert callable(member)
    shown = inspect.signature(member)
    bare = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for name, parameter in shown.parameters.items()
        if name != "self"
    ]
    return str(shown.replace(parameters=bare, return_annotation=inspect.Signature.empty))


def _prose(described: object) -> str:
    """A docstring as Markdown: each parameter or attribute becomes a point of a list."""
    text, _, rows = re.sub(
        r"\n(?:Parameters|Attributes)\n-+\n", "\0", inspect.getdoc(described) or ""
    ).partition("\0")
    points = [
        f"- {', '.join(f'`{name}`' for name in names.split(', '))}: {' '.join(said.split())}"
        for names, said in re.findall(r"^(\S.*)\n((?:    .*\n?)+)", rows, flags=re.MULTILINE)
    ]
    return "\n\n".join(filter(None, (text.strip(), "\n".join(points)))).replace("``", "`")
