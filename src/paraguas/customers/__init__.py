"""Customers: one person over web and stores, found in milliseconds, and always separable.

Purpose: what sources know of people, kept as they told it; which of it is one person, decided as it
    comes in, explained, and taken back without loss.

Words:
    source record: what one account of one source says of somebody at one time; never changed
    decision: that two records are one person, may be, contradict, or never are; by rule, model or
        human, with its evidence; retracted it counts no more
    person: the records that live decisions hold together; called as her oldest record
    point: an e-mail, phone, loyalty card or channel's id; one that many people gave tells nothing
    merge, unmerge: a human decision, and its retraction
    household: persons of one family name at one address; a graph of its own, never a merge

Promises:
    persons are a pure function of records and decisions, whatever order they came in
    unmerge restores exactly, at any time
    hard facts that contradict are never linked but by a human
    what is personal lies sealed under a key of its record; erasing drops it, and nothing of it is
        in facts, replies or the index

Announces:
    customer.recorded.v1, customer.linked.v1, customer.unlinked.v1, customer.erased.v1
"""
