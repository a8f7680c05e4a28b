"""Changes: what is to become different about an order after it was placed.

Purpose: one mechanism for every change: collect what is wished, show what it means, confirm it
    whole; and the history of what was changed, by whom and why.

Words:
    change set: changes of one order that are shown and confirmed together
    change: one wish of a set, such as another quantity or another store
    basis: the order as it was shown and what the set means for its money, as one word
    stale: shown on a basis that is not true any more

Promises:
    an order has at most one open change set
    what a set means is reckoned when it is asked for and stored nowhere
    a set is confirmed on the basis it was shown on, or not at all
    a set owns no money: what is paid and given back stands in the payments

Announces:
    change.opened.v1, change.withdrawn.v1, order.changed.v1
"""
