"""What each operation needs to get as far as its scope: parts of its address, and a body."""

from collections.abc import Mapping
from typing import Any

from tests.doors.api.wishes import CARD, shipped

NOBODY = "0" * 32

PARTS = {
    "number": "NOBODY",
    "line_no": "1",
    "change_no": "1",
    "group_no": "1",
    "hold_no": "1",
    "approval_no": "1",
    "substitution_no": "1",
    "step": "accept",
    "code": "NOWHERE",
    "sku": "NONE",
    "place": "NOWHERE",
    "market": "XX",
    "day": "2026-11-22",
    "month": "2026-11",
    "version": "1",
}
COUNTED = {"place": "NOWHERE", "lines": [{"sku": "NONE", "quantity": 1}]}
CLAIMED = {"order": "x", "line_no": 1, "what": "x"}
RETURNED = {"order": "NONE", "items": [{"line_no": 1, "units": 1}]}
QUOTED = {
    "market": "ES",
    "lines": [{"sku": "NONE", "quantity": 1}],
    "groups": [{"kind": "ship"}],
    "valid_until": 1,
}
SAMPLES: Mapping[str, Any] = {
    "GET /v1/orders": {"find": "x"},
    "GET /v1/policies/return-policy": {"country": "ES"},
    "GET /v1/training/playbooks/{code}": {"country": "ES"},
    "POST /v1/training/playbooks/{code}/confirmations": {"fingerprint": NOBODY},
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
    "GET /v1/pick-ups": {"sku": "NONE", "market": "XX"},
    "PUT /v1/places/{code}/shelves": {"lines": [{"sku": "NONE", "aisle": "A"}]},
    "PUT /v1/reassign-rules": {"rules": []},
    "PUT /v1/skus/{sku}/backorder-terms/{market}": {"cap": 0},
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
    "POST /v1/orders/{order_id}/notes": {"text": "x"},
    "POST /v1/quotes": QUOTED,
    "PUT /v1/quotes/{quote_id}": QUOTED,
    "POST /v1/quotes/{quote_id}/send": {"version": 1},
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
    "POST /v1/claims": CLAIMED,
    "POST /v1/claims/preview": CLAIMED,
    "POST /v1/claims/{claim_id}/steps": {"step": "repaired"},
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
