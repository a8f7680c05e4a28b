"""Loyalty: points that are earned, spent and given back, over all countries and currencies.

Purpose: one ledger of points whose balance is right after every return: what it would be had only
    the kept goods been bought.

Words:
    programme: the rules points are earned and spent by; each save is a version
    account: a member's points in a programme; it is never moved, whoever it is linked with
    wallet: accounts that pay together, of one person or of a family pool
    event: what happened to an account, never changed; its postings sum to zero
    lot: points one event earned; pending until the return window closes, then usable until they
        expire
    take: points that were burnt, or lowered by hand; from the lots that expire first
    debt: points a return took away that were spent already; the next points pay it
    revision: an earning reckoned anew on what was kept; it counts as if it had been so at once
    qualifying: points that count towards a tier, without what tiers and campaigns add

Promises:
    postings sum to zero, and lots and balances are the sums of their postings
    no lot and no balance falls below 0, whoever spends at the same moment
    an earning is reckoned by the version and the tier it was earned by
    given back points are in the lots they came from

Announces:
    loyalty.programme_saved.v1, loyalty.account_opened.v1, points.earned.v1, points.revised.v1,
    points.adjusted.v1, points.passed.v1
"""
