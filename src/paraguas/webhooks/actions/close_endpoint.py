"""Close an endpoint."""

from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp
from paraguas.webhooks import store
from paraguas.webhooks.events import WebhookClosed
from paraguas.webhooks.queries import endpoints, reference


def close_endpoint(tx: Tx, stamp: Stamp, endpoint_id: str) -> None:
    """Tell an endpoint nothing any more; what waits for it is dropped when it falls due.

    Announces webhook.closed.v1.  Refuses an unknown endpoint.
    """
    endpoints(tx).demand(endpoint_id)
    store.drop_endpoint(tx, endpoint_id)
    reference.changed(tx)
    tx.announce(stamp, endpoint_id, WebhookClosed(endpoint_id))
