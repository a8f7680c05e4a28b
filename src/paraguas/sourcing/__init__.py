"""Sourcing: which places serve an order.

Purpose: choosing the places that serve what an order wants, by rules in an order, exactly, and
    telling why.

Words:
    want: so many of an order line that are to come from somewhere
    candidate: a place that may serve, with what that would mean for the order
    rule: what plans are compared by; a later one speaks where all earlier find them equal
    plan: who serves what
    trace: why each place was chosen or left out
    rule set: rules in their order, for which orders they are and which places they ask; each save
        is a version of its name
    rule book: all rule sets; the one of the highest priority that is for an order decides

Promises:
    the places chosen are the best by the rules in force, and every other one is told why not
    a trace names the rule set and the version that decided
    an order is sourced even where no rule set was ever saved: one comes with the product

Announces:
    sourcing.rules_saved.v1
"""
