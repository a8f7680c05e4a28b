"""Which step of a claim may come next."""

from collections.abc import Mapping

from paraguas.claims.errors import ClaimStep
from paraguas.claims.model import (
    AnyStep,
    Cancel,
    Claim,
    ClaimState,
    GiveBack,
    NoteRepaired,
    Receive,
    Reduce,
    Refund,
    Refuse,
    Replace,
    SendToRepair,
    Step,
)

_OPENED, _RECEIVED = ClaimState.OPENED, ClaimState.RECEIVED
_AT_REPAIR, _REPAIRED = ClaimState.AT_REPAIR, ClaimState.REPAIRED
_WAYS: Mapping[type[Step], tuple[tuple[ClaimState, ...], ClaimState]] = {
    Receive: ((_OPENED,), _RECEIVED),
    SendToRepair: ((_RECEIVED,), _AT_REPAIR),
    NoteRepaired: ((_AT_REPAIR,), _REPAIRED),
    GiveBack: ((_REPAIRED,), ClaimState.BACK),
    Replace: ((_RECEIVED, _AT_REPAIR, _REPAIRED), ClaimState.REPLACED),
    Refund: ((_RECEIVED, _AT_REPAIR, _REPAIRED), ClaimState.REFUNDED),
    Reduce: ((_OPENED, _RECEIVED, _AT_REPAIR, _REPAIRED), ClaimState.REDUCED),
    Refuse: ((_OPENED, _RECEIVED, _AT_REPAIR), ClaimState.REFUSED),
    Cancel: ((_OPENED, _RECEIVED), ClaimState.CANCELLED),
}


def state_after(claim: Claim, step: AnyStep) -> ClaimState:
    """Give the state a step leads to; refuses one that does not begin where the claim is."""
    begins, ends = _WAYS[type(step)]
    if claim.state not in begins:
        raise ClaimStep(number=claim.number, state=claim.state.value)
    return ends


def steps_from(state: ClaimState) -> tuple[str, ...]:
    """Name the steps that may come next, as they are told at the doors."""
    return tuple(
        str(step.__struct_config__.tag) for step, (begins, _) in _WAYS.items() if state in begins
    )
