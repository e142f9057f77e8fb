"""Plant one small bug after another in a copy of the program, and see which no quick test notices.

    python benchmarks/mutants.py [--number N] [--seed S] [--only TEXT] [--list]

The bugs are drawn by the seed from all that can be planted in `constraints/` and
`scheduler/drafting/`: one in each file, the rest wherever they fall. Of each the script runs the
quick tests nearest to its file and stops at the first that fails. What survives has to be looked
at: it makes no difference, or a test is missing. What a rule is called, its parameters and its
examples are left as they are; `tests/docs` and law 6 hold them.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
COPIED = ("scheduler", "constraints", "scenarios", "desk", "tests", "docs", "benchmarks")
MOST_SECONDS = 600
"""A search that a bug makes endless is killed by then."""
UNTOUCHED = {"examples", "__repr__"}
GENERIC = {"dict", "frozenset", "list", "set", "tuple", "Counter"}

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "one": "other", "other": "one"}
ATTRIBUTES = {"any": "all", "all": "any", "starts": "ends", "ends": "starts"}
ATTRIBUTES |= {"start": "end", "end": "start", "opens": "closes", "closes": "opens"}


class Bug(NamedTuple):
    """What is written in place of what, at which line of which file."""

    path: str
    line: int
    was: str
    now: str
    text: str
    """The whole file with the bug in it."""


class Change(NamedTuple):
    """A change of a tree: its line, what stands there now, and what makes it."""

    line: int
    show: Callable[[], str]
    make: Callable[[], None]


def planted(path: Path, number: int) -> Bug:
    """A file with one of its bugs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    line, show, make = list(_changes(tree))[number]
    was = show()
    make()
    text = ast.unparse(ast.fix_missing_locations(tree))
    shown = (" ".join(part.split()) for part in (was, show()))
    return Bug(path.relative_to(ROOT).as_posix(), line, *shown, text)


def _changes(tree: ast.Module) -> Iterator[Change]:
    """Each statement or expression that can be changed, and what changes it in its place."""
    for statement in tree.body:
        for member in statement.body if isinstance(statement, ast.ClassDef) else [statement]:
            if isinstance(member, ast.FunctionDef) and member.name not in UNTOUCHED:
                line = member.lineno
                for node in _within(member):
                    line = getattr(node, "lineno", line)
                    yield from _statements(node)
                    for make in chain(_operators(node), _parts(node), _values(node)):
                        yield Change(line, partial(_show, node), make)


def _show(node: ast.AST) -> str:
    return ast.unparse(node.test if isinstance(node, ast.If | ast.IfExp) else node)


