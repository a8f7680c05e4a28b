"""Say under which GS1 company prefix an entity numbers its boxes."""

from paraguas.fulfilment.store import boxes
from paraguas.plumbing.tx import Tx


def set_sscc_range(tx: Tx, entity_id: str, prefix: str) -> None:
    """Number boxes under a company prefix of 7 to 10 digits from now on.

    The serial numbers go on, whichever the prefix: no number is ever given twice.
    """
    boxes.put_range(tx, entity_id, prefix)
