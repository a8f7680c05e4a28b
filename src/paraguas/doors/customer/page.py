"""The page of an order: one sentence, what was promised, what can still be decided."""

from collections.abc import Mapping, Sequence
from itertools import islice

import segno
from litestar import Response, get
from markupsafe import Markup
from msgspec import Struct

from paraguas.appointments.model import Appointment, AppointmentStatus
from paraguas.appointments.queries import appointments_of
from paraguas.claims.model import Claim
from paraguas.claims.queries import claims_of
from paraguas.compensation.model import Compensation
from paraguas.compensation.queries import compensations_of
from paraguas.doors.api.given import AnyRequest, IdPart, NumberPart
from paraguas.doors.api.notes import file_response
from paraguas.doors.customer.guest import GivenGuest, Guest
from paraguas.doors.customer.sentence import sentence
from paraguas.doors.documents.giving_slips import read_gift_receipt, read_receipt, slip_response
from paraguas.doors.pages.documents import show_document
from paraguas.fulfilment.model import Fulfilment, Status
from paraguas.fulfilment.queries import fulfilments_of
from paraguas.invoices.model import Document
from paraguas.invoices.queries import invoice, invoices_of
from paraguas.journeys.money.invoicing import GONE
from paraguas.journeys.money.paying import left_open
from paraguas.journeys.returning.lines import still_hers
from paraguas.journeys.returning.withdrawal import withdrawable
from paraguas.journeys.serving.set_up_slots import offer_set_up
from paraguas.loyalty.model import OrderPoints
from paraguas.loyalty.queries import order_points
from paraguas.messages.model import Letter
from paraguas.messages.queries import letters_of
from paraguas.network.model import Place
from paraguas.network.queries import network
from paraguas.notes.model import Note
from paraguas.notes.queries import file_of, notes_of
from paraguas.orders.errors import PlaceNeeded
from paraguas.orders.model import Group, PlacedLine, PlacedOrder, Promise
from paraguas.orders.queries import order as read_order
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.returns.model import Return
from paraguas.returns.queries import returns_of
from paraguas.substitutions.model import Answer, Substitution
from paraguas.substitutions.queries import substitutions_of
from paraguas.values.language import SPOKEN
from paraguas.values.refusal import Refusal
from paraguas.values.time import Period
from paraguas.values.words import Words

_ENDED = (Status.CANCELLED, Status.REFUSED, Status.EXPIRED)
_OPENINGS = 4


class Part(Struct, frozen=True):
    """A group as its person sees it.

    code: she shows it, once the goods are ready.  slots: times on offer for a set-up, by day.
    """

    group: Group
    lines: tuple[PlacedLine, ...]
    promise: Promise | None
    fulfilments: tuple[Fulfilment, ...]
    place: Place | None
    hours: tuple[Period, ...]
    code: str
    set_ups: tuple["SetUpChoice", ...]

    @property
    def open(self) -> bool:
        """Whether something of it is still to go out."""
        return any(each.standing.open for each in self.lines)

    @property
    def wanted(self) -> bool:
        """Whether anything of it was not cancelled."""
        return any(each.standing.wanted for each in self.lines)


class SetUpChoice(Struct, frozen=True):
    """A set-up of a line: what is booked, and when else it could be, by day."""

    line_no: int
    title: str
    booked: Appointment | None
    slots: Mapping[str, list[int]]


class Standing(Struct, frozen=True):
    """All that the page shows of an order.

    due_minor: what a declined card left open, to be paid again.  asked: substitutes she is to
    answer about.
    """

    order: PlacedOrder
    sentence: str
    due_minor: int
    parts: tuple[Part, ...]
    invoices: Sequence[Document]
    letters: Sequence[Letter]
    compensations: Sequence[Compensation]
    notes: Sequence[Note]
    points: OrderPoints | None
    may_ask_invoice: bool
    returns: Sequence[Return]
    claims: Sequence[Claim]
    asked: Sequence[Substitution]
    may_return: bool
    may_withdraw: bool


@get("/o/{token:str}", include_in_schema=False)
async def show_page(guest: GivenGuest, request: AnyRequest) -> Response[str]:
    """Show the order of a link."""
    return await order_page(guest, done=request.query_params.get("done", ""))


@get("/o/{token:str}/invoices/{invoice_id:str}", include_in_schema=False)
async def show_invoice(
    guest: GivenGuest, invoice_id: IdPart, request: AnyRequest
) -> Response[bytes]:
    """Show an invoice of the order as a page, a PDF (`?as=pdf`) or UBL XML (`?as=ubl`)."""
    document = await guest.runtime.read(lambda tx: invoice(tx, guest.order_id, invoice_id))
    return show_document(document, request.query_params.get("as", ""))


@get("/o/{token:str}/receipt", include_in_schema=False)
async def show_receipt(guest: GivenGuest, request: AnyRequest) -> Response[bytes]:
    """Show the receipt of the order as a page or a PDF (`?as=pdf`), on A4 or a roll of 80 mm."""
    slip = await guest.runtime.read(lambda tx: read_receipt(tx, guest.order_id))
    asked = request.query_params
    return slip_response(slip, asked.get("paper", "a4"), asked.get("as", "html"))


