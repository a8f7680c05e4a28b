"""Quotes: what is offered to somebody at prices that stay until a day.

Purpose: offers that are drafted, sent, and accepted or not; with their prices and their history.

Words:
    quote: goods and services for one person or organisation, at prices frozen until it expires
    draft: a quote nobody has seen yet; only drafts change
    listed price: what the list asked when the quote was drafted; what is below it was given

Promises:
    the prices of a quote never change once it is sent, whatever the list does
    a quote makes one order, however often it is accepted; it holds no goods until then
    what is given below the list was answered for by somebody with the authority

Announces:
    quote.sent.v1, quote.accepted.v1, quote.declined.v1, quote.expired.v1
"""
