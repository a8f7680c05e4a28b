"""Random lives of an order's money, held against a model written apart from the code.

The model knows three numbers: what the order is worth, what of it has left, and what was given
back as goodwill.  At rest, what the provider's ledger, the gift card and the store credit say must
come to what has left less the goodwill; at every step no sum may exceed the one before.
"""

from random import Random

import pytest

from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.journeys.money.stored_tenders import move_stored
from paraguas.payments.actions.add_tenders import add_tenders
from paraguas.payments.actions.capture_due import capture_due
from paraguas.payments.actions.lower_payment import lower_payment
from paraguas.payments.actions.raise_payment import raise_payment
from paraguas.payments.actions.refund_payment import refund_payment
from paraguas.payments.actions.replace_declined import replace_declined
from paraguas.payments.actions.request_capture import request_capture
from paraguas.payments.errors import NoCardToRaise
from paraguas.payments.queries import audit, balances, our_ledger
from paraguas.payments.rules.reconciliation import Said, differences
from paraguas.stored_value.actions.grant_store_credit import grant_store_credit
from paraguas.stored_value.queries import gift_card_history, store_credit
from paraguas.values.ids import digest_id
from paraguas.values.money import Money
from paraguas.values.time import DAY
from tests.payments.till import AT, balance_of, card, gift, issue, place, plan, stamp, work

CODE, ON_IT = "GIFT-2345-6789", 3000
HOLDER = digest_id("holder", "ana")
TOKENS = (
    *("tok_ok", "tok_timeout", "tok_unknown_once", "tok_double", "tok_late_decline"),
    *("tok_declined", "tok_raise_declined", "tok_raise_unknown"),
)


class Life:
    """An order whose money moves, and what the model says of it."""

    def __init__(self, db, provider: SandboxPayments, chance: Random) -> None:
        self.db, self.provider, self.chance = db, provider, chance
        self.clock = AT + DAY
        self.worth = chance.randrange(1000, 9000)
        self.left = self.given = self.parcels = 0
        issue(db, CODE, ON_IT)
        offers = [card(chance.choice(TOKENS))]
        if chance.random() < 0.5:
            offers.insert(0, gift(CODE, chance.randrange(1, min(ON_IT, self.worth))))
        if chance.random() < 0.3:
            offers.insert(0, card(chance.choice(TOKENS), chance.randrange(1, 400)))
            if len(offers) > 2:
                offers[1] = gift(CODE, 500)
        self.order = place(db, offers, self.worth)

    @property
    def now(self):
        return balance_of(self.db, self.order)

    def do(self, verb, *args, **how):
        """Do something of payments, and with it what the journeys do with its outcome."""
        with self.db.writing() as tx:
            done = verb(tx, stamp(), self.order, *args, **how)
            move_stored(tx, getattr(done, "moves", ()))
            for one in getattr(done, "credited", ()):
                money = Money(one.amount_minor, "EUR")
                cause = {"cause_no": one.transaction_no}
                grant_store_credit(tx, stamp(), HOLDER, money, self.order, **cause)
        return done

    def ship(self):
        """Some of what has not left goes."""
        some = self.chance.randint(0, self.worth - self.left)
        self.parcels += 1
        self.left += some
        self.do(request_capture, some, digest_id("parcel", str(self.parcels)))

    def cancel(self):
        """Some of what has not left is not wanted."""
        self.worth -= self.chance.randint(0, self.worth - self.left)
        self.lower()

    def lower(self):
        self.do(lower_payment, self.worth, as_credit=self.chance.random() < 0.5)

    def grow(self):
        """The order costs more, which the same card or another one brings."""
        more = self.chance.randrange(1, 800)
        due = self.now.to_add(self.worth, self.worth + more)
        try:
            if due:
                self.bring(due)
        except NoCardToRaise:
            return
        self.worth += more

    def bring(self, due):
        if self.chance.random() < 0.7:
            self.do(raise_payment, due)
            return
        with self.db.writing() as tx:
            decided = plan(tx, [card(self.chance.choice(TOKENS))], due)
        self.do(add_tenders, decided)

    def give(self):
        """Goodwill: some of what was taken goes back."""
        room = self.now.refundable
        if room:
            some = self.chance.randint(1, room)
            self.given += some
            self.do(refund_payment, some, as_credit=self.chance.random() < 0.5)

    def answer(self):
        """The provider says something, perhaps, and what waited for it is done."""
        self.clock += DAY
        work(self.db, self.provider, at=self.clock)
        if any(one.lost for one in self.now.tenders):
            self.do(capture_due)
        self.lower()

    def recover(self):
        """Another card pays what declined ones left open."""
        due = self.now.to_replace(self.worth)
        if due:
            with self.db.writing() as tx:
                decided = plan(tx, [card()], due)
            self.do(replace_declined, decided, total_minor=self.worth)
            self.do(capture_due)

    def come_to_rest(self):
        for _ in range(60):
            self.clock += DAY
            busy = work(self.db, self.provider, at=self.clock)
            due = self.now.to_replace(self.worth)
            self.recover()
            self.do(capture_due)
            self.lower()
            if not busy and not due:
                return
        raise AssertionError("it never comes to rest")

    def check(self):
        """No sum exceeds the one before, and nobody was charged more than was asked for."""
        with self.db.reading() as tx:
            assert [finding for one in audit(tx) for finding in one.findings] == []
            now = balances(tx, [self.order])[self.order]
        assert now.refunded + sum(one.refunding for one in now.tenders) <= now.captured
        assert self.charged() >= 0
        assert self.on_gift() >= 0

    def charged(self):
        """What the provider took, less what it gave back."""
        sign = {"capture": 1, "refund": -1}
        return sum(
            sign.get(one.kind, 0) * one.amount_minor
            for one in self.provider.ledger()
            if one.key.startswith(self.order) and one.state == "approved"
        )

    def on_gift(self):
        with self.db.reading() as tx:
            return sum(one.amount_minor for one in gift_card_history(tx, CODE))

    def credited(self):
        with self.db.reading() as tx:
            held = store_credit(tx, HOLDER, "EUR")
        return held.balance_minor if held else 0

    def check_at_rest(self):
        """All that is outside agrees with the model, to the cent."""
        aside = sum(one.capturable for one in self.now.tenders if one.tender.kind != "card")
        paid = self.charged() + ON_IT - self.on_gift() - aside - self.credited()
        assert paid == self.left - self.given
        told = (
            (one.key, Said(one.kind, one.amount_minor, one.state == "approved"))
            for one in self.provider.ledger()
            if one.key.startswith(self.order)
        )
        with self.db.reading() as tx:
            assert differences(our_ledger(tx, [self.order]), told) == []


@pytest.mark.parametrize("seed", range(24))
def test_random_money_agrees_with_the_model_after_every_step(books, sandbox, seed):
    chance = Random(seed)
    life = Life(books, sandbox, chance)
    verbs = (life.ship, life.cancel, life.grow, life.give, life.answer, life.answer, life.recover)
    for _ in range(14):
        chance.choice(verbs)()
        life.check()
        if chance.random() < 0.3:
            life.come_to_rest()
            life.check()
            life.check_at_rest()
    life.come_to_rest()
    life.check_at_rest()
    life.left, rest = life.worth, life.worth - life.left
    life.do(request_capture, rest, digest_id("parcel", "last"))
    life.come_to_rest()
    life.check_at_rest()