@get("/o/{token:str}/gift-receipts/{group_no:int}", include_in_schema=False)
async def show_gift_receipt(
    guest: GivenGuest, group_no: NumberPart, request: AnyRequest
) -> Response[bytes]:
    """Show the gift receipt of a group, without prices, as a page or a PDF (`?as=pdf`)."""
    slip = await guest.runtime.read(lambda tx: read_gift_receipt(tx, guest.order_id, group_no))
    asked = request.query_params
    return slip_response(slip, asked.get("paper", "a4"), asked.get("as", "html"))


@get("/o/{token:str}/notes/{note_id:str}/file", include_in_schema=False)
async def show_note_file(guest: GivenGuest, note_id: IdPart) -> Response[bytes]:
    """Give the file of a note she may read, to be saved."""
    found = await guest.runtime.read(
        lambda tx: file_of(tx, guest.order_id, note_id, visible_only=True)
    )
    return file_response(*found)


async def order_page(
    guest: Guest, *, problem: Refusal | None = None, done: str = ""
) -> Response[str]:
    """Render the page of the order, with what was refused or done just now."""
    moment = now()
    standing = await guest.runtime.read(lambda tx: _read(tx, guest, moment))
    return guest.page(
        "customer/page.html",
        problem=problem,
        done=done,
        now=moment,
        standing=standing,
        order=standing.order,
        spoken=SPOKEN,
        draw_code=draw_code,
    )


def draw_code(text: str, title: str) -> Markup:
    """Draw a text as a QR code a scanner at the desk reads."""
    code = segno.make(text, error="m", micro=False)
    drawn = code.svg_inline(border=1, omitsize=True, title=title)
    return Markup(drawn)  # noqa: S704 - segno escapes the title, the rest it draws itself


def _read(tx: Tx, guest: Guest, moment: int) -> Standing:
    words = guest.reader.words
    order = read_order(tx, guest.order_id)
    fulfilments = fulfilments_of(tx, [order.order_id])
    booked = appointments_of(tx, [order.order_id])
    names = {place.place_id: place.name for place in network(tx).places}
    invoices = invoices_of(tx, order.order_id)
    return Standing(
        order=order,
        sentence=sentence(order, fulfilments, names, words),
        due_minor=left_open(tx, order),
        parts=tuple(
            _part(tx, order, group, words, fulfilments=fulfilments, booked=booked, moment=moment)
            for group in order.groups
        ),
        invoices=invoices,
        letters=letters_of(tx, order.order_id),
        compensations=compensations_of(tx, order.order_id),
        notes=notes_of(tx, order.order_id, visible_only=True),
        points=order_points(tx, order.order_id),
        may_ask_invoice=not invoices and order.fulfilment_status in GONE,
        returns=returns_of(tx, order.order_id),
        claims=claims_of(tx, order.order_id),
        asked=tuple(
            one for one in substitutions_of(tx, order.order_id) if one.answer is Answer.ASKED
        ),
        may_return=bool(still_hers(order)),
        may_withdraw=bool(withdrawable(tx, order, moment).units()),
    )


def _part(
    tx: Tx,
    order: PlacedOrder,
    group: Group,
    words: Words,
    *,
    fulfilments: Sequence[Fulfilment],
    booked: Sequence[Appointment],
    moment: int,
) -> Part:
    net = network(tx)
    lines = tuple(each for each in order.lines if each.line.group_no == group.group_no)
    own = tuple(each for each in fulfilments if each.group_no == group.group_no)
    place = net.place(group.place_id) if group.place_id else None
    coming = net.openings_from(place.place_id, moment) if place else ()
    ready = (each for each in own if each.status in (Status.READY, Status.CUSTOMER_HERE))
    services = [each for each in lines if each.line.service and each.standing.open]
    return Part(
        group=group,
        lines=lines,
        promise=order.promise_of(group.group_no),
        fulfilments=tuple(each for each in own if each.status not in _ENDED),
        place=place,
        hours=tuple(islice(coming, _OPENINGS)),
        code=next((each.code for each in ready if each.code), ""),
        set_ups=tuple(
            _set_up(tx, order, each, words, booked=booked, moment=moment) for each in services
        ),
    )


def _set_up(
    tx: Tx,
    order: PlacedOrder,
    entry: PlacedLine,
    words: Words,
    *,
    booked: Sequence[Appointment],
    moment: int,
) -> SetUpChoice:
    line = entry.line
    try:
        offered = offer_set_up(tx, order.order_id, line.line_no, now=moment)
    except PlaceNeeded:
        offered = ()
    slots: dict[str, list[int]] = {}
    for start_at in sorted({slot.start_at for slot in offered}):
        slots.setdefault(words.day_of(start_at), []).append(start_at)
    standing = (
        each
        for each in booked
        if each.line_no == line.line_no and each.status is AppointmentStatus.BOOKED
    )
    return SetUpChoice(line.line_no, line.title, next(standing, None), slots)


HANDLERS = (show_page, show_receipt, show_gift_receipt, show_invoice, show_note_file)
