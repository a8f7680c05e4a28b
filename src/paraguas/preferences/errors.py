"""What preferences refuse."""

from paraguas.values.refusal import Refusal


class NominationUnknown(Refusal):
    """The person nominated nobody by this id, or took it back."""

    code = "nomination_unknown"
    kind = "absent"
