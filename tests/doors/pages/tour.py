"""A tour of all pages: an order in every state a page knows, and where to look at each of them."""

from dataclasses import dataclass

from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.ids import OrderId
from paraguas.values.time import DAY, HOUR
from tests.doors.api.people import ANA, LUIS, person_of
from tests.doors.api.wishes import shipped, sold
from tests.doors.pages.world import STORE, World


@dataclass(frozen=True)
class Day:
    """Orders as they stand in the middle of a store's day."""

    waiting: OrderId
    ready: OrderId
    declined: OrderId
    late: OrderId
    done: OrderId
    sold: OrderId


def live_through(world: World) -> Day:
    """Bring an order into every state a page knows."""
    world.api.stock("CASE-GREEN", ES_MAD_SERRANO=5)
    waiting = world.handset(language="en")
    world.book(waiting)
    ready = world.handset(language="fr")
    world.book(ready, 3)
    world.ready(ready)
    declined = world.handset(tenders=[{"kind": "card", "token": "tok_declined"}])
    late = world.handset(language="es")
    world.book(late, 8)
    part = world.parts(late)[0]
    world.step(part, "late", until_at=part.promised_at + 3 * HOUR, cause="goods_late")
    done = finish(world, world.handset(language="en"))
    move_and_count(world)
    differ(world)
    more = [{"kind": "set_quantity", "line_no": 3, "quantity": 3}]
    wanted = {"reason": "she called", "changes": more}
    assert world.api.post(f"/v1/orders/{waiting}/changes", wanted).status_code == 201
    return Day(waiting, ready, declined, late, done, cash_up(world))


def finish(world: World, order_id: OrderId) -> OrderId:
    """Hand over, deliver, give up the set-up, invoice."""
    pick_up, parcel = world.parts(order_id)
    ready = world.ready(order_id)
    world.step(pick_up, "hand-over", code=ready.code)
    world.step(parcel, "accept", "pick", "pack")
    world.step(parcel, "ship", carrier="Correos", tracking="PK42")
    world.step(parcel, "deliver")
    world.api.post(f"/v1/orders/{order_id}/cancel", {"reason": "no set-up wanted"})
    world.settle()
    return order_id


def move_and_count(world: World) -> None:
    """Send units to the store, some of which came; open a count, and close another."""
    api = world.api
    api.stock("CASE-GREEN", ES_GETAFE=3)
    lines = [{"sku": "CASE-GREEN", "quantity": 3}]
    ways = {"from_place": "ES-GETAFE", "to_place": STORE, "expected_at": 1_900_000_000_000_000}
    sent = api.post("/v1/transfers", {**ways, "lines": lines}).json()["transfer_id"]
    some = {"document": "R-1", "lines": [{"sku": "CASE-GREEN", "quantity": 1}]}
    assert api.post(f"/v1/transfers/{sent}/receipts", some).status_code == 201
    announced = [{"sku": "CASE-GREEN", "quantity": 4, "expected_on": "2031-03-01"}]
    notice = {"place": STORE, "supplier": "ACME", "reference": "PO-7", "lines": announced}
    order = api.post("/v1/purchase-orders", notice).json()["purchase_order_id"]
    came = {"document": "R-1", "lines": [{"sku": "CASE-GREEN", "quantity": 0, "damaged": 1}]}
    assert api.post(f"/v1/purchase-orders/{order}/receipts", came).status_code == 201
    entry = {"lines": [{"sku": "CASE-GREEN", "quantity": 5}]}
    for reason in ("", "Recuento"):
        count = api.post("/v1/counts", {"place": STORE}).json()["count_id"]
        assert api.post(f"/v1/counts/{count}/entries", entry).status_code == 200
        if reason:
            assert api.post(f"/v1/counts/{count}/close", {"reason": reason}).status_code == 200


def differ(world: World) -> None:
    """Let a warehouse system and the payment provider tell other numbers than ours."""
    told = {"place": "ES-GETAFE", "feed": "WMS", "sequence": 1, "kind": "snapshot"}
    lines = [{"sku": "CASE-GREEN", "quantity": 9}]
    message = {**told, "told_at": now(), "lines": lines}
    assert world.api.post("/v1/supply-feeds/messages", message).status_code == 201
    line = {"payout": "P-1", "reference": "R-9", "kind": "capture", "amount_minor": 4200,
            "currency": "EUR", "settled_on": "2031-03-01"}  # fmt: skip
    assert world.api.post("/v1/settlements", {"lines": [line]}).status_code == 201


def cash_up(world: World) -> OrderId:
    """Close a drawer, leave one counted and another open; give what was sold in cash."""
    api = world.api
    sale = sold("CASE-CLEAR", 1, STORE, tenders=[{"kind": "cash", "token": "T1"}])
    answer = api.post("/v1/orders", sale)
    assert answer.status_code == 201
    lift = {"kind": "lift", "amount_minor": 700, "reason": "Demasiado efectivo"}
    for till, many in (("T1", 2), ("T2", 1), ("", 0)):
        opening = {"place": STORE, "till": till, "float_minor": 2000}
        drawer = api.post("/v1/drawers", opening).json()["drawer_id"]
        assert api.post(f"/v1/drawers/{drawer}/movements", lift).status_code == 201
        pieces = {"pieces": [{"value_minor": 650, "count": many}]}
        if many:
            assert api.post(f"/v1/drawers/{drawer}/count", pieces).status_code == 200
    return OrderId(answer.json()["order_id"])


