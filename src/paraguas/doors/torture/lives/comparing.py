"""What must be true after every step: the shop's rows against the model, and against each other."""

from collections import Counter
from typing import Any

from paraguas.catalog.model import sku_id_of
from paraguas.doors.torture.lives.model import (
    ENDED,
    GONE,
    PICKED,
    THERE,
    Difference,
    Life,
    Part,
    agree,
)
from paraguas.doors.torture.lives.purses import REFUSES_REFUNDS
from paraguas.doors.torture.lives.scene import Scene

_READY = ("ready", "customer_here", "handed_over")


def compare(scene: Scene, *lives: Life) -> None:
    """Hold orders and all shelves and stored values against the model."""
    parts = scene.parts_of(*lives)
    for life in lives:
        order = scene.shop.get(f"/v1/orders/{life.order_id}")
        compare_parts(life, parts[life.order_id])
        compare_lines(life, order)
        compare_allocations(scene, life, order)
        compare_promises(life, order)
        compare_money(scene, life, order)
        scene.checks += 1
    compare_shelves(scene)
    for code, left in sorted(scene.trade.stored.items()):
        agree(about=f"left on {code}", shop=scene.shop.card_left(code), model=left)


def compare_parts(life: Life, found: dict[str, Part]) -> None:
    """Hold the fulfilments against the model, and their units against the lines."""
    for part_id in sorted(found.keys() | life.parts.keys()):
        if (known := life.parts.get(part_id)) != (part := found.get(part_id)):
            raise Difference(f"fulfilment {part_id}: the shop says {part}, the model {known}")
    for line_no, line in life.lines.items():
        if life.ways[line.group][0] == "carry_out":
            continue
        there = sum(part.units.get(line_no, 0) for _, part in life.alive())
        agree(about=f"units of line {line_no} in work", shop=there, model=line.open)


def compare_lines(life: Life, order: Any) -> None:
    """Hold lines and their counters against the model."""
    agree(about="lines", shop=len(order["lines"]), model=len(life.lines))
    for entry in order["lines"]:
        line_no, counters = entry["line"]["line_no"], entry["counters"]
        line = life.lines[line_no]
        out = life.ways[line.group][0] == "carry_out"
        told = {
            "quantity": entry["line"]["quantity"],
            **{name: counters[name] for name in ("cancelled", "delivered", "allocated", "picked")},
            "ready": counters["ready"],
            "gone": counters["handed_over"] + counters["shipped"],
        }
        known = {
            "quantity": line.units,
            "cancelled": line.cancelled,
            "delivered": life.count(line_no, ("delivered",)),
            "allocated": 0 if out else line.units - line.cancelled,
            "picked": 0 if out else life.count(line_no, PICKED),
            "ready": 0 if out else life.count(line_no, _READY),
            "gone": line.gone,
        }
        agree(about=f"line {line_no}", shop=told, model=known)
    total = sum(line.cost(line.units, on_top=life.on_top) for line in life.lines.values())
    agree(about="total", shop=order["total_minor"], model=total)


def compare_allocations(scene: Scene, life: Life, order: Any) -> None:
    """Hold the open allocations against the parts that are to hand them out."""
    told: Counter[tuple[int, str, str]] = Counter()
    for one in order["allocations"]:
        if one["status"] == "open":
            place = scene.codes[one["place_id"]]
            told[one["line_no"], place, one["fulfilment_id"]] += one["quantity"]
    known = {
        (line_no, part.place, part_id): units
        for part_id, part in life.alive()
        for line_no, units in part.units.items()
    }
    agree(about="open allocations", shop=dict(told), model=known)


def compare_promises(life: Life, order: Any) -> None:
    """Demand one open promise for what is to come, and none for what is over."""
    for group in life.ways:
        parts = [one for one in life.parts.values() if one.group == group]
        parts = [one for one in parts if one.status not in ENDED]
        open_ones = [
            one for one in order["promises"] if one["group_no"] == group and one["state"] == "open"
        ]
        coming = [one for one in parts if one.status not in THERE]
        if coming:
            agree(about=f"open promises of group {group}", shop=len(open_ones), model=1)
        elif all(one.status in GONE for one in parts) and open_ones:
            raise Difference(f"group {group} is over and its promise open: {open_ones}")


def compare_money(scene: Scene, life: Life, order: Any) -> None:
    """Hold each tender against its purse, and the order's worth and status against both."""
    balance = scene.shop.balance(life.order_id)
    told = [
        (one.tender.kind.value, one.capturable, one.captured, one.refunded, one.authorising)
        for one in balance.tenders
    ]
    known = [(p.kind, p.aside, p.taken, p.back, p.awaited) for p in life.purses.all]
    agree(about="tenders (kind, aside, taken, back, awaited)", shop=told, model=known)
    purses = life.purses
    moved = purses.owed or purses.awaited or any(purse.back for purse in purses.all)
    if not life.is_open and not moved:
        wanted = "paid" if life.worth else "voided"
        agree(about="payment status", shop=order["payment_status"], model=wanted)


def compare_shelves(scene: Scene) -> None:
    """Hold every shelf against the model; none is below nothing, none oversold by a promise."""
    trade, codes = scene.trade, {sku_id_of(sku): sku for sku in scene.trade.skus}
    found = {
        (codes[one.sku_id], scene.codes[one.place_id]): one
        for one in scene.shop.positions(trade.skus)
    }
    for key in sorted(found.keys() | trade.shelves.keys()):
        shelf, one = trade.shelf(*key), found.get(key)
        told = (
            (one.on_hand, one.allocated, one.reserved, one.damaged, one.quality)
            if one
            else (0, 0, 0, 0, 0)
        )
        known = (shelf.on_hand, trade.promised(*key), 0, shelf.damaged, shelf.quality)
        agree(about=f"shelf {key} (on hand, allocated, held, damaged, quality)",
              shop=told, model=known)  # fmt: skip


def compare_end(scene: Scene, life: Life) -> None:
    """Hold what an order that is over was charged and billed against what it came to."""
    compare(scene, life)
    purses = life.purses
    whole = not purses.owed and all(p.token != REFUSES_REFUNDS for p in purses.all)
    if whole:
        kept = max(0, life.worth - purses.gifts)
        agree(about="what was kept in the end", shop=purses.refundable, model=kept)
    agree(about="set aside in the end", shop=purses.aside, model=0)
    documents = scene.shop.get(f"/v1/orders/{life.order_id}/invoices")
    sign = {True: 1, False: -1}
    billed = sum(
        sign[each["refers_to"] is None] * (line["net_minor"] + line["tax_minor"])
        for each in documents
        for line in each["lines"]
    )
    if documents or (life.worth and not life.carried_out):
        agree(about="billed in the end", shop=billed, model=life.worth)
