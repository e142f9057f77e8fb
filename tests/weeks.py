"""Weeks that several tests begin from."""

from __future__ import annotations

from pathlib import Path

SMALL_WEEK = Path(__file__).with_name("small-week.yaml")
"""Three days with three committees, two proposals for small groups and a few rules."""
