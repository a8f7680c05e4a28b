"""Webhooks: who outside is told what happens.

Purpose: endpoints of other systems that are told facts as they happen, signed, in the order of
    each order, and told again until they took them.

Words:
    endpoint: an address outside that wants to be told
    subscription: the names of facts an endpoint wants; none means all
    event: a fact in its envelope, as it is sent
    rotation: a new secret comes in force while the previous one still signs for a while

Promises:
    a fact that an endpoint wants leaves its event in the transaction that announced the fact
    secrets are told once and never read out again
    where nobody wants to be told, nothing is done

Announces:
    webhook.opened.v1, webhook.changed.v1, webhook.rotated.v1, webhook.closed.v1
"""
