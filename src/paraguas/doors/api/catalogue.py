"""The catalogue: what is sold and for how much; found by code, GTIN or words."""

from typing import Annotated

import msgspec
from litestar import Response, get, put
from litestar.params import JSONBody, QueryParameter

from paraguas.catalog.actions.save_prices import save_prices
from paraguas.catalog.actions.save_products import save_products
from paraguas.catalog.actions.save_skus import save_skus
from paraguas.catalog.errors import SkuUnknown
from paraguas.catalog.model import (
    STANDARD,
    Bundle,
    Part,
    Price,
    Product,
    Sku,
    SkuKind,
    product_id_of,
    sku_id_of,
)
from paraguas.catalog.queries import Catalogue, catalogue
from paraguas.catalog.rules.gtin import read_gtin
from paraguas.doors.api.bulk import MOST_ROWS, Bulk, Saved, saving
from paraguas.doors.api.catalogue_shapes import SkuDetail, SkuOut, show_sku
from paraguas.doors.api.given import (
    AnyRequest,
    CodePart,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
)
from paraguas.doors.api.writing import perform
from paraguas.network.queries import network
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.staff.rules.scopes import may
from paraguas.values.language import choose_language, read_accept_language
from paraguas.values.limits import Amount, Moment, ShortCode
from paraguas.values.quantity import LARGEST_QUANTITY, Unit
from paraguas.views.stock_standing import stock_standing

Code = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Titles = Annotated[
    dict[str, Annotated[str, msgspec.Meta(max_length=200)]], msgspec.Meta(max_length=50)
]
Language = Annotated[str, QueryParameter(max_length=16)]


class ProductIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A product; titles: language -> text."""

    code: Code
    titles: Titles
    department: Annotated[str, msgspec.Meta(max_length=60)] | None = None


class PartIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Goods in a bundle, and how many units are in one of it."""

    sku: Code
    quantity: Annotated[int, msgspec.Meta(ge=1, le=LARGEST_QUANTITY)] = 1


class SkuIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A SKU of a listed product; see `Sku` in the description for its fields.

    parts: of a bundle.  separable: its parts may be cancelled alone.
    """

    code: Code
    product: Code
    titles: Titles
    gtin: Annotated[str, msgspec.Meta(max_length=14)] | None = None
    unit: Unit = Unit.PIECE
    per: Annotated[int, msgspec.Meta(ge=1, le=LARGEST_QUANTITY)] = 1
    kind: SkuKind = SkuKind.GOODS
    tax_category: ShortCode = "standard"
    minutes: Annotated[int, msgspec.Meta(ge=0, le=1440)] = 0
    skill: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    attributes: Titles = msgspec.field(default_factory=dict)
    parts: Annotated[tuple[PartIn, ...], msgspec.Meta(max_length=50)] = ()
    separable: bool = False


class PriceIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A price from an instant on (microseconds UTC), for `per` units of the SKU."""

    sku: Code
    currency: Annotated[str, msgspec.Meta(max_length=3)]
    amount_minor: Amount
    from_at: Moment
    until_at: Moment | None = None
    price_list: Annotated[str, msgspec.Meta(max_length=40)] = STANDARD


Products = Annotated[tuple[ProductIn, ...], msgspec.Meta(max_length=MOST_ROWS)]
Skus = Annotated[tuple[SkuIn, ...], msgspec.Meta(max_length=MOST_ROWS)]
Prices = Annotated[tuple[PriceIn, ...], msgspec.Meta(max_length=MOST_ROWS)]


@get("/skus", operation_id="findSkus", tags=["catalogue"])
async def find_skus(
    runtime: GivenRuntime,
    caller: GivenCaller,
    find: Annotated[str, QueryParameter(max_length=120)],
    language: Language = "",
    most: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
) -> list[SkuOut]:
    """Find SKUs by code, GTIN or words of their title, the best first."""
    spoken = choose_language([language, *read_accept_language(caller.language)])
    at = now()

    def look(tx: Tx) -> list[SkuOut]:
        listed = catalogue(tx)
        exact = listed.find(find)
        found = [exact] if exact else listed.search(find, spoken, most)
        return [show_sku(listed, network(tx), sku, spoken, at) for sku in found]

    return await runtime.read(look)


@get("/skus/{code:str}", operation_id="getSku", tags=["catalogue"])
async def get_sku(
    code: CodePart, runtime: GivenRuntime, caller: GivenCaller, language: Language = ""
) -> SkuDetail:
    """Read a SKU (code or GTIN) with all its prices; its stock too, for keys that open that."""
    spoken = choose_language([language, *read_accept_language(caller.language)])
    at = now()

    def look(tx: Tx) -> SkuDetail:
        listed = catalogue(tx)
        sku = find_sku(listed, code)
        stock = stock_standing(tx, sku.code) if may(caller.grant, Scope.STOCK_READ) else None
        currencies = sorted({market.currency for market in network(tx).markets})
        prices = [price for one in currencies for price in listed.prices(sku.sku_id, one)]
        shown = show_sku(listed, network(tx), sku, spoken, at)
        return SkuDetail(shown, sku.titles, tuple(prices), stock)

    return await runtime.read(look)


def find_sku(listed: Catalogue, text: str) -> Sku:
    """Find a SKU by code or GTIN; SkuUnknown where there is none."""
    sku = listed.find(text)
    if sku is None:
        raise SkuUnknown(sku=text)
    return sku


@put("/products", operation_id="saveProducts", tags=["catalogue"])
async def put_products(
    data: JSONBody[Products],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Saved]:
    """List products or describe them anew."""
    caller.demand(Scope.CATALOGUE_WRITE)
    return await perform(runtime, caller, request, _PRODUCTS, Bulk(caller.stamp("api"), data))


@put("/skus", operation_id="saveSkus", tags=["catalogue"])
async def put_skus(
    data: JSONBody[Skus],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Saved]:
    """List SKUs or describe them anew."""
    caller.demand(Scope.CATALOGUE_WRITE)
    return await perform(runtime, caller, request, _SKUS, Bulk(caller.stamp("api"), data))


@put("/prices", operation_id="savePrices", tags=["catalogue"])
async def put_prices(
    data: JSONBody[Prices],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Saved]:
    """Set prices, each from its own instant on."""
    caller.demand(Scope.CATALOGUE_WRITE)
    return await perform(runtime, caller, request, _PRICES, Bulk(caller.stamp("api"), data))


def _product(_tx: Tx, row: ProductIn) -> Product:
    return Product(product_id_of(row.code), row.code, row.titles, row.department)


def _sku(_tx: Tx, row: SkuIn) -> Sku:
    gtin = (read_gtin(row.gtin) or row.gtin) if row.gtin else None
    parts = tuple(Part(sku_id_of(part.sku), part.quantity) for part in row.parts)
    return Sku(
        *(sku_id_of(row.code), row.code, product_id_of(row.product), row.titles, gtin, row.unit),
        *(row.per, row.kind, row.tax_category, row.minutes, row.skill, row.attributes),
        bundle=Bundle(parts, row.separable) if parts else None,
    )


def _price(tx: Tx, row: PriceIn) -> Price:
    sku = find_sku(catalogue(tx), row.sku)
    return Price(
        *(sku.sku_id, row.currency, row.amount_minor, row.from_at, row.until_at, row.price_list)
    )


_PRODUCTS = saving(save_products, _product)
_SKUS = saving(save_skus, _sku)
_PRICES = saving(save_prices, _price)
HANDLERS = (find_skus, get_sku, put_products, put_skus, put_prices)
