"""Writes of pages: once for each form, however often it is sent."""

from collections.abc import Callable
from typing import Any

from litestar import Response

from paraguas.doors.pages.errors import FormStale
from paraguas.doors.pages.rendering import go_to
from paraguas.doors.runtime import Runtime
from paraguas.plumbing.replies import Key, KeyReused, Reply
from paraguas.plumbing.work import BatchVerb, Verb


async def write_once(
    runtime: Runtime,
    key: Key,
    verb: Verb | BatchVerb,
    item: Any,
    to: Callable[[Any], str],
    *,
    together: bool = False,
) -> Response[str]:
    """Write on the lane under the form's own key; the second click gets the first's answer.

    to: where to go on, told by the outcome.  FormStale where the form came with other answers.
    """
    try:
        reply: Reply = await runtime.write(
            verb,
            item,
            together=together,
            key=key,
            at=item.stamp.at,
            answer=lambda outcome: Reply(303, to(outcome).encode()),
        )
    except KeyReused as reused:
        raise FormStale from reused
    return go_to(reply.body.decode())
