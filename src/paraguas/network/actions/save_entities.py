"""Register legal entities."""

from collections.abc import Sequence

from paraguas.network import store
from paraguas.network.events import EntityRegistered
from paraguas.network.model import Entity
from paraguas.network.queries import reference
from paraguas.network.rules.describing import check_entity
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def save_entities(tx: Tx, stamp: Stamp, entities: Sequence[Entity]) -> int:
    """Register legal entities or change their data; give how many are new or different.

    Announces entity.registered.v1 for each of these.  Refuses malformed ones.
    """
    for entity in entities:
        check_entity(entity)
    written = {row[0] for rows in store.put_entities(tx, entities) for row in rows}
    for entity in entities:
        if entity.entity_id in written:
            fact = EntityRegistered(entity.code, entity.country, entity.tax_number)
            tx.announce(stamp, entity.entity_id, fact)
    if written:
        reference.changed(tx)
    return len(written)
