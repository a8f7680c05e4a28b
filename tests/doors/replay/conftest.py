from tests.doors.api.conftest import runtime as runtime
