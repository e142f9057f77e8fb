"""What rules say is what is written down, word for word and number for number."""

from __future__ import annotations

import pytest

from constraints import RULES
from tests.laws.sentences import SENTENCES, of_rule


@pytest.mark.parametrize("key", [rule.key() for rule in RULES])
def test_a_rule_says_what_is_written(key: str) -> None:
    (text,) = (
        block
        for block in SENTENCES.read_text(encoding="utf-8").split("\n\n")
        if block.strip().splitlines()[0] == key
    )
    assert list(of_rule(key)) == text.strip("\n").splitlines()[1:], (
        "read what has changed, then run python -m tests.docs"
    )
