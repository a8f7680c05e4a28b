"""The SQL of training."""

from sqlalchemy import bindparam, select

from paraguas.plumbing.tx import Tx
from paraguas.training.model import Confirmation
from paraguas.training.tables import confirmations
from paraguas.values.ids import ActorId

_COLUMNS = ("actor_id", "playbook", "fingerprint", "version", "at")
_c = confirmations.c
_OF = (
    select(*(_c[name] for name in _COLUMNS))
    .where(_c.playbook == bindparam("playbook"), _c.fingerprint == bindparam("fingerprint"))
    .order_by(_c.at, _c.actor_id)
)


def add(tx: Tx, one: Confirmation) -> None:
    """Save a confirmation; one that is there already stays as it was first given."""
    row = (one.actor_id, one.playbook, one.fingerprint, one.version, one.at)
    tx.insert(confirmations, _COLUMNS, [row], lenient=True)


def confirmed(tx: Tx, playbook: str, fingerprint: str) -> list[Confirmation]:
    """Load who confirmed these very cards, the first to do so first."""
    return [
        Confirmation(ActorId(row.actor_id), row.playbook, row.fingerprint, row.version, row.at)
        for row in tx.all(_OF, playbook=playbook, fingerprint=fingerprint)
    ]
