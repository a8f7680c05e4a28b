"""Catalog: what is sold.

Purpose: what is sold: products, their SKUs, services, and what each costs in which currency.

Words:
    product: what a customer would name; it has one or more SKUs
    SKU: what is counted, priced and taxed; has a unit, a scale and often a GTIN
    service: a SKU that takes a person's time instead of goods, such as set-up
    bundle: a SKU that is several others sold as one; only its parts are stocked and taxed
    price list: prices of one currency, valid in all doors
    tax category: what a rate is looked up by, together with jurisdiction and date

Promises:
    a SKU has one price in a currency at an instant, whatever the door

Announces:
    product.listed.v1, sku.listed.v1, price.set.v1
"""
