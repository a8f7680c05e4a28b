"""Stored value: what people and organisations may still spend with us.

Purpose: hold what was given beforehand, and let orders take from it and put it back.

Words:
    gift card: a value of whoever has its code
    store credit: what a holder may spend with us; an account like a gift card's, with a holder
    credit account: an organisation's; its balance is what is left of its limit
    entry: a movement of one of them, with what caused it

Promises:
    none ever falls below 0, and its balance is the sum of its entries
    a cause fills one once

Announces:
    gift_card.issued.v1, gift_card.topped_up.v1, store_credit.granted.v1, account.limited.v1,
    account.paid.v1
"""
