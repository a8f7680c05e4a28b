"""Store work: every step a part can take, also those out of turn and of orders held back."""

from typing import Any

from paraguas.doors.torture.lives.model import Life, Part, agree
from paraguas.doors.torture.lives.scene import Scene
from paraguas.doors.torture.lives.sourcing import take_over

_NEXT = {
    ("ship", "released"): ("accept", "accepted"),
    ("ship", "accepted"): ("pick", "picking"),
    ("ship", "picking"): ("pack", "packed"),
    ("ship", "packed"): ("ship", "shipped"),
    ("ship", "shipped"): ("deliver", "delivered"),
    ("pick_up", "released"): ("accept", "accepted"),
    ("pick_up", "accepted"): ("pick", "picking"),
    ("pick_up", "picking"): ("stage", "staged"),
    ("pick_up", "staged"): ("ready", "ready"),
    ("pick_up", "ready"): ("hand-over", "handed_over"),
    ("pick_up", "customer_here"): ("hand-over", "handed_over"),
    ("pick_up", "sent"): ("arrive", "picking"),
}
_NEEDS = {"stage": {"bay": "A1"}, "ship": {"carrier": "correos", "tracking": "X1"}}
_LEAVING = ("ship", "hand-over")
_REFUSABLE = ("released", "accepted", "picking", "staged")
_IDLE = ("deliver", "arrive")
"""Steps that go on although a part is held: its goods are on their way."""


def path_of(life: Life, part_id: str, verb: str) -> str:
    """Give the address of something to do with a part."""
    return f"/v1/orders/{life.order_id}/fulfilments/{part_id}/{verb}"


def work(scene: Scene, life: Life) -> None:
    """Take the next step of a part; refused where it or its order is held back."""
    parts = [(i, p) for i, p in sorted(life.parts.items()) if (p.kind, p.status) in _NEXT]
    if not parts:
        return
    part_id, part = scene.dice.choice(parts)
    step, then = _NEXT[part.kind, part.status]
    if step == "stage" and part.brought_to and part.brought_to != part.place:
        step, then = "send", "sent"
    if part.status == "ready" and scene.chance(0.2):
        step, then = "customer-here", "customer_here"
    _take(scene, life, part_id, (step, then))


def work_out_of_turn(scene: Scene, life: Life) -> None:
    """Take a step that is not the next one: refused, and nothing is written."""
    parts = sorted(life.parts.items())
    part_id, part = scene.dice.choice(parts)
    right = {_NEXT.get((part.kind, part.status), ("", ""))[0], "customer-here", "send", "arrive"}
    step = scene.dice.choice(sorted({step for step, _ in _NEXT.values()} - right))
    said = scene.ask(path_of(life, part_id, step), _body(part, step), life)
    scene.demand(said, 400, 409)


def refuse(scene: Scene, life: Life) -> None:
    """Let a place say no, to all or to some; others serve what they have, the rest is cancelled."""
    parts = life.alive(*_REFUSABLE)
    if not parts:
        return
    part_id, part = scene.dice.choice(parts)
    missing = scene.some(part.units) if scene.chance(0.6) else {}
    may_split, whole_sku = scene.chance(0.5), scene.chance(0.15)
    body = {"reason": "not found", "missing": {str(n): u for n, u in missing.items()},
            "may_split": may_split, "whole_sku": whole_sku}  # fmt: skip
    lost = missing if may_split and missing != part.units and missing else dict(part.units)
    skus = {life.lines[n].sku for n in (missing or part.units)}
    elsewhere = _elsewhere(scene, life, part, lost)
    said = scene.ask(path_of(life, part_id, "refuse"), body, life)
    scene.demand(said, 200)
    if whole_sku:
        everybody = [one for one in scene.trade.lives.values() if one.is_open]
        _recount(scene, *everybody)
        take_over(scene, *everybody, begun=True)
        for sku in skus:
            shelf = scene.trade.shelf(sku, part.place)
            shelf.on_hand -= max(0, shelf.on_hand - scene.trade.promised(sku, part.place))
        return
    cancelled = _recount(scene, life)
    if part.kind == "ship":
        short = {sku: n for sku, n in elsewhere.items() if n > 0}
        told: dict[str, int] = {}
        for line_no, units in cancelled.items():
            sku = life.lines[line_no].sku
            told[sku] = told.get(sku, 0) + units
        _agree_short(told, short)
    take_over(scene, life, begun=True)


def move(scene: Scene, life: Life) -> None:
    """Have a part served elsewhere: whole at a named place or not at all, or wherever it can."""
    parts = life.alive(*_REFUSABLE)
    if not parts:
        return
    part_id, _ = scene.dice.choice(parts)
    place = scene.dice.choice(["", *scene.trade.of_market(life.market)])
    said = scene.ask(path_of(life, part_id, "move"), {"place": place, "reason": "busy"}, life)
    scene.demand(said, *((200, 409) if place else (200,)))
    if said.status == 200:
        _recount(scene, life)
        take_over(scene, life, begun=True)


