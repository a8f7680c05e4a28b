"""Orders: one order model for every door.

Purpose: baskets that move between doors and people, orders frozen at placement, what happens to
each line, and the ledger of promises.

Words:
    basket: a wish that may move between doors and people; worth nothing yet
    order: the agreement, with prices, tax, language and policy version frozen
    group: lines that go out the same way: ship, pick up, carry out or service
    line: a quantity of one SKU in a group
    allocation: units of a line that one place hands out
    action: an entry of the log of a line's life
    counter: how many units of a line came how far, projected from the actions
    promise: what a person was told would happen, and when

Promises:
    an order shares nothing with its basket; one key places one order, however often it is sent
    a counter is always the sum of its actions
    every change of a promise keeps the old one, with its cause

Announces:
    order.placed.v1, order.lines_moved.v1, order.completed.v1, order.cancelled.v1,
    promise.moved.v1, promise.closed.v1,
    basket.opened.v1, basket.changed.v1, basket.handed_over.v1, basket.expired.v1
"""
