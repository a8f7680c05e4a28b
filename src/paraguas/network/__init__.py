"""Network: where and for whom the brand trades.

Purpose: where and for whom the brand trades: legal entities, markets, places, their hours and
    capacity.

Words:
    entity: a legal person that sells and invoices
    market: a country or region with its currency, tax setting and languages; sells through one
        entity
    place: a store or a warehouse, with a position and a time zone
    hours: when a place is open, by its own clock; holidays close it
    capacity: how many fulfilments a place takes in a day
    channel: a door as data (web, till, phone, ...)

Promises:
    hours and dates are local to their place; instants are UTC

Announces:
    entity.registered.v1, market.opened.v1, channel.opened.v1, place.opened.v1,
    place.changed.v1
"""
