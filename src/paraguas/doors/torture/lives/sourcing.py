"""What the shop is free to choose: taken over, and held against what is possible."""

from copy import deepcopy

from paraguas.doors.torture.lives.model import ENDED, Difference, Life, Part, agree
from paraguas.doors.torture.lives.scene import Scene


def take_over(scene: Scene, *lives: Life, begun: bool = False) -> None:
    """Take over which parts an order is in now.

    A part that was known keeps its state or has ended, and has no more than it had; a new one has
    not begun, and lies where there was enough.  begun: new ones need not wait for the money.
    """
    found = scene.parts_of(*lives)
    for life in lives:
        _take_over_ways(scene, life)
        life.begin()
        before, life.parts = life.parts, found[life.order_id]
        for part_id, part in life.parts.items():
            known = before.get(part_id)
            if known is None:
                _check_new(life, part, begun=begun)
            else:
                _check_known(part_id, known, part)
        if missing := before.keys() - life.parts.keys():
            raise Difference(f"fulfilments are not there any more: {missing}")
        life.begin()
        _check_shelves(scene, life, before)


def _take_over_ways(scene: Scene, life: Life) -> None:
    """Take over in which store a group is fetched now: another one may have had the goods."""
    for group in scene.shop.get(f"/v1/orders/{life.order_id}")["groups"]:
        kind, _ = life.ways[group["group_no"]]
        agree(about=f"kind of group {group['group_no']}", shop=group["kind"], model=kind)
        if kind == "pick_up":
            life.ways[group["group_no"]] = kind, scene.codes[group["place_id"]]


def _check_new(life: Life, part: Part, *, begun: bool) -> None:
    if part.status not in {"waiting", "held", "released"}:
        raise Difference(f"a new fulfilment is {part.status}")
    part.status = "released" if begun else "waiting"
    if begun and life.holds:
        part.status = "held"


def _check_known(part_id: str, known: Part, part: Part) -> None:
    over = part.status in ENDED
    if not known.alive:
        agree(about=f"fulfilment {part_id}, which was over", shop=part, model=known)
    if over or not known.alive:
        return
    agree(about=f"status of fulfilment {part_id}", shop=part.status, model=known.status)
    if any(units > known.units.get(line_no, 0) for line_no, units in part.units.items()):
        raise Difference(f"fulfilment {part_id} has more than it had: {part} was {known}")


def _check_shelves(scene: Scene, life: Life, before: dict[str, Part]) -> None:
    """Demand that what is new lies where it was promised from."""
    for part_id, part in life.alive():
        if part_id in before:
            continue
        for sku in {life.lines[line_no].sku for line_no in part.units}:
            there = scene.trade.shelf(sku, part.place).on_hand
            promised = scene.trade.promised(sku, part.place)
            if promised > there:
                raise Difference(f"{sku} at {part.place}: {promised} promised of {there}")


def can_be_had(scene: Scene, wants: list[tuple[str, str, dict[str, int]]]) -> bool:
    """Tell whether groups can be served one after the other: (market, store or "", sku -> units).

    A store named serves alone; without one all places of the market together do.
    """
    trade = scene.trade
    free = {key: trade.free(*key) for key in trade.shelves}
    for market, store, units in wants:
        places = [store] if store else list(trade.of_market(market))
        for sku, wanted in units.items():
            left = wanted
            for place in places:
                part = min(left, free.get((sku, place), 0))
                if part:
                    free[sku, place] -= part
                    left -= part
            if left:
                return False
    return True


def copy_of(life: Life) -> Life:
    """Copy a life, to think something through."""
    return deepcopy(life)
