"""What came of a return against what was asked for, and what becomes of the units."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from paraguas.returns.errors import (
    DispositionsWrong,
    ReturnItemUnknown,
    ReturnLineAbsent,
    ReturnTooMany,
)
from paraguas.returns.model import Asked, Came, Disposition, Item, Return, Ruling
from paraguas.returns.rules.ruling import FAULTS
from paraguas.values.ids import SkuId


def match(items: Sequence[Item], came: Sequence[Came]) -> list[tuple[Item, Came]]:
    """Pair the items of a return with what came; what nobody told of did not come.

    Refuses an item that is not there or is told twice, more units than were asked for, and
    dispositions that do not sum to the units.
    """
    told = {one.item: one for one in came}
    known = {item.item_no for item in items}
    if len(told) != len(came) or not told.keys() <= known:
        raise ReturnItemUnknown(known=sorted(str(number) for number in known))
    pairs = [(item, told.get(item.item_no, Came(item=item.item_no, units=0))) for item in items]
    for item, one in pairs:
        if one.units > item.units:
            raise ReturnTooMany(line=item.line_no, asked=one.units, left=item.units)
        if one.dispositions and sum(one.dispositions.values()) != one.units:
            raise DispositionsWrong(line=item.line_no, units=one.units)
    return pairs


def as_it_came(items: Sequence[Item], came: Sequence[Came]) -> tuple[Item, ...]:
    """Let all units of items be here, in the condition that was told; came: what becomes of them.

    Refuses what `match` does.
    """
    told = {one.item: one for one in came}
    whole = [
        *came,
        *(Came(item=i.item_no, units=i.units) for i in items if i.item_no not in told),
    ]
    return tuple(found(item, one, None) for item, one in match(items, whole))


def found(item: Item, came: Came, final: Ruling | None) -> Item:
    """Write on an item what came of it, and the ruling on that where there is another."""
    handling, opened = condition_of(item, came)
    return replace(
        item,
        came=came.units,
        came_handling=handling,
        came_opened=opened,
        dispositions=dispositions_of(item, came),
        final=final,
    )


def condition_of(item: Item, came: Came) -> tuple[str, bool]:
    """Tell the handling units were found in and whether they were opened."""
    handling = item.handling if came.handling is None else came.handling
    return handling, item.opened if came.opened is None else came.opened


def dispositions_of(item: Item, came: Came) -> dict[str, int]:
    """Tell what becomes of the units that came."""
    if came.dispositions:
        return {kind.value: units for kind, units in sorted(came.dispositions.items())}
    handling, opened = condition_of(item, came)
    kind = usual(item.reason, handling, opened=opened)
    return {kind.value: came.units} if came.units else {}


def usual(reason: str, handling: str, *, opened: bool) -> Disposition:
    """Tell what becomes of a unit where nobody says: what may be faulty or used is looked at."""
    if handling == "worn":
        return Disposition.DAMAGED
    if reason == "defective" or opened:
        return Disposition.QUALITY
    return Disposition.SELLABLE


def demand_left(asked: Sequence[Asked], left: Mapping[int, int]) -> None:
    """Refuse more units of a line than have left and are neither back nor on their way.

    left: of all lines that can come back.
    """
    sums: dict[int, int] = {}
    for one in asked:
        if one.line_no not in left:
            raise ReturnLineAbsent(line=one.line_no)
        sums[one.line_no] = sums.get(one.line_no, 0) + one.units
        if sums[one.line_no] > left[one.line_no]:
            raise ReturnTooMany(line=one.line_no, asked=sums[one.line_no], left=left[one.line_no])


def units_kept_whole(asked: Sequence[Asked], bundles: Mapping[int, int]) -> dict[int, int]:
    """Sum the units by line of the bundles that lose any but for a fault: they go whole.

    bundles: of the lines that are part of one.
    """
    named = {bundles.get(one.line_no) for one in asked if one.reason not in FAULTS}
    sums: dict[int, int] = {}
    for one in asked:
        if one.line_no in bundles and bundles[one.line_no] in named:
            sums[one.line_no] = sums.get(one.line_no, 0) + one.units
    return sums


class Portion(Struct, frozen=True, gc=False):
    """Units of an item that go the same way; number: its own within the return."""

    number: int
    sku_id: SkuId
    disposition: Disposition
    units: int


def portions_of(one: Return) -> list[Portion]:
    """Part what came of a return by what becomes of it, in an order that never changes."""
    parts = [
        (item.sku_id, Disposition(kind), units)
        for item in one.items
        for kind, units in sorted(item.dispositions.items())
    ]
    return [Portion(number, *part) for number, part in enumerate(parts, start=1)]


def is_as_asked(item: Item, came: Came) -> bool:
    """Whether units came in the condition that was told."""
    return condition_of(item, came) == (item.handling, item.opened)


def as_asked(item: Item) -> Asked:
    """Put an item as it was asked for."""
    return asked_again(item, Came(item=item.item_no, units=item.units))


def asked_again(item: Item, came: Came) -> Asked:
    """Put what came of an item as it would have been asked for."""
    handling, opened = condition_of(item, came)
    return Asked(
        line_no=item.line_no,
        units=came.units,
        reason=item.reason,
        handling=handling,
        opened=opened,
        defect=item.defect,
    )
