"""Paying again on her page, when a card was declined."""

from litestar import Response, post

from paraguas.doors.api.given import AnyRequest
from paraguas.doors.customer.guest import GivenGuest
from paraguas.doors.customer.page import order_page
from paraguas.doors.pages.errors import CardNumberTyped
from paraguas.doors.pages.forms import Form
from paraguas.journeys.money.paying import PayingAgain, pay_again
from paraguas.orders.model import WishedTender
from paraguas.values.refusal import Refusal

_SHORTEST_CARD = 12
"""Digits of the shortest card number (ISO/IEC 7812); no provider's token is of digits alone."""


@post("/o/{token:str}/pay", include_in_schema=False, status_code=200)
async def pay(guest: GivenGuest, request: AnyRequest) -> Response[str]:
    """Pay what a declined card left open: by gift card as far as it reaches, the rest by card."""
    form = await guest.form(request)
    try:
        item = PayingAgain(guest.stamp(), guest.order_id, _tenders(form))
        return await guest.write(request, form, pay_again, item, guest.home_after("paid"))
    except Refusal as problem:
        return await order_page(guest, problem=problem)


def _tenders(form: Form) -> tuple[WishedTender, ...]:
    """Read a gift card and a card's token; a card number is refused, it may not come near us."""
    gift_card, token = form.text("gift_card", most=60), form.text("token")
    digits = token.replace(" ", "").replace("-", "")
    if digits.isdigit() and len(digits) >= _SHORTEST_CARD:
        raise CardNumberTyped
    given = [WishedTender("gift_card", token=gift_card)] if gift_card else []
    if token or not gift_card:
        given.append(WishedTender("card", token=token))
    return tuple(given)


HANDLERS = (pay,)
