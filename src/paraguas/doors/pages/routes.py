"""All pages on one router: its own dependencies, and refusals as pages."""

from litestar import Router
from litestar.di import Provide
from litestar.exceptions import HTTPException

from paraguas.doors.consoles.desk import give_desk
from paraguas.doors.consoles.entering import enter
from paraguas.doors.consoles.head_office import (
    approvals,
    board,
    change,
    erasure,
    exceptions,
    hold,
    note,
    order,
    person_points,
    persons,
    promises,
    promotions,
    quote,
    training,
)
from paraguas.doors.consoles.store import (
    cards,
    claiming as store_claiming,
    count,
    deliveries,
    drawer,
    find,
    goods,
    papers,
    receipt,
    sell,
    sending,
    taking_back,
    task,
    today,
)
from paraguas.doors.customer import (
    claiming,
    deciding,
    page,
    paying,
    promising,
    quoting,
    redirecting,
    returning,
    substituting,
    withdrawing,
)
from paraguas.doors.customer.guest import give_guest
from paraguas.doors.pages import look
from paraguas.doors.pages.refusing import refuse_defect_page, refuse_http_page, refuse_page
from paraguas.values.refusal import Refusal

HANDLERS = (
    look.get_look,
    *enter.HANDLERS,
    *board.HANDLERS,
    *approvals.HANDLERS,
    *exceptions.HANDLERS,
    *order.HANDLERS,
    *change.HANDLERS,
    *hold.HANDLERS,
    *note.HANDLERS,
    *persons.HANDLERS,
    *erasure.HANDLERS,
    *person_points.HANDLERS,
    *promises.HANDLERS,
    *promotions.HANDLERS,
    *quote.HANDLERS,
    *training.HANDLERS,
    *today.HANDLERS,
    *task.HANDLERS,
    *papers.HANDLERS,
    *find.HANDLERS,
    *sell.HANDLERS,
    *receipt.HANDLERS,
    *goods.HANDLERS,
    *sending.HANDLERS,
    *taking_back.HANDLERS,
    *store_claiming.HANDLERS,
    *count.HANDLERS,
    *deliveries.HANDLERS,
    *drawer.HANDLERS,
    *cards.HANDLERS,
    *promising.HANDLERS,
    *page.HANDLERS,
    *quoting.HANDLERS,
    *deciding.HANDLERS,
    *redirecting.HANDLERS,
    *returning.HANDLERS,
    *claiming.HANDLERS,
    *substituting.HANDLERS,
    *withdrawing.HANDLERS,
    *paying.HANDLERS,
)
"""Every page, desk by desk."""


def page_routes() -> Router:
    """Give the pages, to be mounted beside the API."""
    return Router(
        "/",
        route_handlers=list(HANDLERS),
        dependencies={"desk": Provide(give_desk), "guest": Provide(give_guest)},
        exception_handlers={
            Refusal: refuse_page,
            HTTPException: refuse_http_page,
            Exception: refuse_defect_page,
        },
        include_in_schema=False,
    )
