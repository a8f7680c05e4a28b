"""A revoked key opens nothing from that moment on."""

import pytest

from paraguas.staff.actions.revoke_key import revoke_key
from paraguas.staff.errors import KeyUnknown
from paraguas.staff.model import Scope
from paraguas.staff.queries import directory
from tests.catalog.goods import stamp
from tests.network.places import told
from tests.staff.people import SHOP, hire_all, issue


def test_revoked_at_once_and_only_once(db):
    hire_all(db)
    secret = issue(db, SHOP, Scope.ORDERS_READ)
    other = issue(db, SHOP, Scope.ORDERS_READ, entropy=b"y" * 32)
    with db.reading() as tx:
        key_id = directory(tx).by_key(secret).key_id
    with db.writing() as tx:
        revoke_key(tx, stamp(), key_id)
    with db.reading() as tx:
        assert directory(tx).by_key(secret) is None
        assert directory(tx).by_key(other) is not None
    assert told(db, SHOP.actor_id)[-1] == "key.revoked.v1"
    with pytest.raises(KeyUnknown), db.writing() as tx:
        revoke_key(tx, stamp(), key_id)
