"""Inventory: what is where, and for whom it is kept.

Purpose: how many of each SKU are where, and for whom they are kept.

Words:
    position: the numbers of one SKU at one place: on hand, allocated, reserved
    movement: an immutable, typed change of a position with its cause
    hold: units reserved for a basket or an order until it expires
    safety stock: units never promised
    condition: sellable, in quality (somebody has to look) or damaged; only sellable is on hand
    transfer: units on their way from one place to another, in nobody's stock until received
    count: what people found on the shelves of a place, against what was written down

Promises:
    a position is the sum of its movements
    one pool for all doors: no unit is promised twice
    a cause moves stock once, however often it is told
    what is sent is received, written off with a reason, returned, or still on the way

Announces:
    stock.received.v1, stock.adjusted.v1, stock.set_aside.v1, stock.safety_set.v1, stock.held.v1,
    hold.released.v1, hold.expired.v1, stock.transfer_sent.v1, stock.transfer_received.v1,
    stock.transfer_closed.v1, stock.transfer_cancelled.v1, stock.counted.v1
"""
