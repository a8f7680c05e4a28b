"""What the tests of payments share: a sandbox provider, and an audit after each test."""

import pytest

from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.payments.queries import audit
from paraguas.stored_value.queries import audit as audit_values
from paraguas.views.stored_tenders import audit_stored_tenders


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
        checks = [*audit(tx), *audit_values(tx), *audit_stored_tenders(tx)]
        assert [finding for check in checks for finding in check.findings] == []
