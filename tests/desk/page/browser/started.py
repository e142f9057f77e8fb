"""A server as a process of its own, which begins with all loaded that each of them would load."""

from __future__ import annotations

import os
import sys
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import ortools.sat.python.cp_model
import uvicorn

import desk.page.open_weeks
import desk.page.server
from desk.command_line import main

LOADED = (ortools.sat.python.cp_model, uvicorn, desk.page.open_weeks, desk.page.server)


def start(folder: Path, told: Path, *words: str) -> BaseProcess:
    """Run the command in a folder; all that it says goes into a file."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=_run, args=(folder, told, words))
    process.start()
    return process


def _run(folder: Path, told: Path, words: tuple[str, ...]) -> None:
    os.chdir(folder)
    with told.open("wb") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    sys.argv = ["meeting-week", *words]
    main()
