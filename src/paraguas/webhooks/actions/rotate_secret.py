"""Rotate the secret of an endpoint."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp
from paraguas.values.time import SECOND
from paraguas.webhooks import store
from paraguas.webhooks.events import WebhookRotated
from paraguas.webhooks.model import Endpoint
from paraguas.webhooks.queries import endpoints, reference
from paraguas.webhooks.rules.signing import write_secret


def rotate_secret(
    tx: Tx, stamp: Stamp, endpoint_id: str, *, entropy: bytes, overlap_seconds: int
) -> Endpoint:
    """Sign with a new secret, and for a while with the previous one as well.

    entropy: at least 24 random bytes read at a door.  Announces webhook.rotated.v1.  Refuses an
    unknown endpoint.
    """
    was = endpoints(tx).demand(endpoint_id)
    until = stamp.at + overlap_seconds * SECOND
    rotated = replace(
        was, secret=write_secret(entropy), previous_secret=was.secret, previous_until=until
    )
    store.put_endpoint(tx, rotated)
    reference.changed(tx)
    tx.announce(stamp, endpoint_id, WebhookRotated(endpoint_id, until))
    return rotated
