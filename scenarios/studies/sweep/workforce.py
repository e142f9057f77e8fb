"""Where the variants of a sweep are solved."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import NamedTuple

from scenarios.reading.input_problems import InputProblems

INSTALL = "this needs Dask distributed; install it with: pip install 'meeting-week[sweep]'"

_ADDRESS = re.compile(r"(tcp|tls)://[^/\s]+:\d{1,5}")


class Workforce(NamedTuple):
    """Where the variants are solved; by default in this process, which opens no port.

    Attributes
    ----------
    workers
        Processes of this machine, which talk over 127.0.0.1; 0 for none besides this one.
    scheduler
        Address of a Dask cluster that is already running, as ``tcp://host:port``; or nothing.
    """

    workers: int = 0
    scheduler: str = ""


def check_workforce(workforce: Workforce) -> None:
    """Refuse a workforce that cannot be, before any work is done.

    Raises
    ------
    BadInput
        Where the address is none, both are asked for, or Dask distributed is missing.
    """
    problems = InputProblems()
    if workforce.scheduler and not _ADDRESS.fullmatch(workforce.scheduler):
        what = f"'{workforce.scheduler}' is no address; write tcp://host:port"
        problems.note("--scheduler", what)
    if workforce.scheduler and workforce.workers:
        what = "a running cluster brings its own workers; leave --workers or --scheduler out"
        problems.note("--workers", what)
    if find_spec("distributed") is None:
        problems.note("", INSTALL)
    problems.finish()
