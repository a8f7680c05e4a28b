"""What other floors may read of webhooks: one snapshot, good for a transaction."""

from collections.abc import Iterable

from paraguas.plumbing.reference import Reference
from paraguas.plumbing.tx import Tx
from paraguas.webhooks import store
from paraguas.webhooks.errors import WebhookAbsent
from paraguas.webhooks.model import Endpoint
from paraguas.webhooks.rules.subscribing import Subscriptions


class Endpoints:
    """All endpoints at one version, the oldest first."""

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        """Index endpoints by id."""
        self.all = tuple(endpoints)
        self.subscriptions = Subscriptions(self.all)
        self._by_id: dict[str, Endpoint] = {one.endpoint_id: one for one in self.all}

    def get(self, endpoint_id: str) -> Endpoint | None:
        """Give the endpoint with this id."""
        return self._by_id.get(endpoint_id)

    def demand(self, endpoint_id: str) -> Endpoint:
        """Give the endpoint with this id; WebhookAbsent where there is none."""
        found = self._by_id.get(endpoint_id)
        if found is None:
            raise WebhookAbsent(webhook=endpoint_id)
        return found


def _load(tx: Tx) -> Endpoints:
    return Endpoints(store.all_endpoints(tx))


reference = Reference("webhooks", _load)


def endpoints(tx: Tx) -> Endpoints:
    """Give the endpoints as this transaction sees them."""
    return reference.get(tx)
