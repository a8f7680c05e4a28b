"""How a life begins: an order of any kind, paid in any way, or refused for want of stock."""

from typing import Any

from paraguas.doors.torture.lives.comparing import compare, compare_shelves
from paraguas.doors.torture.lives.model import Difference, Life, Line, agree
from paraguas.doors.torture.lives.purses import STORED, Purses
from paraguas.doors.torture.lives.scene import Scene
from paraguas.doors.torture.lives.sourcing import can_be_had, take_over
from paraguas.doors.torture.lives.world import ADDRESSES, CURRENCIES, STORES, price_of

_KINDS = ("ship", "ship", "pick_up", "pick_up", "both", "both", "carry_out", "till_ship")
_TOKENS = (
    *("tok_ok", "tok_ok", "tok_ok", "tok_ok", "tok_timeout", "tok_unknown_once", "tok_double"),
    *("tok_declined", "tok_late_decline", "tok_refund_declined"),
)
_MOST_UNITS = 5


def place_order(scene: Scene) -> Life | None:
    """Place an order; None where it was refused, as the model says it has to be."""
    market = scene.dice.choice(sorted(STORES))
    kind = scene.dice.choice(_KINDS)
    store = scene.dice.choice(STORES[market])
    wish = _wish(scene, market, kind, store)
    offered = wish["tenders"]
    said = scene.ask("/v1/orders", wish)
    if not _can_be(scene, market, wish):
        scene.demand(said, 409)
        agree(about="why it is refused", shop=said.code, model="stock_short")
        compare_shelves(scene)
        return None
    scene.demand(said, 201)
    life = _born(scene, said.body["order_id"], market, wish)
    life.story.append(scene.told[-1])
    pay(scene, life, offered, life.worth, on_site=wish["channel"] == "till")
    take_over(scene, life)
    if life.carried_out:
        _carry_out(scene, life)
    scene.trade.lives[life.order_id] = life
    compare(scene, life)
    return life


def pay(
    scene: Scene, life: Life, offered: list[dict[str, Any]], total: int, *, on_site: bool
) -> None:
    """Let tenders pay a sum: stored values as far as they reach, the last one the rest."""
    left = total
    for one in offered:
        kind, token = one["kind"], one.get("token", "")
        share = left
        if kind in STORED:
            share = min(left, scene.trade.stored[token])
            scene.trade.stored[token] -= share
        if share:
            life.purses.offer(kind, share, token, on_site=on_site)
        left -= share
    agree(about="tenders pay all of it", shop=left, model=0)


def draw_tenders(scene: Scene, market: str, *, on_site: bool) -> list[dict[str, Any]]:
    """Draw how something is paid: a stored value first, sometimes, then one that takes the rest."""
    credit = scene.trade.credits[market]
    first: list[dict[str, Any]] = []
    if scene.chance(0.2):
        cards = sorted(code for code in scene.trade.stored if code.startswith(market))
        first = [{"kind": "gift_card", "token": scene.dice.choice(cards)}]
    elif scene.chance(0.15):
        first = [{"kind": "store_credit", "token": credit}]
    if on_site:
        last = scene.dice.choice(({"kind": "cash"}, {"kind": "terminal", "token": "T-1"}))
    elif scene.chance(0.1):
        last = {"kind": "transfer"}
    else:
        last = {"kind": "card", "token": scene.dice.choice(_TOKENS)}
    return [*first, last]


def _wish(scene: Scene, market: str, kind: str, store: str) -> dict[str, Any]:
    ship = {"kind": "ship", "address": scene.dice.choice(ADDRESSES[market])}
    ways: dict[str, list[dict[str, Any]]] = {
        "ship": [ship],
        "till_ship": [ship],
        "pick_up": [{"kind": "pick_up", "place": store}],
        "both": [{"kind": "pick_up", "place": store}, ship],
        "carry_out": [{"kind": "carry_out"}],
    }
    groups = ways[kind]
    on_site = kind in {"carry_out", "till_ship"}
    lines = [
        {
            "sku": scene.dice.choice(scene.trade.skus),
            "quantity": scene.dice.randint(1, _MOST_UNITS),
            "group": number % len(groups),
        }
        for number in range(max(len(groups), scene.dice.randint(1, 3)))
    ]
    return {
        "channel": "till" if on_site else "web",
        "market": market,
        "place": store if on_site else "",
        "person": {"name": "Ana Díaz", "email": "ana@example.com"},
        "language": "en",
        "lines": lines,
        "groups": groups,
        "tenders": draw_tenders(scene, market, on_site=on_site),
    }


def _can_be(scene: Scene, market: str, wish: dict[str, Any]) -> bool:
    wants = []
    for number, group in enumerate(wish["groups"]):
        units: dict[str, int] = {}
        for line in wish["lines"]:
            if line["group"] == number:
                units[line["sku"]] = units.get(line["sku"], 0) + line["quantity"]
        store = wish["place"] if group["kind"] == "carry_out" else group.get("place", "")
        wants.append((market, store, units))
    return can_be_had(scene, wants)


def _born(scene: Scene, order_id: str, market: str, wish: dict[str, Any]) -> Life:
    order = scene.shop.get(f"/v1/orders/{order_id}")
    ways = {
        number: (group["kind"], wish["place"] or group.get("place", ""))
        for number, group in enumerate(wish["groups"], start=1)
    }
    life = Life(order_id, market, market == "US", ways, {}, Purses())
    for asked, told in zip(wish["lines"], order["lines"], strict=True):
        line = told["line"]
        agree(about="SKU", shop=line["code"], model=asked["sku"])
        life.lines[line["line_no"]] = sold(line, asked["quantity"])
    agree(about="currency", shop=order["currency"], model=CURRENCIES[market])
    return life


def sold(told: dict[str, Any], units: int, *, lowered: bool = False) -> Line:
    """Take over a line that was sold at the price of the list, or lowered by goodwill."""
    agree(about="units", shop=told["quantity"], model=units)
    price = price_of(told["code"])
    cost = told["amount_minor"] + (told["discount_minor"] if lowered else 0)
    agree(about="amount", shop=cost, model=price * units)
    if told["amount_minor"] and not told["tax_minor"]:
        raise Difference(f"no tax on {told['code']}")
    return Line(told["code"], told["group_no"], units, told["amount_minor"], told["tax_minor"])


def _carry_out(scene: Scene, life: Life) -> None:
    for line in life.lines.values():
        line.gone = line.units
        scene.trade.shelf(line.sku, life.ways[line.group][1]).on_hand -= line.units
