"""Store credit over the API: granted to a person, read, and spent in every door by its code."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from paraguas.doors.api.given import AnyRequest, GivenCaller, GivenRuntime, IdempotencyKey
from paraguas.doors.api.writing import Answering, perform
from paraguas.journeys.money.store_credit import Granting, ToldCredit, grant_credit, read_credit
from paraguas.staff.model import Scope
from paraguas.values.ids import digest_id
from paraguas.values.limits import Amount, Reason
from paraguas.values.money import Money, exponent

Contact = Annotated[str, msgspec.Meta(min_length=3, max_length=200)]
Currency = Annotated[str, msgspec.Meta(max_length=3)]


class CreditIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Store credit to grant.

    contact: the holder's e-mail address or phone number.  cause: what it is for, an order or a
    case; the same one counts once for a holder.
    """

    contact: Contact
    amount_minor: Amount
    currency: Currency
    reason: Reason
    cause: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class HolderIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Whose store credit; the contact comes in the body, so that no log keeps it."""

    contact: Contact
    currency: Currency


@post("/store-credits", operation_id="grantStoreCredit", tags=["store credit"], status_code=201)
async def grant(
    data: JSONBody[CreditIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[ToldCredit]:
    """Grant store credit, within the authority of who grants it."""
    caller.demand(Scope.PAYMENTS_WRITE)
    exponent(data.currency)
    item = Granting(
        caller.stamp("api", reason=data.reason),
        caller.grant.actor,
        data.contact,
        Money(data.amount_minor, data.currency),
        digest_id("cause", data.cause),
    )
    return await perform(runtime, caller, request, grant_credit, item, answering=Answering(201))


@post("/store-credits/balance", operation_id="getStoreCredit", tags=["store credit"],
      status_code=200)  # fmt: skip
async def get_credit(
    data: JSONBody[HolderIn], runtime: GivenRuntime, caller: GivenCaller
) -> ToldCredit:
    """Tell what a holder may spend, with the code that pays and what moved on it."""
    caller.demand(Scope.PAYMENTS_WRITE)
    return await runtime.read(lambda tx: read_credit(tx, data.contact, data.currency))


HANDLERS = (grant, get_credit)
