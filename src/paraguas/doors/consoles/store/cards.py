"""A colleague's cards on the store's page: read them, and say to know them."""

from litestar import Response, get, post

from paraguas.doors.api.given import AnyRequest, CodePart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.consoles.store.today import stand_at
from paraguas.doors.policy.cards import Deck
from paraguas.doors.policy.reading import Asking, read_deck
from paraguas.journeys.setting_up.training import Confirming, confirm_cards
from paraguas.network.model import Place
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.training.model import Confirmation
from paraguas.training.queries import confirmed_by, playbook_for
from paraguas.values.refusal import Refusal

STORE = "store"
"""The playbook of a store, for those whose role has none of its own."""


@get("/store/{code:str}/cards", include_in_schema=False)
async def show_cards(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show the cards of whoever is signed in, by the law of the place she works at."""
    return await _page(desk, code, done=request.query_params.get("done", ""))


@post("/store/{code:str}/cards", include_in_schema=False, status_code=200)
async def confirm(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Note that she knows them; when they changed meanwhile she reads the new ones first."""
    here, _ = await stand_at(desk, code)
    form = await here.form(request)
    seen = form.text("fingerprint", most=32)
    item = Confirming(here.caller.stamp(), here.caller.grant.actor, _playbook(here), seen)
    try:
        to = f"/store/{code}/cards?done=cards-known"
        return await here.write(request, form, confirm_cards, item, lambda _: to)
    except Refusal as problem:
        return await _page(desk, code, problem=problem)


async def _page(
    desk: Desk, code: str, *, problem: Refusal | None = None, done: str = ""
) -> Response[str]:
    here, place = await stand_at(desk, code)
    deck, known = await here.runtime.read(lambda tx: _look(tx, here, place))
    return here.page(
        "consoles/store/cards.html",
        at="today",
        store=place,
        deck=deck,
        known=known,
        problem=problem,
        done=done,
    )


def _look(tx: Tx, desk: Desk, place: Place) -> tuple[Deck, Confirmation | None]:
    name, address = _playbook(desk), place.address
    languages = [desk.reader.words.language]
    deck = read_deck(tx, name, Asking(address.country, address.region, languages, now()))
    known = confirmed_by(tx, name, deck.fingerprint)
    return deck, known.get(desk.caller.grant.actor.actor_id)


def _playbook(desk: Desk) -> str:
    found = playbook_for(desk.caller.grant.actor.role.value)
    return found.name if found else STORE


HANDLERS = (show_cards, confirm)
