"""What the tests of appointments start from."""

from paraguas.appointments.queries import audit
from paraguas.plumbing.db import Database


def audited(db: Database) -> None:
    with db.reading() as tx:
        assert [finding for check in audit(tx) for finding in check.findings] == []
