"""Sell over the counter: the address holds the lines, and only paying writes anything."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode

from litestar import Response, get, post
from msgspec import Struct, field

from paraguas.catalog.errors import SkuUnknown
from paraguas.catalog.model import Sku
from paraguas.catalog.queries import catalogue
from paraguas.doors.api.given import AnyRequest, CodePart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.consoles.store.today import stand_at
from paraguas.doors.pages.forms import Form, read_fields, whole
from paraguas.doors.pages.rendering import go_to
from paraguas.journeys.checkout.draft import draft
from paraguas.journeys.checkout.placing import place_orders
from paraguas.journeys.checkout.slice import read_slice
from paraguas.network.model import Place
from paraguas.network.queries import network
from paraguas.orders.model import GroupKind, Line, Wish, WishedGroup, WishedLine, WishedTender
from paraguas.orders.rules.composing import Sums
from paraguas.orders.rules.confirming import Confirmation
from paraguas.plumbing.tx import Tx
from paraguas.promotions.rules.keeping import taken_by_title
from paraguas.staff.model import Scope
from paraguas.values.limits import MOST_COUPONS
from paraguas.values.quantity import LARGEST_QUANTITY
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp

TILL = "till"
POINTS = "points"
ON_TOP = ("cash", "terminal")
"""What may pay the rest of a sale, whatever a gift card and points have paid of it."""

Lines = tuple[tuple[str, int], ...]
"""SKU codes with their quantity, in the order they were scanned."""


class Brought(NamedTuple):
    """What the person brings that may lower the price: coupons, the number of her account."""

    coupons: tuple[str, ...] = ()
    member: str = ""


class Sale(Struct, frozen=True):
    """Lines on the counter and what they come to.

    skus: of the lines, one each.  priced: what each costs; empty, and `problem` says why, where it
    cannot be sold.
    matches: articles a text that is no code may have meant.  taken: what promotions take off, by
    their titles.
    """

    lines: Lines
    skus: tuple[Sku, ...]
    currency: str
    priced: tuple[int, ...] = ()
    sums: Sums | None = None
    problem: Refusal | None = None
    matches: tuple[Sku, ...] = ()
    taken: Mapping[str, int] = field(default_factory=dict)


@get("/store/{code:str}/sell", include_in_schema=False)
async def show_sale(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show what is on the counter, and add what was scanned."""
    here, place = await stand_at(desk, code)
    form = read_fields(request.url.query.encode())
    lines, brought, add = _lines(form), _brought(form), form.text("add", most=120)
    if not add:
        return await _page(here, place, lines, brought)
    sku = await here.runtime.read(lambda tx: catalogue(tx).find(add))
    if sku:
        return go_to(address(place, _with_one_more(lines, sku), brought))
    return await _page(here, place, lines, brought, add=add)


