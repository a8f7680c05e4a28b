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
