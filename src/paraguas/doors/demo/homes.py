"""Two homes: bought on the web in Spain, half of it taken back in Paris, in one step.

One policy book, one points balance and the language she asked for, whichever door and country.
"""

from collections.abc import Callable

from paraguas.doors.api.loyalty_shapes import MemberOut
from paraguas.doors.demo.cast import MARKET, PARIS, WAREHOUSE
from paraguas.doors.demo.expecting import expect, until
from paraguas.doors.demo.ordering import CASE_MINOR, HOME_ADDRESS, LANGUAGE, PERSON
from paraguas.doors.demo.story import Story
from paraguas.invoices.model import Document, DocumentKind
from paraguas.loyalty.model import OrderPoints
from paraguas.orders.rules.confirming import Confirmation
from paraguas.returns.model import Return
from paraguas.views.stock_standing import StockStanding

_SKU = "CASE-CLEAR"
_CASES = 2
_POINTS, _POINTS_KEPT = 49, 24
"""One point for each euro of what she bought, and of what she keeps."""


def buy_in_spain(story: Story) -> str:
    """Buy two cases on the web in Spain; the order earns points on her account."""
    account = story.cast.office.write("/v1/loyalty/accounts", {"place": "ES"}, MemberOut)
    order = {
        "market": MARKET,
        "channel": "web",
        "language": LANGUAGE,
        "person": PERSON,
        "loyalty": account.number,
        "lines": [{"sku": _SKU, "quantity": _CASES, "group": 0}],
        "groups": [{"kind": "ship", "address": HOME_ADDRESS}],
        "tenders": [{"kind": "card", "token": "tok_ok"}],
    }
    placed = story.cast.shop.write("/v1/orders", order, Confirmation)
    expect("the total", placed.total_minor, _CASES * CASE_MINOR)
    story.order_id, story.number = placed.order_id, placed.number
    until("the card is authorised", lambda: story.order().payment_status == "authorised")
    return f"Claire buys two cases on the web in Spain, {story.money(placed.total_minor)}."


def bring_to_madrid(story: Story) -> str:
    """Send them to her home in Madrid; they are invoiced, and her points are pending."""
    for step in ("accept", "pick", "pack"):
        story.step(WAREHOUSE, step)
    story.step(WAREHOUSE, "ship", carrier="correos", tracking="PQ4F1B0710012367")
    expect("the parcel", story.step(WAREHOUSE, "deliver").status.value, "delivered")
    until("the invoice is issued", lambda: _documents(story))
    until("the money is taken", lambda: story.order().payment_status == "paid")
    earned = until("the points are written", lambda: _points(story).earned or None)
    expect("the points she is to have", earned, _POINTS)
    return f"They come to Madrid. {_POINTS} points wait until they can no longer come back."


def take_back_in_paris(story: Story) -> str:
    """Give one back in another country: verdict, money, credit note and stock in one step."""
    before = _in_paris(story)
    item = {"line_no": 1, "units": 1, "reason": "changed_mind", "handling": "unused"}
    asked = {"order": story.number, "place": PARIS, "items": [item]}
    back = story.cast.paris.write("/v1/returns/instant", asked, Return)
    expect("the return", back.state.value, "settled")
    expect("what she is given", back.refunded_minor, CASE_MINOR)
    expect("whose order it was", back.entity_id == back.place_entity_id, wanted=False)
    expect("cases in Paris", _in_paris(story), before + 1)
    kinds = [one.kind for one in _documents(story)]
    expect("her papers", kinds, [DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE])
    more = {**asked, "items": [{**item, "units": _CASES}]}
    twice = story.cast.paris.refused("/v1/returns/instant", more)
    expect("the answer to more than she has", twice, "return_too_many")
    [given] = back.items
    return f"In Paris Camille takes one back: {given.ruling.text}"


def tell_her(story: Story) -> str:
    """Write to her in the language she asked for; her points are what she would have for one."""
    letter = story.letters(1)[-1]
    kept = until(
        "the points are reckoned anew",
        lambda: _POINTS_KEPT if _points(story).earned == _POINTS_KEPT else None,
    )
    return f"She is told, in French: {letter.subject}. {kept} points stay, for what she keeps."


STEPS: dict[str, Callable[[Story], str]] = {
    "bought in Spain": buy_in_spain,
    "brought to Madrid": bring_to_madrid,
    "taken back in Paris": take_back_in_paris,
    "told in her language": tell_her,
}
"""Name of a step -> what takes it and tells it; each needs the one before."""


def _documents(story: Story) -> list[Document]:
    return story.cast.agent.read(f"{story.order_path}/invoices", list[Document])


def _points(story: Story) -> OrderPoints:
    return story.cast.agent.read(f"{story.order_path}/points", OrderPoints)


def _in_paris(story: Story) -> int:
    asked = f"/v1/stock/{_SKU}/availability?place={PARIS}"
    found = story.cast.agent.read(asked, StockStanding).places
    return sum(one.on_hand for one in found)
