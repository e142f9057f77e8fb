"""Journeys run commands as the desk's tests do."""

from __future__ import annotations

from tests.desk.conftest import run

__all__ = ["run"]
