"""Posting: a letter is handed to its transport, and what became of it is noted."""

import asyncio

from paraguas.doors.runtime import Runtime
from paraguas.messages.actions.settle_letter import settle_letter
from paraguas.messages.model import Letter, LetterState, Posted, Transport
from paraguas.messages.queries import letter
from paraguas.plumbing import chores
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.tx import Tx
from paraguas.values.by import SYSTEM

POST_SECONDS = 30
"""How long a transport may take; after that nobody knows what became of the letter."""


async def post_letter(runtime: Runtime, transport: Transport, chore: Chore) -> None:
    """Send the letter a chore is about, unless it was settled before."""
    order_id = chore.read()["order_id"]
    written = await runtime.read(lambda tx: letter(tx, order_id, chore.subject))
    if written.state in (LetterState.SENT, LetterState.FAILED):
        await runtime.write(chores.finish, [chore])
        return
    async with asyncio.timeout(POST_SECONDS):
        posted = await transport.send(written)
    await runtime.write(settle_posted, (chore, written, posted))


def settle_posted(tx: Tx, item: tuple[Chore, Letter, Posted]) -> None:
    """Note what became of a letter; one nobody took is tried again later."""
    chore, written, posted = item
    if settle_letter(tx, stamp(SYSTEM), written, posted):
        chores.finish(tx, [chore])
    else:
        chores.postpone(tx, chore, now=now(), problem=posted.reason)
