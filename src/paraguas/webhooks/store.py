"""The SQL of webhooks."""

from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, select

from paraguas.plumbing.tx import Tx
from paraguas.plumbing.upsert import upsert
from paraguas.webhooks.model import Endpoint
from paraguas.webhooks.tables import endpoints

_COLUMNS = (
    *("endpoint_id", "url", "facts", "secret", "created_at", "state"),
    *("previous_secret", "previous_until"),
)
_ALL = select(*(endpoints.c[name] for name in _COLUMNS)).order_by(endpoints.c.endpoint_id)
_DELETE = delete(endpoints).where(endpoints.c.endpoint_id == bindparam("id"))


def put_endpoint(tx: Tx, one: Endpoint) -> None:
    """Save an endpoint by id."""
    row = (
        *(one.endpoint_id, one.url, msgspec.json.encode(one.facts).decode(), one.secret),
        *(one.created_at, one.state.value, one.previous_secret, one.previous_until),
    )
    upsert(tx, endpoints, _COLUMNS, [row])


def drop_endpoint(tx: Tx, endpoint_id: str) -> None:
    """Forget an endpoint."""
    tx.run(_DELETE, id=endpoint_id)


def all_endpoints(tx: Tx) -> list[Endpoint]:
    """Load all endpoints, the oldest first."""
    return [_read(row) for row in tx.all(_ALL)]


def _read(row: Any) -> Endpoint:
    fields = dict(zip(_COLUMNS, row, strict=True))
    return msgspec.convert({**fields, "facts": msgspec.json.decode(row.facts)}, Endpoint)
