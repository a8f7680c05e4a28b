"""Who may do what: every operation of the routes, with no key, an unknown one, and each scope."""

import re
from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from litestar.routes import HTTPRoute

from paraguas.doors.api.problem import MEDIA_TYPE
from paraguas.staff.model import Scope
from tests.doors.api.visitor import Visitor, framework
from tests.doors.api.wishes import CARD, shipped

NOBODY = "0" * 32
PARTS = {
    "number": "NOBODY",
    "line_no": "1",
    "change_no": "1",
    "hold_no": "1",
    "approval_no": "1",
    "substitution_no": "1",
    "step": "accept",
    "code": "NOWHERE",
    "sku": "NONE",
    "place": "NOWHERE",
    "day": "2026-11-22",
    "month": "2026-11",
    "version": "1",
}
COUNTED = {"place": "NOWHERE", "lines": [{"sku": "NONE", "quantity": 1}]}
RETURNED = {"order": "NONE", "items": [{"line_no": 1, "units": 1}]}
SAMPLES: Mapping[str, Any] = {
    "GET /v1/orders": {"find": "x"},
    "GET /v1/persons": {"find": "x"},
    "GET /v1/skus": {"find": "x", "words": "x", "language": "en"},
    "POST /v1/baskets": {"market": "ES", "channel": "web"},
    "PUT /v1/baskets/{basket_id}": {"version": 1},
    "POST /v1/gift-cards": {"amount_minor": 1, "currency": "EUR"},
    "POST /v1/gift-cards/balance": {"code": "NOPE1234"},
    "POST /v1/gift-cards/top-ups": {
        "code": "NOPE1234",
        "amount_minor": 1,
        "currency": "EUR",
        "cause": "x",
    },
    "POST /v1/customers/apart": {"one": "x", "other": "y", "reason": "x"},
    "POST /v1/customers/find": {"details": {"name": "x y"}},
    "POST /v1/customers/links/{link_id}/retract": {"reason": "x"},
    "POST /v1/customers/records": {"source": "till", "system": "x", "details": {"name": "x y"}},
    "POST /v1/persons/{person_id}/consents": {
        "kind": "email",
        "point": "a@example.com",
        "purpose": "x",
        "entity": "NONE",
        "granted": True,
    },
    "POST /v1/persons/{person_id}/erase": {"reason": "x"},
    "POST /v1/persons/{person_id}/merge": {"other": "x", "reason": "x"},
    "POST /v1/persons/{person_id}/nominations": {"name": "x"},
    "POST /v1/persons/{person_id}/preferences": {"kind": "language", "value": ["es"]},
    "POST /v1/keys": {"actor": "shop", "scopes": ["orders:read"]},
    "POST /v1/orders/{order_id}/fulfilments/{fulfilment_id}/bring": {
        "place": "NOWHERE",
        "expected_at": 1,
        "reason": "x",
    },
    "POST /v1/orders/{order_id}/fulfilments/{fulfilment_id}/hold": {"reason": "x"},
    "POST /v1/orders/{order_id}/fulfilments/{fulfilment_id}/merge": {
        "others": ["x"],
        "reason": "x",
    },
    "POST /v1/orders/{order_id}/fulfilments/{fulfilment_id}/move": {"reason": "x"},
    "POST /v1/orders/{order_id}/fulfilments/{fulfilment_id}/own": {"owner": None},
    "POST /v1/orders/{order_id}/fulfilments/{fulfilment_id}/schedule": {
        "not_before": None,
        "reason": "x",
    },
    "POST /v1/orders/{order_id}/fulfilments/{fulfilment_id}/split": {
        "lines": {"1": 1},
        "reason": "x",
    },
    "PUT /v1/entities/{code}/box-numbers": {"prefix": "8412345"},
    "PUT /v1/service-levels": {
        "levels": [
            {
                "place_kind": "store",
                "accept_minutes": 1,
                "pick_minutes": 1,
                "ready_minutes": 1,
            }
        ]
    },
    "PUT /v1/compensation-rules/{code}": {
        "rules": {"currency": "EUR", "rules": []},
        "reason": "x",
    },
    "PUT /v1/intercompany/transfer-prices": {"rules": [], "reason": "x"},
    "PUT /v1/sourcing-rules/{code}": {
        "rules": {"name": "x", "rules": [{"by": "cost"}]},
        "reason": "x",
    },
    "POST /v1/sourcing-trials": {
        "rules": {"name": "x", "rules": [{"by": "cost"}]},
        "since": 0,
        "until": 1,
    },
    "POST /v1/loyalty/accounts/{number}/adjustments": {"points": 1, "cause": "x", "reason": "x"},
    "POST /v1/loyalty/accounts/{number}/claims": {"order_id": NOBODY},
    "POST /v1/loyalty/pools": {"numbers": ["NOBODY"]},
    "POST /v1/loyalty/preview": {"market": "XX", "lines": [{"sku": "NONE", "amount_minor": 1}]},
    "PUT /v1/loyalty/programmes/{code}": {"text": "x", "reason": "x"},
    "POST /v1/orders": shipped("NONE", 1),
    "POST /v1/orders/{order_id}/cancel": {"reason": "x"},
    "POST /v1/orders/{order_id}/changes": {"reason": "x"},
    "POST /v1/orders/{order_id}/changes/{change_no}/confirm": {"basis": "x"},
    "POST /v1/orders/{order_id}/changes/{change_no}/wishes": {
        "version": 1,
        "changes": [{"kind": "remove_line", "line_no": 1}],
    },
    "POST /v1/orders/{order_id}/holds": {"kind": "fraud", "reason": "x"},
    "POST /v1/orders/{order_id}/holds/{hold_no}/lift": {"reason": "x"},
    "POST /v1/orders/{order_id}/refunds": {"amount_minor": 1, "reason": "x"},
    "POST /v1/orders/{order_id}/fulfilments/{fulfilment_id}/late": {"until_at": 1},
    "POST /v1/orders/{order_id}/fulfilments/{fulfilment_id}/refuse": {"reason": "x"},
    "POST /v1/orders/{order_id}/lines/{line_no}/appointment": {"start_at": 1},
    "POST /v1/orders/{order_id}/transfer": {"amount_minor": 1, "reference": "x"},
    "POST /v1/orders/{order_id}/tenders": {"tenders": [CARD]},
    "POST /v1/orders/{order_id}/fulfilments/{fulfilment_id}/substitutions": {
        "line_no": 1,
        "units": 1,
        "sku": "x",
        "reason": "x",
    },
    "POST /v1/orders/{order_id}/substitutions/{substitution_no}/answer": {
        "accepts": True,
        "note": "x",
    },
    "POST /v1/orders/{order_id}/approvals": {"amount_minor": 1, "reason": "x"},
    "POST /v1/orders/{order_id}/approvals/{approval_no}/decide": {
        "approves": True,
        "reason": "x",
    },
    "POST /v1/orders/{order_id}/changes/{change_no}/approval": {"basis": "x", "reason": "x"},
    "POST /v1/counts": {"place": "NOWHERE"},
    "POST /v1/counts/{count_id}/close": {"reason": "x"},
    "POST /v1/counts/{count_id}/entries": {"lines": [{"sku": "NONE", "quantity": 1}]},
    "GET /v1/credit-accounts/{code}": {"currency": "EUR"},
    "POST /v1/credit-accounts/{code}/payments": {
        "currency": "EUR",
        "amount_minor": 1,
        "reference": "x",
    },
    "PUT /v1/credit-accounts/{code}": {"currency": "EUR", "limit_minor": 1},
    "PUT /v1/drawer-limits": {"limits": [{"currency": "EUR", "alone_minor": 1}]},
    "POST /v1/drawers": {"place": "NOWHERE", "float_minor": 0},
    "POST /v1/drawers/{drawer_id}/close": {"reason": "x"},
    "POST /v1/drawers/{drawer_id}/count": {"pieces": []},
    "POST /v1/drawers/{drawer_id}/movements": {"kind": "lift", "amount_minor": 1, "reason": "x"},
    "POST /v1/returns": RETURNED,
    "POST /v1/returns/blind": {
        "place": "NOWHERE",
        "sku": "NONE",
        "units": 1,
        "contact": "a@b.c",
    },
    "POST /v1/returns/exchange": {
        **RETURNED,
        "place": "NOWHERE",
        "lines": [{"sku": "NONE", "quantity": 1}],
    },
    "POST /v1/returns/instant": {**RETURNED, "place": "NOWHERE"},
    "POST /v1/returns/preview": RETURNED,
    "POST /v1/returns/{return_id}/authorise": {"reason": "x"},
    "POST /v1/returns/{return_id}/cancel": {"reason": "x"},
    "POST /v1/returns/{return_id}/lost": {"reason": "x"},
    "POST /v1/returns/{return_id}/receive": {
        "place": "NOWHERE",
        "items": [{"item": 1, "units": 1}],
    },
    "POST /v1/returns/{return_id}/refuse": {"reason": "x"},
    "POST /v1/returns/{return_id}/sent": {"tracking": "x"},
    "POST /v1/settlements": {
        "lines": [
            {
                "payout": "x",
                "reference": "x",
                "kind": "fee",
                "amount_minor": 1,
                "currency": "EUR",
                "settled_on": "2026-11-22",
            }
        ]
    },
    "POST /v1/settlements/differences/{difference_id}/close": {"reason": "x"},
    "POST /v1/settlements/differences/{difference_id}/owner": {},
    "GET /v1/policies/{version}/changes": {"against": 1},
    "POST /v1/policies": {"files": {"x": "x"}, "starts_at": 1, "note": "x"},
    "POST /v1/policies/decisions": {"subject": "x", "facts": {}},
    "POST /v1/policies/{version}/votes": {"department": "retail", "agrees": True},
    "POST /v1/store-credits": {
        "contact": "a@b.c",
        "amount_minor": 1,
        "currency": "EUR",
        "reason": "x",
        "cause": "x",
    },
    "POST /v1/store-credits/balance": {"contact": "a@b.c", "currency": "EUR"},
    "POST /v1/stock/adjustments": {**COUNTED, "document": "x", "reason": "x"},
    "POST /v1/purchase-orders": {
        "place": "NOWHERE",
        "supplier": "x",
        "reference": "x",
        "lines": [{"sku": "NONE", "quantity": 1, "expected_on": "2031-03-01"}],
    },
    "POST /v1/purchase-orders/{purchase_order_id}/cancel": {"reason": "x"},
    "POST /v1/purchase-orders/{purchase_order_id}/close": {"reason": "x"},
    "POST /v1/purchase-orders/{purchase_order_id}/receipts": {
        "document": "x",
        "lines": [{"sku": "NONE", "quantity": 1}],
    },
    "PUT /v1/purchase-orders/{purchase_order_id}": {
        "lines": [{"sku": "NONE", "quantity": 1, "expected_on": "2031-03-01"}]
    },
    "GET /v1/supply-feeds": {"place": "NOWHERE"},
    "GET /v1/supply-feeds/differences": {"place": "NOWHERE", "feed": "x"},
    "POST /v1/supply-feeds/differences": {
        "place": "NOWHERE",
        "feed": "x",
        "sku": "NONE",
        "difference": 1,
        "outcome": "kept",
        "reason": "x",
    },
    "POST /v1/supply-feeds/messages": {
        **COUNTED,
        "feed": "x",
        "sequence": 1,
        "kind": "snapshot",
        "told_at": 1,
    },
    "GET /v1/availability": {"sku": "NONE", "market": "ES"},
    "PUT /v1/stock-rules": {"keeping": [], "levels": []},
    "POST /v1/stock/conditions": {
        **COUNTED,
        "document": "x",
        "was": "sellable",
        "becomes": "damaged",
        "reason": "x",
    },
    "POST /v1/stock/receipts": {**COUNTED, "document": "x"},
    "POST /v1/webhooks": {"url": "https://192.0.2.1/"},
    "POST /v1/transfers": {
        "from_place": "NOWHERE",
        "to_place": "NOWHERE",
        "lines": [{"sku": "NONE", "quantity": 1}],
    },
    "POST /v1/transfers/{transfer_id}/cancel": {"reason": "x"},
    "POST /v1/transfers/{transfer_id}/close": {"reason": "x"},
    "POST /v1/transfers/{transfer_id}/receipts": {
        "document": "x",
        "lines": [{"sku": "NONE", "quantity": 1}],
    },
    "PUT /v1/stock/safety": COUNTED,
}
"""What an operation needs to get as far as the scope: a body, or the parameters of a GET."""

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
