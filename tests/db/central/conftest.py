"""The running service, for the tests that ask for it."""

from tests.central import _service, authority, central_server, central_settings, own_central_server  # noqa: F401
