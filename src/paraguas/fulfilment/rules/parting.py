"""Parting: a plan into fulfilments, one for each place; a fulfilment into what stays and goes."""

from collections.abc import Iterable, Mapping, Sequence

from paraguas.fulfilment.errors import RefusedTooMuch
from paraguas.fulfilment.model import (
    Assignment,
    Candidate,
    Fulfilment,
    Kind,
    Portion,
    Status,
    Want,
)
from paraguas.values.ids import FulfilmentId, OrderId, PlaceId, SkuId
from paraguas.values.stamp import Stamp


def part_plan(
    stamp: Stamp,
    order_id: OrderId,
    group_no: int,
    kind: Kind,
    assignments: Sequence[Assignment],
    *,
    skus: Mapping[int, SkuId],
    candidates: Mapping[PlaceId, Candidate],
    counted_on: Mapping[PlaceId, str] | None = None,
    status: Status = Status.WAITING,
) -> tuple[Fulfilment, ...]:
    """Make the fulfilments of a plan, a place each; pick-ups get the code to show at hand-over.

    skus: by line number.  counted_on: the local day (ISO) that counts, for places with a limit.
    status: carry-outs are handed over from the start.
    """
    portions: dict[PlaceId, list[Portion]] = {}
    for one in assignments:
        portion = Portion(one.line_no, skus[one.line_no], one.quantity)
        portions.setdefault(one.place_id, []).append(portion)
    return tuple(
        Fulfilment(
            order_id=order_id,
            fulfilment_id=FulfilmentId(stamp.ids.next()),
            group_no=group_no,
            place_id=place_id,
            kind=kind,
            status=Status.HANDED_OVER if kind is Kind.CARRY_OUT else status,
            promised_at=candidates[place_id].promise_at,
            portions=tuple(taken),
            changed_at=stamp.at,
            counted_on=(counted_on or {}).get(place_id),
            code=draw_code(stamp) if kind is Kind.PICK_UP else None,
        )
        for place_id, taken in portions.items()
    )


def part_wants(wants: Sequence[Want], short: Iterable[tuple[SkuId, int]]) -> tuple[Want, ...]:
    """Leave out of the wants what nobody has (units by SKU), from the last line on."""
    left = dict(short)
    kept = []
    for want in reversed(wants):
        lost = min(want.quantity, left.get(want.sku_id, 0))
        left[want.sku_id] = left.get(want.sku_id, 0) - lost
        if want.quantity > lost:
            kept.append(Want(want.line_no, want.sku_id, want.quantity - lost))
    return tuple(reversed(kept))


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


def left_over(wants: Sequence[Want], served: Sequence[Want]) -> dict[int, int]:
    """Tell what stays unserved of wants: line number -> units, only where there are any."""
    done = {want.line_no: want.quantity for want in served}
    missing = {want.line_no: want.quantity - done.get(want.line_no, 0) for want in wants}
    return {line_no: units for line_no, units in missing.items() if units}
