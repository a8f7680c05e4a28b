"""What substitutions refuse."""

from paraguas.values.refusal import Refusal


class SubstitutionAbsent(Refusal):
    """The order has no such question."""

    code = "substitution_absent"
    kind = "absent"


class SubstitutionAnswered(Refusal):
    """The question was answered, or its deadline passed."""

    code = "substitution_answered"
    kind = "conflict"


class SubstitutionAsked(Refusal):
    """The person is asked about a substitute for this line already."""

    code = "substitution_asked"
    kind = "conflict"


class SubstituteSame(Refusal):
    """The article offered instead is the one that is missing."""

    code = "substitute_same"


class SubstituteDearer(Refusal):
    """The article offered instead is worth more than the market's rule bears."""

    code = "substitute_dearer"


class SubstituteUnfit(Refusal):
    """Of this line not so many units can be substituted here."""

    code = "substitute_unfit"
    kind = "conflict"
