"""Settlements: what the payment provider says it paid out, held against what we say was taken.

Purpose: find, own and close every difference between the provider's books and ours.

Words:
    line: what the provider's report says of one capture, refund, chargeback or fee
    payout: the transfer to our bank that a line is part of
    key: our own name of a transaction, as the provider was told it
    reference: the provider's name of it
    difference: what one side says and the other does not; somebody owns it until it is closed

Promises:
    a line counts once, however often its file is read
    every line is matched, is a fee, or has left a difference
    a closed difference never changes

Announces:
    settlement.difference_found.v1, settlement.difference_closed.v1
"""
