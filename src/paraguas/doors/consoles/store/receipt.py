"""The receipt of a sale: the change in big digits, then what was bought."""

from litestar import Response, get

from paraguas.doors.api.given import AnyRequest, CodePart, IdPart
from paraguas.doors.consoles.desk import GivenDesk
from paraguas.doors.consoles.store.today import stand_at
from paraguas.doors.documents.giving_slips import read_receipt, slip_response
from paraguas.doors.documents.slip import Slip
from paraguas.network.model import Place
from paraguas.orders.errors import OrderAbsent
from paraguas.orders.model import PlacedOrder
from paraguas.orders.queries import order as read_order
from paraguas.payments.model import Book
from paraguas.payments.queries import book
from paraguas.plumbing.tx import Tx


@get("/store/{code:str}/receipts/{order_id:str}", include_in_schema=False)
async def show_receipt(code: CodePart, order_id: IdPart, desk: GivenDesk) -> Response[str]:
    """Show the receipt of an order this store captured."""
    here, place = await stand_at(desk, code)
    order, money = await here.runtime.read(lambda tx: _read(tx, place, order_id))
    return here.page(
        "consoles/store/receipt.html",
        at="sell",
        store=place,
        order=order,
        money=money,
        change_minor=sum(tender.change_minor or 0 for tender in money.tenders),
        rounding_minor=sum(tender.rounding_minor for tender in money.tenders),
    )


@get("/store/{code:str}/receipts/{order_id:str}/paper", include_in_schema=False)
async def print_receipt(
    code: CodePart, order_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[bytes]:
    """Give the receipt for the till's printer, or on A4 (`?paper=a4`), as a PDF (`?as=pdf`)."""
    here, place = await stand_at(desk, code)
    asked = request.query_params

    def look(tx: Tx) -> Slip:
        _read(tx, place, order_id)
        return read_receipt(tx, order_id)

    slip = await here.runtime.read(look)
    return slip_response(slip, asked.get("paper", "80mm"), asked.get("as", "html"))


def _read(tx: Tx, place: Place, order_id: str) -> tuple[PlacedOrder, Book]:
    order = read_order(tx, order_id)
    if order.place_id != place.place_id:
        raise OrderAbsent(order=order_id)
    return order, book(tx, order_id)


HANDLERS = (show_receipt, print_receipt)
