"""Bundles of an order that lose units: whole, unless their parts may go alone."""

from collections.abc import Mapping

from paraguas.catalog.errors import BundleWhole
from paraguas.catalog.rules.bundling import Piece, broken_bundle, units_of_bundles, whole_bundles
from paraguas.orders.model import PlacedOrder


def keep_whole(order: PlacedOrder, units: Mapping[int, int]) -> None:
    """Refuse BundleWhole where a bundle would lose units (line_no -> units) and not go whole."""
    number = broken_bundle(_pieces(order), units)
    if number is None:
        return
    named = (e.line for e in order.lines if e.line.bundle and e.line.bundle.bundle_no == number)
    bundled = {line.line_no: line.bundle for line in named if line.bundle}
    raise BundleWhole(
        bundle=next(iter(bundled.values())).title,
        lines=", ".join(f"{line_no}: {one.each}" for line_no, one in bundled.items()),
    )


def go_together(order: PlacedOrder, units: Mapping[int, int]) -> Mapping[int, int]:
    """Add to units that cannot be had the rest of the bundles that are worth nothing without."""
    pieces = _pieces(order)
    return whole_bundles(pieces, units) if pieces else units


def units_in(order: PlacedOrder, bundles: Mapping[int, int]) -> dict[int, int]:
    """Give the units (line_no -> units) that so many of each bundle (bundle_no -> number) are."""
    return units_of_bundles(_pieces(order, separable=True), bundles)


def _pieces(order: PlacedOrder, *, separable: bool = False) -> list[Piece]:
    return [
        Piece(e.line.line_no, bundle.bundle_no, bundle.each, e.standing.open)
        for e in order.lines
        if (bundle := e.line.bundle) and (separable or not bundle.separable)
    ]
