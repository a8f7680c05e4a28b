"""Complete baskets: each becomes an order, by the same check-out as every other wish."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from paraguas.baskets.errors import BasketAbsent, BasketChanged
from paraguas.baskets.model import Basket, BasketStatus
from paraguas.baskets.queries import slice_baskets
from paraguas.journeys.baskets.baskets import reach_basket
from paraguas.journeys.baskets.goods import wish_of
from paraguas.journeys.checkout.placing import place_orders
from paraguas.orders.model import Wish, WishedTender
from paraguas.orders.rules.confirming import Confirmation
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp


class Completion(Struct, frozen=True):
    """A basket to pay and order.

    version: the one the buyer saw; None takes it as it is.  place: code of the store it is paid
    in.  by_token: by whoever knows the token, not by staff.  loyalty: number of the account it
    earns on.
    """

    stamp: Stamp
    basket_id: BasketId
    tenders: tuple[WishedTender, ...]
    version: int | None = None
    place: str = ""
    by_token: bool = False
    loyalty: str = ""


def complete_baskets(tx: Tx, completions: Sequence[Completion]) -> Sequence[Confirmation | Refusal]:
    """Order what is in baskets, in the order they came; each is confirmed or refused.

    A basket that became an order before is confirmed as that order.  Refuses an expired one, and
    one that changed since the buyer saw it.  Where a hold ran out, the goods are looked for anew:
    StockShort then says what is left.  Raises StaleSlice as check-out does.
    """
    found = slice_baskets(tx, [one.basket_id for one in completions])
    wishes = [_wish(tx, one, found.get(one.basket_id)) for one in completions]
    placed = iter(place_orders(tx, [wish for wish in wishes if isinstance(wish, Wish)]))
    return [next(placed) if isinstance(wish, Wish) else wish for wish in wishes]


def _wish(tx: Tx, one: Completion, basket: Basket | None) -> Wish | Refusal:
    if basket is None:
        return BasketAbsent(basket=one.basket_id)
    try:
        if basket.status is not BasketStatus.COMPLETED:
            reach_basket(tx, basket.basket_id, at=one.stamp.at, by_token=one.by_token)
            if one.version not in (None, basket.version):
                return BasketChanged(version=basket.version)
    except Refusal as refusal:
        return refusal
    wish = wish_of(one.stamp, basket)
    loyalty = one.loyalty or wish.loyalty
    return replace(wish, tenders=one.tenders, place=one.place, loyalty=loyalty)
