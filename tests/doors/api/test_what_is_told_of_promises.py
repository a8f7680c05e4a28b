"""Quotes, changes, goods on order and the supply they wait for are told where they belong."""

import pytest

from paraguas.catalog.model import sku_id_of
from paraguas.changes.actions.open_change import LASTS, open_change
from paraguas.changes.model import SetQuantity
from paraguas.network.model import place_id_of
from paraguas.plumbing.clock import now, stamp
from paraguas.values.by import By
from paraguas.values.time import DAY, HOUR
from tests.doors.api import test_changes, test_quotes, test_transfers
from tests.doors.api.backorders import PLACE, SKU as GREEN, announce, receive, terms
from tests.doors.api.test_baskets_on_order import begin, body, complete
from tests.doors.api.test_changes import open_set, quantity
from tests.doors.api.test_quotes import shop
from tests.doors.api.test_reshaping import ask
from tests.doors.api.test_what_is_told import told
from tests.doors.api.wishes import shipped

__all__ = ["shop"]

SKU = "CASE-CLEAR"


def of(api, stream, *wanted):
    """The facts of these names a stream tells, in their order, and their bodies."""
    names, bodies = told(api, stream)
    return [name for name in names if name.startswith(wanted)], bodies


def test_a_quote_that_is_accepted(shop):
    quote = test_quotes.sent(shop, prices={"0": 2000})
    order_id = test_quotes.accept(shop, quote).json()["order_id"]
    shop.settle()
    names, bodies = of(shop.api, quote["quote_id"], "quote.")
    assert names == ["quote.sent", "quote.accepted"]
    sent = bodies["quote.sent"]
    assert (sent["number"], sent["total_minor"], sent["given_minor"], sent["currency"]) == (
        *(quote["number"], 20_000, 4_900, "EUR"),
    )
    assert sent["valid_until"] == quote["valid_until"]
    assert bodies["quote.accepted"] == {
        "quote_id": quote["quote_id"],
        "number": quote["number"],
        "order_id": order_id,
    }


@pytest.mark.parametrize("end", ["quote.declined", "quote.expired"])
def test_a_quote_that_comes_to_nothing(shop, end):
    quote = test_quotes.sent(shop)
    if end == "quote.declined":
        for _ in range(2):
            shop.api.post(f"/v1/quotes/{quote['quote_id']}/decline", {})
    shop.pass_time(quote["valid_until"])
    names, bodies = of(shop.api, quote["quote_id"], "quote.")
    assert names == ["quote.sent", end]
    assert bodies[end] == {"quote_id": quote["quote_id"], "number": quote["number"]}


def test_a_change_that_is_withdrawn_and_one_that_nobody_confirmed(shop):
    order_id = shop.place(shipped(SKU, 3))
    path = test_changes.opened(shop, order_id, quantity(1, 2))
    names, bodies = of(shop.api, order_id, "change.")
    assert (names, bodies["change.opened"]["change_no"]) == (["change.opened"], 1)
    shop.api.post(f"{path}/withdraw")
    names, bodies = of(shop.api, order_id, "change.")
    assert names == ["change.opened", "change.withdrawn"]
    assert bodies["change.withdrawn"] == {
        "order_id": order_id,
        "change_no": 1,
        "cause": "withdrawn",
    }
    with shop.api.runtime.database.writing() as tx:
        long_ago = stamp(By("phone", "agent"), at=now() - LASTS)
        open_change(tx, long_ago, order_id, "she called", (SetQuantity(line_no=1, quantity=2),))
    assert open_set(shop, order_id, quantity(1, 1)).status_code == 201
    names, bodies = of(shop.api, order_id, "change.")
    assert names[2:] == ["change.opened", "change.withdrawn", "change.opened"]
    withdrawn = bodies["change.withdrawn"]
    assert (withdrawn["change_no"], withdrawn["cause"]) == (2, "expired")
    assert bodies["change.opened"]["change_no"] == 3


def test_work_that_is_held_resumed_scheduled_and_owned(shop):
    order_id = shop.place(shipped(SKU, 1))
    (part,) = shop.parts(order_id)
    ask(shop, part, "hold", {"reason": "address in doubt"})
    ask(shop, part, "resume", {})
    tomorrow = now() + DAY
    ask(shop, part, "schedule", {"not_before": tomorrow, "reason": "she is away"})
    for owner in ("ES-01", "ES-01", None):
        ask(shop, part, "own", {"owner": owner})
        names, bodies = of(shop.api, order_id, "fulfilment.")
        assert bodies["fulfilment.owned"]["owner"] == owner
    assert names[1:] == [
        *("fulfilment.held", "fulfilment.resumed", "fulfilment.scheduled"),
        *["fulfilment.owned"] * 2,
    ]
    assert bodies["fulfilment.scheduled"]["not_before"] == tomorrow
    resumed = bodies["fulfilment.resumed"]
    assert (resumed["fulfilment_id"], resumed["lines"]) == (part.fulfilment_id, [[1, 1]])