def _take(scene: Scene, life: Life, part_id: str, going: tuple[str, str]) -> None:
    part, (step, then) = life.parts[part_id], going
    body = _body(part, step)
    taken = dict(part.units)
    if step == "hand-over" and scene.chance(0.3):
        taken = scene.some(part.units)
        body["lines"] = {str(line_no): units for line_no, units in taken.items()}
    if step == "hand-over" and scene.chance(0.1):
        wrong = f"{(int(part.code or 0) + 1) % 1_000_000:06d}"
        tried = scene.ask(path_of(life, part_id, step), body | {"code": wrong}, life, keyed=False)
        scene.demand(tried, 409 if part.held else 403)
    said = scene.ask(path_of(life, part_id, step), body, life)
    held = part.held and step not in {*_IDLE, "customer-here"}
    short = step in {*_LEAVING, "arrive"} and not _is_there(scene, life, part.place, taken)
    if step == "arrive" and said.status == 409 and _is_overdrawn(scene, life, part):
        return
    if held or short or (life.holds and step in _LEAVING):
        scene.demand(said, 409)
        return
    scene.demand(said, 200)
    if step in _LEAVING:
        _leave(scene, life, part_id, taken)
    if step == "arrive":
        _arrive(scene, life, part)
    part.status = then


def _is_there(scene: Scene, life: Life, place: str, units: dict[int, int]) -> bool:
    """Tell whether a shelf has what is to leave it: a count may have found fewer than promised."""
    wanted: dict[str, int] = {}
    for line_no, some in units.items():
        sku = life.lines[line_no].sku
        wanted[sku] = wanted.get(sku, 0) + some
    return all(scene.trade.shelf(sku, place).on_hand >= n for sku, n in wanted.items())


def _is_overdrawn(scene: Scene, life: Life, part: Part) -> bool:
    """Tell whether more was promised of a part's shelves than a count has found there."""
    trade, skus = scene.trade, {life.lines[line_no].sku for line_no in part.units}
    return any(trade.promised(s, part.place) > trade.shelf(s, part.place).on_hand for s in skus)


def _leave(scene: Scene, life: Life, part_id: str, taken: dict[int, int]) -> None:
    part = life.parts[part_id]
    if rest := {n: u - taken.get(n, 0) for n, u in part.units.items() if u > taken.get(n, 0)}:
        new = scene.parts_of(life)[life.order_id].keys() - life.parts.keys()
        for one in new:
            life.parts[one] = Part(
                part.group, part.place, part.kind, "ready", rest, code=part.code,
                brought_to=part.brought_to,
            )  # fmt: skip
    part.units = dict(taken)
    for line_no, units in taken.items():
        line = life.lines[line_no]
        line.gone += units
        scene.trade.shelf(line.sku, part.place).on_hand -= units
    life.purses.take(life.due)
    # What a card set aside beyond the worth is set free as a whole, after what is due was taken.
    scene.give_back(life.purses.lower(life.worth))


def _arrive(scene: Scene, life: Life, part: Part) -> None:
    for line_no, units in part.units.items():
        sku = life.lines[line_no].sku
        scene.trade.shelf(sku, part.place).on_hand -= units
        scene.trade.shelf(sku, part.brought_to).on_hand += units
    part.place, part.brought_to = part.brought_to, ""


def _recount(scene: Scene, *lives: Life) -> dict[int, int]:
    """Take over what was cancelled because nobody has it; gives the units of the last order."""
    cancelled: dict[int, int] = {}
    for life in lives:
        order = scene.shop.get(f"/v1/orders/{life.order_id}")
        cancelled = {}
        for entry in order["lines"]:
            line_no, now = entry["line"]["line_no"], entry["counters"]["cancelled"]
            line = life.lines[line_no]
            if now > line.cancelled:
                cancelled[line_no] = now - line.cancelled
            line.cancelled = now
        if cancelled:
            scene.give_back(life.purses.lower(life.worth))
    return cancelled


def _elsewhere(scene: Scene, life: Life, part: Part, lost: dict[int, int]) -> dict[str, int]:
    """Tell what the other places of the market lack: SKU -> units."""
    wanted: dict[str, int] = {}
    for line_no, units in lost.items():
        sku = life.lines[line_no].sku
        wanted[sku] = wanted.get(sku, 0) + units
    others = [p for p in scene.trade.of_market(life.market) if p != part.place]
    return {
        sku: units - sum(scene.trade.free(sku, place) for place in others)
        for sku, units in wanted.items()
    }


def _agree_short(told: dict[str, int], short: dict[str, int]) -> None:
    agree(about="what nobody else has", shop=told, model=short)


def _body(part: Part, step: str) -> dict[str, Any]:
    body: dict[str, Any] = dict(_NEEDS.get(step, {}))
    if step == "hand-over":
        body["code"] = part.code
    return body
