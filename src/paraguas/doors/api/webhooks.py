"""Webhooks: who outside is told what happens, tried out, told again."""

from secrets import token_bytes
from typing import Any

from litestar import Response, delete, get, patch, post
from litestar.params import JSONBody
from msgspec import Struct

from paraguas.doors.api.given import AnyRequest, GivenCaller, GivenRuntime, IdempotencyKey, IdPart
from paraguas.doors.api.webhook_shapes import (
    ResendIn,
    ResendOut,
    Rotation,
    TrialOut,
    WebhookChange,
    WebhookIn,
    WebhookOut,
    webhook_out,
)
from paraguas.doors.api.writing import Answering, perform, perform_once
from paraguas.doors.fact_schemas import fact_types
from paraguas.doors.runtime import Runtime
from paraguas.doors.webhooks.envelopes import trial_event
from paraguas.doors.webhooks.reaching import check_url
from paraguas.doors.webhooks.resending import Chosen, choose
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.stamp import Stamp
from paraguas.webhooks.actions.change_endpoint import change_endpoint
from paraguas.webhooks.actions.close_endpoint import close_endpoint
from paraguas.webhooks.actions.open_endpoint import open_endpoint
from paraguas.webhooks.actions.rotate_secret import rotate_secret
from paraguas.webhooks.actions.send_events import send_events
from paraguas.webhooks.queries import endpoints
from paraguas.webhooks.rules.signing import LEAST_BYTES, write_secret
from paraguas.webhooks.rules.subscribing import check_names


class Write(Struct, frozen=True):
    """A write about an endpoint: what was given for it, and the chance a secret is made of."""

    stamp: Stamp
    endpoint_id: str
    given: Any = None
    entropy: bytes = b""


@get("/webhooks", operation_id="listWebhooks", tags=["webhooks"])
async def list_webhooks(runtime: GivenRuntime, caller: GivenCaller) -> list[WebhookOut]:
    """List the endpoints that are told facts, the oldest first."""
    caller.demand(Scope.ADMIN)
    return [webhook_out(one) for one in (await runtime.read(endpoints)).all]


