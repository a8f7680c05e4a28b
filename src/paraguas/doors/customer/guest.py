"""A guest: whoever holds the signed link of an order, reading in the order's language."""

from collections.abc import Callable
from typing import Any, TypeVar

from litestar import Response
from litestar.di import NamedDependency
from msgspec import Struct

from paraguas.doors.api.given import AnyRequest, GivenRuntime
from paraguas.doors.pages.errors import LinkUnknown
from paraguas.doors.pages.forms import Form, read_form
from paraguas.doors.pages.rendering import Reader, render
from paraguas.doors.pages.writing import write_once
from paraguas.doors.runtime import Runtime
from paraguas.network.queries import network
from paraguas.orders.queries import orders
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.replies import make_key
from paraguas.plumbing.secret_store import installed, secret
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.plumbing.work import Verb
from paraguas.values.by import By
from paraguas.values.ids import OrderId
from paraguas.values.language import choose_language
from paraguas.values.links import read_link
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp

DOOR = "web"
CUSTOMER = "customer"
TOLD = ("pages.guest_refusals", "pages.refusals")
"""Where refusals are worded for her."""


T = TypeVar("T")


class Guest(Struct, frozen=True):
    """The holder of a link; `chosen` is the language asked for over the order's own."""

    runtime: Runtime
    order_id: OrderId
    token: str
    chosen: str
    reader: Reader

    @property
    def home(self) -> str:
        """The address of the order's page."""
        return f"/o/{self.token}" + (f"?lang={self.chosen}" if self.chosen else "")

    def home_after(self, done: str) -> Callable[[Any], str]:
        """Tell where to go on after a decision: back to the order's page, which says it is done."""
        joined = "&" if self.chosen else "?"
        return lambda _: f"{self.home}{joined}done={done}"

    def page(self, template: str, **values: Any) -> Response[str]:
        """Render a page for the guest."""
        return render(
            template,
            self.reader,
            token=self.token,
            home=self.home,
            chosen=self.chosen,
            **values,
        )

    def stamp(self, reason: str | None = None) -> Stamp:
        """Begin a decision of the customer's own."""
        return stamp(By(DOOR, CUSTOMER, reason=reason))

    async def form(self, request: AnyRequest) -> Form:
        """Read a form posted from this link's page."""
        return await read_form(request, self.reader.bound_to, self.reader.secret)

    async def preview(
        self, look: Callable[[Tx, Form], T], form: Form, problem: Refusal | None
    ) -> tuple[T, Refusal | None]:
        """See what a form asks for; where that is refused, what there is without it, and why."""
        try:
            return await self.runtime.read(lambda tx: look(tx, form)), problem
        except Refusal as refused:
            return await self.runtime.read(lambda tx: look(tx, Form(()))), refused

    async def write(
        self, request: AnyRequest, form: Form, verb: Verb, item: Any, to: Callable[[Any], str]
    ) -> Response[str]:
        """Do something that writes once, however often the form is sent, and go on."""
        route = f"POST {request.url.path}"
        key = make_key(f"link:{self.order_id}", route, form.text("once"), form.raw)
        return await write_once(self.runtime, key, verb, item, to)


async def give_guest(request: AnyRequest, runtime: GivenRuntime) -> Guest:
    """Open a link; LinkUnknown where it is forged, cut, out of date, or its order is gone."""
    token = str(request.path_params["token"])
    chosen = request.query_params.get("lang", "")

    def look(tx: Tx) -> Guest:
        signed = secret(tx, "link")
        order_id = read_link(token, at=now(), secret=signed)
        found = orders(tx, [OrderId(order_id)]) if order_id else []
        if not found:
            raise LinkUnknown
        market = network(tx).market(found[0].market)
        assert market is not None, "an order of a market that is not there"
        language = choose_language([chosen, found[0].language])
        words = speak(language, market.zone, market.country)
        reader = Reader(words, installed(tx, "brand", "Paraguas"), token, signed, TOLD)
        return Guest(runtime, found[0].order_id, token, chosen and language, reader)

    return await runtime.read(look)


GivenGuest = NamedDependency[Guest]
