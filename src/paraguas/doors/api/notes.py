"""Notes about orders over the API: texts and files, internal or for the customer."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody

from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.journeys.changing.noting import Attached, Noting, note_order
from paraguas.notes import queries
from paraguas.notes.model import Filed, Note
from paraguas.notes.rules.filing import LARGEST_FILE
from paraguas.orders.queries import order
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope

LARGEST_BODY = 2 * LARGEST_FILE
"""A file at its largest, written as base64, with room for the words around it."""


class FileIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A file to put to the order: its media type, and up to two megabytes as base64."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    type: Annotated[str, msgspec.Meta(max_length=60)]
    content: Annotated[bytes, msgspec.Meta(max_length=LARGEST_BODY)]


class NoteIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A text, a file, or both; visible: to the customer too."""

    text: Annotated[str, msgspec.Meta(max_length=4000)] = ""
    visible: bool = False
    file: FileIn | None = None


@post("/orders/{order_id:str}/notes", operation_id="writeNote", tags=["notes"], status_code=201,
      request_max_body_size=LARGEST_BODY)  # fmt: skip
async def write_note(
    order_id: IdPart,
    data: JSONBody[NoteIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Note]:
    """Write a note about an order; it stays as it is."""
    caller.demand(Scope.ORDERS_WRITE)
    told = data.file
    file = Attached(told.name, told.type, told.content) if told else None
    item = Noting(caller.stamp(), order_id, data.text, data.visible, file)
    return await perform(runtime, caller, request, note_order, item, answering=Answering(201))


@get("/orders/{order_id:str}/notes", operation_id="listNotes", tags=["notes"])
async def list_notes(order_id: IdPart, runtime: GivenRuntime, caller: GivenCaller) -> list[Note]:
    """Read the notes about an order, the oldest first."""
    caller.demand(Scope.ORDERS_READ)

    def look(tx: Tx) -> list[Note]:
        return queries.notes_of(tx, order(tx, order_id).order_id)

    return await runtime.read(look)


@get("/orders/{order_id:str}/notes/{note_id:str}/file", operation_id="getNoteFile",
     tags=["notes"])  # fmt: skip
async def get_note_file(
    order_id: IdPart, note_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> Response[bytes]:
    """Give the file of a note, to be saved."""
    caller.demand(Scope.ORDERS_READ)
    return file_response(*await runtime.read(lambda tx: queries.file_of(tx, order_id, note_id)))


def file_response(filed: Filed, content: bytes) -> Response[bytes]:
    """Give a file to be saved: what strangers wrote is never opened in our own page."""
    saved = filed.name.encode("ascii", "replace").decode().replace("?", "_")
    headers = {
        "content-disposition": f'attachment; filename="{saved}"',
        "x-content-type-options": "nosniff",
    }
    return Response(content, media_type=filed.type, headers=headers)


HANDLERS = (write_note, list_notes, get_note_file)
