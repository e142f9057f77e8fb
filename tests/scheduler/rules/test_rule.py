"""What a class must set to be a rule."""

from __future__ import annotations

from typing import ClassVar

import pytest

from scheduler.rules.rule import Rule


def test_a_rule_without_its_plate_is_refused_with_what_is_missing() -> None:
    with pytest.raises(TypeError, match="_Bare does not set title, group, usual and name"):

        class _Bare(Rule):
            unit: ClassVar = "parts"
