"""Orders and baskets as a door sends them."""

from typing import Any

MADRID = {
    "line1": "Calle Mayor 1",
    "postal_code": "28013",
    "city": "Madrid",
    "region": "MD",
    "country": "ES",
}


def shipped(sku: str, quantity: int, **more: Any) -> dict[str, Any]:
    """An order of one line, shipped to Madrid and paid by card."""
    return {
        "channel": "web",
        "market": "ES",
        "lines": [{"sku": sku, "quantity": quantity}],
        "groups": [{"kind": "ship", "address": MADRID}],
        "tenders": [{"kind": "card", "token": "tok_ok"}],
        **more,
    }


ANA = {"name": "Ana Díaz", "email": "ana@example.com", "phone": "+34 600 111 222"}
CARD = {"kind": "card", "token": "tok_ok"}


def handset(store: str = "ES-MAD-SERRANO", **more: Any) -> dict[str, Any]:
    """A handset to fetch and have set up in a store, with two cases shipped home."""
    return {
        "channel": "web",
        "market": "ES",
        "person": ANA,
        "lines": [
            {"sku": "PHONE-128-BLACK", "quantity": 1, "group": 0},
            {"sku": "SETUP-PHONE", "quantity": 1, "group": 1, "bound_to": 0},
            {"sku": "CASE-CLEAR", "quantity": 2, "group": 2},
        ],
        "groups": [
            {"kind": "pick_up", "place": store},
            {"kind": "service", "place": store},
            {"kind": "ship", "address": MADRID},
        ],
        "tenders": [CARD],
        **more,
    }


def fetched(sku: str, quantity: int, store: str = "", **more: Any) -> dict[str, Any]:
    """An order of one line to fetch in a store (any, unless named), paid by card."""
    return {
        "channel": "web",
        "market": "ES",
        "person": ANA,
        "lines": [{"sku": sku, "quantity": quantity}],
        "groups": [{"kind": "pick_up", "place": store}],
        "tenders": [CARD],
        **more,
    }


def sold(sku: str, quantity: int, store: str, **more: Any) -> dict[str, Any]:
    """A sale over the counter of a Spanish store, paid exactly in cash."""
    return {
        "channel": "till",
        "market": "ES",
        "place": store,
        "lines": [{"sku": sku, "quantity": quantity}],
        "groups": [{"kind": "carry_out"}],
        "tenders": [{"kind": "cash"}],
        **more,
    }
