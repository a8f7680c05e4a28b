"""Who may go on with a basket: staff by their key, a customer by the basket's own token."""

from hmac import compare_digest

from msgspec import Struct

from paraguas.baskets import queries
from paraguas.baskets.errors import BasketAbsent
from paraguas.baskets.model import Basket
from paraguas.doors.api.caller import Caller, recognise
from paraguas.doors.api.given import AnyRequest
from paraguas.doors.runtime import Runtime
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.replies import Key, make_key
from paraguas.staff.model import Scope
from paraguas.values.by import By
from paraguas.values.stamp import Stamp


class Customer(Struct, frozen=True):
    """Somebody who shows the token of a basket, and so may act on this one only."""

    basket: Basket
    language: str

    def stamp(self, channel: str = "") -> Stamp:
        """Begin a write at a door; the basket's unless another is named."""
        return stamp(By(channel or self.basket.channel, "customer"))

    def key(self, route: str, key: str, body: bytes) -> Key:
        """Make the idempotency key of a request, scoped to the basket and the route."""
        return make_key(self.basket.basket_id, route, key, body)


Hand = Caller | Customer


async def reach(
    runtime: Runtime, request: AnyRequest, basket_id: str, scope: Scope
) -> tuple[Hand, Basket]:
    """Find the basket and who asks for it.

    Raises BasketAbsent, also for a wrong token; without a token KeyUnknown or ScopeMissing.
    """
    language = request.headers.get("accept-language", "")
    token = request.headers.get("x-basket-token")
    caller: Caller | None = None
    if token is None:
        authorization = request.headers.get("authorization", "")
        caller = recognise(runtime.directory, authorization, language)
        caller.demand(scope)
    basket = await runtime.read(lambda tx: queries.basket(tx, basket_id))
    if caller:
        return caller, basket
    if not compare_digest((token or "").encode(), basket.token.encode()):
        raise BasketAbsent(basket=basket_id)
    return Customer(basket, language), basket
