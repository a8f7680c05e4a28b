"""Fulfilment: getting it to the customer.

Purpose: getting goods to the customer: store tasks, parcels, goods to be fetched.

Words:
    fulfilment: the part of a group that one place hands over
    portion: so many of an order line in a fulfilment
    task: what a store does for a fulfilment: accept, pick, stage, hand over
    bay: where staged goods wait
    box: of a parcel, with its contents and, where the entity has a range, its SSCC
    hold: a reason why nobody may work on a fulfilment
    service level: how soon a kind of place takes a task on, picks it and has it done

Promises:
    a place never takes more a day than its capacity
    after five wrong codes only a document opens the hand-over
    uncollected goods go back to stock
    boxes hold what their parcel has, and a box number is given once

Announces:
    fulfilment.released.v1, fulfilment.accepted.v1, picking.started.v1, goods.staged.v1,
    goods.ready.v1, customer.arrived.v1, goods.handed_over.v1, goods.packed.v1, goods.shipped.v1,
    goods.delivered.v1, fulfilment.refused.v1, fulfilment.cancelled.v1,
    fulfilment.held.v1, fulfilment.resumed.v1, fulfilment.scheduled.v1, fulfilment.split.v1,
    fulfilment.merged.v1, fulfilment.owned.v1, goods.sent.v1, goods.arrived.v1,
    goods.uncollected.v1
"""
