"""Which cases of a test are quick: some of them, and all in the whole suite."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def first(number: int, values: Iterable[Any]) -> list[Any]:
    """Parameters of a test, of which the first few are tried also where slow tests are not."""
    return [
        value if n < number else pytest.param(value, marks=pytest.mark.slow)
        for n, value in enumerate(values)
    ]