def test_who_waits_is_moved_to_other_supply_whole_and_in_part_and_dropped(desk):
    api, place_id = desk.api, place_id_of(PLACE)
    terms(api, against_supply=True)
    lost = announce(api, 3, 5)
    announce(api, 2, 15, reference="PO-2")
    parted, whole = desk.place(shipped(GREEN, 2)), desk.place(shipped(GREEN, 1))
    api.post(f"/v1/purchase-orders/{lost}/cancel", {"reason": "supplier is out"})
    desk.settle()
    names, bodies = of(api, whole, "backorder.")
    assert names == ["backorder.moved"]
    assert bodies["backorder.moved"] == {
        "order_id": whole,
        "place_id": place_id,
        "lines": [[1, 1]],
    }
    names, bodies = of(api, parted, "backorder.")
    assert sorted(names) == ["backorder.dropped", "backorder.moved"]
    for fact in (bodies["backorder.moved"], bodies["backorder.dropped"]):
        assert (fact["order_id"], fact["place_id"], fact["lines"]) == (parted, place_id, [[1, 1]])


def test_what_a_basket_keeps_of_what_is_on_order(desk):
    api, sku_id = desk.api, sku_id_of(GREEN)
    terms(api, cap=9, place=PLACE, lead_days=20)
    changed = begin(api, 4)
    path = f"/v1/baskets/{changed['basket_id']}"
    api.put(path, {"lines": body(1)["lines"], "version": 1})
    _, bodies = of(api, changed["basket_id"], "backorder.")
    kept = bodies["backorder.held"]
    assert (kept["basket_id"], kept["units"]) == (changed["basket_id"], [[sku_id, 1]])
    assert kept["expires_at"] == api.get(path).json()["on_order"][0]["until"]
    api.put(path, {"lines": [], "version": 2})
    ordered, left = begin(api, 2), begin(api, 3)
    assert complete(api, ordered).status_code == 201
    desk.pass_time(now() + 2 * HOUR)
    for basket, held, units in ((changed, 2, 1), (ordered, 1, 2), (left, 1, 3)):
        names, bodies = of(api, basket["basket_id"], "backorder.")
        assert names == [*["backorder.held"] * held, "backorder.released"]
        assert bodies["backorder.released"] == {
            "basket_id": basket["basket_id"],
            "units": [[sku_id, units]],
        }


def test_what_a_basket_finds_in_stock_it_keeps_on_order_no_more(desk):
    api, sku_id = desk.api, sku_id_of(GREEN)
    terms(api, cap=9, place=PLACE, lead_days=20)
    basket = begin(api, 2)
    api.stock(GREEN, ES_GETAFE=5)
    path = f"/v1/baskets/{basket['basket_id']}"
    changed = api.put(path, {"lines": body(1)["lines"], "version": 1})
    assert changed.json()["on_order"] == []
    names, bodies = of(api, basket["basket_id"], "backorder.")
    assert names == ["backorder.held", "backorder.released"]
    assert bodies["backorder.released"]["units"] == [[sku_id, 2]]


def test_supply_that_will_not_come(api):
    closed, cancelled = announce(api, 5), announce(api, 4, reference="PO-2")
    receive(api, closed, 2)
    for purchase, verb in ((closed, "close"), (cancelled, "cancel")):
        path = f"/v1/purchase-orders/{purchase}/{verb}"
        assert api.post(path, {"reason": "supplier is out"}).status_code == 200
    names, bodies = of(api, place_id_of(PLACE), "supply.")
    assert names[-2:] == ["supply.closed", "supply.cancelled"]
    head = {"place_id": place_id_of(PLACE), "reason": "supplier is out"}
    missing = [{"sku_id": sku_id_of(GREEN), "quantity": 3}]
    assert bodies["supply.closed"] == {"purchase_order_id": closed, **head, "missing": missing}
    assert bodies["supply.cancelled"] == {"purchase_order_id": cancelled, **head}


def test_a_transfer_that_goes_back(api):
    api.stock(SKU, ES_GETAFE=6)
    sent = test_transfers.send(api, test_transfers.lines(CASE_CLEAR=6))
    test_transfers.end(api, sent, "cancel", "wrong store")
    sender = place_id_of(test_transfers.SENDER)
    names, bodies = told(api, sender)
    assert names[-1] == "stock.transfer_cancelled"
    fact = bodies["stock.transfer_cancelled"]
    assert (fact["transfer_id"], fact["place_id"], fact["reason"]) == (
        *(sent["transfer_id"], sender, "wrong store"),
    )
    assert [(one["sku_id"], one["quantity"]) for one in fact["units"]] == [(sku_id_of(SKU), 6)]
