"""A desk: a page read and written by somebody signed in with a key of the directory."""

from collections.abc import Callable
from typing import Any

from litestar import Response
from litestar.di import NamedDependency
from msgspec import Struct
from msgspec.structs import replace

from paraguas.doors.api.caller import Caller
from paraguas.doors.api.given import AnyRequest, GivenRuntime
from paraguas.doors.pages.errors import SignInNeeded
from paraguas.doors.pages.forms import Form, read_form
from paraguas.doors.pages.rendering import Reader, render
from paraguas.doors.pages.signing import read_session
from paraguas.doors.pages.writing import write_once
from paraguas.doors.runtime import Runtime
from paraguas.network.model import Place
from paraguas.network.queries import Network, network
from paraguas.plumbing.clock import now
from paraguas.plumbing.secret_store import installed, secret
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.plumbing.work import BatchVerb, Verb
from paraguas.staff.model import Scope
from paraguas.staff.rules.scopes import may
from paraguas.values.language import choose_language, read_accept_language
from paraguas.values.words import Words

SESSION = "paraguas_session"
"""Name of the cookie that holds a session."""


class Desk(Struct, frozen=True):
    """Somebody at a desk: what the key opens, how its page is read, where it works."""

    runtime: Runtime
    caller: Caller
    reader: Reader
    place: Place | None

    def at(self, zone: str, country: str) -> "Desk":
        """Tell times by the clock of a place, and numbers its way."""
        words = speak(self.reader.words.language, zone, country)
        return replace(self, reader=replace(self.reader, words=words))

    def page(self, template: str, **values: Any) -> Response[str]:
        """Render a page with the desk's frame round it."""
        return render(
            template,
            self.reader,
            me=self.caller.grant.actor,
            own=self.place,
            opens_store=may(self.caller.grant, Scope.STORE_WORK),
            opens_board=may(self.caller.grant, Scope.ORDERS_READ),
            opens_customers=may(self.caller.grant, Scope.CUSTOMERS_READ),
            **values,
        )

    async def form(self, request: AnyRequest) -> Form:
        """Read a form posted from one of this session's pages."""
        return await read_form(request, self.reader.bound_to, self.reader.secret)

    async def write(
        self,
        request: AnyRequest,
        form: Form,
        verb: Verb | BatchVerb,
        item: Any,
        to: Callable[[Any], str],
        *,
        together: bool = False,
    ) -> Response[str]:
        """Do something that writes once, however often the form is sent, and go on."""
        return await write_once(
            self.runtime,
            self.caller.key(f"POST {request.url.path}", form.text("once"), form.raw),
            verb,
            item,
            to,
            together=together,
        )


async def give_desk(request: AnyRequest, runtime: GivenRuntime) -> Desk:
    """Find who is signed in; SignInNeeded where nobody is, or the key was revoked since."""

    def look(tx: Tx) -> tuple[str, str, Network]:
        return secret(tx, "link"), installed(tx, "brand", "Paraguas"), network(tx)

    token = request.cookies.get(SESSION, "")
    signed, brand, net = await runtime.read(look)
    key_id = read_session(token, at=now(), secret=signed)
    grant = runtime.directory.by_key_id(key_id) if key_id else None
    if grant is None:
        raise SignInNeeded
    asked = request.headers.get("accept-language", "")
    actor = grant.actor
    place_id = grant.place_id or actor.place_id
    place = net.place(place_id) if place_id else None
    language = choose_language([*actor.languages, *read_accept_language(asked)])
    words = _words(language, place)
    return Desk(runtime, Caller(grant, language), Reader(words, brand, token, signed), place)


def _words(language: str, place: Place | None) -> Words:
    if place is None:
        return speak(language)
    return speak(language, place.zone, place.address.country)


GivenDesk = NamedDependency[Desk]
