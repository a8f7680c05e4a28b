"""Fulfilment: getting it to the customer.

Purpose: getting goods and services to the customer: sourcing, store tasks, shipments,
    appointments.

Words:
    fulfilment: the part of a group that one place hands over
    sourcing: choosing the places; the trace says why each other place was left out
    task: what a store does for a fulfilment: accept, pick, stage, hand over
    bay: where staged goods wait
    appointment: a slot with a person of the needed skill, bound to lines and their readiness

Promises:
    one person has one appointment in a quarter of an hour
    uncollected goods go back to stock

Announces:
    fulfilment.accepted.v1, goods.ready.v1, goods.handed_over.v1, appointment.moved.v1
"""
