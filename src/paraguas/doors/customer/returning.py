"""A customer gives something back on her page, after seeing what the policy book gives for it."""

from litestar import Response, get, post
from msgspec import Struct

from paraguas.doors.api.given import AnyRequest
from paraguas.doors.customer.deciding import ASKED
from paraguas.doors.customer.guest import GivenGuest, Guest
from paraguas.doors.pages.forms import Form, read_fields
from paraguas.journeys.returning.lines import still_hers
from paraguas.journeys.returning.returning import Requesting, preview_return, request_return
from paraguas.orders.model import PlacedLine, PlacedOrder
from paraguas.orders.queries import order as read_order
from paraguas.plumbing.tx import Tx
from paraguas.returns.model import Asked, Ruling
from paraguas.values.refusal import Refusal

PATH = "/o/{token:str}/return"
REASONS = ("changed_mind", "wrong", "defective")
HANDLINGS = ("unused", "tried", "worn")


class Preview(Struct, frozen=True):
    """What can come back, and what the book gives for what she chose; none before she did."""

    order: PlacedOrder
    left: tuple[tuple[PlacedLine, int], ...]
    rulings: tuple[tuple[PlacedLine, int, Ruling], ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether all of it may come back."""
        return all(ruling.allowed for _, _, ruling in self.rulings)

    @property
    def refund_minor(self) -> int:
        """What is given back for it."""
        return sum(ruling.refund_minor for _, _, ruling in self.rulings)


@get(PATH, include_in_schema=False)
async def show_returning(guest: GivenGuest, request: AnyRequest) -> Response[str]:
    """Let her choose what comes back and why, then show the verdict before anything is done."""
    return await _page(guest, read_fields(request.url.query.encode()))


@post(PATH, include_in_schema=False, status_code=200)
async def give_back(guest: GivenGuest, request: AnyRequest) -> Response[str]:
    """Ask for the return she confirmed."""
    form = await guest.form(request)
    try:
        item = _requesting(guest, form)
        return await guest.write(request, form, request_return, item, guest.home_after("returning"))
    except Refusal as problem:
        return await _page(guest, Form(()), problem)


def asked_in(form: Form) -> tuple[Asked, ...]:
    """Read units by line, with one reason and condition for all of them."""
    return tuple(
        Asked(
            line_no=number,
            units=units,
            reason=form.text("reason", most=24) or REASONS[0],
            handling=form.text("handling", most=24) or HANDLINGS[0],
            opened=bool(form.text("opened")),
        )
        for number, units in sorted(form.units().items())
    )


def preview(tx: Tx, order: PlacedOrder, item: Requesting) -> Preview:
    """Tell what can come back of an order, and the verdict on what is asked for."""
    lines = {entry.line.line_no: entry for entry in order.lines if not entry.line.service}
    left = still_hers(order)
    if not item.items:
        return Preview(order, left)
    book = preview_return(tx, item)
    found = zip(item.items, book, strict=True)
    return Preview(
        order, left, tuple((lines[one.line_no], one.units, ruling) for one, ruling in found)
    )


def _requesting(guest: Guest, form: Form) -> Requesting:
    return Requesting(guest.stamp(ASKED), guest.order_id, asked_in(form))


async def _page(guest: Guest, form: Form, problem: Refusal | None = None) -> Response[str]:
    def look(tx: Tx, asked: Form) -> Preview:
        order = read_order(tx, guest.order_id)
        return preview(tx, order, _requesting(guest, asked))

    seen, problem = await guest.preview(look, form, problem)
    return guest.page(
        "customer/return.html",
        problem=problem,
        preview=seen,
        order=seen.order,
        asked=form,
        reasons=REASONS,
        handlings=HANDLINGS,
    )


HANDLERS = (show_returning, give_back)
