"""Patches: YAML files that are laid over a scenario, as files that extend it would be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from scenarios.loading.extending import read_source
from scenarios.loading.laying_over import lay_over, warn_of_replaced_lists
from scenarios.loading.loading import resolve
from scenarios.reading.yaml.yaml_source import Source, read_yaml
from scenarios.scenario import Scenario
from scheduler.errors import BadInput

PATCHES = (".yaml", ".yml")
"""How the name of a patch ends."""


def names_patch(text: str) -> bool:
    """Whether a change is the name of a patch, and not said in words."""
    return text.strip().lower().endswith(PATCHES)


def patches_among(texts: Iterable[str]) -> tuple[Path, ...]:
    """The patches among changes."""
    return tuple(Path(text.strip()) for text in texts if names_patch(text))


def lay_patches(scenario: Scenario, patches: Sequence[Path]) -> Scenario:
    """Lay patches over a scenario, one after the other; its file is read again.

    Raises
    ------
    BadInput
        With what is wrong in a patch, or in the scenario that it makes.
    """
    if not patches:
        return scenario
    return resolve(patched(read_source(scenario.path), patches), scenario.path)


def patched(source: Source, patches: Iterable[Path]) -> Source:
    """What stands in a scenario file with patches laid over it; for errors see `lay_patches`."""
    for patch in patches:
        over = read_yaml(patch)
        if not isinstance(over.data, dict):
            what = "a patch begins with keys of the scenario, such as venue or sessions"
            raise BadInput.at(over.where(()), what)
        if "extends" in over.data:
            what = "this extends a file, so it is a scenario itself: give it in place of the other"
            raise BadInput.at(over.where(("extends",), key=True), what)
        warn_of_replaced_lists(source, over)
        source = lay_over(source, over)
    return source
