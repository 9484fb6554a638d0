"""Revisions of the central store's schema, oldest first."""
