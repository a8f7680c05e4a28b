"""A database whose look-ups are keyed, and a hand that records people in it."""

import pytest

from paraguas.plumbing.secret_store import make_secrets
from tests.customers.people import SECRET


@pytest.fixture
def keyed(db):
    with db.writing() as tx:
        make_secrets(tx, {"contact": SECRET, "link": SECRET})
    return db
