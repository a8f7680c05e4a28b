"""Quotes at head office: drafted, looked at, and sent."""

from litestar import Response, get, post

from paraguas.doors.api.drawers import read_day
from paraguas.doors.api.given import AnyRequest, IdPart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.documents.giving_quotes import quote_response, read_sheet
from paraguas.doors.pages.forms import Form, whole
from paraguas.journeys.quotes.letters import quote_link
from paraguas.journeys.quotes.quoting import Quoting, Sending, contents_of, send_draft, write_quote
from paraguas.network.model import Market
from paraguas.network.queries import network
from paraguas.orders.model import Contents, GroupKind, Person, WishedGroup, WishedLine
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.quotes.model import Quote, QuoteStatus
from paraguas.quotes.queries import quote as read_quote, quotes as list_quotes
from paraguas.staff.model import Scope
from paraguas.values.place import Address
from paraguas.values.quantity import LARGEST_QUANTITY
from paraguas.values.refusal import Malformed, Refusal
from paraguas.values.time import at_local, days_after

CHANNEL = "phone"
"""Whose quotes are, for keys that serve all doors."""

_MOST = 50
_MOST_TEXT = 20_000
_SCOPE = Scope.ORDERS_WRITE


@get("/board/quotes", include_in_schema=False)
async def show_quotes(desk: GivenDesk) -> Response[str]:
    """Show the latest quotes, and a form to draft another."""
    return await _list(desk, Form(()))


@post("/board/quotes", include_in_schema=False, status_code=200)
async def draft_quote(desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Draft a quote of what the form says."""
    desk.caller.demand(_SCOPE)
    form = await desk.form(request)
    try:
        net = await desk.runtime.read(network)
        market = net.market(form.text("market"))
        if market is None:
            raise Malformed(where="market", problem=form.text("market")[:24])
        item = _quoting(desk, form, market)

        def there(quote: Quote) -> str:
            return f"/board/quotes/{quote.quote_id}"

        return await desk.write(request, form, write_quote, item, there)
    except Refusal as problem:
        return await _list(desk, form, problem)


@get("/board/quotes/{quote_id:str}", include_in_schema=False)
async def show_quote(quote_id: IdPart, desk: GivenDesk) -> Response[str]:
    """Show a quote, with what can be done about it."""
    return await _page(desk, quote_id)


@post("/board/quotes/{quote_id:str}/send", include_in_schema=False, status_code=200)
async def send_quote(quote_id: IdPart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Send a quote as it was seen."""
    desk.caller.demand(_SCOPE)
    form = await desk.form(request)
    try:
        stamp, actor = desk.caller.stamp(CHANNEL), desk.caller.grant.actor
        item = Sending(stamp, actor, quote_id, form.number("version"))
        to = f"/board/quotes/{quote_id}"
        return await desk.write(request, form, send_draft, item, lambda _: to)
    except Refusal as problem:
        return await _page(desk, quote_id, problem)


@get("/board/quotes/{quote_id:str}/pdf", include_in_schema=False)
async def show_quote_pdf(quote_id: IdPart, desk: GivenDesk) -> Response[bytes]:
    """Give a quote as a PDF."""
    desk.caller.demand(Scope.ORDERS_READ)
    moment = now()
    sheet = await desk.runtime.read(lambda tx: read_sheet(tx, quote_id, now=moment))
    return quote_response(sheet, "pdf", at=moment)


async def _list(desk: Desk, form: Form, problem: Refusal | None = None) -> Response[str]:
    desk.caller.demand(_SCOPE)
    moment = now()

    def look(tx: Tx) -> tuple[list[Quote], tuple[Market, ...]]:
        found = list_quotes(tx, status="", before="", most=_MOST, now=moment)
        return found, tuple(network(tx).markets)

    found, markets = await desk.runtime.read(look)
    return desk.page(
        "consoles/head_office/quotes.html",
        at="quotes",
        problem=problem,
        quotes=found,
        people={one.quote_id: contents_of(one).person for one in found},
        markets=markets,
        told=form.text,
        long=lambda name: form.text(name, most=_MOST_TEXT),
    )


async def _page(desk: Desk, quote_id: str, problem: Refusal | None = None) -> Response[str]:
    desk.caller.demand(_SCOPE)
    moment = now()

    def look(tx: Tx) -> tuple[Quote, str]:
        found = read_quote(tx, quote_id, now=moment)
        return found, quote_link(tx, found, at=moment) if found.sent_at else ""

    quote, link = await desk.runtime.read(look)
    return desk.page(
        "consoles/head_office/quote.html",
        at="quotes",
        problem=problem,
        quote=quote,
        person=contents_of(quote).person,
        link=link,
        draft=quote.status is QuoteStatus.DRAFT,
    )


def _quoting(desk: Desk, form: Form, market: Market) -> Quoting:
    lines, prices = _lines(form.text("lines", most=_MOST_TEXT), market.currency)
    stamp = desk.caller.stamp(CHANNEL)
    [after] = days_after(read_day(form.text("until")), 1)
    address = Address(
        line1=form.text("line1"),
        postal_code=form.text("postal_code"),
        city=form.text("city"),
        region=form.text("region"),
        country=form.text("country") or market.country,
    )
    person = Person(
        name=form.text("name"),
        email=form.text("email"),
        organisation=form.text("organisation"),
        tax_number=form.text("tax_number"),
    )
    group = WishedGroup(GroupKind.SHIP, address=address)
    return Quoting(
        stamp,
        market.code,
        stamp.by.door,
        Contents(lines, (group,), person),
        at_local(after, 0, market.zone),
        prices,
        form.text("note", most=1000),
    )


def _lines(text: str, currency: str) -> tuple[tuple[WishedLine, ...], dict[int, int]]:
    """Read a line for each article: its code, how many, and the price of one, if not the list's."""
    lines: list[WishedLine] = []
    prices: dict[int, int] = {}
    for told in filter(None, (each.split() for each in text.splitlines())):
        code, *rest = told
        if len(rest) > 2:
            raise Malformed(where="lines", problem=" ".join(told)[:60])
        units = whole(rest[0] if rest else "1", "lines", most=LARGEST_QUANTITY)
        if len(rest) == 2:
            price = Form((("price", rest[1]),)).money("price", currency)
            prices |= {} if price is None else {len(lines): price}
        lines.append(WishedLine(code, units))
    return tuple(lines), prices


HANDLERS = (show_quotes, draft_quote, show_quote, send_quote, show_quote_pdf)
