"""What a person is asked, and what is left of a line when she agrees."""

from paraguas.substitutions.model import Substitution, SubstitutionRule
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.stamp import Stamp
from paraguas.values.time import MINUTE


def question(
    stamp: Stamp,
    rule: SubstitutionRule,
    number: int,
    *,
    order_id: OrderId,
    fulfilment_id: FulfilmentId,
    line_no: int,
    units: int,
    code: str,
    title: str,
    unit_minor: int,
    difference_minor: int,
) -> Substitution:
    """Draw up the question with this number; difference_minor: what the order comes to cost more.

    The reason is the stamp's.
    """
    return Substitution(
        *(order_id, number, fulfilment_id, line_no, units, code, title, unit_minor),
        saved_minor=-difference_minor,
        reason=stamp.by.reason or "",
        asked_at=stamp.at,
        asked_by=stamp.by.actor,
        answer_by_at=stamp.at + rule.wait_minutes * MINUTE,
    )


def left_of(wanted: int, units: int) -> int:
    """Tell how many units of a line are wanted once others stand for some."""
    return wanted - units
