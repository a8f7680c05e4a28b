"""Drawers: the cash of a till, from its float to what was counted.

Purpose: who answered for the cash of a till, what should have lain there, and what did.

Words:
    drawer: where a till's cash lies; one session at a time
    session: from the float it was opened with to the count that ends it
    float: the change a drawer begins with
    entry: cash that went in or out: sale, refund, pay-in, pay-out, lift
    lift: cash taken out to the safe
    over, short: more or less was counted than the entries say

Promises:
    what is expected = the float and the sum of the entries
    cash of an order counts in one session only
    it is counted blind: what is expected is told once the pieces are written down
    a closed session never changes

Announces:
    drawer.opened.v1, drawer.cash_moved.v1, drawer.counted.v1, drawer.closed.v1
"""
