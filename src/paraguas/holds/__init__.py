"""Holds: why an order may not go on, and who sees to it.

Purpose: an order is held for a reason by somebody who answers for it until a time; several holds
    stand side by side, and the goods wait until the last is lifted.

Words:
    hold: a reason why nothing of an order may be begun or leave
    kind: fraud, approval, address, payment, or a word the brand added
    owner: who sees to a hold; a code of the staff
    deadline: by when the owner has seen to it; overdue from then on
    hold rule: orders of a market above a sum are held as they are placed

Promises:
    a held order's places do not begin, and nothing of it leaves
    every hold has a reason, an owner and a deadline, and is lifted once
    where no rule stands, placing an order costs nothing more

Announces:
    order.held.v1, order.hold_lifted.v1, holds.rules_set.v1
"""