@get("/webhooks/{endpoint_id:str}", operation_id="getWebhook", tags=["webhooks"])
async def get_webhook(
    endpoint_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> WebhookOut:
    """Read an endpoint."""
    caller.demand(Scope.ADMIN)
    return webhook_out((await runtime.read(endpoints)).demand(endpoint_id))


@post("/webhooks", operation_id="openWebhook", tags=["webhooks"], status_code=201)
async def post_webhook(
    data: JSONBody[WebhookIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[WebhookOut]:
    """Tell an address facts from now on; a retry is told which it was, and not its secret again."""
    caller.demand(Scope.ADMIN)
    await _check_address(runtime, data.url)
    entropy = token_bytes(LEAST_BYTES)
    answer = await perform_once(
        *(runtime, caller, request, _open, Write(caller.stamp("api"), "", data, entropy)),
        answering=Answering(201),
        told={"secret": write_secret(entropy)},
    )
    runtime.forget_subscriptions()
    return answer


@patch("/webhooks/{endpoint_id:str}", operation_id="changeWebhook", tags=["webhooks"])
async def patch_webhook(
    endpoint_id: IdPart,
    data: JSONBody[WebhookChange],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[WebhookOut]:
    """Change address or subscription, enable or disable; what waits for a disabled one is lost.

    Send it again once it is enabled.
    """
    caller.demand(Scope.ADMIN)
    if data.url is not None:
        await _check_address(runtime, data.url)
    item = Write(caller.stamp("api"), endpoint_id, data)
    answer = await perform(runtime, caller, request, _change, item)
    runtime.forget_subscriptions()
    return answer


@delete(
    "/webhooks/{endpoint_id:str}", operation_id="closeWebhook", tags=["webhooks"], status_code=200
)
async def delete_webhook(
    endpoint_id: IdPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[dict[str, str]]:
    """Tell an endpoint nothing any more."""
    caller.demand(Scope.ADMIN)
    item = Write(caller.stamp("api"), endpoint_id)
    answer = await perform(runtime, caller, request, _close, item)
    runtime.forget_subscriptions()
    return answer


@post(
    "/webhooks/{endpoint_id:str}/rotate",
    operation_id="rotateWebhookSecret",
    tags=["webhooks"],
    status_code=200,
)
async def rotate_webhook(
    endpoint_id: IdPart,
    data: JSONBody[Rotation],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[WebhookOut]:
    """Sign with a new secret, and for a while with the previous one as well."""
    caller.demand(Scope.ADMIN)
    entropy = token_bytes(LEAST_BYTES)
    item = Write(caller.stamp("api"), endpoint_id, data, entropy)
    return await perform_once(
        *(runtime, caller, request, _rotate, item),
        answering=Answering(200),
        told={"secret": write_secret(entropy)},
    )


@post(
    "/webhooks/{endpoint_id:str}/test",
    operation_id="testWebhook",
    tags=["webhooks"],
    status_code=200,
)
async def try_webhook(
    endpoint_id: IdPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[TrialOut]:
    """Send an event `webhook.test.v1`, whatever the endpoint subscribed to."""
    caller.demand(Scope.ADMIN)
    item = Write(caller.stamp("api"), endpoint_id)
    return await perform(runtime, caller, request, _try_out, item)


@post(
    "/webhooks/{endpoint_id:str}/resend",
    operation_id="resendWebhook",
    tags=["webhooks"],
    status_code=200,
)
async def resend_webhook(
    endpoint_id: IdPart,
    data: JSONBody[ResendIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ResendOut]:
    """Send facts again out of the journal, under the ids they had the first time."""
    caller.demand(Scope.ADMIN)
    stamp = caller.stamp("api")
    chosen = await runtime.read(lambda tx: choose(tx, endpoint_id, data, at=stamp.at))
    return await perform(runtime, caller, request, _resend, Write(stamp, endpoint_id, chosen))


async def _check_address(runtime: Runtime, url: str) -> None:
    await check_url(url, private=runtime.settings.webhooks_private == "allow")


def _open(tx: Tx, item: Write) -> WebhookOut:
    names = check_names(item.given.facts, fact_types())
    return webhook_out(open_endpoint(tx, item.stamp, item.given.url, names, entropy=item.entropy))


def _change(tx: Tx, item: Write) -> WebhookOut:
    given: WebhookChange = item.given
    names = None if given.facts is None else check_names(given.facts, fact_types())
    return webhook_out(
        change_endpoint(
            tx, item.stamp, item.endpoint_id, url=given.url, facts=names, enabled=given.enabled
        )
    )


def _close(tx: Tx, item: Write) -> dict[str, str]:
    close_endpoint(tx, item.stamp, item.endpoint_id)
    return {"endpoint_id": item.endpoint_id}


def _rotate(tx: Tx, item: Write) -> WebhookOut:
    overlap = item.given.overlap_seconds
    return webhook_out(
        rotate_secret(
            tx, item.stamp, item.endpoint_id, entropy=item.entropy, overlap_seconds=overlap
        )
    )


def _try_out(tx: Tx, item: Write) -> TrialOut:
    event_id, event = trial_event(item.stamp, item.endpoint_id)
    send_events(tx, item.stamp, item.endpoint_id, [event])
    return TrialOut(event_id)


def _resend(tx: Tx, item: Write) -> ResendOut:
    chosen: Chosen = item.given
    queued = send_events(tx, item.stamp, item.endpoint_id, chosen.events)
    return ResendOut(queued, chosen.next)


HANDLERS = (
    *(list_webhooks, get_webhook, post_webhook, patch_webhook, delete_webhook),
    *(rotate_webhook, try_webhook, resend_webhook),
)
