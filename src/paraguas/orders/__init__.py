"""Orders: one order model for every door.

Purpose: orders frozen at placement, what happens to each line, and the ledger of promises.

Words:
    order: the agreement, with prices, tax, language and policy version frozen
    group: lines that go out the same way: ship, pick up, carry out or service
    line: a quantity of one SKU in a group
    allocation: units of a line that one place hands out
    action: an entry of the log of a line's life
    counter: how many units of a line came how far, projected from the actions
    promise: what a person was told would happen, and when

Promises:
    one key places one order, however often it is sent
    a counter is always the sum of its actions
    every change of a promise keeps the old one, with its cause

Announces:
    order.placed.v1, order.recognised.v1, order.lines_moved.v1, order.completed.v1,
    order.cancelled.v1,
    promise.moved.v1, promise.closed.v1
"""
