"""Alembic runs this to upgrade a store; the connection comes from `db.local.migrate`, already in a transaction."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
