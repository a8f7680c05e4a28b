"""Supply: what is coming to places, and what others say lies there.

Purpose: goods that suppliers announced, with their dates, until they are received or given up.

Words:
    purchase order: units a supplier announced for a place, each line with the day it is expected
    receipt: units of a purchase order that came at once, sound or damaged
    over: units that came beyond what was announced, within the tolerance of the order
    missing: units that were announced and will not come

Promises:
    what was announced came, is missing with a reason, or is still expected
    a receipt counts once, however often it is told
    stock is moved by inventory alone; the audit holds receipts to its movements

Announces:
    supply.announced.v1, supply.changed.v1, supply.received.v1, supply.closed.v1,
    supply.cancelled.v1
"""
