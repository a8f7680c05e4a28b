"""Scrubbing after an erasure: what the worker does with chores of `errand:scrub`."""

import asyncio
from collections.abc import Sequence

from paraguas.doors.runtime import Runtime
from paraguas.plumbing import chores
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.scrubbing import ERRAND as SCRUB, scrub


async def scrub_files(runtime: Runtime, found: Sequence[Chore]) -> None:
    """Clear the files of the database of keys that were overwritten; once for many erasures."""
    await asyncio.to_thread(scrub, runtime.database)
    await runtime.write(chores.finish, found)


__all__ = ("SCRUB", "scrub_files")
