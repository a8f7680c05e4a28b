"""Intercompany: what the brand's legal entities owe each other.

Purpose: book what one entity does for another's orders, and state it month by month.

Words:
    entry: what one entity owes another for one thing that happened; told from both sides
    goods: units of an order that another entity's place gave out
    goods back: units of an order that another entity's place took in and keeps
    refund: cash another entity's place gave back for who sold
    transfer price: what goods are charged at between two entities: by rule, their net price without
    statement: the entries between two entities in a month, with what was owed before

Promises:
    both sides of an entry sum to zero
    what happened is entered once, by the version of the price rules that was in force

Announces:
    intercompany.entered.v1, intercompany.prices_saved.v1
"""
