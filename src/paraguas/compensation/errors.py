"""What compensation refuses."""

from paraguas.values.refusal import Refusal


class CompensationMalformed(Refusal):
    """The rules of compensation make no sense."""

    code = "compensation_rules_malformed"


class CompensationRulesUnknown(Refusal):
    """No rules of compensation were saved for this market."""

    code = "compensation_rules_unknown"
    kind = "absent"


class CompensationRulesChanged(Refusal):
    """Somebody saved another version meanwhile."""

    code = "compensation_rules_changed"
    kind = "conflict"


class CompensationCurrency(Refusal):
    """The rules are in another currency than their market."""

    code = "compensation_currency"
