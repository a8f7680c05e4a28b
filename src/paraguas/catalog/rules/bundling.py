"""What a bundle comes to for its parts: their prices, and the units that go together."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from paraguas.values.ids import SkuId
from paraguas.values.money import prorate


class Piece(NamedTuple):
    """A line of an order that is part of a bundle.

    each: units in one bundle.  open: units still to go out.
    """

    line_no: int
    bundle_no: int
    each: int
    open: int


def part_prices(price_minor: int, worths: Sequence[int]) -> list[int]:
    """Give what each part costs in one bundle: by what they are worth alone, to the minor unit.

    Of many bundles every part costs so many times as much, so that any number of whole bundles
    costs that number of prices, however often some of them are cancelled.
    """
    return prorate(price_minor, worths)


def broken_bundle(pieces: Iterable[Piece], units: Mapping[int, int]) -> int | None:
    """Name the first bundle that would lose units (line_no -> units) of which it is not whole."""
    counted: dict[int, set[tuple[int, int]]] = {}
    for piece in pieces:
        lost = units.get(piece.line_no, 0)
        counted.setdefault(piece.bundle_no, set()).add(divmod(lost, piece.each))
    for bundle_no, losses in counted.items():
        if len(losses) > 1 or any(rest for _, rest in losses):
            return bundle_no
    return None


def whole_bundles(pieces: Sequence[Piece], units: Mapping[int, int]) -> dict[int, int]:
    """Add to units that are lost those that are worth nothing without them and have not left."""
    lost: dict[int, int] = {}
    for piece in pieces:
        bundles = -(-units.get(piece.line_no, 0) // piece.each)
        lost[piece.bundle_no] = max(lost.get(piece.bundle_no, 0), bundles)
    widened = dict(units)
    for piece in pieces:
        with_it = min(piece.open, lost[piece.bundle_no] * piece.each)
        if with_it > widened.get(piece.line_no, 0):
            widened[piece.line_no] = with_it
    return widened


def units_of_bundles(pieces: Iterable[Piece], bundles: Mapping[int, int]) -> dict[int, int]:
    """Give the units (line_no -> units) that so many of each bundle (bundle_no -> number) are.

    Bundles that are not there have none.
    """
    return {
        piece.line_no: bundles[piece.bundle_no] * piece.each
        for piece in pieces
        if piece.bundle_no in bundles
    }


def bundles_in(units: Mapping[SkuId, int], parts: Mapping[SkuId, int]) -> int:
    """Tell how many bundles there are in units of their parts (SKU -> units), held once."""
    return min(max(0, units.get(sku_id, 0)) // each for sku_id, each in parts.items())
