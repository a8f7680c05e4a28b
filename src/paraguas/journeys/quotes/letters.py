"""The letter of a quote: what is offered, until when, and the link to accept it."""

from paraguas.messages.actions.queue_letters import queue_letters
from paraguas.messages.model import Item, LetterDraft, QuoteOffered, Recipient
from paraguas.network.queries import network
from paraguas.orders.model import Person
from paraguas.plumbing.secret_store import installed, secret
from paraguas.plumbing.tx import Tx
from paraguas.quotes.model import Quote
from paraguas.values.ids import OrderId
from paraguas.values.links import sign_link
from paraguas.values.quantity import Unit
from paraguas.values.stamp import Stamp


def tell_quote(tx: Tx, stamp: Stamp, quote: Quote, person: Person) -> None:
    """Write to whom a quote is for, in its language; without an e-mail the link is handed over."""
    market = network(tx).market(quote.market)
    assert market is not None, "a quote of a market that is not there"
    news = QuoteOffered(
        items=tuple(
            Item(one.title, one.quantity, Unit(one.unit), one.amount_minor) for one in quote.lines
        ),
        total_minor=quote.total_minor,
        currency=quote.currency,
        valid_until=quote.valid_until,
        note=quote.note,
    )
    draft = LetterDraft(
        # Letters lie with what they are about: here a quote, which may never be an order.
        order_id=OrderId(quote.quote_id),
        order_number=quote.number,
        cause=quote.quote_id,
        to=Recipient(person.name or person.organisation, person.email),
        language=quote.language,
        zone=market.zone,
        country=market.country,
        brand=installed(tx, "brand", "Paraguas"),
        link=quote_link(tx, quote, at=stamp.at),
        news=news,
    )
    queue_letters(tx, [(stamp, draft)])


def quote_link(tx: Tx, quote: Quote, *, at: int) -> str:
    """Give the address of a quote's page: whoever has it may accept the quote."""
    token = sign_link(quote.quote_id, at=at, secret=secret(tx, "link"))
    return f"{installed(tx, 'public_url')}/q/{token}"
