"""Give the goods to the customer, against her code or a document."""

from hmac import compare_digest

from msgspec.structs import replace

from paraguas.fulfilment.errors import CodeLocked, CodeWrong, ProofMissing
from paraguas.fulfilment.events import GoodsHandedOver
from paraguas.fulfilment.model import Fulfilment, Proof
from paraguas.fulfilment.rules.steps import Step, after
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.chores import cancel
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp

WRONG_CODES = 5
"""After so many wrong codes only a document counts: six digits are no secret for long."""


def hand_over(
    tx: Tx,
    stamp: Stamp,
    found: Fulfilment,
    *,
    code: str | None = None,
    proof: Proof | None = None,
) -> Fulfilment | CodeWrong:
    """Give the goods to the customer who shows the code, or whose document was seen.

    A wrong code is returned, not raised, so that the commit counts it.  Refuses ProofMissing,
    CodeLocked after five wrong codes, StepNotAllowed.
    """
    moved = replace(found, status=after(found, Step.HAND_OVER), changed_at=stamp.at)
    seen = proof if proof and proof.kind != "code" else None
    if seen is None:
        if not code:
            raise ProofMissing
        if found.wrong_codes >= WRONG_CODES:
            raise CodeLocked
        if not _matches(code, found.code):
            tasks.move(tx, found, replace(found, wrong_codes=found.wrong_codes + 1))
            return CodeWrong(left=WRONG_CODES - found.wrong_codes - 1)
        seen = Proof("code")
    tasks.move(tx, found, moved)
    cancel(tx, found.fulfilment_id, "timer:expire_uncollected")
    tx.announce(stamp, found.order_id, GoodsHandedOver(*told(moved), seen.kind, seen.note))
    return moved


def _matches(shown: str, code: str | None) -> bool:
    digits = "".join(shown.split())
    return code is not None and compare_digest(digits.encode(), code.encode())
