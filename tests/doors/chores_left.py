"""Chores left for the worker, and a provider and a post outside that fail as they are told."""

import asyncio
from contextlib import contextmanager

from sqlalchemy import select, update

from paraguas.baskets.actions.open_basket import Opening, open_basket
from paraguas.baskets.queries import basket
from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.doors.runtime import Runtime
from paraguas.journeys.afterwards import FOLLOWERS
from paraguas.messages.actions.queue_letters import queue_letters
from paraguas.messages.model import Delivery, Posted
from paraguas.messages.queries import letters_of
from paraguas.payments.actions.write_payments import write_payments
from paraguas.plumbing import chores
from paraguas.plumbing.db import open_database
from paraguas.plumbing.facts import chores as chore_table
from paraguas.plumbing.settings import Settings
from paraguas.values.ids import digest_id
from tests.messages.drafts import ORDER, draft
from tests.orders.given import line, order, stamp, write
from tests.payments.till import card, plan

NOBODY = digest_id("order", "nobody's")


class Post:
    """Answers letters as told, one after the other, and remembers whom it wrote to."""

    def __init__(self, *answers):
        self.sent = []
        self._answers = list(answers)

    async def send(self, letter):
        self.sent.append(letter.to.email)
        answer = self._answers.pop(0) if self._answers else Posted(Delivery.SENT)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Watched(SandboxPayments):
    """A provider that counts its calls, and may be broken for one order."""

    def __init__(self, path):
        super().__init__(path)
        self.calls = []
        self.broken = set()

    async def authorise(self, key, token, amount):
        self.calls.append(("authorise", key))
        if key.partition("-")[0] in self.broken:
            raise ZeroDivisionError
        await asyncio.sleep(0)
        return await super().authorise(key, token, amount)

    async def ask(self, key):
        self.calls.append(("ask", key))
        return await super().ask(key)


@contextmanager
def installation(url, folder):
    running = Runtime(Settings(folder=folder), open_database(url, FOLLOWERS))
    running.start()
    yield running
    running.close()


def leave(db, kind, subject=NOBODY, **body):
    with db.writing() as tx:
        tx.later(stamp(), kind, subject, body, due_at=1)


def forsaken_basket(db):
    """A basket that nobody came back for, with its timer."""
    with db.writing() as tx:
        token = digest_id("token", "t")
        opened = open_basket(tx, stamp(), Opening("web", "ES", b"{}", token, expires_at=1))
        tx.later(stamp(), "timer:expire_basket", opened.basket_id, {}, due_at=1)
    return opened.basket_id


def place(db, token="tok_ok"):
    """An order that is to be paid by card."""
    one = order(line(amount=1250))
    order_id = write(db, one)
    with db.writing() as tx:
        write_payments(tx, [(stamp(), order_id, plan(tx, [card(token)], 1250))])
    hurry(db)
    return order_id


def queue(db, *emails):
    with db.writing() as tx:
        drafts = [(stamp(), draft(cause=email, email=email)) for email in emails]
        queue_letters(tx, drafts)


def hurry(db):
    """Let everything that waits be due, as if its pause were over."""
    with db.writing() as tx:
        tx.run(update(chore_table).where(chore_table.c.attempts < chores.TRIES).values(due_at=1))


def waiting(db):
    """The chores left: kind -> attempts and what went wrong."""
    with db.reading() as tx:
        return {row.kind: (row.attempts, row.problem) for row in tx.all(select(chore_table))}


def status(db, basket_id):
    with db.reading() as tx:
        return basket(tx, basket_id).status.value


async def until(holds):
    """Let the loop go on until something holds, a minute at most."""
    for _ in range(1_200):
        if holds():
            return
        await asyncio.sleep(0.05)
    assert holds()


def letters(db):
    with db.reading() as tx:
        return {one.to.email: (one.state.value, one.problem) for one in letters_of(tx, ORDER)}
