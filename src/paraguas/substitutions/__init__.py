"""Substitutions: another article for one a store cannot pick, if the person agrees.

Purpose: ask before something else is given, and hold the answer to what was asked.

Words:
    substitute: the article offered instead, at the price it would be charged
    charge: what a substitute costs: the lower of both prices, or the same as what it stands for
    lapse: the deadline passed without an answer; it counts as no

Promises:
    a substitute never costs more than what it stands for
    a question is answered once
    what a person is asked is what she gets

Announces:
    substitution.asked.v1, substitution.answered.v1, substitution.rules_saved.v1
"""
