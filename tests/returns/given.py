"""Returns to begin with."""

from paraguas.returns.model import Item, RefundMoment, Return, ReturnState, Ruling
from paraguas.values.ids import EntityId, OrderId, ReturnId, SkuId

SKU = SkuId("5" * 32)


def ruling(refund=2490, *, to="original", on=RefundMoment.DISPATCH):
    return Ruling(
        *(True, "in_time", "2026-12-22", refund, (), refund, to, on, "2026-12-05", 1, "hash"),
        *(("RET-ALL",), "text", ("why",), {}),
    )


def item(number=1, *, units=1, came=None, ruled=None):
    words = ("changed_mind", "unused", False, "none")
    return Item(number, number, SKU, units, *words, ruled or ruling(), came=came)


def a_return(items, **more):
    return Return(
        *(OrderId("1" * 32), ReturnId("2" * 32), "4K7Q2-M9XCD", 1, ReturnState.AUTHORISED),
        *(EntityId("3" * 32), "EUR", "web", 0, "customer"),
        **{"gift": False, "withdrawal": False, "items": tuple(items), **more},
    )
