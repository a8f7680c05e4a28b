"""What the tests of payments share: a sandbox provider, and an audit after each test."""

import pytest

from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.payments.queries import audit


@pytest.fixture
def sandbox(tmp_path):
    provider = SandboxPayments(tmp_path / "sandbox.db")
    yield provider
    provider.close()


@pytest.fixture
def books(db):
    """The database, audited once the test is over."""
    yield db
    with db.reading() as tx:
        assert [finding for check in audit(tx) for finding in check.findings] == []
