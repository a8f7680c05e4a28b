"""Returns: what comes back of an order, what it is given for, and what becomes of it.

Purpose: units that come back to any place of the brand, whichever door they were bought through,
    with the verdict of the policy book that decides about them frozen on each line.

Words:
    return: units of one order that a person gives back together
    item: a line of a return: units of one line of the order, with the reason and their condition
    ruling: what the policy book gives an item; frozen when it is asked for, and again as it came
    override: somebody with the authority gives more than the book, with a reason
    withdrawal: the right the law gives to take one's word back, declared and confirmed
    disposition: what becomes of a unit that came: sellable, damaged, quality, vendor, destroy
    fee: what is kept of an item's amount, a line of its ruling
    blind: without proof of purchase, for store credit at the lowest price of late
    short: what is not given back because it was given back before, or never paid

Promises:
    no more units come back than have left, however many ask at once, through whichever door
    a line is never given back more than it cost
    the same request has the same ruling through every door
    what was asked for and what came are both kept

Announces:
    return.requested.v1, return.authorised.v1, return.sent.v1, return.received.v1,
    return.settled.v1, return.ended.v1, return.taken_blind.v1,
    return.exchanged.v1, withdrawal.declared.v1
"""
