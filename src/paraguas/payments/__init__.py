"""Payments: what was paid, and what is owed back.

Purpose: what was paid, with what, and what is owed back.

Words:
    tender: a means of paying and its part of the order: card, cash, terminal, gift card
    transaction: a step of a tender's money: authorise, capture, void, refund, credit
    raise: more set aside on a card that pays already, as a tender of its own
    stored value: a gift card, store credit or credit account; payments say what moves it
    transfer: money from another bank; the order waits for it, and is given up when none comes
    balance: the sums of an order's transactions, derived and never stored
    due: what a fulfilment that left makes payable
    unknown: the provider has not said; it is asked again, never guessed

Promises:
    tenders sum to the total of their order
    refunded never exceeds captured, captured never exceeds authorised
    what is given as store credit is never given to its tender too
    a provider is called after commit, with a key that stays the same on every try

Announces:
    payment.authorised.v1, payment.captured.v1, payment.voided.v1, payment.refunded.v1,
    payment.credited.v1, payment.declined.v1
"""
