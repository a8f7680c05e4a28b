"""Supply: what is coming to places, and what others say lies there.

Purpose: goods that suppliers announced, with their dates, until they are received or given up;
    the numbers warehouse systems tell, held against ours; and the rules of what is kept back.

Words:
    purchase order: units a supplier announced for a place, each line with the day it is expected
    receipt: units of a purchase order that came at once, sound or damaged
    over: units that came beyond what was announced, within the tolerance of the order
    missing: units that were announced and will not come
    feed: what another system says lies at a place, in numbered messages
    snapshot, delta: a message that says how many there are, or by how many that changed
    keep rule: units kept back, for nobody (safety stock) or for one channel (protection)
    level: none, low, medium or high, as doors may tell availability to anybody
    difference: units a feed says there are more (or fewer, below 0) than we say

Promises:
    what was announced came, is missing with a reason, or is still expected
    a receipt counts once, however often it is told
    a feed comes to the same numbers in whatever order its messages arrive, however often
    stock is moved by inventory alone; the audit holds receipts to its movements

Announces:
    supply.announced.v1, supply.changed.v1, supply.received.v1, supply.closed.v1,
    supply.cancelled.v1, supply.fed.v1, supply.difference_closed.v1,
    supply.rules_set.v1
"""
