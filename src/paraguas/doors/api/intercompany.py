"""What entities owe each other over the API: transfer prices, entries, monthly statements."""

from typing import Annotated

import msgspec
from litestar import Response, get, put
from litestar.params import JSONBody, PathParameter
from msgspec import Struct

from paraguas.doors.api.given import (
    AnyRequest,
    CodePart,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.doors.documents.statement import lay_out_statement, render_statement_csv
from paraguas.intercompany import queries
from paraguas.intercompany.model import Balance, Leg, SavedPrices
from paraguas.intercompany.rules.reading import MOST_RULES, PriceRuleText, prices_of, texts_of
from paraguas.journeys.money.between_entities import Pricing, save_prices
from paraguas.journeys.money.stating import Statement, state
from paraguas.orders.queries import order as read_order
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.limits import Reason, Version

MonthPart = Annotated[str, PathParameter(max_length=7)]
_PATH = "/intercompany/statements/{code:str}/{other:str}/{month:str}"


class TransferPricesIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Transfer prices to save, and why; the first rule that fits decides, without one net price.

    based_on: the version they were changed from, 0 for the first; without it the last who saves
    wins.
    """

    rules: Annotated[tuple[PriceRuleText, ...], msgspec.Meta(max_length=MOST_RULES)]
    reason: Reason
    based_on: Version | None = None


class TransferPricesOut(Struct, frozen=True):
    """A version of the transfer prices."""

    version: int
    rules: tuple[PriceRuleText, ...]
    saved_at: int
    saved_by: str
    reason: str


class StatementOut(Struct, frozen=True):
    """What `other` owes `entity` out of a month; below 0 the reverse.

    balances: by currency, before the month and moved in it.  zone: whose clock the month runs by.
    """

    entity: str
    other: str
    month: str
    zone: str
    balances: tuple[Balance, ...]
    entries: tuple[Leg, ...]


@get("/intercompany/transfer-prices", operation_id="listTransferPrices", tags=["intercompany"])
async def list_prices(runtime: GivenRuntime, caller: GivenCaller) -> list[TransferPricesOut]:
    """List all versions of the transfer prices, the newest first."""
    caller.demand(Scope.INVOICES_READ)
    return [_told(one) for one in await runtime.read(queries.price_versions)]


@put("/intercompany/transfer-prices", operation_id="saveTransferPrices", tags=["intercompany"])
async def put_prices(
    data: JSONBody[TransferPricesIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[TransferPricesOut]:
    """Save transfer prices as their next version; the next entry is priced by it."""
    caller.demand(Scope.POLICIES_WRITE)
    stamp = caller.stamp("api", reason=data.reason)
    item = Pricing(stamp, prices_of(data.rules), data.reason, data.based_on)
    answering = Answering(200, _told)
    return await perform(runtime, caller, request, save_prices, item, answering=answering)


@get("/orders/{order_id:str}/intercompany", operation_id="listIntercompany", tags=["intercompany"])
async def list_entries(order_id: IdPart, runtime: GivenRuntime, caller: GivenCaller) -> list[Leg]:
    """List what entities owe each other because of an order, from both sides."""
    caller.demand(Scope.INVOICES_READ)

    def look(tx: Tx) -> list[Leg]:
        return queries.legs_of(tx, read_order(tx, order_id).order_id)

    return await runtime.read(look)


@get(_PATH, operation_id="getStatement", tags=["intercompany"])
async def get_statement(
    code: CodePart,
    other: CodePart,
    month: MonthPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
) -> StatementOut:
    """Give the statement between two entities for a month such as `2026-05`."""
    told = await _state(runtime, caller, code, other, month)
    return StatementOut(code, other, month, told.zone, told.balances, told.legs)


@get(f"{_PATH}/csv", operation_id="getStatementCsv", tags=["intercompany"],
     media_type="text/csv")  # fmt: skip
async def get_csv(
    code: CodePart,
    other: CodePart,
    month: MonthPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
) -> Response[str]:
    """Give the entries of a statement as comma-separated values."""
    told = await _state(runtime, caller, code, other, month)
    named = {"content-disposition": f'attachment; filename="{month}-{code}-{other}.csv"'}
    return Response(render_statement_csv(told), media_type="text/csv", headers=named)


@get(f"{_PATH}/pdf", operation_id="getStatementPdf", tags=["intercompany"],
     media_type="application/pdf")  # fmt: skip
async def get_pdf(
    code: CodePart,
    other: CodePart,
    month: MonthPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
) -> Response[bytes]:
    """Give a statement as a PDF, in the language of the first entity's first market."""
    told = await _state(runtime, caller, code, other, month)
    # It brings fonts along: half a second the server starts without.
    from paraguas.doors.documents.statement_pdf import render_statement_pdf  # noqa: PLC0415

    paper = render_statement_pdf(lay_out_statement(told), at=now())
    return Response(paper, media_type="application/pdf")


async def _state(
    runtime: GivenRuntime, caller: GivenCaller, code: str, other: str, month: str
) -> Statement:
    caller.demand(Scope.INVOICES_READ)
    return await runtime.read(lambda tx: state(tx, code, other, month))


def _told(saved: SavedPrices) -> TransferPricesOut:
    return TransferPricesOut(
        version=saved.prices.version,
        rules=texts_of(saved.prices),
        saved_at=saved.saved_at,
        saved_by=saved.saved_by,
        reason=saved.reason,
    )


HANDLERS = (list_prices, put_prices, list_entries, get_statement, get_csv, get_pdf)
