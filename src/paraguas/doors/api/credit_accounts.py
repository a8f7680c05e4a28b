"""Credit accounts over the API: an organisation buys on account, up to its limit, and pays."""

from typing import Annotated

import msgspec
from litestar import Response, get, post, put
from litestar.params import JSONBody, QueryParameter

from paraguas.doors.api.given import (
    AnyRequest,
    CodePart,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.journeys.money.credit_accounts import (
    AccountPayment,
    Limiting,
    ToldAccount,
    limit_credit,
    note_paid,
    read_account,
)
from paraguas.staff.model import Scope
from paraguas.values.ids import digest_id
from paraguas.values.money import LARGEST_MINOR, Money, exponent

Currency = Annotated[str, msgspec.Meta(max_length=3)]


class LimitIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """How much an organisation may owe."""

    currency: Currency
    limit_minor: Annotated[int, msgspec.Meta(ge=0, le=LARGEST_MINOR)]


class PaidIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What an organisation paid.  reference: of the bank; the same one counts once."""

    currency: Currency
    amount_minor: Annotated[int, msgspec.Meta(ge=1, le=LARGEST_MINOR)]
    reference: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]


@put("/credit-accounts/{code:str}", operation_id="setCreditLimit", tags=["credit accounts"])
async def set_limit(
    code: CodePart,
    data: JSONBody[LimitIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[ToldAccount]:
    """Let an organisation buy on account up to a limit, or change it."""
    caller.demand(Scope.ADMIN)
    exponent(data.currency)
    item = Limiting(caller.stamp("api"), code, Money(data.limit_minor, data.currency))
    return await perform(runtime, caller, request, limit_credit, item)


@get("/credit-accounts/{code:str}", operation_id="getCreditAccount", tags=["credit accounts"])
async def get_account(
    code: CodePart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    currency: Annotated[str, QueryParameter(max_length=3)],
) -> ToldAccount:
    """Tell what an organisation may still spend, what it owes, and what moved."""
    caller.demand(Scope.PAYMENTS_WRITE)
    return await runtime.read(lambda tx: read_account(tx, code, currency))


@post("/credit-accounts/{code:str}/payments", operation_id="payCreditAccount",
      tags=["credit accounts"], status_code=201)  # fmt: skip
async def pay(
    code: CodePart,
    data: JSONBody[PaidIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ToldAccount]:
    """Note what an organisation paid of what it owes."""
    caller.demand(Scope.PAYMENTS_WRITE)
    stamp = caller.stamp("api", reason=data.reference)
    amount = Money(data.amount_minor, data.currency)
    item = AccountPayment(stamp, code, amount, digest_id("cause", data.reference))
    return await perform(runtime, caller, request, note_paid, item, answering=Answering(201))


HANDLERS = (set_limit, get_account, pay)
