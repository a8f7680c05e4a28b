"""What every fact about a fulfilment tells, and the fact of each plain step."""

from collections.abc import Callable, Mapping, Sequence

from paraguas.fulfilment.events import (
    CustomerArrived,
    FulfilmentAccepted,
    GoodsDelivered,
    GoodsPacked,
    GoodsReady,
    GoodsShipped,
    GoodsStaged,
    GoodsUncollected,
    PickingStarted,
)
from paraguas.fulfilment.model import Fulfilment, Portion
from paraguas.fulfilment.rules.steps import Step
from paraguas.values.fact import Fact

TOLD_BY: Mapping[Step, Callable[..., Fact]] = {
    Step.ACCEPT: FulfilmentAccepted,
    Step.PICK: PickingStarted,
    Step.STAGE: GoodsStaged,
    Step.MAKE_READY: GoodsReady,
    Step.NOTE_ARRIVAL: CustomerArrived,
    Step.EXPIRE: GoodsUncollected,
    Step.PACK: GoodsPacked,
    Step.SHIP: GoodsShipped,
    Step.DELIVER: GoodsDelivered,
}
"""The steps whose fact tells no more than the fulfilment itself."""


def told(
    moved: Fulfilment, portions: Sequence[Portion] | None = None
) -> tuple[str, str, int, str, str, tuple[tuple[int, int], ...]]:
    """Give the first fields of a fact: whose it is, where, and which lines (all, by default)."""
    lines = moved.portions if portions is None else portions
    return (
        *(moved.order_id, moved.fulfilment_id, moved.group_no, moved.place_id, moved.kind.value),
        tuple((portion.line_no, portion.quantity) for portion in lines),
    )
