"""What back-orders refuse."""

from paraguas.values.refusal import Refusal


class BackorderTermsMalformed(Refusal):
    """The terms contradict themselves: a cap without a place or days, or a day that is none."""

    code = "backorder_terms_malformed"


class NotAvailableYet(Refusal):
    """The goods may not be handed out before their day."""

    code = "not_available_yet"
    kind = "conflict"
