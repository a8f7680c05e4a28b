"""Journeys are told over the API, in the shop of its tests."""

from tests.doors.api.conftest import api as api, desk as desk, runtime as runtime
