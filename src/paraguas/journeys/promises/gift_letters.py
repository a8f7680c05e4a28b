"""Letters to whom a present is for: when it comes, never what it cost."""

from paraguas.messages.actions.queue_letters import queue_letters
from paraguas.messages.model import LetterDraft, News, Recipient
from paraguas.network.queries import network
from paraguas.orders.model import PlacedOrder
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.secret_store import installed
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


def tell_recipient(
    tx: Tx, stamp: Stamp, chore: Chore, order: PlacedOrder, group_no: int, *, news: News
) -> None:
    """Tell news of a group to whom it is a present for, if their e-mail was given for that.

    The letter has no link: the order's page shows prices, and is its buyer's.
    """
    gift = next(group.gift for group in order.groups if group.group_no == group_no)
    if gift is None or not gift.email:
        return
    market = network(tx).market(order.market)
    assert market is not None, "an order of a market that is not there"
    draft = LetterDraft(
        order_id=order.order_id,
        order_number=order.number,
        cause=digest_id("gift", chore.chore_id),
        to=Recipient(gift.recipient, gift.email),
        language=order.language,
        zone=market.zone,
        country=market.country,
        brand=installed(tx, "brand", "Paraguas"),
        link="",
        news=news,
    )
    queue_letters(tx, [(stamp, draft)])
