"""A quote as a document: its sheet, as a page and as a PDF."""

from litestar import MediaType, Response

from paraguas.doors.documents.invoice_html import render_sheet_html
from paraguas.doors.documents.sheet import Block, Row, Sheet, party_lines
from paraguas.invoices.model import Party
from paraguas.journeys.quotes.quoting import contents_of
from paraguas.network.model import Entity
from paraguas.network.queries import network
from paraguas.orders.model import Contents
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.quotes.model import Quote, QuotedLine
from paraguas.quotes.queries import quote as read_quote
from paraguas.values.quantity import Unit
from paraguas.values.words import Words


def read_sheet(tx: Tx, quote_id: str, *, now: int) -> Sheet:
    """Put a quote into words, in the language frozen on it; refuses QuoteAbsent."""
    quote = read_quote(tx, quote_id, now=now)
    market = network(tx).market(quote.market)
    assert market is not None, "a quote of a market that is not there"
    entity = network(tx).entity(market.entity_id)
    assert entity is not None, "a market of an entity that is not there"
    return _sheet(quote, entity, speak(quote.language, market.zone, market.country))


def quote_response(sheet: Sheet, form: str, *, at: int) -> Response[bytes]:
    """Give a sheet as a page, or as a PDF."""
    if form == "html":
        return Response(render_sheet_html(sheet).encode(), media_type=MediaType.HTML)
    # It brings fonts along: half a second the server starts without.
    from paraguas.doors.documents.invoice_pdf import render_sheet_pdf  # noqa: PLC0415

    pdf = render_sheet_pdf(sheet, issued_at=at, author=sheet.issuer)
    return Response(pdf, media_type="application/pdf")


def _sheet(quote: Quote, entity: Entity, words: Words) -> Sheet:
    wanted = contents_of(quote)
    seller = Party(entity.name, entity.address, entity.tax_number)
    tax = words.say(f"documents.{'vat' if quote.prices_include_tax else 'sales_tax'}")
    labels = ("item", "quantity", "unit_price", "", "amount")
    net_minor = quote.total_minor - quote.tax_minor
    first = "net" if quote.prices_include_tax else "subtotal"
    with_tax = "prices_with_tax" if quote.prices_include_tax else "prices_without_tax"
    return Sheet(
        language=words.language,
        title=words.say("documents.quote"),
        number=quote.number,
        facts=(
            (words.say("documents.number"), quote.number),
            (words.say("documents.issued_on"), words.day_of(quote.sent_at or quote.drafted_at)),
            (words.say("letters.quote_offered.until"), words.moment(quote.valid_until)),
        ),
        parties=(
            (words.say("documents.seller"), party_lines(seller, words, entity.country)),
            (words.say("documents.buyer"), party_lines(_buyer(wanted), words, entity.country)),
        ),
        columns=tuple(words.say(f"documents.{name}") if name else "" for name in labels),
        blocks=_blocks(quote, wanted, words),
        sums=(
            (words.say(f"documents.{first}"), words.money(net_minor, quote.currency)),
            (tax, words.money(quote.tax_minor, quote.currency)),
        ),
        total=(words.say("documents.total"), words.money(quote.total_minor, quote.currency)),
        paid_title="",
        paid=(),
        tax_title="",
        tax_columns=("", "", "", ""),
        tax_rows=(),
        legal=tuple(filter(None, (quote.note,))),
        note=words.say(f"documents.{with_tax}", tax=tax if tax.isupper() else tax.lower()),
        issuer=entity.name,
        page=words.texts["documents.page"],
    )


def _buyer(wanted: Contents) -> Party:
    person = wanted.person
    address = next((group.address for group in wanted.groups if group.address), None)
    name = person.organisation or person.name
    return Party(name, address, person.tax_number, person.email)


def _blocks(quote: Quote, wanted: Contents, words: Words) -> tuple[Block, ...]:
    groups: dict[int, list[Row]] = {}
    for asked, line in zip(wanted.lines, quote.lines, strict=True):
        groups.setdefault(asked.group, []).append(_row(line, quote.currency, words))
    return tuple(
        Block(words.say(f"groups.{wanted.groups[number].kind.value}"), tuple(rows))
        for number, rows in sorted(groups.items())
    )


def _row(line: QuotedLine, currency: str, words: Words) -> Row:
    count = words.quantity(line.quantity, Unit(line.unit))
    price = words.money(line.unit_price_minor, currency)
    per = "" if line.per == 1 else f"/{words.quantity(line.per, Unit(line.unit))}"
    amount = words.money(line.amount_minor, currency)
    return Row(line.title, line.code, (count, f"{price}{per}", "", amount))
