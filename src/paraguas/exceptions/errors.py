"""What exceptions refuse."""

from paraguas.values.refusal import Refusal


class ExceptionOver(Refusal):
    """It waits for nobody any more, or never did where this caller works."""

    code = "exception_over"
    kind = "absent"
