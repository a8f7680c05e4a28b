"""The SQL of baskets."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update

from paraguas.baskets.model import Basket, BasketStatus
from paraguas.baskets.tables import baskets
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.sealing import close as close_sealed, draw_seal, unseal
from paraguas.plumbing.tx import StaleSlice, Tx

_CLOSE = GuardedUpdate(
    baskets,
    keys=("basket_id",),
    givens={
        "was": "version",
        "closed": "status",
        "made": "order_id",
        "moment": "changed_at",
    },
    sets="status = {closed}, order_id = {made}, changed_at = {moment}, version = t.version + 1",
    guard="t.status = 'open' AND t.version = {was}",
)
_BASKET = (
    *("basket_id", "version", "status", "channel", "market", "owner", "token", "opened_at"),
    *("changed_at", "expires_at", "order_id", "body", "seal"),
)


def add(tx: Tx, basket: Basket) -> None:
    """Insert a basket."""
    tx.insert(baskets, _BASKET, [_basket_row(basket)])


def save(tx: Tx, basket: Basket, *, was: int) -> None:
    """Save a changed basket over its version `was`; StaleSlice when that is not there any more."""
    # All but the key: engines that spread rows by it refuse to have it set.
    values = dict(zip(_BASKET[1:], _basket_row(basket)[1:], strict=True))
    c = baskets.c
    saved = tx.run(
        update(baskets)
        .where(c.basket_id == basket.basket_id, c.version == was)
        .where(c.status == BasketStatus.OPEN.value)
        .values(values)
    )
    if not saved:
        raise StaleSlice


def close(tx: Tx, closed: Sequence[tuple[str, int, str, str | None, int]]) -> None:
    """Close open baskets: (basket_id, version, status, order_id, at)."""
    tx.update(_CLOSE, closed)


def find(tx: Tx, basket_ids: Sequence[str]) -> dict[str, Basket]:
    """Read baskets by their ids; unknown ones are left out."""
    if not basket_ids:
        return {}
    rows = tx.all(select(baskets).where(baskets.c.basket_id.in_(basket_ids)))
    return {row.basket_id: _read(row) for row in rows}


def _read(row: Any) -> Basket:
    return Basket(
        *(row.basket_id, row.version, BasketStatus(row.status), row.channel, row.market),
        *(row.owner, row.token, row.opened_at, row.changed_at, row.expires_at, row.order_id),
        (unseal(row.seal, row.basket_id, row.body) if row.seal else None) or b"{}",
    )


def forget(tx: Tx, basket_ids: Sequence[str]) -> None:
    """Overwrite the keys of baskets: nobody can tell any more what is in them."""
    if basket_ids:
        tx.run(update(baskets).where(baskets.c.basket_id.in_(basket_ids)).values(seal=b""))


def _basket_row(basket: Basket) -> tuple[object, ...]:
    seal = draw_seal()
    return (
        *(basket.basket_id, basket.version, basket.status.value, basket.channel, basket.market),
        *(basket.owner, basket.token, basket.opened_at, basket.changed_at, basket.expires_at),
        *(basket.order_id, close_sealed(seal, basket.basket_id, basket.wanted), seal),
    )
