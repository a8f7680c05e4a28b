"""Staff: who acts for the brand.

Purpose: who acts for the brand: associates, agents and machine keys, with role, place and
    authority.

Words:
    actor: a person or machine that may act
    role: what an actor does, and which scopes come with it
    authority limit: up to which amount an actor decides alone
    key: a secret a machine or a desk signs in with; only its hash is kept

Promises:
    a key does what its scopes say and nothing else

Announces:
    actor.hired.v1, key.issued.v1, key.revoked.v1
"""
