"""Promotions for the API: rows as head office writes them, and what they took off orders."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.doors.api.desk import Desk

TITLES = {"es": "Rebajas de invierno", "en": "Winter sale", "fr": "Soldes d'hiver"}


def day(number: int) -> str:
    """A day so many days from today."""
    return (datetime.now(UTC).date() + timedelta(days=number)).isoformat()


def row(code: str = "WINTER", **more: Any) -> dict[str, Any]:
    """A promotion of a fifth off everything in Spain since the day before yesterday."""
    told = {
        "code": code,
        "market": "ES",
        "kind": "percentage",
        "percent": "20",
        "titles": TITLES,
        "starts_on": day(-2),
    }
    return {name: value for name, value in (told | more).items() if value is not None}


def save(shop: Desk, *rows: dict[str, Any], **more: Any) -> Any:
    return shop.api.put("/v1/promotions", {"promotions": list(rows), **more})


def saved(shop: Desk, *rows: dict[str, Any]) -> int:
    answer = save(shop, *rows)
    assert answer.status_code == 200, answer.text
    return int(answer.json()["saved"])


def issue(shop: Desk, promotion: str, *codes: str, **more: Any) -> Any:
    return shop.api.post(f"/v1/promotions/{promotion}/coupons", {"codes": list(codes), **more})


def taken(shop: Desk, order_id: str) -> list[tuple[int, str, int]]:
    """What promotions took off an order: line, promotion, minor units."""
    found = shop.api.get(f"/v1/orders/{order_id}/promotions").json()
    return [(one["line_no"], one["promotion"], one["amount_minor"]) for one in found]


def lines(shop: Desk, order_id: str) -> list[tuple[int, int, int]]:
    """The lines of an order: unit price, taken off, cost."""
    found = [one["line"] for one in shop.order(order_id)["lines"]]
    return [(one["unit_price_minor"], one["discount_minor"], one["amount_minor"]) for one in found]


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]
