"""Invoices: the legal documents of a sale.

Purpose: the legal documents of a sale: one invoice per order, credit notes for what is taken
    back.

Words:
    invoice: numbered, immutable, of one entity; covers all groups and departments of an order
    credit note: takes back lines of an invoice
    series: a gapless run of numbers of an entity

Promises:
    numbers of a series have no gaps and no doubles
    an issued document never changes

Announces:
    invoice.issued.v1, credit_note.issued.v1
"""
