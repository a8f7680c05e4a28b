"""Rows of customers: what one system knows of a person each."""

from collections.abc import Sequence
from typing import Any

import msgspec

from paraguas.customers.actions.take_in import take_in
from paraguas.customers.model import Details, Incoming, Source
from paraguas.doors.imports.cells import Cells
from paraguas.doors.imports.kinds import Kind, Known
from paraguas.doors.imports.rows import Columns
from paraguas.plumbing.tx import Tx
from paraguas.values.place import Address
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp

_TEXTS = (
    *("name", "given_name", "family_name", "birth_date", "birth_place", "national_id"),
    *("occupation", "organisation"),
)
_HOME = ("line1", "line2", "postal_code", "city", "region", "country")


def read_customer(cells: Cells, _known: Known) -> Incoming:
    """Read what a system knows; several e-mails, phones or cards are parted by semicolons."""
    address = cells.address()
    texts: dict[str, Any] = {name: cells.text(name) for name in _TEXTS}
    details = Details(
        **texts,
        emails=_several(cells, "email"),
        phones=_several(cells, "phone"),
        loyalty_cards=_several(cells, "loyalty_card"),
        address=None if address == Address() else address,
        language=cells.text("language", most=24),
    )
    return Incoming(
        source=Source.IMPORT,
        system=cells.needed("system", most=40),
        external=cells.needed("customer"),
        details=details,
        at=cells.at("at") or 0,
    )


def save_customers(tx: Tx, stamp: Stamp, rows: Sequence[Incoming]) -> int:
    """Record them; gives how many said anything new.  Raises the first refusal."""
    told = take_in(
        tx,
        [(stamp, msgspec.structs.replace(one, at=one.at or stamp.at)) for one in rows],
    )
    changed = 0
    for outcome in told:
        if isinstance(outcome, Refusal):
            raise outcome
        changed += outcome[2]
    return changed


def _several(cells: Cells, name: str) -> tuple[str, ...]:
    parts = (part.strip() for part in cells.text(name, most=1000).split(";"))
    return tuple(filter(None, parts))


CUSTOMERS = Kind(
    Columns(
        needed=("system", "customer"),
        optional=(*_TEXTS, "email", "phone", "loyalty_card", "language", "at", *_HOME),
    ),
    read=read_customer,
    key=lambda one: (one.system, one.external),
    save=save_customers,
)
