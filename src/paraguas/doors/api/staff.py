"""Staff and keys: who may act, through which door, for which place."""

from secrets import token_bytes
from typing import Annotated

import msgspec
from litestar import Response, delete, get, post
from litestar.params import JSONBody
from msgspec import Struct

from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.problem import AddressUnknown
from paraguas.doors.api.writing import Answering, perform, perform_once
from paraguas.network.errors import ChannelUnknown, PlaceUnknown
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.staff.actions.issue_key import issue_key
from paraguas.staff.actions.revoke_key import revoke_key
from paraguas.staff.errors import KeyUnknown
from paraguas.staff.model import Actor, Scope, actor_id_of
from paraguas.staff.queries import directory
from paraguas.staff.rules.secrets import write_secret
from paraguas.values.ids import PlaceId, is_id
from paraguas.values.stamp import Stamp


class KeyIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A key to issue.

    actor: code of who acts with it.  door: the channel its writes come through; empty lets each
    write name one.  place: code of the only store it works for.
    """

    actor: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    scopes: Annotated[tuple[Scope, ...], msgspec.Meta(min_length=1, max_length=20)]
    door: Annotated[str, msgspec.Meta(max_length=24)] = ""
    place: Annotated[str, msgspec.Meta(max_length=40)] = ""


class KeyOut(Struct, frozen=True):
    """A key; its secret is in the first answer only, nobody can read it again."""

    key_id: str
    actor: str
    scopes: tuple[Scope, ...]
    door: str
    place_id: str | None
    secret: str | None = None


class KeyRequest(Struct, frozen=True):
    """A key to issue, with the chance its secret is made of."""

    stamp: Stamp
    asked: KeyIn
    entropy: bytes


class KeyEnd(Struct, frozen=True):
    """A key to revoke."""

    stamp: Stamp
    key_id: str


@get("/actors", operation_id="listActors", tags=["staff"])
async def list_actors(runtime: GivenRuntime, caller: GivenCaller) -> tuple[Actor, ...]:
    """List the people and machines that may act, by code."""
    caller.demand(Scope.ADMIN)
    return (await runtime.read(directory)).actors


@post("/keys", operation_id="issueKey", tags=["staff"], status_code=201)
async def post_key(
    data: JSONBody[KeyIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[KeyOut]:
    """Issue a key; a retry is told which key it was, and not its secret again."""
    caller.demand(Scope.ADMIN)
    entropy = token_bytes(24)
    answer = await perform_once(
        *(runtime, caller, request, _issue, KeyRequest(caller.stamp("api"), data, entropy)),
        answering=Answering(201),
        told={"secret": write_secret(entropy)},
    )
    runtime.forget_directory()
    return answer


@delete("/keys/{key_id:str}", operation_id="revokeKey", tags=["staff"], status_code=200)
async def delete_key(
    key_id: IdPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[dict[str, str]]:
    """Revoke a key: it opens nothing any more; what it did stays."""
    caller.demand(Scope.ADMIN)
    answer = await perform(runtime, caller, request, _revoke, KeyEnd(caller.stamp("api"), key_id))
    runtime.forget_directory()
    return answer


def _issue(tx: Tx, item: KeyRequest) -> KeyOut:
    asked = item.asked
    if asked.door and network(tx).channel(asked.door) is None:
        raise ChannelUnknown(channel=asked.door)
    secret = issue_key(
        *(tx, item.stamp, actor_id_of(asked.actor), asked.scopes),
        door=asked.door,
        entropy=item.entropy,
        place_id=_place_id(tx, asked.place),
    )
    grant = directory(tx).by_key(secret)
    assert grant is not None, "a key just issued is in force"
    scopes = tuple(sorted(grant.scopes))
    return KeyOut(grant.key_id, grant.actor.code, scopes, grant.door, grant.place_id)


def _place_id(tx: Tx, code: str) -> PlaceId | None:
    if not code:
        return None
    place = network(tx).place_by_code(code)
    if place is None:
        raise PlaceUnknown(place=code)
    return place.place_id


def _revoke(tx: Tx, item: KeyEnd) -> dict[str, str]:
    # KeyUnknown would tell the caller that it is her own key that opens nothing.
    absent = AddressUnknown(path=f"/v1/keys/{item.key_id}")
    if not is_id(item.key_id):
        raise absent
    try:
        revoke_key(tx, item.stamp, item.key_id)
    except KeyUnknown as unknown:
        raise absent from unknown
    return {"key_id": item.key_id}


HANDLERS = (list_actors, post_key, delete_key)
