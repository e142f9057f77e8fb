"""All forms in which a change can be said, in the order in which the guide has them."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.studies.replanning.words import (
    about_days,
    about_leaders,
    about_places,
    about_sessions,
    adding,
    renaming,
)
from scenarios.studies.replanning.words.form import Form

FORMS: tuple[Form, ...] = (
    *about_days.FORMS,
    *about_sessions.FORMS,
    *renaming.FORMS,
    *about_places.FORMS,
    *about_leaders.FORMS,
    *adding.FORMS,
)

EXAMPLES = tuple(form.examples[0] for form in FORMS)
"""How changes are written in words, by example."""


def guide_table() -> Iterator[str]:
    """The rows of the table in the guide, in Markdown."""
    yield "| `--change` | what it means |"
    yield "|---|---|"
    for form in FORMS:
        said = ", ".join(f'`"{example}"`' for example in form.examples)
        yield f"| {said} | {form.means} |"
    patch = "a file that is laid over the scenario, as one that extends it would be"
    yield f"| `changes.yaml` | {patch} |"
