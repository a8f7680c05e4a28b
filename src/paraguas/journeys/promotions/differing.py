"""What differs by door or place: written with its reason, and the report of all of it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from paraguas.catalog.queries import Catalogue, catalogue
from paraguas.network.queries import Network, network
from paraguas.plumbing.tx import Tx
from paraguas.promotions.actions.save_differences import save_differences
from paraguas.promotions.errors import PromotionWrong
from paraguas.promotions.queries import promotions
from paraguas.promotions.rules.differing import DifferenceText, difference_of
from paraguas.values.stamp import Stamp


class Explaining(Struct, frozen=True):
    """Differences to write, in the order they stand in a file."""

    stamp: Stamp
    texts: Sequence[DifferenceText]
    file: str = ""


class SavedDifferences(Struct, frozen=True):
    """How many differences are new or different."""

    saved: int


class Differs(Struct, frozen=True):
    """Something that is otherwise at a door than at the others, and why.

    what: price, missing or promotion.  subject: the SKU, or the promotion's code.  amount_minor:
    the price there; list_minor: the one everywhere else.
    """

    what: str
    subject: str
    market: str
    place: str
    channel: str
    reason: str
    starts_on: str
    ends_on: str
    state: str
    currency: str = ""
    amount_minor: int | None = None
    list_minor: int | None = None


def write_differences(tx: Tx, item: Explaining) -> SavedDifferences:
    """Write differences, all or none; refuses PromotionWrong where one names what is not there."""
    net, listed, ready = network(tx), catalogue(tx), []
    for number, text in enumerate(item.texts, start=1):
        market = net.market(text.market)
        problem = next(_slips(text, net, listed), "")
        if problem or market is None:
            raise PromotionWrong(file=item.file, row=str(number), problem=problem)
        ready.append(difference_of(text, market.zone))
    return SavedDifferences(save_differences(tx, item.stamp, ready))


def tell_differences(tx: Tx, at: int) -> list[Differs]:
    """Tell everything that differs by door or place, now or later, each with its dated reason."""
    book, listed, net, told = promotions(tx), catalogue(tx), network(tx), []
    for one in book.differences:
        sku, market = listed.by_code(one.sku), net.market(one.market)
        price = listed.price(sku.sku_id, market.currency, at) if sku and market else None
        told.append(
            Differs(
                *(one.kind.value, one.sku, one.market, one.place, one.channel, one.reason),
                *(one.starts_on, one.ends_on, _state(one.starts_at, one.ends_at, at)),
                market.currency if market else "",
                *(one.amount_minor, price.amount_minor if price else None),
            )
        )
    for each in book.all:
        state = _state(each.starts_at, each.ends_at, at)
        for place in sorted(each.places):
            days = each.starts_on, each.ends_on or ""
            named = ("promotion", each.code, each.market, place, "", each.reason)
            told.append(Differs(*named, *days, state))
    told = [one for one in told if one.state != "over"]
    return sorted(told, key=lambda one: (one.market, one.place, one.channel, one.what, one.subject))


def _state(starts_at: int, ends_at: int | None, at: int) -> str:
    if ends_at is not None and ends_at <= at:
        return "over"
    return "running" if starts_at <= at else "coming"


def _slips(text: DifferenceText, net: Network, listed: Catalogue) -> Iterator[str]:
    if net.market(text.market) is None:
        yield f"there is no market {text.market}"
    if listed.by_code(text.sku) is None:
        yield f"there is no SKU {text.sku}"
    if text.channel and net.channel(text.channel) is None:
        yield f"there is no channel {text.channel}"
    place = net.place_by_code(text.place) if text.place else None
    if text.place and (place is None or place.market != text.market):
        yield f"there is no place {text.place} in {text.market}"
