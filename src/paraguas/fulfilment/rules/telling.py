"""What every fact about a fulfilment tells."""

from collections.abc import Sequence

from paraguas.fulfilment.model import Fulfilment, Portion


def told(
    moved: Fulfilment, portions: Sequence[Portion] | None = None
) -> tuple[str, str, int, str, str, tuple[tuple[int, int], ...]]:
    """Give the first fields of a fact: whose it is, where, and which lines (all, by default)."""
    lines = moved.portions if portions is None else portions
    return (
        *(moved.order_id, moved.fulfilment_id, moved.group_no, moved.place_id, moved.kind.value),
        tuple((portion.line_no, portion.quantity) for portion in lines),
    )
