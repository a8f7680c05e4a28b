"""Retries: one key, one effect, whatever happens on the way; through real sockets too."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import httpx
import pytest
from msgspec.structs import replace

from paraguas.doors.serving import serving_beside
from tests.doors.api.wishes import shipped

SKU = "CASE-CLEAR"


@pytest.fixture
def unused_tcp_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def test_the_first_answer_is_the_answer(desk):
    desk.api.stock(SKU, ES_GETAFE=5)
    first = desk.api.post("/v1/orders", shipped(SKU, 1), idempotency_key="k")
    before = desk.api.rows()
    again = desk.api.post("/v1/orders", shipped(SKU, 1), idempotency_key="k")
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["idempotent-replayed"] == "true"
    other = desk.api.post("/v1/orders", shipped(SKU, 2), idempotency_key="k")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert desk.api.rows() == before


def test_a_refusal_is_not_remembered(desk):
    refused = desk.api.post("/v1/orders", shipped(SKU, 1), idempotency_key="k")
    assert refused.json()["code"] == "stock_short"
    desk.api.stock(SKU, ES_GETAFE=5)
    assert desk.api.post("/v1/orders", shipped(SKU, 1), idempotency_key="k").status_code == 201


def test_a_key_belongs_to_its_caller_and_its_address(desk):
    desk.api.stock(SKU, ES_GETAFE=5)
    one = desk.place(shipped(SKU, 1), idempotency_key="k")
    cancelled = desk.api.post(f"/v1/orders/{one}/cancel", {"reason": "x"}, idempotency_key="k")
    assert cancelled.status_code == 200
    again = desk.api.post(f"/v1/orders/{one}/cancel", {"reason": "x"}, idempotency_key="k")
    assert (again.status_code, again.content) == (200, cancelled.content)


def test_the_same_key_twice_at_one_moment_gets_one_answer(desk):
    """Both wait behind one write, so they meet in one batch."""
    desk.api.stock(SKU, ES_GETAFE=5)
    held, begun = Event(), Event()

    def hold(_tx, _item):
        begun.set()
        held.wait(10)

    async def both():
        before = asyncio.create_task(desk.api.runtime.write(hold, None))
        await asyncio.to_thread(begun.wait, 10)
        asks = [desk.api.ask("POST", "/v1/orders", wish, idempotency_key="k") for wish in wishes]
        twins = [asyncio.create_task(ask) for ask in asks]
        await asyncio.sleep(0.2)
        held.set()
        await before
        return await asyncio.gather(*twins)

    wishes = [shipped(SKU, 1), shipped(SKU, 1), shipped(SKU, 2)]
    one, twin, other = desk.api.run(both())
    assert (one.status_code, twin.status_code) == (201, 201)
    assert one.json() == twin.json()
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert desk.stock(SKU, "ES-GETAFE") == (5, 1, 0)


def test_five_at_once_through_sockets_are_one_order(desk, unused_tcp_port):
    desk.api.stock(SKU, ES_GETAFE=50)
    runtime = desk.api.runtime
    runtime.settings = replace(runtime.settings, port=unused_tcp_port)
    address = f"http://127.0.0.1:{unused_tcp_port}/v1/orders"
    headers = {"authorization": f"Bearer {desk.api.secret}", "idempotency-key": "same"}

    def ask(_number):
        return httpx.post(address, json=shipped(SKU, 1), headers=headers, timeout=20)

    with serving_beside(runtime), ThreadPoolExecutor(5) as pool:
        answers = [*pool.map(ask, range(5)), *pool.map(ask, range(5))]
    told = {answer.json()["order_id"] for answer in answers if answer.status_code == 201}
    assert len(told) == 1
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert answers[-1].status_code == 201
    assert desk.stock(SKU, "ES-GETAFE") == (50, 1, 0)
