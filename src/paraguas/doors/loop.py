"""The event loop of a serving process."""

import asyncio
import gc
import sys
from collections.abc import Coroutine
from typing import Any

FIRST_GENERATION = 50_000
"""Objects made before the collector looks: a batch makes thousands, and frees them by itself."""


def spare_collector() -> None:
    """Let the garbage collector look seldom: what is loaded stays, what a batch makes goes."""
    gc.set_threshold(FIRST_GENERATION, 20, 100)


def run_loop(main: Coroutine[Any, Any, None]) -> None:
    """Run a server until it ends, on uvloop where there is one (not on Windows).

    What was loaded so far stays for good, so the garbage collector need not look at it again.
    """
    gc.collect()
    gc.freeze()
    spare_collector()
    if sys.platform == "win32":
        asyncio.run(main)
        return
    import uvloop  # noqa: PLC0415 - it does not exist for every platform

    uvloop.run(main)
