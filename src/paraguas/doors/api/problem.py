"""Refusals as RFC 9457 problems: one table maps what kind of refusal it is to a status."""

from http import HTTPStatus

import msgspec

from paraguas.plumbing.replies import KeyReused
from paraguas.plumbing.words import speak
from paraguas.staff.errors import KeyUnknown
from paraguas.values.language import choose_language, read_accept_language
from paraguas.values.refusal import Detail, Kind, Malformed, Refusal

STATUS: dict[Kind, HTTPStatus] = {
    "invalid": HTTPStatus.BAD_REQUEST,
    "absent": HTTPStatus.NOT_FOUND,
    "conflict": HTTPStatus.CONFLICT,
    "forbidden": HTTPStatus.FORBIDDEN,
    "later": HTTPStatus.SERVICE_UNAVAILABLE,
}
"""Kind of refusal -> status; single codes that a standard words otherwise follow."""

BY_CODE = {
    KeyReused.code: HTTPStatus.UNPROCESSABLE_ENTITY,
    KeyUnknown.code: HTTPStatus.UNAUTHORIZED,
    "defect": HTTPStatus.INTERNAL_SERVER_ERROR,
    "body_too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "method_not_allowed": HTTPStatus.METHOD_NOT_ALLOWED,
}
MEDIA_TYPE = "application/problem+json"


class BodyTooLarge(Refusal):
    """The request is larger than any order could be."""

    code = "body_too_large"


class MethodNotAllowed(Refusal):
    """The address is right, the method is not."""

    code = "method_not_allowed"


class AddressUnknown(Refusal):
    """There is nothing at this address."""

    code = "address_unknown"
    kind = "absent"


class KeyMissing(Refusal):
    """A write of stock or money came without an Idempotency-Key."""

    code = "idempotency_key_missing"


class Defect(Refusal):
    """A mistake of ours; it was logged, and nothing was written."""

    code = "defect"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A refusal as it leaves.

    code: stable, for machines.  detail: for the reader, in her language, with the next step.
    """

    type: str
    title: str
    status: int
    code: str
    detail: str
    details: dict[str, Detail]


def status_of(refusal: Refusal) -> HTTPStatus:
    """Give the HTTP status of a refusal."""
    return BY_CODE.get(refusal.code) or STATUS[refusal.kind]


def problem_of(refusal: Refusal, accept_language: str) -> Problem:
    """Word a refusal in the language the request asks for."""
    language = choose_language(read_accept_language(accept_language))
    status = status_of(refusal)
    return Problem(
        type=f"urn:paraguas:problem:{refusal.code}",
        title=status.phrase,
        status=status.value,
        code=refusal.code,
        detail=speak(language).refuse(refusal),
        details=dict(refusal.details),
    )


def check_text(body: bytes) -> None:
    """Refuse a body that holds a zero character: no text of ours does, and PostgreSQL has none."""
    if b"\\u0000" in body and _holds_zero(msgspec.json.decode(body)):
        raise Malformed(where="body", problem="it holds a zero character")


def _holds_zero(value: object) -> bool:
    match value:
        case str():
            return "\0" in value
        case list():
            return any(_holds_zero(each) for each in value)
        case dict():
            return any(_holds_zero(each) for pair in value.items() for each in pair)
        case _:
            return False


def read_problem(problem: msgspec.ValidationError | msgspec.DecodeError) -> tuple[str, str]:
    """Tell where in a body the mistake is, and what it is."""
    text, _, path = str(problem).rpartition(" - at ")
    if not text:
        return "body", str(problem)
    return path.strip("`").removeprefix("$").removeprefix(".") or "body", text
