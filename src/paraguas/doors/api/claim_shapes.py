"""Claims as they come in and go out."""

from typing import Annotated

import msgspec
from msgspec import Meta

from paraguas.claims.model import Claim, Remedy
from paraguas.returns.model import ItemNo, Units, Word


class ClaimIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Units of a line that do not work.

    order: id, number, or `channel:key` of an outside system.  what: the defect in the person's
    words; defect: minor or major.  override: why it is taken although the guarantee is over.
    channel: only for keys that serve all doors.
    """

    order: Annotated[str, Meta(min_length=1, max_length=120)]
    line_no: ItemNo
    units: Units = 1
    what: Annotated[str, Meta(min_length=1, max_length=1000)]
    defect: Word = "minor"
    wish: Remedy = Remedy.REPAIR
    override: Annotated[str, Meta(max_length=200)] = ""
    channel: Annotated[str, Meta(max_length=24)] = ""


class ClaimPage(msgspec.Struct, frozen=True):
    """Claims, the latest first; `next` is the cursor of the page after, if there is."""

    claims: tuple[Claim, ...]
    next: str | None
