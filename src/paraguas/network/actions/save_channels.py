"""Open channels."""

from collections.abc import Sequence

from paraguas.network import store
from paraguas.network.events import ChannelOpened
from paraguas.network.model import Channel
from paraguas.network.queries import reference
from paraguas.network.rules.describing import check_channel
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


def save_channels(tx: Tx, stamp: Stamp, channels: Sequence[Channel]) -> int:
    """Open channels or change their settings; give how many are new or different.

    Announces channel.opened.v1 for each of these.  Refuses malformed ones.
    """
    for channel in channels:
        check_channel(channel)
    written = {row[0] for rows in store.put_channels(tx, channels) for row in rows}
    for channel in channels:
        if channel.code in written:
            fact = ChannelOpened(channel.code, channel.kind.value)
            tx.announce(stamp, digest_id("channel", channel.code), fact)
    if written:
        reference.changed(tx)
    return len(written)
