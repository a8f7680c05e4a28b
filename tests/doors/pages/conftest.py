"""A day of trade, and somebody to read it on pages; what it leaves is audited."""

import pytest

from tests.doors.api.conftest import api, runtime
from tests.doors.pages.clicker import Clicker
from tests.doors.pages.world import World

__all__ = ["api", "runtime"]


@pytest.fixture
def world(api, tmp_path):
    return World(api, tmp_path)


@pytest.fixture
def reader(api):
    return Clicker(api)
