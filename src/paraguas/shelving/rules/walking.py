"""In which order shelves are walked past."""

import re

from paraguas.shelving.model import Location

_NUMBER = re.compile(r"(\d+)")

Step = tuple[tuple[int, str], ...]
"""What a location is sorted by."""


def step(location: Location) -> tuple[Step, Step, Step]:
    """Place a location on the way through the store; numbers in names count as numbers."""
    return _parts(location.aisle), _parts(location.shelf), _parts(location.bin)


def _parts(name: str) -> Step:
    """Take a name apart into words and numbers: `A10b` is A, 10, b; a number comes first."""
    return tuple(
        (int(part), "") if part.isdecimal() else (-1, part.casefold())
        for part in _NUMBER.split(name)
        if part
    )
