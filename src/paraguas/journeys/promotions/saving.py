"""Write promotions: what they name must be there, and what they announce must be true."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from paraguas.catalog.model import product_id_of
from paraguas.catalog.queries import Catalogue, catalogue
from paraguas.journeys.promotions.prior import announced_prior, prior_wrong
from paraguas.loyalty.errors import ProgrammeUnknown
from paraguas.loyalty.queries import programmes_in_force
from paraguas.network.model import Market
from paraguas.network.queries import Network, network
from paraguas.plumbing.tx import Tx
from paraguas.promotions.actions.save_promotions import SavedPromotions, save_promotions
from paraguas.promotions.errors import PromotionWrong
from paraguas.promotions.model import Promotion
from paraguas.promotions.queries import promotions
from paraguas.promotions.rules.reading import PromotionText, promotion_of
from paraguas.values.stamp import Stamp


class Writing(Struct, frozen=True):
    """Promotions to write, in the order they stand in a file."""

    stamp: Stamp
    texts: Sequence[PromotionText]
    file: str = ""


def write_promotions(tx: Tx, item: Writing) -> SavedPromotions:
    """Write promotions, all or none.

    Refuses PromotionWrong, with file and row, where one names what is not there, and
    PriorPriceWrong where it announces a former price that is not the one to be held against.
    """
    return save_promotions(tx, item.stamp, checked(tx, item))


def checked(tx: Tx, item: Writing) -> list[Promotion]:
    """Take promotions in as they would be written; refuses what `write_promotions` does."""
    net, listed = network(tx), catalogue(tx)
    ready = []
    for number, text in enumerate(item.texts, start=1):
        market = net.market(text.market)
        problem = next(_slips(tx, text, market, net, listed), None)
        if problem or market is None:
            told = f"{text.code}: {problem}"
            raise PromotionWrong(file=item.file, row=str(number), problem=told)
        ready.append(promotion_of(text, market.zone))
    _check_announced(tx, item, ready)
    return ready


def _check_announced(tx: Tx, item: Writing, ready: Sequence[Promotion]) -> None:
    """Refuse a former price that is not the one the law asks for, with the right one."""
    known = promotions(tx).get
    for number, one in enumerate(ready, start=1):
        # What stands as it was is not announced anew.
        old = known(one.code)
        for code, was in one.was.items() if not old or old.was != one.was else ():
            found = announced_prior(tx, one, code, ready)
            if found is not None and found.prior_minor != was:
                raise prior_wrong(found, was, file=item.file, row=str(number))


def _slips(
    tx: Tx, text: PromotionText, market: Market | None, net: Network, listed: Catalogue
) -> Iterator[str]:
    if market is None:
        yield f"there is no market {text.market}"
        return
    missing = [one for one in market.languages if one not in text.titles]
    if missing:
        yield f"it has no title in {', '.join(missing)}"
    for code in (*text.skus, *text.parts, *text.was):
        if listed.by_code(code) is None:
            yield f"there is no SKU {code}"
    for code in text.departments:
        if code not in listed.categories():
            yield f"there is no department {code}"
    yield from _absent_products(text, listed)
    for code in text.places:
        place = net.place_by_code(code)
        if place is None or place.market != text.market:
            yield f"there is no place {code} in {text.market}"
    yield from _unknown_members(tx, text)


def _absent_products(text: PromotionText, listed: Catalogue) -> Iterator[str]:
    for code in text.products:
        if listed.product(product_id_of(code)) is None:
            yield f"there is no product {code}"


def _unknown_members(tx: Tx, text: PromotionText) -> Iterator[str]:
    if not text.programme:
        return
    try:
        programme = programmes_in_force(tx).in_force(text.programme)
    except ProgrammeUnknown:
        yield f"there is no programme {text.programme}"
        return
    known = {tier.code for tier in programme.tiers}
    for code in text.tiers:
        if code not in known:
            yield f"{text.programme} has no tier {code}"
