"""The policy book: its versions, what departments say of them, and what a case is given."""

from typing import Annotated, Any

from litestar import Response, get, post
from litestar.params import JSONBody, PathParameter, QueryParameter
from msgspec import Struct

from paraguas.doors.api.caller import Caller
from paraguas.doors.api.given import AnyRequest, GivenCaller, GivenRuntime, IdempotencyKey
from paraguas.doors.api.policy_shapes import (
    CaseIn,
    ChangeOut,
    VerdictOut,
    VersionIn,
    VersionOut,
    VoteIn,
    verdict_out,
    version_out,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.policies.actions.propose_version import propose_version
from paraguas.policies.actions.vote_on_version import vote_on_version
from paraguas.policies.model import Verdict
from paraguas.policies.queries import policies
from paraguas.policies.rules.admitting import admit_book
from paraguas.policies.rules.comparing import compare
from paraguas.policies.rules.deciding import case_of
from paraguas.policies.rules.judging import judge
from paraguas.policies.rules.reading import Files
from paraguas.staff.model import Scope
from paraguas.values.language import read_accept_language
from paraguas.values.stamp import Stamp

VersionPart = Annotated[int, PathParameter(ge=1, le=10**6)]
"""The number of a version in the path."""

MOST_CHANGES = 200
"""Classes of changed cases that are told at once."""


class Write(Struct, frozen=True):
    """A write about a version, with the book or vote that was given for it."""

    stamp: Stamp
    number: int
    given: Any
    files: Files
    skills: frozenset[str]


@get("/policies", operation_id="listPolicyVersions", tags=["policies"])
async def list_versions(
    runtime: GivenRuntime,
    caller: GivenCaller,  # noqa: ARG001 - any key will do
) -> list[VersionOut]:
    """List the versions of the policy book, the oldest first."""
    versions = await runtime.read(policies)
    in_force = versions.in_force_at(now())
    return [version_out(one, in_force) for one in versions.all]


@get("/policies/{version:int}", operation_id="getPolicyVersion", tags=["policies"])
async def get_version(
    version: VersionPart,
    runtime: GivenRuntime,
    caller: GivenCaller,  # noqa: ARG001
) -> VersionOut:
    """Read a version and what was said of it."""
    versions = await runtime.read(policies)
    return version_out(versions.demand(version), versions.in_force_at(now()))


@get("/policies/{version:int}/files", operation_id="getPolicyFiles", tags=["policies"])
async def get_files(
    version: VersionPart,
    runtime: GivenRuntime,
    caller: GivenCaller,  # noqa: ARG001
) -> dict[str, str]:
    """Read the files of a version: name -> text."""
    return dict(await runtime.read(lambda tx: policies(tx).files_of(tx, version)))


@get("/policies/{version:int}/changes", operation_id="comparePolicies", tags=["policies"])
async def get_changes(
    version: VersionPart,
    runtime: GivenRuntime,
    caller: GivenCaller,  # noqa: ARG001
    against: Annotated[int, QueryParameter(ge=1, le=10**6)],
) -> list[ChangeOut]:
    """Tell which classes of cases a version gives something else than another one.

    The first 200 classes; each with one of its cases.
    """
    return await runtime.read(lambda tx: _changes(tx, against, version))


@post("/policies", operation_id="proposePolicy", tags=["policies"], status_code=201)
async def post_version(
    data: JSONBody[VersionIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[VersionOut]:
    """Propose a version: it is read and proved at once, and refused with all that is amiss."""
    caller.demand(Scope.POLICIES_WRITE)
    files = await runtime.read(lambda tx: _proposed(tx, data))
    item = _write(caller, 0, data, files)
    return await perform(runtime, caller, request, _propose, item, answering=Answering(201))


@post(
    "/policies/{version:int}/votes",
    operation_id="voteOnPolicy",
    tags=["policies"],
    status_code=200,
)
async def post_vote(
    version: VersionPart,
    data: JSONBody[VoteIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[VersionOut]:
    """Say yes or no for a department; three that agree approve, head office breaks a tie."""
    caller.demand(Scope.POLICIES_WRITE)
    return await perform(runtime, caller, request, _vote, _write(caller, version, data, {}))


@post("/policies/decisions", operation_id="decideCase", tags=["policies"], status_code=200)
async def post_case(
    data: JSONBody[CaseIn], runtime: GivenRuntime, caller: GivenCaller
) -> VerdictOut:
    """Decide a case by the book: values, clauses, citations, sums, dates and words."""
    at = now()
    return verdict_out(await runtime.read(lambda tx: _decide(tx, data, caller.language, at)))


def _write(caller: Caller, number: int, given: Any, files: Files) -> Write:
    skills = caller.grant.actor.skills
    return Write(caller.stamp("api"), number, given, files, skills)


def _proposed(tx: Tx, data: VersionIn) -> Files:
    versions = policies(tx)
    based_on = data.based_on or versions.in_force_at(now()).version
    merged = {**versions.files_of(tx, based_on), **data.files}
    files = {name: text for name, text in merged.items() if text is not None}
    admit_book(files)
    return files


def _propose(tx: Tx, item: Write) -> VersionOut:
    given: VersionIn = item.given
    version = propose_version(
        tx, item.stamp, item.files, starts_at=given.starts_at, note=given.note
    )
    return version_out(version, policies(tx).in_force_at(item.stamp.at))


def _vote(tx: Tx, item: Write) -> VersionOut:
    given: VoteIn = item.given
    version = vote_on_version(
        *(tx, item.stamp, item.number, given.department),
        agrees=given.agrees,
        reason=given.reason,
        skills=item.skills,
    )
    return version_out(version, policies(tx).in_force_at(item.stamp.at))


def _changes(tx: Tx, against: int, version: int) -> list[ChangeOut]:
    versions = policies(tx)
    old, new = (versions.decider(tx, number).book for number in (against, version))
    changes = [
        ChangeOut(one.subject, one.case, one.before, one.after, one.rows)
        for one in compare(old, new)
    ]
    return changes[:MOST_CHANGES]


def _decide(tx: Tx, data: CaseIn, language: str, at: int) -> Verdict:
    wished = [data.language] if data.language else read_accept_language(language)
    versions = policies(tx)
    number = data.version or versions.in_force_at(at).version
    decider = versions.decider(tx, number)
    facts, occasion = case_of(
        decider.book,
        data.facts,
        country=data.country,
        region=data.region,
        contracted_at=data.contracted_at or at,
        asked_at=data.asked_at or at,
        days=data.days,
        amount_minor=data.amount_minor,
        currency=data.currency,
    )
    return judge(decider, data.subject, facts, occasion, wished)


HANDLERS = (
    *(list_versions, get_version, get_files, get_changes),
    *(post_version, post_vote, post_case),
)
