"""Payments: what was paid, and what is owed back.

Purpose: what was paid, with what, and what is owed back.

Words:
    tender: a means of paying: card, cash, terminal, gift card, transfer
    payment: one tender's part of an order
    transaction: authorised, captured, refunded or voided, each with its pending twin
    unknown: the provider has not said; it is asked again, never guessed

Promises:
    refunded never exceeds captured, captured never exceeds authorised
    a provider is called after commit, with a key that stays the same on every try

Announces:
    payment.authorised.v1, payment.captured.v1, payment.refunded.v1
"""
