"""The routes of the service, one module per noun; `db/central/service/app.py` puts them together."""
