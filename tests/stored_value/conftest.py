"""What the tests of stored value share: an audit after each test."""

import pytest

from paraguas.stored_value.queries import audit


@pytest.fixture
def books(db):
    """The database, audited once the test is over."""
    yield db
    with db.reading() as tx:
        assert [finding for check in audit(tx) for finding in check.findings] == []
