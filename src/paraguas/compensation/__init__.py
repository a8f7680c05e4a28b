"""Compensation: what a person is given where a promise moved or was not kept.

Purpose: the brand's word on late and broken promises, as rules of each market, applied the same
    to everybody and once.

Words:
    rule: from how much lateness, of which kind of promise and for which cause, so much is given
    rules: those of a market, in its currency; each save is a version
    slip: a promise the brand moved or did not keep
    agreed: the time as the person last knew and wished it; lateness counts from there
    compensation: what was given for one slip, as store credit

Promises:
    a promise is compensated once, by the version of the rules that was in force
    being later is never worth less, and many small delays are worth no more than one long one
    nothing is given for what the person asked for, nor in a market without rules

Announces:
    compensation.rules_saved.v1, compensation.granted.v1
"""
