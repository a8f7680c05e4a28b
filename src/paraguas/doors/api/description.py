"""The API's own description and the catalogue of its events, at one address each.

The framework would serve the first too, but then it answers for every unknown address beside it.
"""

import msgspec
from litestar import MediaType, Response, get

from paraguas.doors.api.given import AnyRequest
from paraguas.doors.asyncapi import asyncapi


@get("/openapi.json", include_in_schema=False, media_type=MediaType.JSON)
async def get_description(request: AnyRequest) -> Response[bytes]:
    """Describe the API (OpenAPI 3.1)."""
    described = request.app.openapi_schema.to_schema()
    return Response(msgspec.json.encode(described), media_type=MediaType.JSON)


@get("/asyncapi.json", include_in_schema=False, media_type=MediaType.JSON)
async def get_events() -> Response[bytes]:
    """Describe the events (AsyncAPI 3.0)."""
    return Response(asyncapi(), media_type=MediaType.JSON)


HANDLERS = (get_description, get_events)
