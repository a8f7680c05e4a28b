"""What Alembic runs for each command; the connection comes with the command."""

from alembic import context

from paraguas.plumbing.schema import metadata

if connection := context.config.attributes.get("connection"):
    # SQLite takes DDL back as well as PostgreSQL does, and alters tables by copying them.
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
    )
else:
    context.configure(
        dialect_name=context.config.attributes["dialect"],
        output_buffer=context.config.output_buffer,
        literal_binds=True,
        transactional_ddl=True,
    )
with context.begin_transaction():
    context.run_migrations()
