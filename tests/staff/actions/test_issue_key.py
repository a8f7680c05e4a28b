"""A key opens what it says; its secret is told once and kept nowhere."""

import pytest
from sqlalchemy import String, cast, select

from paraguas.plumbing.facts import facts
from paraguas.staff.errors import ActorUnknown, ScopeBeyondRole
from paraguas.staff.model import Scope
from paraguas.staff.queries import directory
from paraguas.staff.tables import api_keys
from tests.network.places import told
from tests.staff.people import ANA, SHOP, SOL, hire_all, issue


def test_the_key_opens_what_it_says(db):
    hire_all(db)
    secret = issue(db, SHOP, Scope.ORDERS_WRITE, Scope.ORDERS_READ)
    with db.reading() as tx:
        grant = directory(tx).by_key(secret)
        assert directory(tx).by_key(secret + "x") is None
        assert directory(tx).by_key("") is None
    assert grant.actor == SHOP
    assert grant.scopes == {Scope.ORDERS_READ, Scope.ORDERS_WRITE}
    assert (grant.door, grant.place_id) == ("web", None)


def test_the_key_of_an_associate_works_for_her_store(db):
    hire_all(db)
    secret = issue(db, ANA, Scope.STORE_WORK, door="till")
    with db.reading() as tx:
        assert directory(tx).by_key(secret).place_id == SOL


def test_the_secret_is_kept_nowhere(db):
    hire_all(db)
    secret = issue(db, SHOP, Scope.ORDERS_READ)
    with db.reading() as tx:
        kept = [str(tuple(row)) for row in tx.all(select(api_keys))]
        kept += [row[0] for row in tx.all(select(cast(facts.c.body, String)))]
    assert kept
    assert not any(secret in text or secret[4:] in text for text in kept)
    assert told(db, SHOP.actor_id)[-1] == "key.issued.v1"


def test_refused(db):
    with pytest.raises(ActorUnknown):
        issue(db, SHOP, Scope.ORDERS_READ)
    hire_all(db)
    with pytest.raises(ScopeBeyondRole):
        issue(db, ANA, Scope.ADMIN)
    assert told(db, ANA.actor_id) == ["actor.hired.v1"]
