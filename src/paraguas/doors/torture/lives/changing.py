"""Orders changed: wishes are collected, shown with what they mean, and confirmed whole."""

from typing import Any

from paraguas.doors.torture.lives.deciding import cancel
from paraguas.doors.torture.lives.model import GONE, Life, Line, agree
from paraguas.doors.torture.lives.placing import draw_tenders, pay, sold
from paraguas.doors.torture.lives.scene import Scene
from paraguas.doors.torture.lives.sourcing import can_be_had, copy_of, take_over
from paraguas.doors.torture.lives.world import ADDRESSES, STORES

Wish = dict[str, Any]
_GOODS = ("ship", "pick_up")


def change(scene: Scene, life: Life) -> None:
    """Open a set, show it and confirm it; or let it grow stale, or withdraw it."""
    wishes = _draw(scene, life)
    opened = scene.ask(f"/v1/orders/{life.order_id}/changes",
                       {"reason": "she called", "changes": wishes}, life)  # fmt: skip
    scene.demand(opened, 201)
    path = f"/v1/orders/{life.order_id}/changes/{opened.body['change_no']}"
    shown = scene.ask(f"{path}/preview", {}, life, keyed=False)
    if shown.status != 200:
        _agree_refused(scene, life, wishes, shown.code)
        scene.demand(scene.ask(f"{path}/withdraw", {}, life), 200)
        return
    agree(about="what it was worth", shop=shown.body["money"]["was_minor"], model=life.worth)
    if scene.chance(0.15) and any(line.open for line in life.lines.values()):
        _grow_stale(scene, life, path, shown.body["basis"])
    elif scene.chance(0.1):
        scene.demand(scene.ask(f"{path}/withdraw", {}, life), 200)
    else:
        _confirm(scene, life, path, wishes, shown.body)


def _confirm(scene: Scene, life: Life, path: str, wishes: list[Wish], shown: Any) -> None:
    money = shown["money"]
    was, becomes = life.worth, _follow(life, wishes, shown["order"])
    agree(about="what it becomes worth", shop=money["becomes_minor"], model=becomes)
    spare = max(0, life.purses.taken + life.purses.aside + life.purses.awaited - was)
    due = max(0, becomes - was - spare)
    agree(about="what is to be paid", shop=money["to_pay_minor"], model=due)
    tenders = draw_tenders(scene, life.market, on_site=False) if due else []
    if due and scene.chance(0.2):
        short = {"basis": shown["basis"], "tenders": []}
        scene.demand(scene.ask(f"{path}/confirm", short, life), 400)
    body = {"basis": shown["basis"], "tenders": tenders}
    said = scene.ask(f"{path}/confirm", body, life)
    scene.demand(said, 200)
    if due:
        pay(scene, life, tenders, due, on_site=False)
        life.purses.take(life.due)
        scene.give_back(life.purses.lower(life.worth))
    elif becomes < was:
        scene.give_back(life.purses.lower(becomes))
    take_over(scene, life)


def _grow_stale(scene: Scene, life: Life, path: str, basis: str) -> None:
    """Cancel something in between: what was shown is not what would be, and nothing is done."""
    before = copy_of(life)
    cancel(scene, life)
    if [line.cancelled for line in life.lines.values()] == [
        line.cancelled for line in before.lines.values()
    ]:
        scene.demand(scene.ask(f"{path}/withdraw", {}, life), 200)
        return
    said = scene.ask(f"{path}/confirm", {"basis": basis, "tenders": []}, life)
    scene.demand(said, 409)
    agree(about="why it is refused", shop=said.code, model="preview_stale")
    scene.demand(scene.ask(f"{path}/withdraw", {}, life), 200)


def _follow(life: Life, wishes: list[Wish], order: Any) -> int:
    """Let the lines and ways of the model become what was wished; gives what it is worth then."""
    for wish in wishes:
        match wish["kind"]:
            case "set_quantity":
                line = life.lines[wish["line_no"]]
                line.cancelled += max(0, line.units - line.cancelled - wish["quantity"])
            case "remove_line":
                line = life.lines[wish["line_no"]]
                line.cancelled += line.open
            case "redirect":
                life.ways[wish["group_no"]] = wish["to"], wish.get("place", "")
            case _:
                pass
    more = dict(_more(life, wishes))
    for told in order["lines"]:
        line_no, entry = told["line"]["line_no"], told["line"]
        if line_no in life.lines:
            _reprice(life.lines[line_no], entry, wishes)
        else:
            sku, units, group = more[line_no]
            gift = any(w["kind"] == "give_goodwill" and "line_no" not in w for w in wishes)
            life.lines[line_no] = sold(entry, units, lowered=gift)
            agree(about="added", shop=(entry["code"], entry["group_no"]), model=(sku, group))
    agree(about="lines", shop=len(order["lines"]), model=len(life.lines))
    return life.worth


