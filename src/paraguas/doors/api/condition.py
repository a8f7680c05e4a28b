"""What the API says of itself: the problems it may answer with, and whether it is ready."""

from typing import Annotated

from litestar import Response, get
from litestar.params import QueryParameter
from msgspec import Struct

from paraguas import __version__
from paraguas.doors.api.given import AnyRequest, GivenRuntime
from paraguas.doors.api.problem import status_of
from paraguas.plumbing.chores import backlog
from paraguas.plumbing.clock import now
from paraguas.plumbing.words import speak
from paraguas.values.language import choose_language, read_accept_language
from paraguas.values.refusal import Refusal


class ProblemKind(Struct, frozen=True):
    """A problem the API may answer with; `detail` has named places for its details."""

    code: str
    type: str
    status: int
    title: str
    detail: str


class Health(Struct, frozen=True):
    """Whether requests can be served.

    backlog: chores by state: due now, later, dead (given up; somebody must look into them).
    """

    ready: bool
    version: str
    backlog: dict[str, int]


@get("/problems", operation_id="listProblems", tags=["about"], security=[{}])
async def list_problems(
    request: AnyRequest, language: Annotated[str, QueryParameter(max_length=16)] = ""
) -> list[ProblemKind]:
    """List the codes of all problems with their words, by code."""
    wished = read_accept_language(request.headers.get("accept-language", ""))
    texts = speak(choose_language([language, *wished])).texts
    kinds = []
    for code, refusal in sorted(_family(Refusal).items()):
        status = status_of(refusal())
        detail = texts[f"refusals.{code}"]
        urn = f"urn:paraguas:problem:{code}"
        kinds.append(ProblemKind(code, urn, status.value, status.phrase, detail))
    return kinds


@get("/health", operation_id="getHealth", tags=["about"], security=[{}])
async def get_health(runtime: GivenRuntime) -> Response[Health]:
    """Tell whether the database answers, and what waits for the worker; 503 if it does not."""
    try:
        waiting = await runtime.read(lambda tx: backlog(tx, now=now()))
    except Exception:  # noqa: BLE001 - whatever it is, we are not ready
        return Response(Health(ready=False, version=__version__, backlog={}), status_code=503)
    return Response(Health(ready=True, version=__version__, backlog=waiting))


def _family(parent: type[Refusal]) -> dict[str, type[Refusal]]:
    """Give all refusals there are, by code: rooms and doors subclass one for each.

    Those of an extension word themselves and are not in our packs.
    """
    found: dict[str, type[Refusal]] = {}
    for refusal in parent.__subclasses__():
        own = {refusal.code: refusal} if refusal.__module__.startswith("paraguas.") else {}
        found |= own | _family(refusal)
    return found


HANDLERS = (list_problems, get_health)
