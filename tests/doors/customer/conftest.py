"""The same day of trade as for all pages."""

from tests.doors.pages.conftest import api, reader, runtime, world

__all__ = ["api", "reader", "runtime", "world"]
