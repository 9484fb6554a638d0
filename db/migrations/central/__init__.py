"""Alembic's branch of the central store."""
