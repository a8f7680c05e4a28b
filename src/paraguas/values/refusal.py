"""Refusals: what the caller asked for cannot be done, and nothing was written."""

from typing import Literal

Kind = Literal["invalid", "absent", "conflict", "forbidden", "later"]
"""invalid: mend the input. absent: no such thing. conflict: the state does not allow it.
forbidden: not with this key or authority. later: try again."""

Detail = str | int | bool | list[str] | None


class Refusal(Exception):
    """A stable code with a kind and details; each door words it in the reader's language.

    Rooms subclass it once per refusal and set `code` and `kind`; details are plain values that the
    wording names, for instance `StockShort(sku="A-1", wanted=3, available=1)`.
    """

    code: str = "refused"
    kind: Kind = "invalid"

    def __init__(self, **details: Detail) -> None:
        """Refuse with the details the wording needs."""
        super().__init__(self.code, details)
        self.details = details


class Malformed(Refusal):
    """The input does not have the shape asked for; `where` names the field."""

    code = "malformed"


class Busy(Refusal):
    """Too many at once for this thing; trying again is safe and sensible."""

    code = "busy"
    kind = "later"
