"""Execute the notebooks; run as a program, also keep what they show.

``python -m tests.notebooks.executing [NAME ...]`` executes every notebook, or those whose names
begin so, such as ``03``, and writes its outputs into it, without whatever differs from one machine
or one day to the next.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PATIENCE = 600
"""Seconds that one cell may take."""


def notebooks() -> list[Path]:
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def executed(path: Path, folder: Path) -> NotebookNode:
    """A notebook with fresh outputs, executed in a folder in which it may write."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=PATIENCE,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
    )
    client.execute()
    return notebook


def stripped(notebook: NotebookNode) -> NotebookNode:
    """A notebook without what tells only of the machine that executed it.

    Where an output shows itself as HTML, its text goes: sets in it stand in no certain order.
    """
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        cell.metadata = {}
        for output in cell.get("outputs", ()):
            if "text/html" in output.get("data", {}):
                output.data.pop("text/plain", None)
    return notebook


def main() -> None:
    names = tuple(sys.argv[1:]) or ("",)
    for path in (one for one in notebooks() if one.name.startswith(names)):
        with tempfile.TemporaryDirectory() as folder:
            notebook = stripped(executed(path, Path(folder)))
        nbformat.validate(notebook)
        nbformat.write(notebook, path)


if __name__ == "__main__":
    main()
