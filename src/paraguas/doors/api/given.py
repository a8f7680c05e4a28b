"""What every operation is given: the installation, its caller, the parts of the request."""

from typing import Annotated, Any

from litestar import Request
from litestar.di import NamedDependency
from litestar.params import HeaderParameter, PathParameter

from paraguas.doors.api.caller import Caller
from paraguas.doors.runtime import Runtime

AnyRequest = Request[Any, Any, Any]
GivenRuntime = NamedDependency[Runtime]
GivenCaller = NamedDependency[Caller]
IdPart = Annotated[str, PathParameter(max_length=32)]
"""An id of ours in the path."""

NumberPart = Annotated[int, PathParameter(ge=1, le=100_000)]
"""A number of a line in the path."""

CodePart = Annotated[str, PathParameter(max_length=60)]
"""A code people gave, in the path."""

IdempotencyKey = Annotated[str, HeaderParameter(name="Idempotency-Key", max_length=200)]