def keys(world: World) -> dict[str, str]:
    """Keys of those who sit at desks."""
    return {"store": world.key(), "head": world.key("shop", Scope.ADMIN, place="")}


def quoted(world: World) -> tuple[str, str]:
    """Send a quote: its id, and the path of its page."""
    wish = shipped("CASE-CLEAR", 2, prices={"0": 2000}, valid_until=now() + DAY)
    del wish["tenders"]
    quote_id = world.api.post("/v1/quotes", wish).json()["quote_id"]
    world.api.post(f"/v1/quotes/{quote_id}/send", {"version": 1})
    link = world.api.get(f"/v1/quotes/{quote_id}").json()["link"]
    return quote_id, "/q/" + link.rpartition("/q/")[2]


def people(world: World) -> list[str]:
    """Take in customers that may be one, that were made one, and have points; gives their pages."""
    other = {**ANA, "birth_date": "1955-02-11", "emails": ["other@example.com"], "phones": []}
    ana, luis, apart = (
        person_of(world.api, one, external=one["emails"][0]) for one in (ANA, LUIS, other)
    )
    number = world.api.post("/v1/loyalty/accounts", {"person": ana}).json()["number"]
    given = {"points": 70, "cause": "welcome", "reason": "Bienvenida"}
    world.api.post(f"/v1/loyalty/accounts/{number}/adjustments", given)
    world.handset(person={"name": "Ana García", "email": ANA["emails"][0]}, loyalty=number)
    merged = {"other": luis, "reason": "Lo dijo ella"}
    link = world.api.post(f"/v1/persons/{ana}/merge", merged).json()["link_id"]
    page = f"/board/customers/{ana}"
    return [page, f"{page}/points", f"{page}/merge?other={apart}", f"{page}/unmerge?link={link}",
            f"{page}/erasure", f"/board/customers/{apart}/points"]  # fmt: skip


def pages(world: World, day: Day) -> dict[str, list[str]]:
    """The pages to look at, by who looks."""
    new, fetched = world.parts(day.waiting)[0], world.parts(day.ready)[0]
    links = {name: f"/o/{world.token(getattr(day, name))}" for name in Day.__annotations__}
    waiting, done = links["waiting"], links["done"]
    [invoice] = world.api.get(f"/v1/orders/{day.done}/invoices").json()
    store = f"/store/{STORE}"
    quote, offer = quoted(world)
    counts = [one["count_id"] for one in world.api.get("/v1/counts").json()["counts"]]
    orders = [f"/board/orders/{getattr(day, name)}" for name in Day.__annotations__]
    return {
        "": ["/enter", *links.values(), f"{waiting}?done=slot", f"{waiting}/cancel",
             f"{waiting}/cancel?units-1=1", f"{waiting}/cancel?units-3=9", f"{waiting}/ways/1",
             f"{waiting}/ways/2", f"{waiting}/ways/2?way={STORE}", f"{waiting}/ways/9",
             f"{done}/invoices/{invoice['invoice_id']}", f"{links['sold']}/receipt",
             offer, f"{waiting}/gift-receipts/1",
             "/o/nonsense", "/nowhere", "/help?country=ES", f"{done}/return",
             f"{done}/return?units-3=1&handling=worn", f"{done}/withdraw", f"{waiting}/withdraw",
             f"{done}/claim", f"{done}/claim?units-3=1"],
        "store": [store, f"{store}/tasks/{day.waiting}/{new.fulfilment_id}",
                  f"{store}/tasks/{day.ready}/{fetched.fulfilment_id}", f"{store}/find?q=case",
                  f"{store}/find?q=zzzz", f"{store}/sell", f"{store}?done=ready",
                  f"{store}/stock", f"{store}/stock?done=received",
                  f"{store}/deliveries", f"{store}/deliveries?done=sorted",
                  f"{store}/drawer", f"{store}/drawer?done=drawer-opened",
                  *(f"{store}/counts/{one}" for one in counts), f"{store}/pick-list",
                  f"{store}/receipts/{day.sold}", f"{store}/cards",
                  f"{store}/sell?sku=CASE-GREEN&quantity=2",
                  f"{store}/sell?sku=CASE-GREEN&quantity=99", "/store/ES-GETAFE",
                  f"{store}/returns", f"{store}/returns?order={day.done}",
                  f"{store}/returns?order={day.done}&units-3=1&reason=defective",
                  f"{store}/claims", f"{store}/claims?order={day.done}"],
        "head": ["/board", "/board?payment=declined", "/board/exceptions", "/board/promises",
                 "/board/training", "/board/approvals", "/board/promotions",
                 "/board/exceptions?kind=feed&done=exception-closed", *orders, "/store",
                 f"/board/orders/{day.late}/change", f"/board/orders/{day.waiting}/change/1",
                 f"/board/orders/{day.done}/invoices/{invoice['invoice_id']}",
                 "/board/customers?find=Ana", *people(world), "/board/customers/review",
                 f"/board/orders/{'0' * 32}", "/board/quotes", f"/board/quotes/{quote}"],
    }  # fmt: skip
