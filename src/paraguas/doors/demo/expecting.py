"""What the demonstration demands: a fact that is not as promised ends the story, in clear words."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

T = TypeVar("T")
_PATIENCE_SECONDS = 30
_PAUSE_SECONDS = 0.03


class NotAsPromised(Exception):
    """A fact of the story is wrong; the message says which, and what it should have been."""


def expect(what: str, found: object, wanted: object) -> None:
    """Demand that a fact is what it should be."""
    if found != wanted:
        raise NotAsPromised(f"{what} is {found!r} and should be {wanted!r}")


def until(what: str, look: Callable[[], T | None]) -> T:
    """Wait for what the worker does beside us: look again until there is something."""
    ends = monotonic() + _PATIENCE_SECONDS
    while True:
        if found := look():
            return found
        if monotonic() > ends:
            raise NotAsPromised(f"waited {_PATIENCE_SECONDS} s in vain: {what}")
        sleep(_PAUSE_SECONDS)
