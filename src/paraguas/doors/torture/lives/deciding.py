"""What people decide about an order: cancelled, held back, paid again, given back, invoiced."""

from paraguas.doors.torture.lives.model import Difference, Life, agree
from paraguas.doors.torture.lives.placing import draw_tenders, pay
from paraguas.doors.torture.lives.scene import Scene
from paraguas.doors.torture.lives.sourcing import take_over
from paraguas.plumbing.clock import now
from paraguas.values.time import DAY

_PATIENCE = 60 * DAY
"""After so long goods nobody fetched and money that never came are given up."""


def cancel(scene: Scene, life: Life) -> None:
    """Cancel some units or all that are open; what is on its way to a store has to arrive first."""
    there = {line_no: line.open for line_no, line in life.lines.items() if line.open}
    units = scene.some(there) if there and scene.chance(0.7) else None
    body = {
        "reason": "changed her mind",
        "units": {str(n): some for n, some in units.items()} if units else None,
    }
    said = scene.ask(f"/v1/orders/{life.order_id}/cancel", body, life)
    if not there:
        scene.demand(said, 409)
        return
    asked = units or there
    if _on_the_way(life, asked) and said.status == 409:
        agree(about="why", shop=said.code, model="step_not_allowed")
        return
    scene.demand(said, 200)
    lose(scene, life, asked)


def lose(scene: Scene, life: Life, units: dict[int, int]) -> None:
    """Note units that are cancelled, and the money they set free."""
    for line_no, some in units.items():
        life.lines[line_no].cancelled += some
    take_over(scene, life)
    scene.give_back(life.purses.lower(life.worth))
    life.begin()


def cancel_too_much(scene: Scene, life: Life) -> None:
    """Cancel more than is open: refused whole."""
    line_no = scene.dice.choice(sorted(life.lines))
    body = {"reason": "x", "units": {str(line_no): life.lines[line_no].open + 1}}
    scene.demand(scene.ask(f"/v1/orders/{life.order_id}/cancel", body, life), 409)


def hold_back(scene: Scene, life: Life) -> None:
    """Hold an order back, or lift a hold; several may stand at once."""
    if life.holds and scene.chance(0.6):
        hold_no = scene.dice.choice(sorted(life.holds))
        path = f"/v1/orders/{life.order_id}/holds/{hold_no}/lift"
        scene.demand(scene.ask(path, {"reason": "seen to"}, life), 200)
        life.holds.remove(hold_no)
    else:
        kind = scene.dice.choice(["fraud", "address", "approval"])
        path = f"/v1/orders/{life.order_id}/holds"
        said = scene.ask(path, {"kind": kind, "reason": "look"}, life)
        if not life.is_open:
            scene.demand(said, 409)
            return
        scene.demand(said, 201)
        life.holds.add(said.body["hold_no"])
    life.begin()


def pay_again(scene: Scene, life: Life) -> None:
    """Pay with other tenders what declined ones left open; refused where nothing is."""
    due = life.purses.missing(life.worth)
    tenders = draw_tenders(scene, life.market, on_site=False)
    said = scene.ask(f"/v1/orders/{life.order_id}/tenders", {"tenders": tenders}, life)
    if not due:
        scene.demand(said, 409)
        return
    scene.demand(said, 200)
    life.purses.write_off()
    pay(scene, life, tenders, due, on_site=False)
    life.purses.take(life.due)
    scene.give_back(life.purses.lower(life.worth))
    life.begin()


def give_goodwill(scene: Scene, life: Life) -> None:
    """Give money back as goodwill; never more than was taken and not given back."""
    there = life.purses.refundable
    amount = scene.dice.randint(1, max(1, there // 2)) if scene.chance(0.8) else there + 1
    body = {"amount_minor": amount, "reason": "sorry"}
    said = scene.ask(f"/v1/orders/{life.order_id}/refunds", body, life)
    if amount > there:
        scene.demand(said, 409)
        return
    scene.demand(said, 200)
    scene.give_back(life.purses.give(amount))


def receive_money(scene: Scene, life: Life) -> None:
    """Note that a transfer came: exactly what was awaited, or it is refused."""
    for purse in life.purses.all:
        if purse.awaited:
            path = f"/v1/orders/{life.order_id}/transfer"
            wrong = {"amount_minor": purse.awaited + 1, "reference": "W"}
            scene.demand(scene.ask(path, wrong, life), 409)
            body = {"amount_minor": purse.awaited, "reference": f"B-{life.order_id[-6:]}"}
            scene.demand(scene.ask(path, body, life), 200)
            purse.taken, purse.awaited = purse.awaited, 0
            scene.give_back(life.purses.lower(life.worth))
            life.begin()
            return


def invoice(scene: Scene, life: Life) -> None:
    """Issue the invoice now, because somebody asks; asked again it is the same one."""
    said = scene.ask(f"/v1/orders/{life.order_id}/invoices", {}, life)
    if not life.worth:
        scene.demand(said, 200, 201, 409)
        return
    scene.demand(said, 200, 201)
    life.invoiced = True


def let_time_pass(scene: Scene) -> None:
    """Let sixty days pass: goods nobody fetched go back, money that never came is given up."""
    scene.note("sixty days pass", None)
    scene.shop.pass_time(now() + _PATIENCE)
    for life in scene.trade.lives.values():
        _expire(scene, life)


def _expire(scene: Scene, life: Life) -> None:
    gone: dict[int, int] = {}
    late = [purse for purse in life.purses.all if purse.awaited]
    for purse in late:
        purse.lost, purse.awaited, purse.owed = True, 0, purse.awaited
    if late:
        gone = {line_no: line.open for line_no, line in life.lines.items() if line.open}
    else:
        for _, part in life.alive("ready"):
            for line_no, units in part.units.items():
                gone[line_no] = gone.get(line_no, 0) + units
    if gone or late:
        life.story.append("sixty days pass")
        lose(scene, life, gone)
    if late and life.is_open:
        raise Difference("an order goes on though its money never came")


def _on_the_way(life: Life, asked: dict[int, int]) -> bool:
    return any(asked.keys() & part.units.keys() for _, part in life.alive("sent"))
