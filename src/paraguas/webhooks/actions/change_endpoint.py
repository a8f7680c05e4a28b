"""Change an endpoint."""

from collections.abc import Sequence

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp
from paraguas.webhooks import store
from paraguas.webhooks.events import WebhookChanged
from paraguas.webhooks.model import Endpoint, EndpointState
from paraguas.webhooks.queries import endpoints, reference


def change_endpoint(
    tx: Tx,
    stamp: Stamp,
    endpoint_id: str,
    *,
    url: str | None = None,
    facts: Sequence[str] | None = None,
    enabled: bool | None = None,
) -> Endpoint:
    """Change what is given, leave the rest; an endpoint that stays as it was is not announced.

    url: checked at the door.  Announces webhook.changed.v1.  Refuses an unknown endpoint.
    """
    was = endpoints(tx).demand(endpoint_id)
    state = EndpointState.ENABLED if enabled else EndpointState.DISABLED
    changed = replace(
        was,
        url=was.url if url is None else url,
        facts=was.facts if facts is None else tuple(facts),
        state=was.state if enabled is None else state,
    )
    if changed != was:
        store.put_endpoint(tx, changed)
        reference.changed(tx)
        moved = changed.url != was.url
        fact = WebhookChanged(endpoint_id, list(changed.facts), changed.state.value, moved)
        tx.announce(stamp, endpoint_id, fact)
    return changed
