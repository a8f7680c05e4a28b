"""The steps of a claim: received, mended, given back, replaced, paid for, or refused."""

from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from paraguas.claims.actions.move_claim import move_claim
from paraguas.claims.model import (
    AnyStep,
    Cancel,
    Claim,
    GiveBack,
    NoteRepaired,
    Receive,
    Reduce,
    Refund,
    Refuse,
    Replace,
    SendToRepair,
)
from paraguas.claims.queries import the_claim
from paraguas.claims.rules.stepping import state_after
from paraguas.journeys.claiming.asking import defective
from paraguas.journeys.claiming.money import lower_price, pay_back
from paraguas.journeys.claiming.stock import swap
from paraguas.journeys.returning.case import Asking, guarantee_told
from paraguas.journeys.stock.codes import place_of
from paraguas.orders import queries as orders
from paraguas.orders.actions.count_units import count_units
from paraguas.orders.actions.lock_order import lock_order
from paraguas.orders.model import Counter
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Actor
from paraguas.values.stamp import Stamp


class Stepping(Struct, frozen=True):
    """A step of a claim, and who answers for it."""

    stamp: Stamp
    claim_id: str
    step: AnyStep
    actor: Actor | None = None


def step_claim(tx: Tx, item: Stepping) -> Claim:
    """Do the next step of a claim; announces `claim.moved.v1`.

    Refuses ClaimStep where it is not where the step begins, RemedyClosed and AuthorityExceeded
    where money is given that the guarantee does not give yet.
    """
    lock_order(tx, the_claim(tx, item.claim_id).order_id)
    was = the_claim(tx, item.claim_id)
    now = replace(was, state=state_after(was, item.step))
    if not now.open:
        _let_go(tx, item.stamp, was)
        now = replace(now, ended_at=item.stamp.at)
    return move_claim(tx, item.stamp, was, _done(tx, item, now))


def _done(tx: Tx, item: Stepping, claim: Claim) -> Claim:
    stamp, step = item.stamp, item.step
    match step:
        case Receive():
            place = place_of(tx, step.place)
            return replace(claim, place_id=place.place_id, received_at=stamp.at)
        case SendToRepair():
            return replace(claim, repairer=step.repairer)
        case NoteRepaired():
            return claim
        case GiveBack():
            return _prolonged(tx, stamp, replace(claim, tracking=step.tracking or None))
        case Replace():
            swap(tx, stamp, claim, step.leftover)
            return claim
        case Refund():
            return pay_back(tx, stamp, claim, step, item.actor)
        case Reduce():
            return lower_price(tx, stamp, claim, step, item.actor)
        case Refuse() | Cancel():
            return replace(claim, ended_because=step.reason)
        case _:
            assert_never(step)


def _let_go(tx: Tx, stamp: Stamp, claim: Claim) -> None:
    """Let units of a claim that ends be free for returns and other claims again."""
    count_units(tx, stamp, claim.order_id, Counter.COMING_BACK, {claim.line_no: -claim.units})


def _prolonged(tx: Tx, stamp: Stamp, claim: Claim) -> Claim:
    """Let the guarantee last as long as the book gives what was repaired."""
    order = orders.order(tx, claim.order_id)
    asked = defective(claim.line_no, claim.units, claim.defect)
    told, _ = guarantee_told(tx, order, asked, Asking(stamp.at), repaired=True)
    return replace(claim, until_on=max(claim.until_on, told.until["repair_extension_months"]))
