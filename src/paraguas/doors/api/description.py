"""The API's own description, at one address.

The framework would serve it too, but then it answers for every unknown address beside it.
"""

import msgspec
from litestar import MediaType, Response, get

from paraguas.doors.api.given import AnyRequest


@get("/openapi.json", include_in_schema=False, media_type=MediaType.JSON)
async def get_description(request: AnyRequest) -> Response[bytes]:
    """Describe the API (OpenAPI 3.1)."""
    described = request.app.openapi_schema.to_schema()
    return Response(msgspec.json.encode(described), media_type=MediaType.JSON)


HANDLERS = (get_description,)
