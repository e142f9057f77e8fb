"""The document of the API, from which others build on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from desk.page.open_weeks import OpenDesk
from desk.page.server import create_app
from tests.desk.page.conftest import Page

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture
def document(page: Page) -> dict[str, Any]:
    """The document, as the page serves it."""
    found: dict[str, Any] = page().get("/api/openapi.json").json()
    return found


def routes(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            assert method in METHODS
            yield f"{method} {path}", route


def references(value: Any) -> Iterator[str]:
    """What a part of the document refers to."""
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for one in value.values():
            yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)


@pytest.mark.slow
def test_its_schemas_are_schemas_and_all_that_it_refers_to_is_there(
    document: dict[str, Any],
) -> None:
    assert document["openapi"].startswith("3.1")
    assert document["info"]["title"] == "meeting-week"
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    missing = [name for name in references(document) if name.rpartition("/")[2] not in schemas]
    assert not missing


@pytest.mark.slow
def test_every_route_has_an_own_name_a_summary_and_an_answer(document: dict[str, Any]) -> None:
    found = dict(routes(document))
    assert len(found) > 15
    names = [route["operationId"] for route in found.values()]
    assert len({*names}) == len(names)
    for where, route in found.items():
        assert len(route["summary"]) > 10, where
        assert not route["summary"].endswith("."), where
        assert any(code.startswith("2") for code in route["responses"]), where


@pytest.mark.slow
def test_every_place_in_an_address_is_a_parameter(document: dict[str, Any]) -> None:
    for where, route in routes(document):
        given = {one["name"] for one in route.get("parameters", ()) if one["in"] == "path"}
        assert given == set(re.findall(r"\{(\w+)\}", where)), where


@pytest.mark.slow
def test_every_object_says_what_it_is(document: dict[str, Any]) -> None:
    made = {"HTTPValidationError", "ValidationError"}  # these are those of the framework
    for name, schema in document["components"]["schemas"].items():
        if name not in made:
            assert schema.get("description") or "enum" in schema, name


@pytest.mark.slow
def test_what_is_opened_and_logged_is_described_field_by_field(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    ours = ("DeskView", "OpenView", "FileView", "LibraryView", "ProblemView", "RefusedView")
    ours += ("OpenAsked", "NewAsked", "LibraryAsked", "Opened", "Sent", "LogLine", "LogView")
    for name in ours:
        for field, schema in schemas[name]["properties"].items():
            assert schema.get("description"), f"{name}.{field}"


def test_everything_is_below_the_api(laid: OpenDesk) -> None:
    assert all(path.startswith("/api/") for path in create_app(laid).openapi()["paths"])
