"""Parting: a plan into fulfilments, one for each place; a fulfilment into what stays and goes."""

from collections.abc import Iterable, Mapping, Sequence

from paraguas.fulfilment.errors import NotMergeable, RefusedTooMuch
from paraguas.fulfilment.model import Fulfilment, Kind, Portion, Status
from paraguas.values.ids import FulfilmentId, OrderId, PlaceId, SkuId
from paraguas.values.stamp import Stamp

_OVER = frozenset((
    *(Status.HANDED_OVER, Status.SHIPPED, Status.DELIVERED),
    *(Status.REFUSED, Status.CANCELLED, Status.EXPIRED),
))  # fmt: skip


def part_plan(
    stamp: Stamp,
    order_id: OrderId,
    group_no: int,
    kind: Kind,
    parts: Mapping[PlaceId, Iterable[tuple[int, int]]],
    *,
    skus: Mapping[int, SkuId],
    promised_at: Mapping[PlaceId, int],
    counted_on: Mapping[PlaceId, str] | None = None,
    status: Status = Status.WAITING,
) -> tuple[Fulfilment, ...]:
    """Make the fulfilments of a plan, a place each; pick-ups get the code to show at hand-over.

    parts: pairs of line number and quantity.  skus: by line number.  counted_on: the local day
    (ISO) that counts, for places with a limit.  status: carry-outs are handed over from the start.
    """
    return tuple(
        Fulfilment(
            order_id=order_id,
            fulfilment_id=FulfilmentId(stamp.ids.next()),
            group_no=group_no,
            place_id=place_id,
            kind=kind,
            status=Status.HANDED_OVER if kind is Kind.CARRY_OUT else status,
            promised_at=promised_at[place_id],
            portions=tuple(Portion(line_no, skus[line_no], units) for line_no, units in part),
            changed_at=stamp.at,
            counted_on=(counted_on or {}).get(place_id),
            code=draw_code(stamp) if kind is Kind.PICK_UP else None,
        )
        for place_id, part in parts.items()
    )


def is_over(found: Fulfilment) -> bool:
    """Whether there is nothing left to hand out of it here."""
    return found.status in _OVER


def join_portions(into: Fulfilment, others: Sequence[Fulfilment]) -> tuple[Portion, ...]:
    """Add the portions of others up with its own; refuses NotMergeable."""
    if not others or is_over(into) or into.hold is not None:
        raise NotMergeable(fulfilment_id=into.fulfilment_id)
    units = {portion.line_no: portion for portion in into.portions}
    for other in others:
        alike = other.fulfilment_id != into.fulfilment_id and _way(other) == _way(into)
        if not alike or other.hold is not None:
            raise NotMergeable(fulfilment_id=other.fulfilment_id)
        for portion in other.portions:
            had = units.get(portion.line_no, portion._replace(quantity=0))
            units[portion.line_no] = had._replace(quantity=had.quantity + portion.quantity)
    return tuple(units[line_no] for line_no in sorted(units))


def _way(found: Fulfilment) -> tuple[object, ...]:
    return found.order_id, found.group_no, found.place_id, found.kind, found.status


def draw_code(stamp: Stamp) -> str:
    """Draw a hand-over code of six digits."""
    return f"{stamp.ids.draw() % 1_000_000:06d}"


def part_portions(
    found: Fulfilment, quantities: Mapping[int, int] | None
) -> tuple[tuple[Portion, ...], tuple[Portion, ...]]:
    """Part the portions into those that stay and those that go; None lets all go.

    quantities: by line number, what goes.  Refuses RefusedTooMuch beyond what is there.
    """
    there = {portion.line_no: portion.quantity for portion in found.portions}
    going = there if quantities is None else quantities
    for line_no, quantity in going.items():
        if not 0 < quantity <= there.get(line_no, 0):
            raise RefusedTooMuch(line_no=line_no, quantity=there.get(line_no, 0), missing=quantity)
    goes = [p._replace(quantity=going.get(p.line_no, 0)) for p in found.portions]
    stays = [p._replace(quantity=p.quantity - going.get(p.line_no, 0)) for p in found.portions]
    return tuple(p for p in stays if p.quantity), tuple(p for p in goes if p.quantity)
