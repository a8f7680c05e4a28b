"""Rules of stock over the API: safety stock, protection of channels, levels of availability."""

from typing import Annotated

import msgspec
from litestar import Response, get, put
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from paraguas.doors.api.given import AnyRequest, GivenCaller, GivenRuntime, IdempotencyKey
from paraguas.doors.api.writing import perform
from paraguas.journeys.stock.rules import Ruled, Ruling, rule_stock
from paraguas.network.model import PlaceKind
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.supply.model import KeepRule, LevelRule
from paraguas.supply.queries import stock_rules
from paraguas.values.limits import Code, PlaceCode, ShortCode
from paraguas.views.network_availability import SkuLevel, network_availability

MOST_SKUS = 100
"""So many are asked about at once at most."""

Kept = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
SkuAsked = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class KeepRuleIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Units of each SKU kept back at each place.

    channel: for whom; for nobody without one.  category: of a product; place_kind, place: where.
    What is not said is any.
    """

    units: Kept
    channel: ShortCode = ""
    category: Code = ""
    place_kind: PlaceKind | None = None
    place: PlaceCode = ""


class LevelRuleIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """How many units are called low and medium at most; the rule that says most about it counts."""

    low_up_to: Kept
    medium_up_to: Kept
    market: ShortCode = ""
    category: Code = ""


KeepRules = Annotated[tuple[KeepRuleIn, ...], msgspec.Meta(max_length=500)]
LevelRules = Annotated[tuple[LevelRuleIn, ...], msgspec.Meta(max_length=500)]


class RulesIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """All rules of stock; what is left out holds no more."""

    keeping: KeepRules
    levels: LevelRules


class RulesOut(Struct, frozen=True):
    """All rules of stock."""

    keeping: tuple[KeepRule, ...]
    levels: tuple[LevelRule, ...]


@put("/stock-rules", operation_id="setStockRules", tags=["stock"])
async def set_stock_rules(
    data: JSONBody[RulesIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Ruled]:
    """Set what is kept back and what levels are called; the next order is sourced by it."""
    caller.demand(Scope.ADMIN)
    keeping = tuple(
        KeepRule(
            *(rule.units, rule.channel, rule.category),
            rule.place_kind.value if rule.place_kind else "",
            rule.place,
        )
        for rule in data.keeping
    )
    levels = tuple(
        LevelRule(rule.low_up_to, rule.medium_up_to, rule.market, rule.category)
        for rule in data.levels
    )
    item = Ruling(caller.stamp("api"), keeping, levels)
    return await perform(runtime, caller, request, rule_stock, item)


@get("/stock-rules", operation_id="getStockRules", tags=["stock"])
async def get_stock_rules(runtime: GivenRuntime, caller: GivenCaller) -> RulesOut:
    """Read the rules of stock."""
    caller.demand(Scope.STOCK_READ)

    def look(tx: Tx) -> RulesOut:
        found = stock_rules(tx)
        return RulesOut(found.keeping, found.levels)

    return await runtime.read(look)


@get("/availability", operation_id="listAvailability", tags=["stock"])
async def list_availability(
    runtime: GivenRuntime,
    caller: GivenCaller,
    sku: Annotated[list[SkuAsked], QueryParameter(min_items=1, max_items=MOST_SKUS)],
    market: Annotated[str, QueryParameter(max_length=40)],
    channel: Annotated[str, QueryParameter(max_length=24)] = "web",
) -> tuple[SkuLevel, ...]:
    """Tell none, low, medium or high of SKUs in a market, and from when what is short is sold."""
    caller.demand(Scope.STOCK_READ)
    moment = now()
    return await runtime.read(
        lambda tx: network_availability(tx, sku, market=market, channel=channel, at=moment)
    )


HANDLERS = (set_stock_rules, get_stock_rules, list_availability)
