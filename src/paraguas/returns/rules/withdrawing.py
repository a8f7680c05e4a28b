"""What a person may withdraw from, and what of it has left."""

from collections.abc import Mapping

from msgspec import Struct

from paraguas.returns.errors import NothingReturned, ReturnTooMany

Units = Mapping[int, int]
"""Units by line."""


class Withdrawable(Struct, frozen=True, gc=False):
    """Units by line that have not left yet, and those that have and may still come back."""

    open: dict[int, int]
    gone: dict[int, int]

    def units(self) -> dict[int, int]:
        """Give both together; lines without any are left out."""
        lines = sorted({*self.open, *self.gone})
        sums = {no: self.open.get(no, 0) + self.gone.get(no, 0) for no in lines}
        return {no: units for no, units in sums.items() if units}


def part(wished: Units, there: Withdrawable) -> tuple[dict[int, int], dict[int, int]]:
    """Part what is withdrawn from into what is cancelled and what comes back.

    What has not left is cancelled first.  Refuses nothing at all, and more units than there are.
    """
    left = there.units()
    if not any(wished.values()):
        raise NothingReturned
    for line_no, units in wished.items():
        if units > left.get(line_no, 0):
            raise ReturnTooMany(line=line_no, asked=units, left=left.get(line_no, 0))
    cancelled = {no: min(units, there.open.get(no, 0)) for no, units in wished.items()}
    back = {no: units - cancelled[no] for no, units in wished.items()}
    return _some(cancelled), _some(back)


def _some(units: Units) -> dict[int, int]:
    return {no: n for no, n in units.items() if n}
