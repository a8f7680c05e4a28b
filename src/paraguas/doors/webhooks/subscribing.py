"""Which facts leave events: the subscriptions as this process knows them."""

from collections.abc import Iterator
from functools import partial
from time import monotonic
from typing import Any

from paraguas.doors.webhooks.envelopes import event_of
from paraguas.plumbing.facts import FACT_COLUMNS, Subscribers
from paraguas.plumbing.tx import Tx
from paraguas.webhooks.model import errand_of
from paraguas.webhooks.queries import endpoints
from paraguas.webhooks.rules.subscribing import Subscriptions

SECONDS = 1.0
"""How long a change made by another process may be unknown here."""

_NAME = FACT_COLUMNS.index("name")


class Subscribing:
    """Asked by each transaction as it begins; looks no oftener than once a second.

    So placing an order costs no statement more, and nothing where nobody subscribed.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self._held: Subscribers | None = None
        self._read_at = -SECONDS - 1.0

    def __call__(self, tx: Tx) -> Subscribers | None:
        """Give who wants facts, None where nobody does."""
        moment = monotonic()
        if moment - self._read_at > SECONDS:
            wanted = endpoints(tx).subscriptions
            self._held = partial(_leave, wanted) if wanted else None
            self._read_at = moment
        return self._held

    def forget(self) -> None:
        """Look anew in the next transaction: endpoints were changed here."""
        self._read_at = -SECONDS - 1.0


def _leave(wanted: Subscriptions, row: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
    if wanting := wanted.of(row[_NAME]):
        body = event_of(row).body
        for endpoint_id in wanting:
            yield errand_of(endpoint_id), body
