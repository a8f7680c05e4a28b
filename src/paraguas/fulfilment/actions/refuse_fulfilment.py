"""Say no to a task, all of it or in part, so that others are asked at once."""

from collections.abc import Mapping

from msgspec.structs import replace

from paraguas.fulfilment.events import FulfilmentRefused
from paraguas.fulfilment.model import Fulfilment, Resourcing
from paraguas.fulfilment.rules.parting import part_portions
from paraguas.fulfilment.rules.steps import Step, after
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def refuse_fulfilment(
    tx: Tx,
    stamp: Stamp,
    found: Fulfilment,
    *,
    reason: str,
    missing: Mapping[int, int] | None = None,
    may_split: bool = False,
    whole_sku: bool = False,
) -> Resourcing:
    """Say no with a reason; gives what to source elsewhere, without this place.

    missing: what is not there, by line number; nothing means all.  may_split: keep the rest here;
    otherwise all of it goes elsewhere together.  whole_sku: none is left for anybody.
    Refuses StepNotAllowed once the goods are ready, RefusedTooMuch.
    """
    status = after(found, Step.REFUSE)
    stays, goes = part_portions(found, missing or None)
    keeps_rest = bool(stays) and may_split
    if keeps_rest:
        moved = replace(found, portions=stays, changed_at=stamp.at)
    else:
        moved, goes = replace(found, status=status, changed_at=stamp.at), found.portions
        tasks.uncount(tx, found)
    tasks.move(tx, found, moved)
    fact = FulfilmentRefused(*told(moved, goes), reason, whole_sku, keeps_rest)
    tx.announce(stamp, found.order_id, fact)
    return Resourcing(
        order_id=found.order_id,
        fulfilment_id=found.fulfilment_id,
        group_no=found.group_no,
        kind=found.kind,
        refused_by=found.place_id,
        portions=goes,
        promised_at=found.promised_at,
        whole_sku=whole_sku,
        keeps_rest=keeps_rest,
    )
