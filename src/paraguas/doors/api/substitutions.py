"""Substitutions over the API: a store offers, the person answers, each market has its rule."""

from typing import Annotated

import msgspec
from litestar import Response, get, post, put
from litestar.params import JSONBody

from paraguas.doors.api.given import (
    AnyRequest,
    CodePart,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
    NumberPart,
)
from paraguas.doors.api.store_work import at_own_place
from paraguas.doors.api.writing import Answering as Replying, perform
from paraguas.journeys.changing.substituting import (
    Answering,
    Proposing,
    RulingSubstitution,
    answer_substitute,
    propose_substitute,
    rule_substitution,
)
from paraguas.orders.queries import order as read_order
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.substitutions import queries
from paraguas.substitutions.model import Charge, Substitution, SubstitutionRule
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.limits import Code, Reason


class SubstituteIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Units of a line a place cannot pick, what it has instead (code or GTIN), and why."""

    line_no: Annotated[int, msgspec.Meta(ge=1, le=100_000)]
    units: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    sku: Code
    reason: Reason


class AnswerIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What the person said, and a note of who heard it and how."""

    accepts: bool
    note: Reason


class SubstitutionRuleIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """How a market substitutes; see `SubstitutionRule` for what each part means."""

    charge: Charge = Charge.LOWER
    wait_minutes: Annotated[int, msgspec.Meta(ge=1, le=60 * 24 * 14)] = 24 * 60
    dearer_pcm: Annotated[int, msgspec.Meta(ge=0, le=10_000_000)] = 50_000


@post("/orders/{order_id:str}/fulfilments/{fulfilment_id:str}/substitutions",
      operation_id="proposeSubstitute", tags=["substitutions"], status_code=201)  # fmt: skip
async def propose(
    order_id: IdPart,
    fulfilment_id: IdPart,
    data: JSONBody[SubstituteIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Substitution]:
    """Ask the person by letter whether another article will do; its line waits for her answer."""
    await at_own_place(runtime, caller, order_id, fulfilment_id)
    item = Proposing(
        *(caller.stamp("api", reason=data.reason), OrderId(order_id), FulfilmentId(fulfilment_id)),
        *(data.line_no, data.units, data.sku),
    )
    verb = propose_substitute
    return await perform(runtime, caller, request, verb, item, answering=Replying(201))


@get("/orders/{order_id:str}/substitutions", operation_id="listSubstitutions",
     tags=["substitutions"])  # fmt: skip
async def list_substitutions(
    order_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> list[Substitution]:
    """List what the person of an order was asked, and what she said; the oldest first."""
    caller.demand(Scope.ORDERS_READ)

    def look(tx: Tx) -> list[Substitution]:
        return queries.substitutions_of(tx, read_order(tx, order_id).order_id)

    return await runtime.read(look)


@post("/orders/{order_id:str}/substitutions/{substitution_no:int}/answer",
      operation_id="answerSubstitute", tags=["substitutions"], status_code=200)  # fmt: skip
async def answer(
    order_id: IdPart,
    substitution_no: NumberPart,
    data: JSONBody[AnswerIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Substitution]:
    """Note what the person said by telephone, and carry it out."""
    caller.demand(Scope.ORDERS_WRITE)
    stamp = caller.stamp("api", reason=data.note)
    item = Answering(stamp, OrderId(order_id), substitution_no, data.accepts, data.note)
    return await perform(runtime, caller, request, answer_substitute, item)


@get("/substitution-rules", operation_id="listSubstitutionRules", tags=["substitutions"])
async def list_rules(runtime: GivenRuntime, caller: GivenCaller) -> list[SubstitutionRule]:
    """List how markets substitute; those not named do by the usual rule."""
    caller.demand(Scope.ORDERS_READ)
    return await runtime.read(queries.substitution_rules)


@put("/substitution-rules/{code:str}", operation_id="saveSubstitutionRule",
     tags=["substitutions"])  # fmt: skip
async def put_rule(
    code: CodePart,
    data: JSONBody[SubstitutionRuleIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[SubstitutionRule]:
    """Say what substitutes are charged at in a market, and how long a person has to answer."""
    caller.demand(Scope.POLICIES_WRITE)
    rule = SubstitutionRule(code, data.charge, data.wait_minutes, data.dearer_pcm)
    item = RulingSubstitution(caller.stamp("api"), rule)
    return await perform(runtime, caller, request, rule_substitution, item)


HANDLERS = (propose, list_substitutions, answer, list_rules, put_rule)
