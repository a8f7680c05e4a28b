"""Shelves: goods come in, are counted, sorted, sent to another place, received, written off."""

from typing import Any

from paraguas.doors.torture.lives.scene import Scene


def receive(scene: Scene, most: int = 12) -> None:
    """Take goods in."""
    sku, place, units = _draw(scene, most)
    body = {"place": place, "document": scene.shop.next_key(), "lines": _lines(sku, units)}
    scene.demand(scene.ask("/v1/stock/receipts", body), 201)
    scene.trade.shelf(sku, place).on_hand += units


def count(scene: Scene) -> None:
    """Correct a shelf by a count, up or down; sometimes fewer are found than were promised."""
    sku, place, _ = _draw(scene, 1)
    found = scene.trade.free(sku, place)
    low = -(scene.trade.shelf(sku, place).on_hand if scene.chance(0.15) else found)
    difference = scene.dice.choice([low, scene.dice.randint(low, 4), 1])
    if not difference:
        return
    body = {"place": place, "document": scene.shop.next_key(), "reason": "count",
            "lines": _lines(sku, difference)}  # fmt: skip
    scene.demand(scene.ask("/v1/stock/adjustments", body), 201)
    scene.trade.shelf(sku, place).on_hand += difference


def sort(scene: Scene) -> None:
    """Move units between conditions; more than lie there are refused."""
    sku, place, units = _draw(scene, 3)
    shelf = scene.trade.shelf(sku, place)
    was, becomes = scene.dice.choice(
        [
            *(("sellable", "damaged"), ("sellable", "quality"), ("quality", "sellable")),
            *(("quality", "damaged"), ("damaged", "sellable"), ("damaged", "written_off")),
        ]
    )
    names = {"sellable": "on_hand", "damaged": "damaged", "quality": "quality"}
    there = getattr(shelf, names[was])
    if was == "sellable":
        # What is promised stays sellable: nobody finds it damaged here.
        units = min(units, scene.trade.free(sku, place)) or there + 1
    body = {"place": place, "document": scene.shop.next_key(), "reason": "seen", "was": was,
            "becomes": becomes, "lines": _lines(sku, units)}  # fmt: skip
    said = scene.ask("/v1/stock/conditions", body)
    if units > there:
        scene.demand(said, 409)
        return
    scene.demand(said, 201)
    setattr(shelf, names[was], getattr(shelf, names[was]) - units)
    if becomes in names:
        setattr(shelf, names[becomes], getattr(shelf, names[becomes]) + units)


def send(scene: Scene) -> None:
    """Send units nobody waits for to another place; more are refused."""
    sku, place, units = _draw(scene, 4)
    market = scene.trade.places[place]
    to = scene.dice.choice([one for one in scene.trade.of_market(market) if one != place])
    free = scene.trade.free(sku, place)
    body = {"from_place": place, "to_place": to, "lines": _lines(sku, units)}
    said = scene.ask("/v1/transfers", body)
    if units > free:
        scene.demand(said, 409)
        return
    scene.demand(said, 201)
    scene.trade.shelf(sku, place).on_hand -= units
    scene.trade.sent[said.body["transfer_id"]] = {sku: units}
    scene.trade.ways[said.body["transfer_id"]] = place, to


def end_transfer(scene: Scene) -> None:
    """Receive a transfer, all or a part or too much; write off what never came; or call it back."""
    if not scene.trade.sent:
        return
    transfer_id = scene.dice.choice(sorted(scene.trade.sent))
    [(sku, units)] = scene.trade.sent[transfer_id].items()
    start, to = scene.trade.ways[transfer_id]
    path = f"/v1/transfers/{transfer_id}"
    verb = scene.dice.choice(["receipts", "receipts", "too much", "close", "cancel"])
    if verb == "too much":
        body = {"document": scene.shop.next_key(), "lines": _lines(sku, units + 1)}
        scene.demand(scene.ask(f"{path}/receipts", body), 409)
        return
    if verb == "receipts":
        came = scene.dice.randint(1, units)
        body = {"document": scene.shop.next_key(), "lines": _lines(sku, came)}
        scene.demand(scene.ask(f"{path}/receipts", body), 201)
        scene.trade.shelf(sku, to).on_hand += came
        scene.trade.sent[transfer_id] = {sku: units - came}
        if came < units:
            return
    else:
        said = scene.ask(f"{path}/{verb}", {"reason": "x"})
        if said.status == 409 and verb == "cancel":
            return
        scene.demand(said, 200)
        if verb == "cancel":
            scene.trade.shelf(sku, start).on_hand += units
    del scene.trade.sent[transfer_id]


def _draw(scene: Scene, most: int) -> tuple[str, str, int]:
    sku = scene.dice.choice(scene.trade.skus)
    place = scene.dice.choice(sorted(scene.trade.places))
    return sku, place, scene.dice.randint(1, most)


def _lines(sku: str, units: int) -> list[dict[str, Any]]:
    return [{"sku": sku, "quantity": units}]
