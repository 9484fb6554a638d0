"""An administrator's desk and the central store behind it."""

from tests.caseworker.district.conftest import alone, desk, district_server  # noqa: F401
from tests.central import _service, authority  # noqa: F401
