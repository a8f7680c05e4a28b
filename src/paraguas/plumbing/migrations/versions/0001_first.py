"""All tables of the first release, in the SQL that lies beside this file for each database."""

from alembic import op

from paraguas.plumbing.migrations.freezing import frozen

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    for statement in frozen("0001_first", op.get_context().dialect.name):
        op.execute(statement)
