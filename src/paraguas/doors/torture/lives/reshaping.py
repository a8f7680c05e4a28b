"""Fulfilments reshaped: split, merged, held, resumed, brought from another place."""

from paraguas.doors.torture.lives.model import GONE, Life, Part
from paraguas.doors.torture.lives.scene import Scene
from paraguas.doors.torture.lives.sourcing import take_over
from paraguas.doors.torture.lives.working import path_of
from paraguas.plumbing.clock import now
from paraguas.values.time import HOUR

_OVER = (*GONE, "refused", "cancelled", "expired")
_BEGUN = ("released", "accepted", "picking", "staged")


def split(scene: Scene, life: Life) -> None:
    """Let units of a part go on by themselves; all of them cannot."""
    if not (parts := life.alive()):
        return
    part_id, part = scene.dice.choice(parts)
    goes = scene.some(part.units)
    body = {"lines": {str(n): units for n, units in goes.items()}, "reason": "two boxes"}
    said = scene.ask(path_of(life, part_id, "split"), body, life)
    if goes == part.units:
        scene.demand(said, 409)
        return
    scene.demand(said, 201)
    new = Part(
        part.group, part.place, part.kind, part.status, goes, part.held, part.code, part.brought_to
    )
    life.parts[said.body["fulfilment_id"]] = new
    part.units = {n: u - goes.get(n, 0) for n, u in part.units.items() if u > goes.get(n, 0)}


def merge(scene: Scene, life: Life) -> None:
    """Put two parts together; only those that stand alike can be."""
    parts = life.alive()
    if len(parts) < 2:
        return
    (into_id, into), (other_id, other) = scene.dice.sample(parts, 2)
    body = {"others": [other_id], "reason": "one box"}
    said = scene.ask(path_of(life, into_id, "merge"), body, life)
    if into.held or other.held or _stand(into) != _stand(other):
        scene.demand(said, 409)
        return
    scene.demand(said, 200)
    for line_no, units in other.units.items():
        into.units[line_no] = into.units.get(line_no, 0) + units
    other.status = "cancelled"


def hold_part(scene: Scene, life: Life) -> None:
    """Let nobody work on a part, or let work on it go on."""
    if not (parts := life.alive()):
        return
    part_id, part = scene.dice.choice(parts)
    verb = "resume" if part.held else "hold"
    body = {} if part.held else {"reason": "look at it"}
    scene.demand(scene.ask(path_of(life, part_id, verb), body, life), 200)
    part.held = not part.held


def bring(scene: Scene, life: Life) -> None:
    """Have another place bring the goods of a pick-up, where it has them."""
    parts = [(i, p) for i, p in life.alive(*_BEGUN) if p.kind == "pick_up" and not p.brought_to]
    if not parts:
        return
    part_id, part = scene.dice.choice(parts)
    others = [place for place in scene.trade.of_market(life.market) if place != part.place]
    place = scene.dice.choice(others)
    wanted: dict[str, int] = {}
    for line_no, units in part.units.items():
        sku = life.lines[line_no].sku
        wanted[sku] = wanted.get(sku, 0) + units
    there = all(scene.trade.free(sku, place) >= units for sku, units in wanted.items())
    body = {"place": place, "expected_at": now() + 48 * HOUR, "reason": "none here"}
    said = scene.ask(path_of(life, part_id, "bring"), body, life)
    scene.demand(said, 201 if there else 409)
    if there:
        take_over(scene, life, begun=True)


def _stand(part: Part) -> tuple[object, ...]:
    return part.group, part.place, part.kind, part.status, part.brought_to
