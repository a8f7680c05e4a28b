"""Loyalty over the API: programmes, members and their points, what orders earn and burn."""

from litestar import Response, get, post, put
from litestar.params import JSONBody
from msgspec import Struct

from paraguas.doors.api.given import (
    AnyRequest,
    CodePart,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.loyalty_shapes import (
    AccountIn,
    AdjustmentIn,
    ClaimIn,
    LiabilityOut,
    LinkIn,
    MemberOut,
    PoolIn,
    PreviewIn,
    PreviewOut,
    ProgrammeIn,
    ProgrammeOut,
    StatementOut,
    liability_out,
    member_out,
    members_out,
    programme_out,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.journeys.people.accounts import (
    Adjusting,
    Claiming,
    Joining,
    Linking,
    Pooling,
    adjust,
    claim,
    join,
    link,
    member,
    members_of,
    pool,
)
from paraguas.journeys.people.preview import Previewing, preview
from paraguas.loyalty import queries as loyalty
from paraguas.loyalty.actions.save_programme import save_programme
from paraguas.loyalty.model import OrderPoints, SavedProgramme
from paraguas.loyalty.rules.numbering import draw_number
from paraguas.orders.queries import order as read_order
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp


class SavingProgramme(Struct, frozen=True):
    """A programme to save, and why."""

    stamp: Stamp
    code: str
    data: ProgrammeIn


@get("/loyalty/programmes", operation_id="listLoyaltyProgrammes", tags=["loyalty"])
async def list_programmes(runtime: GivenRuntime, caller: GivenCaller) -> list[ProgrammeOut]:
    """List the programmes in force."""
    caller.demand(Scope.ORDERS_READ)

    def look(tx: Tx) -> list[ProgrammeOut]:
        codes = sorted(loyalty.programmes_in_force(tx).newest)
        return [programme_out(loyalty.programme_versions(tx, code)[0]) for code in codes]

    return await runtime.read(look)


@get("/loyalty/programmes/{code:str}", operation_id="getLoyaltyProgramme", tags=["loyalty"])
async def get_programme(
    code: CodePart, runtime: GivenRuntime, caller: GivenCaller
) -> list[ProgrammeOut]:
    """Read all versions of a programme, the newest first."""
    caller.demand(Scope.ORDERS_READ)
    found = await runtime.read(lambda tx: loyalty.programme_versions(tx, code))
    return [programme_out(one) for one in found]


@put("/loyalty/programmes/{code:str}", operation_id="saveLoyaltyProgramme", tags=["loyalty"])
async def put_programme(
    code: CodePart,
    data: JSONBody[ProgrammeIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[ProgrammeOut]:
    """Save a programme as its next version; what was earned before stays by its own."""
    caller.demand(Scope.POLICIES_WRITE)
    item = SavingProgramme(caller.stamp("api", reason=data.reason), code, data)
    answering = Answering(200, programme_out)
    return await perform(runtime, caller, request, _save, item, answering=answering)


@post("/loyalty/accounts", operation_id="openLoyaltyAccount", tags=["loyalty"], status_code=201)
async def post_account(
    data: JSONBody[AccountIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[MemberOut]:
    """Open a member's account."""
    caller.demand(Scope.CUSTOMERS_WRITE)
    stamp = caller.stamp("api")
    number = data.number or draw_number(stamp.ids.draw())
    item = Joining(stamp, number, data.programme, data.place, data.person)
    answering = Answering(201, member_out)
    return await perform(runtime, caller, request, join, item, answering=answering)


@get("/loyalty/accounts/{number:str}", operation_id="getLoyaltyAccount", tags=["loyalty"])
async def get_account(number: CodePart, runtime: GivenRuntime, caller: GivenCaller) -> MemberOut:
    """Tell what an account holds, what may be spent, and what the next tier takes."""
    caller.demand(Scope.CUSTOMERS_READ)
    moment = now()
    found = await runtime.read(lambda tx: member(tx, loyalty.account(tx, number), moment))
    return member_out(found)


@get("/loyalty/accounts/{number:str}/statement", operation_id="getLoyaltyStatement",
     tags=["loyalty"])  # fmt: skip
async def get_statement(
    number: CodePart, runtime: GivenRuntime, caller: GivenCaller
) -> StatementOut:
    """Tell what moved on an account, the oldest first, with the balance after it."""
    caller.demand(Scope.CUSTOMERS_READ)

    def look(tx: Tx) -> StatementOut:
        found = loyalty.account(tx, number)
        lines = loyalty.statement_of(tx, found.account_id)
        return StatementOut(found.number, lines, loyalty.lots_left(tx, found.account_id))

    return await runtime.read(look)


@post("/loyalty/accounts/{number:str}/link", operation_id="linkLoyaltyAccount", tags=["loyalty"],
      status_code=200)  # fmt: skip
async def post_link(
    number: CodePart,
    data: JSONBody[LinkIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[MemberOut]:
    """Link an account with a customer, or with none; its points stay its own."""
    caller.demand(Scope.CUSTOMERS_WRITE)
    item = Linking(caller.stamp("api"), number, data.person)
    answering = Answering(200, member_out)
    return await perform(runtime, caller, request, link, item, answering=answering)


@post("/loyalty/pools", operation_id="poolLoyaltyAccounts", tags=["loyalty"], status_code=200)
async def post_pool(
    data: JSONBody[PoolIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[list[MemberOut]]:
    """Let accounts of a family pay together; a single one leaves its pool with its points."""
    caller.demand(Scope.CUSTOMERS_WRITE)
    item = Pooling(caller.stamp("api"), data.numbers)
    answering = Answering(200, members_out)
    return await perform(runtime, caller, request, pool, item, answering=answering)


@post("/loyalty/accounts/{number:str}/adjustments", operation_id="adjustLoyaltyPoints",
      tags=["loyalty"], status_code=200)  # fmt: skip
async def post_adjustment(
    number: CodePart,
    data: JSONBody[AdjustmentIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[MemberOut]:
    """Give points or take them, the brand's or a partner's, within the authority of who does it.

    What is beyond it is refused, and for a second person to do.
    """
    caller.demand(Scope.PAYMENTS_WRITE)
    stamp = caller.stamp("api", reason=data.reason)
    actor = caller.grant.actor
    item = Adjusting(stamp, actor, number, data.points, data.cause, data.partner)
    answering = Answering(200, member_out)
    return await perform(runtime, caller, request, adjust, item, answering=answering)


@post("/loyalty/accounts/{number:str}/claims", operation_id="claimLoyaltyPoints",
      tags=["loyalty"], status_code=200)  # fmt: skip
async def post_claim(
    number: CodePart,
    data: JSONBody[ClaimIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[OrderPoints]:
    """Let an order earn that named no account when it was placed."""
    caller.demand(Scope.CUSTOMERS_WRITE)
    item = Claiming(caller.stamp("api"), number, OrderId(data.order_id))
    return await perform(runtime, caller, request, claim, item, answering=Answering(200))


@post("/loyalty/preview", operation_id="previewLoyaltyPoints", tags=["loyalty"], status_code=200)
async def post_preview(
    data: JSONBody[PreviewIn], runtime: GivenRuntime, caller: GivenCaller
) -> PreviewOut:
    """Tell what goods would earn if they were bought and kept; nothing is written."""
    caller.demand(Scope.ORDERS_READ)
    lines = tuple((line.sku, line.quantity, line.amount_minor) for line in data.lines)
    item = Previewing(now(), data.market, lines, data.number, data.programme)
    earned, tier = await runtime.read(lambda tx: preview(tx, item))
    return PreviewOut(earned.points, earned.qualifying, tier)


@get("/orders/{order_id:str}/points", operation_id="getOrderPoints", tags=["loyalty"])
async def get_order_points(
    order_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> OrderPoints:
    """Tell what an order earned, spent and got back in points."""
    caller.demand(Scope.ORDERS_READ)

    def look(tx: Tx) -> OrderPoints:
        found = loyalty.order_points(tx, read_order(tx, order_id).order_id)
        return found or OrderPoints(0, None, None, None, None, 0, 0)

    return await runtime.read(look)


@get("/persons/{person_id:str}/points", operation_id="getPersonPoints", tags=["loyalty"])
async def get_person_points(
    person_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> list[MemberOut]:
    """Tell of the accounts that are linked with a person now."""
    caller.demand(Scope.CUSTOMERS_READ)
    moment = now()
    found = await runtime.read(lambda tx: members_of(tx, person_id, moment))
    return [member_out(one) for one in found]


@get("/loyalty/liability", operation_id="getLoyaltyLiability", tags=["loyalty"])
async def get_liability(runtime: GivenRuntime, caller: GivenCaller) -> list[LiabilityOut]:
    """Tell what each programme owes, in points and in money."""
    caller.demand(Scope.INVOICES_READ)
    return [liability_out(one) for one in await runtime.read(loyalty.ledger_reports)]


def _save(tx: Tx, item: SavingProgramme) -> SavedProgramme:
    data = item.data
    return save_programme(
        *(tx, item.stamp, item.code, data.text), reason=data.reason, based_on=data.based_on
    )


HANDLERS = (
    *(list_programmes, get_programme, put_programme, post_account, get_account, get_statement),
    *(post_link, post_pool, post_adjustment, post_claim, post_preview, get_order_points),
    *(get_person_points, get_liability),
)
