"""Sourcing: which places serve an order.

Purpose: choosing the places that serve what an order wants, by rules in an order, exactly, and
    telling why.

Words:
    want: so many of an order line that are to come from somewhere
    candidate: a place that may serve, with what that would mean for the order
    rule: what plans are compared by; a later one speaks where all earlier find them equal
    plan: who serves what
    trace: why each place was chosen or left out

Promises:
    the places chosen are the best by the rules in force, and every other one is told why not

Announces:
    nothing
"""
