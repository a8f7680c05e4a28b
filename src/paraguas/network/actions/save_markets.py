"""Open markets."""

from collections.abc import Sequence

from paraguas.network import store
from paraguas.network.errors import EntityUnknown
from paraguas.network.events import MarketOpened
from paraguas.network.model import Market
from paraguas.network.queries import reference
from paraguas.network.rules.describing import check_market
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


def save_markets(tx: Tx, stamp: Stamp, markets: Sequence[Market]) -> int:
    """Open markets or change their settings; give how many are new or different.

    Announces market.opened.v1 for each of these.  Refuses malformed ones and unknown entities.
    """
    known = store.known_entities(tx, (market.entity_id for market in markets))
    for market in markets:
        check_market(market)
        if market.entity_id not in known:
            raise EntityUnknown(entity=market.entity_id)
    written = {row[0] for rows in store.put_markets(tx, markets) for row in rows}
    for market in markets:
        if market.code in written:
            fact = MarketOpened(market.code, market.country, market.currency)
            tx.announce(stamp, digest_id("market", market.code), fact)
    if written:
        reference.changed(tx)
    return len(written)
