"""The variants that a scenario file lists: other ways to hold the week, one by one or as a grid."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product
from math import prod
from pathlib import Path
from typing import NamedTuple

from scenarios.languages.texts import main_text
from scenarios.loading.extending import read_source
from scenarios.loading.laying_over import lay_over
from scenarios.loading.loading import resolve
from scenarios.loading.patches import adds_to_the_other, in_full
from scenarios.loading.problems import FileProblems, words
from scenarios.reading.input_problems import InputProblems, warn
from scenarios.reading.revision_folders import scenario_file
from scenarios.reading.spelling import suggestion
from scenarios.reading.yaml.yaml_source import Path_, Source
from scenarios.scenario import Scenario

AS_IT_IS = "as it is"
"""The name of the scenario itself among its variants."""

MOST = 5_000
"""Variants in the largest sweep that makes sense."""


class Variant(NamedTuple):
    """One way to hold the week.

    Attributes
    ----------
    name
        Its key in the file; for a combination ``days=four, groups=two``.
    title
        What people call it.
    choices
        For a combination: the choice taken, by question.
    patches
        What is laid over the scenario, one after the other: where two say different things, the
        later one counts.
    """

    name: str
    title: str = ""
    choices: dict[str, str] = {}  # noqa: RUF012  (never changed)
    patches: tuple[Source, ...] = ()


class Variants(NamedTuple):
    """A scenario with its variants, which are loaded one by one.

    Attributes
    ----------
    path
        The scenario file.
    scenario
        As it is, without any patch.
    source
        Its values, without the sections that list variants.
    listed
        The scenario as it is, then the variants in the order of the file, then the combinations
        of the grid, the last question changing fastest.
    questions
        The questions of the grid, in order.
    """

    path: Path
    scenario: Scenario
    source: Source
    listed: tuple[Variant, ...]
    questions: tuple[str, ...]

    def load(self, variant: Variant) -> Scenario:
        """Load one variant; `BadInput` has every problem, each where it stands in the file."""
        if not variant.patches:
            return self.scenario
        source = self.source
        said: dict[Path_, tuple[Source, object]] = {}
        for patch in variant.patches:
            for path, value in _settings(in_full(patch.data), ()):
                if adds_to_the_other(path):
                    continue
                before, other = said.setdefault(path, (patch, value))
                if other != value:
                    what = f"in '{variant.name}' this counts, not what {before.where(path)} says"
                    warn(patch.where(path), what, words(path))
            source = lay_over(source, patch, self.source.data)
        return resolve(source, self.path)

    def only(self, names: Collection[str]) -> Variants:
        """The scenario as it is and the variants of these names, in the order of the file.

        `BadInput` lists every name that no variant has, with the nearest known spelling.
        """
        known = [variant.name for variant in self.listed]
        problems = InputProblems()
        for name in names:
            if name not in known:
                problems.note(name, f"no variant has this name{suggestion(name, known)}")
        problems.finish()
        kept = tuple(v for v in self.listed if v.name == AS_IT_IS or v.name in names)
        return self._replace(listed=kept)


def _settings(data: object, path: Path_) -> Iterator[tuple[Path_, object]]:
    """Every value in a patch that is no mapping, with the way to it."""
    if not isinstance(data, dict):
        yield path, data
        return
    for key, value in data.items():
        yield from _settings(value, (*path, key))


def load_variants(path: str | Path) -> Variants:
    """Load a scenario file and list its variants; a patch is read when its variant is loaded.

    Raises
    ------
    BadInput
        Where the scenario itself cannot be used, or its variants cannot be listed.
    """
    path = scenario_file(path)
    whole = read_source(path)
    scenario = resolve(whole, path)
    data = {key: value for key, value in whole.data.items() if key not in ("variants", "grid")}
    problems = FileProblems(whole)
    listed = [Variant(AS_IT_IS, scenario.title), *_variants(whole)]
    grid = _grid(whole)
    if len(listed) + prod(len(choices) for choices in grid.values()) > MOST:
        problems.add(("grid",), f"there are more than {MOST:,} variants; ask for fewer", key=True)
        problems.finish()
    listed += _combinations(whole, grid)
    _check_names(listed, problems)
    problems.finish()
    return Variants(path, scenario, whole._replace(data=data), tuple(listed), tuple(grid))


def _variants(source: Source) -> Iterator[Variant]:
    for name, entry in (source.data.get("variants") or {}).items():
        said = entry or {}
        patches = (source.below(("variants", name, "patch")),) if said.get("patch") else ()
        yield Variant(name, main_text(said.get("title")) or name, {}, patches)


def _grid(source: Source) -> dict[str, dict[str, object]]:
    """The choices of each question that has any."""
    return {name: choices for name, choices in (source.data.get("grid") or {}).items() if choices}


def _combinations(source: Source, grid: dict[str, dict[str, object]]) -> Iterator[Variant]:
    if not grid:
        return
    patches = {
        (question, choice): source.below(("grid", question, choice))
        for question, choices in grid.items()
        for choice in choices
    }
    for taken in product(*grid.values()):
        choices = dict(zip(grid, taken, strict=True))
        name = ", ".join(f"{question}={choice}" for question, choice in choices.items())
        laid = tuple(patches[pair] for pair in choices.items() if patches[pair].data)
        yield Variant(name, name, choices, laid)


def _check_names(listed: list[Variant], problems: FileProblems) -> None:
    seen = {AS_IT_IS}
    for variant in listed[1:]:
        if variant.name in seen:
            place = ("grid",) if variant.choices else ("variants", variant.name)
            what = f"there are two variants '{variant.name}'; give one of them another name"
            problems.add(place, what, key=True)
        seen.add(variant.name)
