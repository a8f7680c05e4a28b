from tests.doors.installed import runtime as runtime
