"""Send events to one endpoint, whatever it subscribed to."""

from collections.abc import Sequence

from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp
from paraguas.webhooks.errors import WebhookDisabled
from paraguas.webhooks.model import Event, errand_of
from paraguas.webhooks.queries import endpoints


def send_events(tx: Tx, stamp: Stamp, endpoint_id: str, events: Sequence[Event]) -> int:
    """Leave events to be sent, in their order, and give how many.

    Refuses an unknown endpoint and one that is disabled.
    """
    endpoint = endpoints(tx).demand(endpoint_id)
    if not endpoint.enabled:
        raise WebhookDisabled(webhook=endpoint_id)
    for event in events:
        tx.later(stamp, errand_of(endpoint_id), event.subject, event.body, due_at=stamp.at)
    return len(events)