def _within(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all below it but types, which make no difference when it runs."""
    yield node
    for name, value in ast.iter_fields(node):
        generic = isinstance(node, ast.Subscript) and ast.unparse(node.value) in GENERIC
        if name not in ("annotation", "returns", "decorator_list") and not generic:
            for below in value if isinstance(value, list) else [value]:
                if isinstance(below, ast.AST):
                    yield from _within(below)


def _statements(node: ast.AST) -> Iterator[Change]:
    """Statements left out; a function that returns nothing more would only break off."""
    for body in (getattr(node, "body", None), getattr(node, "orelse", None)):
        for place, inner in enumerate(body if isinstance(body, list) else ()):
            last = isinstance(node, ast.FunctionDef) and place == len(body) - 1
            text = isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Constant)
            if isinstance(inner, ast.Expr | ast.AugAssign | ast.Continue | ast.Return) and not (
                text or (last and isinstance(inner, ast.Return))
            ):
                show = partial(lambda body, place: ast.unparse(body[place]), body, place)
                yield Change(inner.lineno, show, _set(body, place, ast.Pass()))


def _operators(node: ast.AST) -> Iterator[Callable[[], None]]:
    match node:
        case ast.Compare():
            for place, op in enumerate(node.ops):
                yield _set(node.ops, place, COMPARED[type(op)]())
        case ast.BinOp() if type(node.op) in RECKONED:
            yield _set(node, "op", RECKONED[type(node.op)]())
        case ast.BoolOp():
            yield _set(node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield _set(node, "operand", ast.UnaryOp(node.op, node.operand))


def _parts(node: ast.AST) -> Iterator[Callable[[], None]]:
    """Conditions, arguments and members left out."""
    match node:
        case ast.BoolOp():
            yield from (_drop(node.values, place) for place in range(len(node.values)))
        case ast.comprehension():
            yield from (_drop(node.ifs, place) for place in range(len(node.ifs)))
        case ast.Call():
            yield from (_drop(node.keywords, place) for place in range(len(node.keywords)))
        case ast.List(ctx=ast.Load()) if len(node.elts) > 1:
            yield from (_drop(node.elts, place) for place in range(len(node.elts)))
        case ast.For(iter=ast.Tuple() as many) | ast.Assign(value=ast.Tuple() as many):
            key = isinstance(node, ast.For) or ast.unparse(node.targets[0]) == "key"
            yield from (_drop(many.elts, place) for place in range(len(many.elts)) if key)


def _values(node: ast.AST) -> Iterator[Callable[[], None]]:
    match node:
        case ast.Constant(value=bool() as truth):
            yield _set(node, "value", not truth)
        case ast.Constant(value=int() as number):
            yield from (_set(node, "value", number + step) for step in (1, -1))
        case ast.If() | ast.IfExp():
            yield from (_set(node, "test", ast.Constant(truth)) for truth in (True, False))
        case ast.Name(id=name, ctx=ast.Load()) if name in NAMES:
            yield _set(node, "id", NAMES[name])
        case ast.Attribute(attr=name) if name in ATTRIBUTES:
            yield _set(node, "attr", ATTRIBUTES[name])


def _set(where: Any, place: int | str, value: object) -> Callable[[], None]:
    if isinstance(place, int):
        return partial(where.__setitem__, place, value)
    return partial(setattr, where, place, value)


def _drop(values: list[Any], place: int) -> Callable[[], None]:
    return partial(values.__delitem__, place)


def drawn(number: int, seed: int, only: str) -> list[Bug]:
    """Bugs in the order in which they are planted: one of each file, then any."""
    paths = [
        path
        for folder in ("constraints", "scheduler/drafting")
        for path in sorted((ROOT / folder).glob("*.py"))
        if path.name not in ("__init__.py", "tiny.py") and only in path.as_posix()
    ]
    chance, by_file = random.Random(seed), []
    for path in paths:
        changes = list(_changes(ast.parse(path.read_text(encoding="utf-8"))))
        by_file.append([(path, n) for n in chance.sample(range(len(changes)), len(changes))])
    rest = [bug for found in by_file for bug in found[1:]]
    chance.shuffle(rest)
    chosen = [*(found[0] for found in by_file if found), *rest]
    return [planted(*bug) for bug in chosen[:number]]


def tests(path: str) -> list[str]:
    """The quick tests nearest to a file, as pytest takes them."""
    name = Path(path).stem
    if path.startswith("constraints/"):
        return [f"tests/constraints/test_{name}.py", "tests/laws", "-k", name]
    return ["tests/scheduler/drafting", "tests/laws", "tests/constraints"]


def noticed(tree: Path, bug: Bug) -> str:
    """The first test that fails with the bug planted in a copy of the program, or nothing."""
    path = tree / bug.path
    kept = path.read_text(encoding="utf-8")
    for old in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
        old.unlink()
    path.write_text(bug.text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    try:
        run = subprocess.run(
            [*command, "-m", "not slow", *tests(bug.path)],
            cwd=tree,
            env={**os.environ, "PYTHONPATH": str(tree)},
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "no end"
    finally:
        path.write_text(kept, encoding="utf-8")
    if run.returncode in (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise RuntimeError(f"no tests for {bug.path}: {run.stderr}")
    said = [line for line in run.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return (said or ["it does not run"])[0].partition(" - ")[0] if run.returncode else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--number", type=int, default=100, help="bugs to plant (100)")
    parser.add_argument("--seed", type=int, default=1, help="which are drawn (1)")
    parser.add_argument("--only", default="", help="part of the path of the files to plant them in")
    parser.add_argument("--list", action="store_true", help="only list them")
    args = parser.parse_args()
    survived = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for name in COPIED:
            shutil.copytree(ROOT / name, tree / name)
        shutil.copy(ROOT / "pyproject.toml", tree)
        for bug in drawn(args.number, args.seed, args.only):
            by = "not run" if args.list else noticed(tree, bug)
            survived += not by
            where, what = f"{bug.path}:{bug.line}", f"`{bug.was}` → `{bug.now}`"
            print(f"| {where} | {what} | {by or 'SURVIVED'} |", flush=True)
    print(f"{args.number} planted, {survived} survived")
    return min(survived, 1)


if __name__ == "__main__":
    sys.exit(main())
