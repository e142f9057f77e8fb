"""The four storeys, as a newcomer walks through them: no circle, no crowd, no name twice."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STOREYS = ("scheduler", "constraints", "scenarios", "desk")
MOST_MODULES = 14
"""Modules in a folder: about a dozen. `constraints` is a catalogue and may have more."""
MOST_PARAMETERS = 15


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the storeys by its dotted name."""
    found = {}
    for storey in STOREYS:
        for path in sorted((ROOT / storey).rglob("*.py")):
            steps = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(steps[:-1] if steps[-1] == "__init__" else steps)
            found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(name: str) -> Iterator[str]:
    """What a module imports of the storeys, also in functions and for types only."""
    for node in ast.walk(modules()[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules())
        elif isinstance(node, ast.ImportFrom) and node.module in modules():
            assert node.module is not None
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in modules() else node.module


@pytest.mark.slow
def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {name: set(imported(name)) - {name} for name in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(reversed(error.args[1])))


def test_no_class_name_stands_in_two_modules() -> None:
    places = defaultdict(set)
    for name, tree in modules().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                places[node.name].add(name)
    assert not {name: found for name, found in places.items() if len(found) > 1}


def test_no_folder_is_crowded() -> None:
    folders = Counter(
        str(path.parent.relative_to(ROOT))
        for storey in STOREYS
        for path in (ROOT / storey).rglob("*.py")
        if path.name != "__init__.py"
    )
    del folders["constraints"]
    assert not {folder: number for folder, number in folders.items() if number > MOST_MODULES}


def test_every_folder_is_a_package() -> None:
    """Else `lint-imports` passes over a storey's folder, and two tests may not be called alike."""
    folders = {path.parent for root in (*STOREYS, "tests") for path in (ROOT / root).rglob("*.py")}
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]


@pytest.mark.slow
def test_no_function_has_too_many_parameters() -> None:
    found = {}
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                given = node.args
                number = len(given.posonlyargs) + len(given.args) + len(given.kwonlyargs)
                if number > MOST_PARAMETERS:
                    found[f"{name}.{node.name}"] = number
    assert not found


def test_the_command_line_itself_is_short() -> None:
    text = (ROOT / "desk" / "command_line.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 200
