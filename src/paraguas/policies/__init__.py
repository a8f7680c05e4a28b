"""Policies: the one book of what the brand owes and asks, whichever door is used.

Purpose: decision tables as data, the law of each country laid over them, and proofs that the book
    treats the same case the same way everywhere.

Words:
    book: vocabulary, tables, laws and texts that were approved together
    subject: what a table decides, for instance returns
    fact: what a case is told by; no fact tells the door, age, sex or purchasing power
    dimension: one thing a subject gives, with the direction that is better for the person
    row: conditions, what they give, the text that says it, who answers for it; a clause once it won
    law: dated rows with a citation; the person gets the better of brand and law, per dimension
    lift: the best any law gives is given to everybody
    verdict: what a case is given, by which clauses of which version, with sums and dates
    department: retail, contact centre and e-commerce approve a version, head office breaks a tie

Promises:
    a book that is not whole, or not proved, is refused with file, row and sentence
    a version never changes; the one in force stays until an approved one begins
    the same facts get the same verdict, in every language and through every door

Announces:
    policy.proposed.v1, policy.voted.v1, policy.approved.v1, policy.rejected.v1
"""
