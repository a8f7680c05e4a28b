"""The requests of a load, written out before it begins so that writing them is not measured."""

import random
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from paraguas.doors.bench.world import MARKET

_LINES = 3
_CARD_PART_MINOR = 10
"""What the gift card pays of each order; the rest is authorised on a card."""

_encode = msgspec.json.Encoder().encode


class Mix(msgspec.Struct, frozen=True, kw_only=True):
    """What a load orders.

    skus and cards: codes to choose from.  hot: the SKU of most orders, if any.  share_hot: of 100
    orders, those with it.  seed: another one is another load with other keys and people.
    """

    skus: tuple[str, ...]
    cards: tuple[str, ...]
    seed: int
    hot: str = ""
    share_hot: int = 90


def bodies(mix: Mix, many: int) -> Iterator[bytes]:
    """Write orders: three lines, a new person, a new address to source for, two tenders."""
    dice = random.Random(mix.seed)  # noqa: S311 - a load that can be told again
    for number in range(many):
        skus = dice.sample(mix.skus, _LINES)
        if mix.hot and mix.hot not in skus and number % 100 < mix.share_hot:
            skus[dice.randrange(_LINES)] = mix.hot
        yield _encode(_order(f"{mix.seed}.{number}", skus, dice.choice(mix.cards), dice))


def requests(mix: Mix, many: int, key: str) -> list[bytes]:
    """Write whole HTTP requests, each with an idempotency key of its own."""
    return [
        request(body, key, f"bench-{mix.seed}-{number}")
        for number, body in enumerate(bodies(mix, many))
    ]


def request(body: bytes, key: str, idempotency_key: str) -> bytes:
    """Write an HTTP request that places an order."""
    head = (
        "POST /v1/orders HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\n"
        f"authorization: Bearer {key}\r\nidempotency-key: {idempotency_key}\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _order(name: str, skus: Sequence[str], gift_card: str, dice: random.Random) -> Any:
    return {
        "market": MARKET,
        "channel": "web",
        "person": {
            "name": f"Ana {name}",
            "email": f"ana.{name}@example.com",
            "phone": f"+346{dice.randrange(10**8):08}",
        },
        "lines": [{"sku": sku, "quantity": 1} for sku in skus],
        "groups": [{"kind": "ship", "address": _address(dice)}],
        "tenders": [
            {"kind": "gift_card", "amount_minor": _CARD_PART_MINOR, "token": gift_card},
            {"kind": "card", "token": "tok_ok"},
        ],
    }


def _address(dice: random.Random) -> Any:
    return {
        "line1": f"Calle de la Prueba {dice.randrange(1, 400)}",
        "postal_code": f"{dice.randrange(1000, 52999):05}",
        "city": "Madrid",
        "region": "MD",
        "country": "ES",
        "latitude": dice.randrange(37_000_000, 43_000_000),
        "longitude": dice.randrange(-7_000_000, 3_000_000),
    }
