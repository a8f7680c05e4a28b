"""What intercompany refuses."""

from paraguas.values.refusal import Refusal


class TransferPriceMalformed(Refusal):
    """A rule of transfer prices says neither a share nor a cost, or both."""

    code = "transfer_price_malformed"


class TransferPricesChanged(Refusal):
    """Somebody saved another version meanwhile."""

    code = "transfer_prices_changed"
    kind = "conflict"


class StatementMonth(Refusal):
    """This is no month of the calendar."""

    code = "statement_month"


class StatementPair(Refusal):
    """An entity owes itself nothing."""

    code = "statement_pair"
