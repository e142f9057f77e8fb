"""The tests of cases run commands as the desk's tests do."""

from __future__ import annotations

from tests.desk.conftest import run, start, tiny

__all__ = ["run", "start", "tiny"]
