"""The look back at orders placed a moment ago, as the worker takes it every few seconds."""

import asyncio
from functools import partial

from paraguas.doors.leisure import Leisure
from paraguas.doors.runtime import Runtime
from paraguas.journeys.checkout.looking_back import keep_look, look_back
from paraguas.plumbing.clock import stamp
from paraguas.values.by import SYSTEM

LOOK_BACK_SECONDS = 5
"""How often the worker looks back."""

_BREATHER_SECONDS = 0.1
"""A pause while there are many: who places orders goes first."""


async def look_back_at_orders(
    runtime: Runtime, *, leads: bool = True, leisure: Leisure | None = None
) -> None:
    """Do what follows from orders whose placing left no chore for it, until none is left.

    They are read beside the lane, a few at a time, and only letters and entries go on it.  leads:
    whether this worker holds buckets; one that stands by does nothing.  leisure: while the lane
    has no time, only what has waited long enough is done.
    """
    more = leads
    while more:
        late_by = leisure.patience() if leisure else 0
        found = await runtime.read(partial(look_back, stamp=stamp(SYSTEM), late_by=late_by))
        more = await runtime.write(keep_look, found)
        await asyncio.sleep(_BREATHER_SECONDS if more else 0)
