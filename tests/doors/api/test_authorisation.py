"""Who may do what: every operation of the routes, with no key, an unknown one, and each scope."""

import re
from typing import Any

import httpx
import pytest
from litestar.routes import HTTPRoute

from paraguas.doors.api.problem import MEDIA_TYPE
from paraguas.staff.model import Scope
from tests.doors.api.samples import NOBODY, PARTS, SAMPLES
from tests.doors.api.visitor import Visitor, framework

SAVED = {"channels", "entities", "markets", "places", "prices", "products", "skus"}
"""Lists that are saved as a whole; none is a list too."""

NO_KEY = {"GET /v1/asyncapi.json", "GET /v1/health", "GET /v1/openapi.json", "GET /v1/problems"}
ANY_KEY = {
    *("GET /v1/policies", "GET /v1/policies/{version}", "GET /v1/policies/{version}/changes"),
    *("GET /v1/policies/{version}/files", "POST /v1/policies/decisions"),
    *("GET /v1/policies/return-policy", "GET /v1/training/playbooks/{code}"),
    "POST /v1/training/playbooks/{code}/confirmations",
    *("GET /v1/channels", "GET /v1/entities", "GET /v1/markets"),
    *("GET /v1/places", "GET /v1/places/{code}", "GET /v1/skus", "GET /v1/skus/{code}"),
    "GET /v1/skus/{code}/price",
}
"""What every colleague and every machine of the brand may look up."""

OPERATIONS = sorted(
    f"{method} {route.path_format}"
    for route in framework().routes
    if isinstance(route, HTTPRoute) and route.path_format.startswith("/v1/")
    for method in route.methods
    if method not in {"OPTIONS", "HEAD"}
)


def ask(api: Visitor, operation: str, secret: str) -> httpx.Response:
    method, _, template = operation.partition(" ")
    path = re.sub(r"\{(\w+)\}", lambda part: PARTS.get(part.group(1), NOBODY), template)
    resource = template.rsplit("/", maxsplit=1)[-1]
    sample: Any = SAMPLES.get(operation, {})
    if method == "PUT" and resource in SAVED:
        sample = []
    if method == "GET":
        return api.get(path, params=sample, secret=secret)
    return api.call(method, path, sample, secret=secret)


def code_of(answer: httpx.Response) -> str:
    """Why it was refused; nothing where it was not."""
    is_problem = answer.headers["content-type"] == MEDIA_TYPE
    return str(answer.json()["code"]) if is_problem else ""


@pytest.fixture
def keys(api):
    return {scope: api.key_of("shop", scope) for scope in Scope if scope is not Scope.ADMIN}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nobody_does_anything_without_a_key(api):
    """Keys are looked up in memory, so one database tells it all."""
    before = api.rows()
    for operation in OPERATIONS:
        expected = {""} if operation in NO_KEY else {"key_unknown"}
        found = {code_of(ask(api, operation, secret)) for secret in ("", "prg_guess")}
        assert found == expected, operation
    assert api.rows() == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_operation_is_opened_by_the_scope_it_needs_and_by_admin(api, keys):
    opened = {}
    for operation in OPERATIONS:
        codes = {scope: code_of(ask(api, operation, key)) for scope, key in keys.items()}
        assert "malformed" not in codes.values(), f"give {operation} a sample"
        opened[operation] = [scope for scope, code in codes.items() if code != "scope_missing"]
    for operation, scopes in opened.items():
        if operation in NO_KEY | ANY_KEY:
            assert len(scopes) == len(keys), operation
        else:
            assert len(scopes) <= 1, (operation, scopes)
            assert code_of(ask(api, operation, api.secret)) != "scope_missing", operation
