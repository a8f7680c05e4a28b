"""What was said before a server was killed is there, and goes on, when another takes its place."""

import time

import httpx
import pytest

from tests.doors.api.wishes import ANA, CARD, MADRID

SKU = "CASE-CLEAR"
ORDER = {
    "channel": "web",
    "market": "ES",
    "person": ANA,
    "tenders": [CARD],
    "lines": [{"sku": SKU, "quantity": 2}],
    "groups": [{"kind": "ship", "address": MADRID}],
}


class Shop:
    """Somebody who calls a server with the key of its installation."""

    def __init__(self, url: str, key: str) -> None:
        self.client = httpx.Client(base_url=url, headers={"authorization": f"Bearer {key}"})

    def post(self, path, body, key):
        return self.client.post(path, json=body, headers={"idempotency-key": key})

    def read(self, path):
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def wait(self, path, **wanted):
        """Read until it says what is wanted, as the worker goes on in its own time."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            found = self.read(path)
            if wanted.items() <= found.items():
                return found
            time.sleep(0.05)
        pytest.fail(f"{path} never said {wanted}")


@pytest.fixture
def shop_at():
    """Make callers; they hang up with the test."""
    callers = []

    def call(url, key):
        callers.append(Shop(url, key))
        return callers[-1]

    yield call
    for one in callers:
        one.client.close()


def test_orders_baskets_stock_and_promises_outlive_a_killed_server(run, place, serve, shop_at):
    key = run("init", "--json", *place).document["key"]
    first = serve(*place)
    shop = shop_at(first.url, key)
    lines = [{"sku": SKU, "quantity": 5}]
    came_in = {"place": "ES-GETAFE", "document": "DN-1", "lines": lines}
    assert shop.post("/v1/stock/receipts", came_in, "stock").status_code == 201
    placed = shop.post("/v1/orders", ORDER, "order")
    order_at = f"/v1/orders/{placed.json()['order_id']}"
    order = shop.wait(order_at, payment_status="authorised")
    life = shop.read(f"{order_at}/timeline")
    asked = {**ORDER, "lines": [{"sku": SKU, "quantity": 1}]}
    basket = shop.post("/v1/baskets", {k: asked[k] for k in asked if k != "tenders"}, "basket")
    held = basket.json()["held"]
    last = shop.post("/v1/orders", {**ORDER, "external": "2"}, "last").json()
    first.process.kill()
    first.process.wait()

    shop = shop_at(serve(*place).url, key)
    assert shop.read(order_at) == order
    assert shop.read(f"{order_at}/timeline") == life
    again = shop.post("/v1/orders", ORDER, "order")
    assert again.headers["idempotent-replayed"] == "true"
    assert again.content == placed.content
    shop.wait(f"/v1/orders/{last['order_id']}", payment_status="authorised")
    basket_at = f"/v1/baskets/{basket.json()['basket_id']}"
    assert shop.read(basket_at)["held"] == held
    assert shop.read(f"/v1/stock/{SKU}/availability")["available"] == 0
    completed = shop.post(f"{basket_at}/complete", {"tenders": [CARD]}, "complete")
    assert completed.status_code == 201, completed.text
