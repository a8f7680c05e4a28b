"""Owning what waits for somebody: where it came up if that keeps owners, else among exceptions."""

from msgspec import Struct

from paraguas.exceptions.actions.own_exception import own_exception
from paraguas.exceptions.model import ExceptionKind, Subject
from paraguas.journeys.money.reconciling import Assigning, assign
from paraguas.journeys.serving.reshaping import Reshaping, own_task
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.stamp import Stamp


class Owning(Struct, frozen=True):
    """Who is to look after an exception; nobody for None.  order_id: of the order it is about."""

    stamp: Stamp
    subject: Subject
    owner: str | None
    order_id: str | None = None


def own(tx: Tx, owning: Owning) -> None:
    """Say who looks after an exception."""
    stamp, subject, owner = owning.stamp, owning.subject, owning.owner
    match subject.kind:
        case ExceptionKind.SETTLEMENT:
            assign(tx, Assigning(stamp, subject.subject_id, owner))
        case ExceptionKind.OVERDUE:
            part = (OrderId(owning.order_id or ""), FulfilmentId(subject.subject_id))
            own_task(tx, Reshaping(stamp, *part, owner=owner))
        case _:
            stream = owning.order_id or subject.subject_id
            own_exception(tx, stamp, subject, owner=owner, stream=stream)
