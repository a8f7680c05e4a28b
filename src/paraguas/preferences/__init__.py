"""Preferences: what a person wants and allows, in her own words.

Purpose: how a person wants to be served, who may act for her, and for what her contact points may
    be used; each word with its door, its date, and how it is known.

Words:
    statement: what a person said of how she wants to be served; her latest word holds
    nomination: somebody who may act for her: collect, change, return
    consent: for one contact point, one purpose and one legal entity; the strictest word holds
    seal: the key a source record lies sealed under, handed in by who knows the person

Promises:
    a word stays with the source record it was said on, so an unmerge leaves it where it belongs
    words are only added, never changed
    what is personal lies under the seal of its record: without it nothing can be read

Announces:
    customer.preference_said.v1, customer.consent_said.v1,
    customer.erasure_asked.v1
"""
