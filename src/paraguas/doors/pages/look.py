"""The look: one stylesheet and one drawing, kept by browsers until they change."""

from litestar import Response, get

from paraguas.doors.api.given import CodePart
from paraguas.doors.api.problem import AddressUnknown
from paraguas.doors.pages.rendering import LOOK, look_file

TYPES = {"css": "text/css; charset=utf-8", "svg": "image/svg+xml"}

KEPT = {
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
}
"""Headers of a file whose address changes with it."""


@get("/look/{version:str}/{name:str}", include_in_schema=False)
async def get_look(version: CodePart, name: CodePart) -> Response[bytes]:
    """Give a file of the look; its address changes with its content."""
    if name not in LOOK:
        raise AddressUnknown(path=f"/look/{version}/{name}")
    return Response(look_file(name), media_type=TYPES[name.rpartition(".")[2]], headers=KEPT)
