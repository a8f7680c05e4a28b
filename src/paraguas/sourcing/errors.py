"""Refusals of sourcing."""

from paraguas.values.refusal import Refusal


class RulesMalformed(Refusal):
    """The rule set cannot be read."""

    code = "sourcing_rules_malformed"


class RulesUnknown(Refusal):
    """There is no rule set of this name."""

    code = "sourcing_rules_unknown"
    kind = "absent"


class RulesChanged(Refusal):
    """Somebody saved another version meanwhile."""

    code = "sourcing_rules_changed"
    kind = "conflict"


class RulesNameUnknown(Refusal):
    """The rule set names a market or a place that is not there."""

    code = "sourcing_rules_name_unknown"
