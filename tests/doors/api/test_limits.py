"""How long texts and how large numbers may be: refused at the door, on both databases alike."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from litestar.routes import HTTPRoute
from msgspec import inspect

from paraguas.doors.api.placing import OrderIn
from paraguas.plumbing.clock import now
from paraguas.values.money import LARGEST_MINOR
from paraguas.values.time import DAY
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.visitor import framework
from tests.doors.api.wishes import ANA, CARD, MADRID, fetched, shipped

Path = tuple[str | int, ...]
SKU = "CASE-CLEAR"
STORE = "ES-MAD-SERRANO"
ENDLESS = 10**30
ANSWERED_BY_A_RULE = {"quantity", "group", "bound_to", "version", "missing", "units"}
"""Numbers that are compared before anything is written, and refused with a code of their own."""

FULL: dict[str, Any] = {
    **shipped(SKU, 1),
    "place": "",
    "language": "es",
    "currency": "EUR",
    "external": "",
    "loyalty": "",
    "person": {**ANA, "organisation": "", "tax_number": ""},
    "lines": [
        {
            "sku": SKU,
            "quantity": 1,
            "group": 0,
            "bound_to": None,
            "recorded": {"amount_minor": 1, "discount_minor": 0, "tax_minor": 0},
        }
    ],
    "groups": [
        {
            "kind": "ship",
            "place": "",
            "slot_at": None,
            "address": {**MADRID, "line2": "", "latitude": 40_000_000, "longitude": 0},
            "gift": {"recipient": "Luis", "message": "For you", "email": "luis@example.com"},
        }
    ],
    "tenders": [{**CARD, "amount_minor": 1, "given_minor": None, "currency": "EUR"}],
    "coupons": ["SUMMER"],
}
"""An order that says something in every field."""


def leaves(kind: inspect.Type, path: Path = ()) -> Iterator[tuple[Path, inspect.Type]]:
    """The texts and numbers of a body, each with the way to it; 0 is the first of a list."""
    match kind:
        case inspect.UnionType():
            for one in kind.types:
                yield from leaves(one, path)
        case inspect.StructType() | inspect.DataclassType():
            for one in kind.fields:
                yield from leaves(one.type, (*path, one.encode_name))
        case inspect.VarTupleType() | inspect.ListType() | inspect.SetType():
            yield from leaves(kind.item_type, (*path, 0))
        case inspect.DictType():
            yield from leaves(kind.value_type, (*path, "*"))
        case inspect.StrType() | inspect.IntType():
            yield path, kind
        case _:
            pass


def body_types() -> dict[str, Any]:
    """What each operation takes as its body."""
    return {
        handler.operation_id: handler.parsed_data_field.annotation
        for route in framework().routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if handler.parsed_data_field and isinstance(handler.operation_id, str)
    }


BODIES = body_types()
ORDER = [(path, kind) for path, kind in leaves(inspect.type_info(OrderIn))]
ORDER_TEXTS = [path for path, kind in ORDER if isinstance(kind, inspect.StrType)]
ORDER_NUMBERS = [path for path, kind in ORDER if isinstance(kind, inspect.IntType)]


def named(path: Path) -> str:
    return ".".join(map(str, path))


def with_(path: Path, value: Any) -> dict[str, Any]:
    """The full order with another value at a place."""
    wish = deepcopy(FULL)
    at: Any = wish
    for step in path[:-1]:
        at = at[step]
    there = range(len(at)) if isinstance(at, list) else at
    assert path[-1] in there, f"the full order says nothing at {named(path)}"
    at[path[-1]] = value
    return wish


@pytest.mark.parametrize("operation", BODIES)
def test_every_text_and_number_that_comes_in_has_a_limit(operation):
    found = leaves(inspect.type_info(BODIES[operation]))
    endless = [
        named(path)
        for path, kind in found
        if not ANSWERED_BY_A_RULE & set(path)
        and (
            (isinstance(kind, inspect.StrType) and kind.max_length is None)
            or (isinstance(kind, inspect.IntType) and kind.ge is kind.gt is None)
            or (isinstance(kind, inspect.IntType) and kind.le is kind.lt is None)
        )
    ]
    assert endless == []


@pytest.fixture
def shop(api):
    api.stock(SKU, ES_GETAFE=5)
    return api


@pytest.mark.parametrize("path", ORDER_TEXTS, ids=named)
def test_a_text_that_is_too_long_is_refused(shop, path):
    before = shop.rows()
    refused = shop.post("/v1/orders", with_(path, "x" * 1001))
    assert (refused.status_code, refused.json()["code"]) == (400, "malformed"), refused.text
    assert refused.headers["content-type"] == "application/problem+json"
    assert shop.rows() == before


@pytest.mark.parametrize("path", ORDER_NUMBERS, ids=named)
@pytest.mark.parametrize("number", [ENDLESS, -ENDLESS])
def test_a_number_that_is_too_large_is_refused(shop, path, number):
    before = shop.rows()
    refused = shop.post("/v1/orders", with_(path, number))
    assert 400 <= refused.status_code < 500, refused.text
    assert refused.headers["content-type"] == "application/problem+json"
    assert shop.rows() == before


def test_a_quantity_that_costs_more_than_any_sum_is_refused(shop):
    dear = {"sku": SKU, "currency": "EUR", "amount_minor": LARGEST_MINOR, "from_at": now()}
    assert shop.put("/v1/prices", [dear]).json() == {"changed": 1}
    before = shop.rows()
    refused = shop.post("/v1/orders", shipped(SKU, 2))
    assert (refused.status_code, refused.json()["code"]) == (400, "quantity_out_of_range")
    assert refused.json()["details"]["most"] == 1
    assert shop.rows() == before


def full(length: int, begin: str = "") -> str:
    return begin + "x" * (length - len(begin))


ENTITY = {
    "code": full(40),
    "name": full(120),
    "country": "ES",
    "currency": "EUR",
    "tax_number": full(40),
    "zone": "Europe/Madrid",
    "address": {**dict.fromkeys(MADRID, full(200)), "line2": full(200), "country": "ES"},
    "invoice_series": full(15),
}
MARKET = {
    "code": full(24),
    "country": "ES",
    "entity": full(40),
    "currency": "EUR",
    "prices_include_tax": True,
    "languages": ["es", full(40)],
    "zone": "Europe/Madrid",
}
CHANNEL = {"code": full(24), "kind": "web", "name": full(120), "hold_minutes": 30}
PLACE = {
    "code": full(40),
    "kind": "store",
    "name": full(120),
    "entity": full(40),
    "market": full(24),
    "zone": "Europe/Madrid",
    "latitude": 0,
    "longitude": 0,
    "address": ENTITY["address"],
    "hours": "Mo-Su 00:00-24:00",
    "bays": [full(40)],
    "ships": True,
    "picks_up": True,
    "daily_capacity": 1_000_000,
    "handling_minutes": 0,
}
PRODUCT = {"code": full(60), "titles": {"es": full(200)}, "department": full(60)}
GOODS = {
    "code": full(60),
    "product": full(60),
    "titles": {"es": full(200)},
    "skill": full(40),
    "attributes": {full(40): full(200)},
    "per": 1_000_000,
}
PRICE = {
    "sku": full(60),
    "currency": "EUR",
    "amount_minor": 1,
    "from_at": 0,
    "until_at": 400 * 365 * DAY,
    "price_list": full(40),
}


def test_reference_of_full_length_is_saved_and_sold(api):
    """What the door lets in, every column holds: also those of the orders made of it."""
    rows = {
        "entities": ENTITY,
        "markets": MARKET,
        "channels": CHANNEL,
        "places": PLACE,
        "products": PRODUCT,
        "skus": GOODS,
        "prices": PRICE,
    }
    for resource, row in rows.items():
        saved = api.put(f"/v1/{resource}", [row])
        assert (saved.status_code, saved.json()) == (200, {"changed": 1}), resource
    longest = api.put("/v1/skus", [{**GOODS, "tax_category": full(24)}])
    assert longest.json() == {"changed": 1}
    actor = api.post("/v1/keys", {"actor": "shop", "scopes": ["admin"], "door": full(24)})
    assert actor.status_code == 201


def test_an_order_of_full_length_is_placed_worked_and_invoiced(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.put("/v1/channels", [CHANNEL])
    seller = next(e for e in desk.api.get("/v1/entities").json() if e["country"] == "ES")
    seller.pop("entity_id")
    renamed = {**seller, "invoice_series": full(15, "ES")}
    assert desk.api.put("/v1/entities", [renamed]).status_code == 200
    desk.api.stock(SKU, ES_MAD_SERRANO=1, ES_GETAFE=1)
    person = dict.fromkeys(("name", "phone", "organisation", "tax_number"), full(200))
    address = {**dict.fromkeys((*MADRID, "line2"), full(200)), "country": "ES"}
    wish = fetched(SKU, 1, STORE, channel=full(24), person=person, external=full(80))
    wish["lines"].append({"sku": SKU, "quantity": 1, "group": 1})
    wish["groups"].append({"kind": "ship", "address": address})
    order_id = desk.place(wish)
    pick_up, parcel = desk.parts(order_id)
    desk.steps(pick_up, "accept", "pick")
    desk.step(pick_up, "stage", {"bay": full(20)})
    desk.step(pick_up, "ready")
    desk.step(pick_up, "hand-over", {"proof": {"kind": "identity", "note": full(200)}})
    desk.steps(parcel, "accept", "pick", "pack")
    desk.step(parcel, "ship", {"carrier": full(40), "tracking": full(80)})
    desk.step(parcel, "deliver")
    desk.settle()
    assert desk.statuses(order_id) == ("completed", "delivered", "paid")
    (invoice,) = desk.invoices(order_id)
    assert invoice["heading"]["buyer"]["name"] == full(200)
    unknown = fetched(SKU, 1, STORE, tenders=[{**CARD, "token": full(200)}])
    desk.api.stock(SKU, ES_MAD_SERRANO=1)
    assert desk.api.post("/v1/orders", unknown).status_code == 201
    refund = {"amount_minor": 1, "reason": full(200)}
    assert desk.api.post(f"/v1/orders/{order_id}/refunds", refund).status_code == 200


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("stage", {"bay": full(21)}),
        ("ship", {"carrier": full(41)}),
        ("ship", {"tracking": full(81)}),
        ("hand-over", {"code": full(13)}),
        ("hand-over", {"proof": {"kind": "identity", "note": full(201)}}),
        ("late", {"until_at": 2**53, "cause": "goods_late"}),
        ("refuse", {"reason": full(201)}),
    ],
)
def test_a_step_that_says_too_much_is_refused(desk, step, body):
    desk.api.stock(SKU, ES_GETAFE=1)
    (part,) = desk.parts(desk.place(shipped(SKU, 1)))
    before = desk.api.rows()
    refused = desk.try_step(part, step, body)
    assert (refused.status_code, refused.json()["code"]) == (400, "malformed")
    assert desk.api.rows() == before
