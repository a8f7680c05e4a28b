"""Orders: what was agreed with the customer.

Purpose: what was agreed with the customer: baskets, orders, their lines, groups and promises.

Words:
    basket: a wish that may move between doors and people; completing it makes an order
    order: the agreement, with prices, tax, language and policy version frozen
    group: lines handed over in one way: ship, pick-up, carry-out or service
    line: a quantity of one SKU in a group; its actions are logged, its counters projected
    promise: what was said would happen, and when; each change has a cause

Promises:
    a key places one order, however often it is sent
    counters are what the action log says

Announces:
    order.placed.v1, line.cancelled.v1, promise.moved.v1
"""
