from __future__ import annotations

import json

from tests.desk.conftest import Run


def test_the_schema_is_json(run: Run) -> None:
    outcome = run("schema")
    assert outcome.code == 0
    assert outcome.output.isascii()
    assert json.loads(outcome.output)["$schema"].endswith("2020-12/schema")
