"""Back-orders: goods sold before they are there, each with a date.

Purpose: how many units beyond stock may be sold, against what, who waits for them since when, and
    from when on goods may be handed out at all.

Words:
    terms: how a SKU may be sold in a market before it is there
    pool: what units beyond stock are promised from: a line of a purchase order, or the cap
    cap: so many units may be sold in a market though nobody has announced them
    waiting: units of an order line that no place has yet, and the pool they are promised from
    hold: units of a pool a basket keeps for a while, so that nobody else is promised them
    pre-order: bought before its day, `available_on`; nothing of it is handed out earlier

Promises:
    nothing is taken from a pool beyond its units, whoever else sells at the same instant
    an order is served before any basket: where supply falls short, baskets let go first
    what came is given to those who have waited longest
    where no terms stand for what it asks, placing an order costs nothing more

Announces:
    backorder.terms_set.v1, goods.backordered.v1, backorder.served.v1, backorder.moved.v1,
    backorder.dropped.v1, backorder.held.v1, backorder.released.v1
"""
