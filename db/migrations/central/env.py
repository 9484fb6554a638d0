"""Alembic runs this to upgrade the central store; the connection comes from `db.central.migrate`, in a transaction."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    version_table_schema="public",
    transactional_ddl=True,
)
context.run_migrations()
