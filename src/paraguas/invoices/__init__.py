"""Invoices: the legal documents of a sale, and the tax that stands on them.

Purpose: the legal documents of a sale: one invoice per order over groups and departments, credit
    notes for what is taken back, tax by a table of dated rates.

Words:
    invoice: numbered, immutable, of one entity; covers all groups and departments of an order
    credit note: takes back units of an invoice
    series: a gapless run of numbers of an entity in a year
    jurisdiction: whose tax it is: a country (`ES`) or a part of one (`US-OH`, `US-NY-10012`)
    area: jurisdictions that trade without a customs border
    treatment: how a line is taxed, or why it is not (standard, exempt, reverse charge, export, ...)
    levy: whose tax a sale bears and how, by seller, origin, destination and buyer
    category: what a rate depends on besides jurisdiction and day (`standard`, `reduced`, ...)
    tender: what was paid with, as it is printed on the document

Promises:
    numbers of a series have no gaps and no doubles, also through crashes
    an issued document never changes
    a unit is invoiced once and credited once, at its share of the line's frozen amount
    a line's documents sum to its frozen amount and tax exactly, in any order of part documents
    no day of a jurisdiction is without a rate: a table with a gap is refused

Announces:
    invoice.issued.v1, invoice.credited.v1, tax.rates_saved.v1
"""
