"""The notebooks run, and show what they show without running."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tests.notebooks.executing import executed, notebooks

# The Jupyter packages warn of their own plans, and of the event loop of some systems.
pytestmark = [
    pytest.mark.filterwarnings("default"),
    pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem),
]


def code(notebook: NotebookNode) -> Iterator[NotebookNode]:
    return (cell for cell in notebook.cells if cell.cell_type == "code")


def errors(notebook: NotebookNode) -> list[str]:
    """What went wrong, or was said on the error stream."""
    return [
        output.get("evalue", output.get("text", ""))
        for cell in code(notebook)
        for output in cell.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]


@pytest.mark.slow
def test_it_runs(path: Path, tmp_path: Path) -> None:
    assert not errors(executed(path, tmp_path))


def test_its_outputs_are_kept(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert not errors(notebook)
    assert all(cell.execution_count for cell in code(notebook))
    assert any(cell.outputs for cell in code(notebook))


def test_it_only_calls(path: Path) -> None:
    """No loop, condition or definition stands in a cell: what a notebook shows can be imported."""
    for cell in code(nbformat.read(path, as_version=4)):
        for word in ("def ", "class ", "for ", "while ", "if ", "lambda "):
            assert word not in cell.source, f"{word.strip()} in: {cell.source}"


def test_it_tells_nothing_of_the_machine(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}
    assert not any(cell.metadata for cell in notebook.cells)
