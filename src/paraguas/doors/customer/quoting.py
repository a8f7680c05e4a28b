"""The page of a quote: what is offered until when; whoever has its link accepts or declines it."""

from litestar import Response, get, post
from msgspec import Struct

from paraguas.doors.api.given import AnyRequest, GivenRuntime
from paraguas.doors.customer.guest import CUSTOMER, DOOR
from paraguas.doors.documents.giving_quotes import quote_response, read_sheet
from paraguas.doors.documents.sheet import Sheet
from paraguas.doors.pages.errors import CardNumberTyped, LinkUnknown
from paraguas.doors.pages.forms import Form, read_form
from paraguas.doors.pages.rendering import Reader, render
from paraguas.doors.pages.writing import write_once
from paraguas.doors.runtime import Runtime
from paraguas.journeys.quotes.quoting import Answering, accept_sent, decline_sent
from paraguas.network.queries import network
from paraguas.orders.model import WishedTender
from paraguas.orders.rules.confirming import Confirmation
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.replies import make_key
from paraguas.plumbing.secret_store import installed, secret
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.quotes.errors import QuoteAbsent
from paraguas.quotes.model import Quote, QuoteStatus
from paraguas.quotes.queries import quote as read_quote
from paraguas.values.by import By
from paraguas.values.links import read_link, sign_link
from paraguas.values.refusal import Malformed, Refusal
from paraguas.values.stamp import Stamp

PAID_BY = ("card", "transfer", "account")
"""How a quote is paid where nobody stands at a till."""

_SHORTEST_CARD = 12
"""Digits of the shortest card number (ISO/IEC 7812); no provider's token is of digits alone."""


class Offered(Struct, frozen=True):
    """A quote as its link opens it; order_link: of the order it became."""

    quote: Quote
    sheet: Sheet
    token: str
    reader: Reader
    order_link: str

    def stamp(self) -> Stamp:
        """Begin a decision of the customer's own."""
        return stamp(By(DOOR, CUSTOMER))


@get("/q/{token:str}", include_in_schema=False)
async def show_quote(request: AnyRequest, runtime: GivenRuntime) -> Response[str]:
    """Show the quote of a link."""
    return _page(await _open(request, runtime))


@get("/q/{token:str}/pdf", include_in_schema=False)
async def show_quote_pdf(request: AnyRequest, runtime: GivenRuntime) -> Response[bytes]:
    """Give the quote of a link as a PDF."""
    offered = await _open(request, runtime)
    return quote_response(offered.sheet, "pdf", at=offered.quote.drafted_at)


@post("/q/{token:str}/accept", include_in_schema=False, status_code=200)
async def accept(request: AnyRequest, runtime: GivenRuntime) -> Response[str]:
    """Order what is offered, and go on to the order's page."""
    offered = await _open(request, runtime)
    form = await read_form(request, offered.reader.bound_to, offered.reader.secret)
    try:
        item = Answering(offered.stamp(), offered.quote.quote_id, _tenders(form))

        def there(placed: Confirmation) -> str:
            token = sign_link(placed.order_id, at=item.stamp.at, secret=offered.reader.secret)
            return f"/o/{token}"

        key = make_key(_hand(offered), "accept", form.text("once"), form.raw)
        return await write_once(runtime, key, accept_sent, item, there)
    except Refusal as problem:
        return _page(await _open(request, runtime), problem)


@post("/q/{token:str}/decline", include_in_schema=False, status_code=200)
async def decline(request: AnyRequest, runtime: GivenRuntime) -> Response[str]:
    """Note that the quote is not wanted."""
    offered = await _open(request, runtime)
    form = await read_form(request, offered.reader.bound_to, offered.reader.secret)
    try:
        item = Answering(offered.stamp(), offered.quote.quote_id)
        key = make_key(_hand(offered), "decline", form.text("once"), form.raw)
        return await write_once(runtime, key, decline_sent, item, lambda _: f"/q/{offered.token}")
    except Refusal as problem:
        return _page(await _open(request, runtime), problem)


async def _open(request: AnyRequest, runtime: Runtime) -> Offered:
    """Open a link; LinkUnknown where it is forged, cut, out of date, or was never sent."""
    token = str(request.path_params["token"])
    moment = now()

    def look(tx: Tx) -> Offered:
        signed = secret(tx, "link")
        quote_id = read_link(token, at=moment, secret=signed)
        try:
            quote = read_quote(tx, quote_id or "", now=moment)
        except QuoteAbsent as absent:
            raise LinkUnknown from absent
        market = network(tx).market(quote.market)
        if quote.status is QuoteStatus.DRAFT or market is None:
            raise LinkUnknown
        words = speak(quote.language, market.zone, market.country)
        reader = Reader(words, installed(tx, "brand", "Paraguas"), token, signed)
        order = sign_link(quote.order_id, at=moment, secret=signed) if quote.order_id else ""
        sheet = read_sheet(tx, quote.quote_id, now=moment)
        return Offered(quote, sheet, token, reader, f"/o/{order}" if order else "")

    return await runtime.read(look)


def _page(offered: Offered, problem: Refusal | None = None) -> Response[str]:
    return render(
        "customer/quote.html",
        offered.reader,
        problem=problem,
        token=offered.token,
        quote=offered.quote,
        sheet=offered.sheet,
        order_link=offered.order_link,
        paid_by=PAID_BY,
    )


def _hand(offered: Offered) -> str:
    return f"quote:{offered.quote.quote_id}"


def _tenders(form: Form) -> tuple[WishedTender, ...]:
    kind, token = form.text("kind"), form.text("token")
    if kind not in PAID_BY:
        raise Malformed(where="kind", problem=kind[:20])
    digits = token.replace(" ", "").replace("-", "")
    if digits.isdigit() and len(digits) >= _SHORTEST_CARD:
        raise CardNumberTyped
    return (WishedTender(kind, token="" if kind == "transfer" else token),)


HANDLERS = (show_quote, show_quote_pdf, accept, decline)
