"""A customer says on her page what does not work, after seeing what the guarantee gives."""

from litestar import Response, get, post
from msgspec import Struct

from paraguas.claims.model import Guarantee, Remedy
from paraguas.doors.api.given import AnyRequest
from paraguas.doors.customer.deciding import ASKED
from paraguas.doors.customer.guest import GivenGuest, Guest
from paraguas.doors.pages.forms import Form, read_fields
from paraguas.journeys.claiming.opening import Claiming, claim, preview_claim
from paraguas.journeys.returning.lines import still_hers
from paraguas.orders.model import PlacedLine, PlacedOrder
from paraguas.orders.queries import order as read_order
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Actor
from paraguas.values.refusal import Malformed, Refusal
from paraguas.values.stamp import Stamp

PATH = "/o/{token:str}/claim"
DEFECTS = ("minor", "major")
FIELDS = ("line", "units", "what", "defect", "wish")
_LONGEST = 200


class Preview(Struct, frozen=True):
    """What is with its person, and what the guarantee gives the line she chose; none before."""

    order: PlacedOrder
    left: tuple[tuple[PlacedLine, int], ...]
    chosen: PlacedLine | None = None
    guarantee: Guarantee | None = None


@get(PATH, include_in_schema=False)
async def show_claiming(guest: GivenGuest, request: AnyRequest) -> Response[str]:
    """Let her choose what does not work, then show the guarantee before anything is done."""
    return await _page(guest, read_fields(request.url.query.encode()))


@post(PATH, include_in_schema=False, status_code=200)
async def say_defective(guest: GivenGuest, request: AnyRequest) -> Response[str]:
    """Open the claim she confirmed."""
    form = await guest.form(request)
    try:
        item = claiming_in(form, guest.stamp(ASKED), guest.order_id)
        return await guest.write(request, form, claim, item, guest.home_after("claiming"))
    except Refusal as problem:
        return await _page(guest, Form(()), problem)


def claiming_in(form: Form, stamp: Stamp, order: str, actor: Actor | None = None) -> Claiming:
    """Read a claim out of a form; Malformed where it says no line, or nothing about the defect."""
    wish, defect = form.text("wish") or Remedy.REPAIR.value, form.text("defect") or DEFECTS[0]
    if wish not in set(Remedy):
        raise Malformed(where="wish", problem=wish)
    what = form.text("what", most=_LONGEST)
    if not what:
        raise Malformed(where="what", problem="empty")
    return Claiming(
        *(stamp, order, form.number("line", least=1)),
        *(form.number("units", least=1) if form.text("units") else 1, what, defect),
        wish=Remedy(wish),
        actor=actor,
        override=form.text("override") if actor else "",
    )


def preview(tx: Tx, order: PlacedOrder, item: Claiming | None) -> Preview:
    """Tell what is with its person, and what the guarantee gives what is asked about."""
    lines = {entry.line.line_no: entry for entry in order.lines if not entry.line.service}
    left = still_hers(order)
    if item is None:
        return Preview(order, left)
    return Preview(order, left, lines.get(item.line_no), preview_claim(tx, item))


async def _page(guest: Guest, form: Form, problem: Refusal | None = None) -> Response[str]:
    def look(tx: Tx, asked: Form) -> Preview:
        item = None
        if asked.text("line"):
            item = claiming_in(asked, guest.stamp(ASKED), guest.order_id)
        return preview(tx, read_order(tx, guest.order_id), item)

    seen, problem = await guest.preview(look, form, problem)
    return guest.page(
        "customer/claim.html",
        problem=problem,
        preview=seen,
        order=seen.order,
        asked=form,
        fields=FIELDS,
        remedies=[one.value for one in Remedy],
        defects=DEFECTS,
    )


HANDLERS = (show_claiming, say_defective)