def _reprice(line: Line, told: Any, wishes: list[Wish]) -> None:
    """Follow prices: an override is exact, goodwill is taken off to the cent over all lines."""
    line_no = told["line_no"]
    amount: int = told["amount_minor"]
    for wish in wishes:
        if wish["kind"] == "override_price" and wish["line_no"] == line_no:
            if not any(one["kind"] == "give_goodwill" for one in wishes):
                agree(about="overridden", shop=amount, model=wish["unit_price_minor"] * line.units)
            line.amount = amount
        if wish["kind"] == "give_goodwill" and wish.get("line_no") in {None, line_no}:
            if wish.get("line_no") == line_no:
                agree(about="lowered", shop=line.amount - amount, model=wish["amount_minor"])
            line.amount = amount
    agree(about=f"amount of line {line_no}", shop=amount, model=line.amount)
    line.tax = told["tax_minor"]


def _more(life: Life, wishes: list[Wish]) -> list[tuple[int, tuple[str, int, int]]]:
    """Number what is wanted besides: line number -> SKU, units, group."""
    found: list[tuple[str, int, int]] = []
    for wish in wishes:
        if wish["kind"] == "add_line":
            found.append((wish["sku"], wish["quantity"], wish["group_no"]))
        elif wish["kind"] == "set_quantity":
            line = life.lines[wish["line_no"]]
            more = wish["quantity"] - (line.units - line.cancelled)
            if more > 0:
                found.append((line.sku, more, line.group))
    return list(enumerate(found, start=max(life.lines) + 1))


def _agree_refused(scene: Scene, life: Life, wishes: list[Wish], code: str) -> None:
    """Demand that what is refused could not be."""
    kinds = {wish["kind"] for wish in wishes}
    more = _more(life, wishes)
    if code == "stock_short" and "redirect" not in kinds:
        after = copy_of(life)
        for wish in wishes:
            if wish["kind"] in {"set_quantity", "remove_line"}:
                line = after.lines[wish["line_no"]]
                line.cancelled += max(0, line.units - line.cancelled - wish.get("quantity", 0))
        wants: dict[int, dict[str, int]] = {}
        for _, (sku, units, group) in more:
            units_of = wants.setdefault(group, {})
            units_of[sku] = units_of.get(sku, 0) + units
        asked = [
            (life.market, life.ways[group][1] if life.ways[group][0] == "pick_up" else "", units)
            for group, units in sorted(wants.items())
        ]
        agree(about="whether more can be had", shop=False, model=can_be_had(scene, asked))
        return
    possible = {
        "change_empty": not more and not kinds - {"set_quantity", "remove_line"},
        "order_done": bool(more) and not life.is_open,
        "line_gone": any(
            w["kind"] == "set_quantity" and w["quantity"] < life.lines[w["line_no"]].gone
            for w in wishes
        ),
        "price_fixed": bool(kinds & {"override_price", "give_goodwill"}),
        "group_unfit": True,
        "group_begun": "redirect" in kinds and any(p.status in GONE for p in life.parts.values()),
        "stock_short": "redirect" in kinds,
        "tax_moves": "redirect" in kinds,
        "step_not_allowed": any(True for _ in life.alive("sent")),
        "goodwill_too_much": "give_goodwill" in kinds,
        "past_cancelling": False,
    }
    agree(about=f"refused with {code}", shop=True, model=possible.get(code, False))


def _draw(scene: Scene, life: Life) -> list[Wish]:
    """Draw a few wishes, at most one about a line or a group."""
    free_lines = sorted(life.lines)
    wishes: list[Wish] = []
    for _ in range(scene.dice.randint(1, 3)):
        kind = scene.dice.choice(
            [
                *("set_quantity", "set_quantity", "remove_line", "add_line", "add_line"),
                *("redirect", "override_price", "give_goodwill"),
            ]
        )
        about = scene.dice.choice(free_lines) if free_lines else None
        if kind in {"set_quantity", "remove_line", "override_price"}:
            if about is None:
                continue
            free_lines.remove(about)
        if wish := _wish(scene, life, kind, about):
            wishes.append(wish)
    return wishes or [{"kind": "set_quantity", "line_no": min(life.lines), "quantity": 1}]


def _wish(scene: Scene, life: Life, kind: str, line_no: int | None) -> Wish | None:
    match kind:
        case "set_quantity":
            assert line_no is not None
            units = max(0, life.lines[line_no].units + scene.dice.randint(-3, 2))
            return {"kind": kind, "line_no": line_no, "quantity": units}
        case "remove_line":
            return {"kind": kind, "line_no": line_no}
        case "override_price":
            price = scene.dice.choice([0, 100, 777, 3001])
            return {"kind": kind, "line_no": line_no, "unit_price_minor": price}
        case "give_goodwill":
            return {"kind": kind, "amount_minor": scene.dice.randint(1, 900)}
        case _:
            return _wish_of_group(scene, life, kind)


def _wish_of_group(scene: Scene, life: Life, kind: str) -> Wish | None:
    groups = [group for group, (way, _) in sorted(life.ways.items()) if way in _GOODS]
    if not groups:
        return None
    group = scene.dice.choice(groups)
    if kind == "add_line":
        sku = scene.dice.choice(scene.trade.skus)
        units = scene.dice.randint(1, 3)
        return {"kind": kind, "sku": sku, "quantity": units, "group_no": group}
    if scene.chance(0.5):
        address = scene.dice.choice(ADDRESSES[life.market])
        return {"kind": "redirect", "group_no": group, "to": "ship", "address": address}
    store = scene.dice.choice(STORES[life.market])
    return {"kind": "redirect", "group_no": group, "to": "pick_up", "place": store}
