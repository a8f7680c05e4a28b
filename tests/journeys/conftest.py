"""Journeys are told over the API, in the shop of its tests."""

from tests.doors.api.conftest import api as api
from tests.doors.api.conftest import desk as desk
from tests.doors.api.conftest import runtime as runtime
