"""Payments: what was paid, and what is owed back.

Purpose: what was paid, with what, and what is owed back.

Words:
    tender: a means of paying and its part of the order: card, cash, terminal, gift card
    transaction: a step of a tender's money: authorise, capture, void, refund
    store credit: what a holder may spend with us; an account like a gift card's, with a holder
    on account: bought by an organisation and paid later; its balance is what is left of its limit
    transfer: money from another bank; the order waits for it, and is given up when none comes
    balance: the sums of an order's transactions, derived and never stored
    due: what a fulfilment that left makes payable
    unknown: the provider has not said; it is asked again, never guessed

Promises:
    tenders sum to the total of their order
    refunded never exceeds captured, captured never exceeds authorised
    a gift card or store credit never falls below 0, and its balance is the sum of its entries
    a provider is called after commit, with a key that stays the same on every try

Announces:
    payment.authorised.v1, payment.captured.v1, payment.voided.v1, payment.refunded.v1,
    payment.declined.v1, gift_card.issued.v1, gift_card.topped_up.v1,
    store_credit.granted.v1, account.limited.v1, account.paid.v1
"""
