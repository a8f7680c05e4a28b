"""Open an endpoint."""

from collections.abc import Sequence

from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp
from paraguas.webhooks import store
from paraguas.webhooks.events import WebhookOpened
from paraguas.webhooks.model import Endpoint, EndpointId
from paraguas.webhooks.queries import reference
from paraguas.webhooks.rules.signing import write_secret


def open_endpoint(
    tx: Tx, stamp: Stamp, url: str, facts: Sequence[str], *, entropy: bytes
) -> Endpoint:
    """Tell an address facts from now on.

    url: checked at the door.  entropy: at least 24 random bytes read at a door.  Announces
    webhook.opened.v1.
    """
    endpoint = Endpoint(
        endpoint_id=EndpointId(stamp.ids.next()),
        url=url,
        facts=tuple(facts),
        secret=write_secret(entropy),
        created_at=stamp.at,
    )
    store.put_endpoint(tx, endpoint)
    reference.changed(tx)
    tx.announce(stamp, endpoint.endpoint_id, WebhookOpened(endpoint.endpoint_id, list(facts)))
    return endpoint
