"""Which step of a return may come next."""

from paraguas.returns.errors import ReturnStep
from paraguas.returns.model import Return, ReturnState


def demand(one: Return, *states: ReturnState) -> None:
    """Refuse a step where the return is in none of these states."""
    if one.state not in states:
        raise ReturnStep(number=one.number, state=one.state.value)
