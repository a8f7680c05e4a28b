"""What messages refuse."""

from paraguas.values.refusal import Refusal


class LetterAbsent(Refusal):
    """There is no such letter."""

    code = "letter_absent"
    kind = "absent"
