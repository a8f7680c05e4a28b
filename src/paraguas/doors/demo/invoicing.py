"""Last chapter: one invoice for all of it, and the money where it belongs."""

from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.doors.api.gift_cards import GiftCardOut
from paraguas.doors.demo.cast import CURRENCY, GIFT_CARD_MINOR
from paraguas.doors.demo.expecting import expect, until
from paraguas.doors.demo.ordering import CARD_MINOR, LANGUAGE, POINTS_MINOR, TOTAL_MINOR
from paraguas.doors.demo.story import Story
from paraguas.invoices.model import Document
from paraguas.payments.rules.asking import read_provider_key
from paraguas.views.stock_standing import StockStanding


def invoice_once(story: Story) -> str:
    """Find the one invoice over store, post and set-up, and put its papers into the folder."""
    invoices = until("the invoice is issued", lambda: _invoices(story))
    expect("invoices of the order", len(invoices), 1)
    found = invoices[0]
    expect("the sum of the invoice", found.gross_minor, TOTAL_MINOR)
    expect("the currency of the invoice", found.heading.currency, CURRENCY)
    expect("the language of the invoice", found.heading.language, LANGUAGE)
    expect("lines of the invoice", [line.line_no for line in found.lines], [1, 2, 3])
    paid = {one.kind: one.amount_minor for one in found.paid}
    expect("what the invoice was paid with", paid, _PAID)
    _keep_papers(story, found)
    return f"Invoice {found.number} over all three: {story.money(found.gross_minor)}."


def settle(story: Story) -> str:
    """Find the order done, every promise kept, and the money taken once."""
    until("the money is taken", lambda: story.order().payment_status == "paid")
    order = story.order()
    standing = (order.status, order.payment_status, order.fulfilment_status)
    expect("the order", standing, ("completed", "paid", "delivered"))
    states = sorted(promise.state.value for promise in order.promises)
    expect("the promises", states, ["kept", "kept", "kept", "moved", "moved"])
    expect("the allocations", [one.status for one in order.allocations], ["done", "done"])
    expect("telephones still set aside in the store", _set_aside(story), 0)
    asked = {"code": story.cast.gift_card}
    card = story.cast.agent.write("/v1/gift-cards/balance", asked, GiftCardOut)
    expect("what is left on the gift card", card.balance_minor, 0)
    expect("what the provider took", _taken(story), CARD_MINOR)
    return (
        f"The order is completed, every promise kept as it stood last; the provider's own book "
        f"says {story.money(CARD_MINOR)} too."
    )


_PAID = {"points": POINTS_MINOR, "gift_card": GIFT_CARD_MINOR, "card": CARD_MINOR}


def _invoices(story: Story) -> list[Document]:
    return story.cast.agent.read(f"{story.order_path}/invoices", list[Document])


def _keep_papers(story: Story, found: Document) -> None:
    path = f"{story.order_path}/invoices/{found.invoice_id}"
    page, pdf = (story.cast.agent.fetch(f"{path}/{form}") for form in ("html", "pdf"))
    expect("whether the page names the invoice", found.number.encode() in page, wanted=True)
    expect("how the PDF begins", pdf[:5], b"%PDF-")
    papers = story.cast.folder / "invoices"
    papers.mkdir(exist_ok=True)
    (papers / f"{found.number}.html").write_bytes(page)
    story.pdf = papers / f"{found.number}.pdf"
    story.pdf.write_bytes(pdf)


def _set_aside(story: Story) -> int:
    asked = f"/v1/stock/PHONE-128-BLACK/availability?place={story.cast.nearest.code}"
    [there] = story.cast.agent.read(asked, StockStanding).places
    return there.allocated + there.reserved


def _taken(story: Story) -> int:
    """Sum what the provider's ledger says was captured for the order."""
    provider = SandboxPayments(story.cast.folder / "sandbox_payments.db")
    try:
        return sum(
            effect.amount_minor
            for effect in provider.ledger()
            if effect.kind == "capture"
            and effect.state == "approved"
            and (ours := read_provider_key(effect.key))
            and ours[0] == story.order_id
        )
    finally:
        provider.close()
