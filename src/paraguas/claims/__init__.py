"""Claims: goods that do not work, and what is done about them under the guarantee.

Purpose: units a person has that turn out defective: repaired, replaced, or made good in money, as
    the law and the brand promise, with the verdict about them frozen when she says so.

Words:
    claim: units of one line of an order that their person says are defective
    guarantee: what the policy book answers for, until when, and what she may ask for
    remedy: repair or replacement first; a lower price or all of the money where the law says so
    due: the day by which it is to be done; after it she may have her money
    repairer: who has the units to mend them; they stay the person's, and are nobody's stock
    prolonged: the guarantee lasts longer for what was repaired

Promises:
    units are in one claim or return at a time, however many ask at once, through whichever door
    the same request has the same guarantee through every door
    what a line was lowered by is not given back again when it comes back

Announces:
    claim.opened.v1, claim.moved.v1
"""
