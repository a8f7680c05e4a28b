"""What quotes refuse."""

from paraguas.values.refusal import Refusal


class QuoteAbsent(Refusal):
    """There is no such quote, or this caller may not see it."""

    code = "quote_absent"
    kind = "absent"


class QuoteSettled(Refusal):
    """The quote is not where this can be done any more, or not yet."""

    code = "quote_settled"
    kind = "conflict"


class QuoteChanged(Refusal):
    """Somebody else changed the draft since it was read."""

    code = "quote_changed"
    kind = "conflict"


class QuoteDayWrong(Refusal):
    """A quote is good until an instant to come, a year from now at the latest."""

    code = "quote_day_wrong"


class QuoteLineUnknown(Refusal):
    """A price is told for a line that is not there, or below nothing."""

    code = "quote_line_unknown"
