"""A small day of trade to look at: orders in every state, and stores that are always open."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Thread

import httpx
from granian.constants import Interfaces
from granian.server.embed import Server
from msgspec.structs import replace

from paraguas.appointments.queries import appointments_of
from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.doors.adapters.smtp.recorder import RecorderTransport
from paraguas.doors.api.app import make_app
from paraguas.doors.worker import Worker
from paraguas.fulfilment.queries import fulfilments_of
from paraguas.network.actions.save_places import save_places
from paraguas.network.queries import network
from paraguas.plumbing import chores
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.secret_store import secret
from paraguas.staff.model import Scope
from paraguas.values.by import SYSTEM
from paraguas.values.ids import OrderId
from paraguas.values.links import sign_link
from tests.doors.api.visitor import Visitor
from tests.doors.api.wishes import MADRID

STORE = "ES-MAD-SERRANO"
ASSOCIATE = (
    *(Scope.ORDERS_READ, Scope.ORDERS_WRITE, Scope.STORE_WORK, Scope.STOCK_READ),
    Scope.STOCK_WRITE,
    *(Scope.PAYMENTS_WRITE, Scope.INVOICES_READ),
)


class World:
    """An installation with a worker, seen through the API by the shop and through pages by us."""

    def __init__(self, api: Visitor, folder) -> None:
        self.api = api
        self.runtime = api.runtime
        self.folder = folder
        self.provider = SandboxPayments(folder / "sandbox.db")
        self.always_open()
        api.stock("PHONE-128-BLACK", ES_MAD_SERRANO=9)
        api.stock("CASE-CLEAR", ES_MAD_SERRANO=9, ES_GETAFE=9)

    def always_open(self) -> None:
        """Keep all stores open, so that the hour of the test run does not matter."""
        with self.runtime.database.writing() as tx:
            hours = replace(
                network(tx).places[0].hours,
                week=(((0, 1440),),) * 7,
                special={},
                holidays=None,
            )
            save_places(tx, stamp(SYSTEM), [replace(p, hours=hours) for p in network(tx).places])

    def key(self, actor: str = "ES-04", *scopes: Scope, place: str = STORE, door: str = "") -> str:
        return self.api.key_of(actor, *(scopes or ASSOCIATE), place=place, door=door)

    def place(self, **more) -> OrderId:
        """Place the handset order: fetched and set up in the store, two cases shipped."""
        answer = self.api.post("/v1/orders", handset(**more))
        assert answer.status_code == 201, answer.text
        return OrderId(answer.json()["order_id"])

    def handset(self, **more) -> OrderId:
        """Place it, and let the payment go through."""
        order_id = self.place(**more)
        self.settle()
        return order_id

    def book(self, order_id: OrderId, number: int = 0) -> None:
        slots = self.api.get(f"/v1/orders/{order_id}/lines/2/slots").json()
        body = {"start_at": slots[number]["start_at"]}
        answer = self.api.post(f"/v1/orders/{order_id}/lines/2/appointment", body)
        assert answer.status_code == 200, answer.text

    def parts(self, order_id: OrderId):
        with self.runtime.database.reading() as tx:
            return fulfilments_of(tx, [order_id])

    def appointment(self, order_id: OrderId):
        with self.runtime.database.reading() as tx:
            return appointments_of(tx, [order_id])[-1]

    def step(self, part, *steps: str, **body) -> None:
        for step in steps:
            path = f"/v1/orders/{part.order_id}/fulfilments/{part.fulfilment_id}/{step}"
            answer = self.api.post(path, body)
            assert answer.status_code == 200, answer.text

    def ready(self, order_id: OrderId, bay: str = "A1"):
        """Bring the pick-up of an order to its bay, and give it as it is then."""
        part = self.parts(order_id)[0]
        self.step(part, "accept", "pick")
        self.step(part, "stage", bay=bay)
        self.step(part, "ready")
        self.settle()
        return self.parts(order_id)[0]

    def order(self, order_id: OrderId):
        return self.api.get(f"/v1/orders/{order_id}").json()

    def token(self, order_id: OrderId, at: int | None = None) -> str:
        with self.runtime.database.reading() as tx:
            return sign_link(order_id, at=at or now(), secret=secret(tx, "link"))

    def settle(self) -> None:
        """Let the worker do everything that is due."""

        async def work() -> None:
            worker = Worker(self.runtime, self.provider, RecorderTransport(self.folder / "mail"))
            running = asyncio.create_task(worker.run())
            for _ in range(3_000):  # a minute, for machines with much to do
                await asyncio.sleep(0.02)
                if self.due() == 0:
                    break
            worker.stop()
            await running

        # Inside a browser test this thread has a loop already, so the worker gets one of its own.
        thread = Thread(target=asyncio.run, args=(work(),))
        thread.start()
        thread.join()
        assert self.due() == 0

    def due(self) -> int:
        with self.runtime.database.reading() as tx:
            return chores.backlog(tx, now=now())["due"]


def handset(**more):
    return {
        "channel": "web",
        "market": "ES",
        "person": {"name": "Ana Díaz", "email": "ana@example.com", "phone": "+34 600 111 222"},
        "lines": [
            {"sku": "PHONE-128-BLACK", "quantity": 1, "group": 0},
            {"sku": "SETUP-PHONE", "quantity": 1, "group": 1, "bound_to": 0},
            {"sku": "CASE-CLEAR", "quantity": 2, "group": 2},
        ],
        "groups": [
            {"kind": "pick_up", "place": STORE},
            {"kind": "service", "place": STORE},
            {"kind": "ship", "address": MADRID},
        ],
        "tenders": [{"kind": "card", "token": "tok_ok"}],
        **more,
    }


@contextmanager
def served(runtime):
    """Serve the application on a free port of this machine; gives its address."""
    server = Server(
        make_app(runtime),
        address="127.0.0.1",
        port=(port := free_port()),
        interface=Interfaces.ASGI,
        websockets=False,
        log_enabled=False,
    )
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_until_complete, args=(server.serve(),))
    thread.start()
    address = f"http://127.0.0.1:{port}"
    wait_for(address)
    try:
        yield address
    finally:
        loop.call_soon_threadsafe(server.stop)
        thread.join(10)
        loop.close()


def wait_for(address: str) -> None:
    transport = httpx.HTTPTransport(retries=20)
    with httpx.Client(transport=transport) as client:
        assert client.get(f"{address}/enter").status_code == 200


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class LoopApart:
    """A loop in a thread of its own, for a test whose thread a browser's loop holds already."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._runner = asyncio.Runner()

    def run(self, work):
        return self._thread.submit(self._runner.run, work).result()

    def close(self) -> None:
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()
