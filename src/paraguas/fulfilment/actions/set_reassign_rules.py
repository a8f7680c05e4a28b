"""Say in which markets overdue tasks go elsewhere by themselves."""

from collections.abc import Sequence

from paraguas.fulfilment.model import ReassignRule
from paraguas.fulfilment.queries import reassign_reference
from paraguas.fulfilment.store import reassigning
from paraguas.plumbing.tx import Tx


def set_reassign_rules(tx: Tx, rules: Sequence[ReassignRule]) -> None:
    """Let these rules take the place of all others."""
    reassigning.write_rules(tx, rules)
    reassign_reference.changed(tx)