@post("/store/{code:str}/sell", include_in_schema=False, status_code=200)
async def finish_sale(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Take the money, and give the goods over the counter."""
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.ORDERS_WRITE)
    form = await here.form(request)
    lines, brought = _lines(form), _brought(form)
    net = await here.runtime.read(network)
    market = net.market(place.market)
    assert market is not None, "a store of a market that is not there"
    try:
        tenders = _tenders(form, market.currency)
        wish = _wish(here.caller.stamp(TILL), place, lines, tenders, brought)

        def receipt(sold: Confirmation) -> str:
            return f"/store/{place.code}/receipts/{sold.order_id}"

        return await here.write(request, form, place_orders, wish, receipt, together=True)
    except Refusal as problem:
        return await _page(here, place, lines, brought, problem=problem)


def address(place: Place, lines: Lines, brought: Brought) -> str:
    """Give the address of a counter with these lines, and what the person brought."""
    fields = [each for sku, quantity in lines for each in (("sku", sku), ("quantity", quantity))]
    fields += [("coupons", " ".join(brought.coupons))] if brought.coupons else []
    fields += [("member", brought.member)] if brought.member else []
    return f"/store/{place.code}/sell" + (f"?{urlencode(fields)}" if fields else "")


async def _page(
    desk: Desk,
    place: Place,
    lines: Lines,
    brought: Brought,
    *,
    add: str = "",
    problem: Refusal | None = None,
) -> Response[str]:
    stamp = desk.caller.stamp(TILL)
    language = desk.reader.words.language
    sale = await desk.runtime.read(
        lambda tx: _sale(tx, stamp, place, lines, brought, add=add, language=language)
    )
    return desk.page(
        "consoles/store/sell.html",
        at="sell",
        store=place,
        problem=problem or sale.problem,
        sale=sale,
        brought=brought,
        without=[
            address(place, tuple(line for line in lines if line != gone), brought) for gone in lines
        ],
        more={
            sku.code: address(place, _with_one_more(lines, sku), brought) for sku in sale.matches
        },
    )


def _sale(
    tx: Tx, stamp: Stamp, place: Place, lines: Lines, brought: Brought, *, add: str, language: str
) -> Sale:
    market = network(tx).market(place.market)
    assert market is not None, "a store of a market that is not there"
    catalog = catalogue(tx)
    known = [(line, sku) for line in lines if (sku := catalog.by_code(line[0]))]
    kept = tuple(line for line, _ in known)
    skus = tuple(sku for _, sku in known)
    matches = tuple(catalog.search(add, language, 8)) if add else ()
    unknown = SkuUnknown(sku=add) if add and not matches else None
    if not kept:
        return Sale((), (), market.currency, problem=unknown, matches=matches)
    try:
        wish = _wish(stamp, place, kept, (), brought)
        drafted = draft(read_slice(tx, [wish]), wish)
    except Refusal as refused:
        return Sale(kept, skus, market.currency, problem=unknown or refused, matches=matches)
    priced = _amounts(skus, drafted.lines)
    taken = taken_by_title(drafted.taken.kept)
    return Sale(kept, skus, market.currency, priced, drafted.sums, unknown, matches, taken)


def _amounts(skus: Sequence[Sku], lines: Sequence[Line]) -> tuple[int, ...]:
    """Tell what was scanned costs: a bundle, what its parts do together."""
    coming = iter(lines)
    counts = [len(sku.bundle.parts) if sku.bundle else 1 for sku in skus]
    return tuple(sum(line.amount_minor for line in islice(coming, count)) for count in counts)


def _wish(
    stamp: Stamp, place: Place, lines: Lines, tenders: Sequence[WishedTender], brought: Brought
) -> Wish:
    return Wish(
        stamp=stamp,
        channel=stamp.by.door,
        market=place.market,
        lines=tuple(WishedLine(sku, quantity) for sku, quantity in lines),
        groups=(WishedGroup(GroupKind.CARRY_OUT, place.code),),
        tenders=tuple(tenders),
        place=place.code,
        loyalty=brought.member,
        coupons=brought.coupons,
    )


def _tenders(form: Form, currency: str) -> list[WishedTender]:
    """Read how it is paid: a gift card and points as far as they reach, then cash or terminal."""
    tenders = []
    if card := form.text("gift_card", most=60):
        tenders.append(WishedTender("gift_card", token=card))
    if form.text("spend") == POINTS and (member := form.text("member", most=60)):
        tenders.append(WishedTender(POINTS, token=member))
    kind = form.text("rest")
    if kind in ON_TOP:
        given = form.money("given", currency) if kind == "cash" else None
        tenders.append(WishedTender(kind, given_minor=given))
    return tenders


def _lines(form: Form) -> Lines:
    pairs = zip(form.texts("sku"), form.texts("quantity"), strict=False)
    read = ((sku, whole(text, "quantity", most=LARGEST_QUANTITY)) for sku, text in pairs)
    return tuple((sku, quantity) for sku, quantity in read if quantity)


def _brought(form: Form) -> Brought:
    coupons = form.text("coupons").split()[:MOST_COUPONS]
    return Brought(tuple(coupons), form.text("member", most=60))


def _with_one_more(lines: Lines, sku: Sku) -> Lines:
    if any(code == sku.code for code, _ in lines):
        return tuple((code, n + sku.per * (code == sku.code)) for code, n in lines)
    return (*lines, (sku.code, sku.per))


HANDLERS = (show_sale, finish_sale)
