"""Refusals of inventory; `sku` and `place` are ids until the journey names them for people."""

from paraguas.values.refusal import Refusal


class ReceiptDiffers(Refusal):
    """The receipt was recorded before with other units."""

    code = "receipt_differs"
    kind = "conflict"
