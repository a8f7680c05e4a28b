import pytest

from tests.doors.imports.desk import Desk
from tests.doors.installed import runtime as runtime


@pytest.fixture
def desk(runtime, tmp_path):
    """Audited when the test is over: whatever a file held, the books are sound."""
    desk = Desk(runtime, tmp_path)
    yield desk
    assert desk.findings() == []
