"""The SQL of claims."""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Select, bindparam, select

from paraguas.claims.model import Claim, ClaimState, Guarantee, Remedy
from paraguas.claims.tables import claims
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.tx import Tx

_COLUMNS = Claim.__struct_fields__
_MOVING = ("state", "until_on", "place_id", "repairer", "tracking", "received_at", "ended_at",
           "ended_because", "given_minor", "return_id")  # fmt: skip
_c = claims.c
_ALL = select(*(_c[name] for name in _COLUMNS))
_OF_ORDER = Prepared(_ALL.where(_c.order_id == bindparam("order")).order_by(_c.claim_id))
_BY_ID = _ALL.where(_c.claim_id == bindparam("which", type_=_c.claim_id.type))
_BY_NUMBER = _ALL.where(_c.number == bindparam("number"))
_STEP = GuardedUpdate(
    claims,
    keys=("order_id", "claim_id"),
    givens={"was": "version", **{name: name for name in _MOVING}},
    sets=", ".join(("version = t.version + 1", *(f"{name} = {{{name}}}" for name in _MOVING))),
    guard="t.version = {was}",
)
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Guarantee).decode


def claims_of(tx: Tx, order_id: str) -> list[Claim]:
    """Find the claims of an order, the oldest first."""
    return [_read(row) for row in tx.all(_OF_ORDER, order=order_id)]


def by_id(tx: Tx, claim_id: str) -> Claim | None:
    """Find a claim."""
    row = tx.first(_BY_ID, which=claim_id)
    return _read(row) if row else None


def by_number(tx: Tx, number: str) -> list[Claim]:
    """Find claims by the number people read."""
    return [_read(row) for row in tx.all(_BY_NUMBER, number=number)]


def listed(
    tx: Tx, states: Iterable[ClaimState], place_id: str | None, *, before: str, most: int
) -> list[Claim]:
    """Find claims in one of some states, at a place where it is named, the latest first."""
    named = [state.value for state in states]
    wanted: Select[Any] = _ALL.where(_c.state.in_(named)).order_by(_c.claim_id.desc()).limit(most)
    if place_id:
        wanted = wanted.where(_c.place_id == place_id)
    if before:
        wanted = wanted.where(_c.claim_id < before)
    return [_read(row) for row in tx.all(wanted)]


def add(tx: Tx, new: Claim) -> None:
    """Write a claim down."""
    tx.insert(claims, _COLUMNS, [tuple(_cell(new, name) for name in _COLUMNS)])


def step(tx: Tx, was: Claim, new: Claim) -> None:
    """Write a claim as it is now; StaleSlice where it is not as it was read any more."""
    cells = (_cell(new, name) for name in _MOVING)
    tx.update(_STEP, [(was.order_id, was.claim_id, was.version, *cells)])


def _cell(one: Claim, name: str) -> Any:
    value = getattr(one, name)
    if name == "guarantee":
        return _encode(value).decode()
    return value.value if name in {"state", "wish"} else value


def _read(row: Any) -> Claim:
    told = dict(zip(_COLUMNS, row, strict=True))
    known = {
        "state": ClaimState(row.state),
        "wish": Remedy(row.wish),
        "guarantee": _decode(row.guarantee),
    }
    return Claim(**told | known)
