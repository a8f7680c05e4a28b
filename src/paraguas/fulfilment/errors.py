"""Refusals of fulfilment."""

from paraguas.values.refusal import Refusal


class FulfilmentUnknown(Refusal):
    """No such fulfilment of this order."""

    code = "fulfilment_unknown"
    kind = "absent"


class StepNotAllowed(Refusal):
    """The step does not follow from where the fulfilment stands."""

    code = "step_not_allowed"
    kind = "conflict"


class FulfilmentHeld(Refusal):
    """Somebody holds the fulfilment, so nobody may work on it."""

    code = "fulfilment_held"
    kind = "conflict"


class FulfilmentScheduled(Refusal):
    """Work on the fulfilment begins later."""

    code = "fulfilment_scheduled"
    kind = "conflict"


class NotPartable(Refusal):
    """A part is fewer than all, and of a fulfilment that is still to be handed out."""

    code = "fulfilment_not_partable"
    kind = "conflict"


class NotMergeable(Refusal):
    """Only what goes the same way from one place and stands alike is merged."""

    code = "fulfilment_not_mergeable"
    kind = "conflict"


class CannotServe(Refusal):
    """The place named cannot serve all of the fulfilment."""

    code = "place_cannot_serve"
    kind = "conflict"


class BoxesWrong(Refusal):
    """The boxes hold other units than the parcel has."""

    code = "boxes_wrong"


class NumbersUsedUp(Refusal):
    """The range of the entity's box numbers is used up."""

    code = "sscc_used_up"
    kind = "conflict"


class PlaceFull(Refusal):
    """The place takes no more fulfilments on the day."""

    code = "place_full"
    kind = "conflict"


class CodeWrong(Refusal):
    """The hand-over code is another; returned, not raised, so that the try is counted."""

    code = "hand_over_code_wrong"
    kind = "forbidden"


class CodeLocked(Refusal):
    """Too many wrong codes: only a document opens the hand-over now."""

    code = "hand_over_code_locked"
    kind = "forbidden"


class ProofMissing(Refusal):
    """Goods are handed over against the code or a document."""

    code = "hand_over_proof_missing"


class RefusedTooMuch(Refusal):
    """The place refuses more of a line than it was asked for."""

    code = "refused_too_much"


class Uncollectable(Refusal):
    """The collection time is not over."""

    code = "collection_time_not_over"
    kind = "conflict"
