"""Baskets: what somebody chooses before it is an order; worth nothing yet.

Purpose: let a choice move between doors and people, and keep it until it is ordered or forgotten.

Words:
    basket: a wish that may move between doors and people
    wanted: what is in it, as whoever places orders reads it
    owner: who chose last; a token opens it for whoever has it, without a key
    version: counts the changes; each names the one it was made on

Promises:
    a basket becomes one order at most, however often it is completed
    nobody changes what somebody else changed meanwhile without seeing it

Announces:
    basket.opened.v1, basket.changed.v1, basket.handed_over.v1, basket.expired.v1
"""
