"""A server in a process of its own: ready, alone on its file, and gone without losing a thing."""

import signal
import socket
import threading
import time

import httpx
import pytest
from sqlalchemy import select

from paraguas.catalog.model import sku_id_of
from paraguas.inventory.actions.receive_stock import receive_stock
from paraguas.inventory.model import Units
from paraguas.network.model import place_id_of
from paraguas.orders.tables import orders
from paraguas.plumbing.clock import stamp
from paraguas.values.by import SYSTEM
from paraguas.values.ids import digest_id
from tests.doors.api.wishes import shipped

SKU = "PHONE-128-BLACK"


@pytest.fixture
def shop(run, place):
    """An installation with starter data, and the key that opens it."""
    key = run("init", "--json", *place).document["key"]
    return place, {"authorization": f"Bearer {key}"}


def stop(serving, number=signal.SIGTERM):
    serving.process.send_signal(number)
    out, err = serving.process.communicate(timeout=20)
    return serving.process.returncode, out, err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_when_it_is_ready_and_stops_when_told(made, serve, number):
    serving = serve(*made)
    assert httpx.get(f"{serving.url}/v1/openapi.json").status_code == 200
    assert serving.ready["pid"] == serving.process.pid
    code, out, err = stop(serving, number)
    assert code == 0
    assert out == ""
    assert "stopped" in err
    with pytest.raises(httpx.ConnectError):
        httpx.get(serving.url)


def test_a_busy_port_is_one_clear_message(run, made):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        told = run("serve", "--json", "--port", str(port), *made)
    assert told.code == 2
    assert told.document["code"] == "port_busy"
    assert told.document["details"] == {"host": "127.0.0.1", "port": port}


@pytest.mark.parametrize("where", [["0", "--host", "203.0.113.7"], ["70000"]])
def test_an_address_that_is_not_ours_is_one_clear_message(run, made, where):
    told = run("serve", "--json", *made, "--port", *where)
    assert told.code == 2
    assert told.document["code"] == "address_unusable"


def test_one_process_owns_a_sqlite_file_and_any_number_a_server(run, made, serve):
    first = serve(*made)
    if "--database-url" in made:
        second = serve(*made)
        assert httpx.get(f"{second.url}/v1/openapi.json").status_code == 200
        return
    told = run("serve", "--json", "--port", "0", *made)
    assert told.code == 2
    assert told.document["code"] == "database_owned"
    assert told.document["details"]["pid"] == str(first.process.pid)
    assert run("init", "--json", *made).document["code"] == "database_owned"


def test_after_a_crash_it_serves_again(made, serve):
    first = serve(*made)
    first.process.kill()
    first.process.wait()
    assert httpx.get(f"{serve(*made).url}/v1/openapi.json").status_code == 200


def test_what_was_acknowledged_before_it_stopped_is_written(run, shop, serve, inside):
    options, headers = shop
    with inside() as tx:
        units = [Units(sku_id_of(SKU), place_id_of("ES-MAD-GRANVIA"), 5000)]
        receive_stock(tx, stamp(SYSTEM), digest_id("delivery"), units)
    serving = serve(*options)
    acknowledged: list[str] = []

    def buy(buyer: int) -> None:
        with httpx.Client(base_url=serving.url, headers=headers) as client:
            for turn in range(500):
                key = {"idempotency-key": f"{buyer}-{turn}"}
                try:
                    body = shipped(SKU, 1)
                    answer = client.post("/v1/orders", json=body, headers=key)
                except httpx.TransportError:
                    return
                if answer.status_code == 201:
                    acknowledged.append(answer.json()["order_id"])

    buyers = [threading.Thread(target=buy, args=(n,)) for n in range(4)]
    for buyer in buyers:
        buyer.start()
    while len(acknowledged) < 20 and any(buyer.is_alive() for buyer in buyers):
        time.sleep(0.01)
    code, _, err = stop(serving)
    for buyer in buyers:
        buyer.join()
    assert code == 0, err
    assert "Traceback" not in err
    assert len(acknowledged) >= 20
    with inside() as tx:
        placed = {row.order_id for row in tx.all(select(orders.c.order_id))}
    assert set(acknowledged) <= placed
    assert run("audit", "--json", *options).document["findings"] == 0
