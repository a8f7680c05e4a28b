"""Promotions: what is taken off the list price, for whom and when, and who brought which coupon.

Purpose: promotions as data, the part each takes of the lines of an order, frozen with it, and the
    coupons that open some of them.

Words:
    promotion: a dated reduction in one market: a percentage, an amount, a price, buy some and get
        some, goods sold together at one price
    scope: the goods it is about, by SKU, product or department; all of them without
    condition: what it asks besides: a coupon, a member, so much spent in its scope
    exclusive: it goes with no other; the order takes what is best for the person
    share: what a promotion took off one line of an order, in minor units
    coupon: a code somebody brings; it may be good for so many orders, or so many of one person
    difference: a price or a missing SKU at one door or place, with its reason and its days
    prior price: the lowest public price of the days before a reduction was announced

Promises:
    a promotion is the same at every door and for everybody; what differs by place says why
    shares of an order sum to what was taken off, to the minor unit, and no line goes below nothing
    a coupon is never used more often than it may be, whoever else brings it at the same moment
    what a promotion that has begun takes off does not change any more

Announces:
    promotion.saved.v1, promotion.stopped.v1, coupon.issued.v1, difference.saved.v1
"""
