"""Training over the API: the cards of the policy book, who knows them, and who not yet."""

from typing import Annotated, Any

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from paraguas.doors.api.given import (
    AnyRequest,
    CodePart,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.doors.policy.cards import Deck
from paraguas.doors.policy.reading import Asking, read_deck, read_return_policies
from paraguas.journeys.setting_up.training import Confirming, confirm_cards
from paraguas.network.model import Place
from paraguas.network.queries import network
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.training.model import Confirmation
from paraguas.values.ids import PlaceId
from paraguas.values.language import read_accept_language
from paraguas.views.training_coverage import Team, training_coverage

Country = Annotated[str, QueryParameter(pattern="^[A-Z]{2}$")]
"""Where somebody is (ISO 3166-1); the law and the currency follow from it."""

Region = Annotated[str, QueryParameter(max_length=3)]
"""Part of the country whose own law counts, as in addresses."""


class ConfirmationIn(msgspec.Struct, forbid_unknown_fields=True):
    """The word to know cards; fingerprint: of those that were read."""

    fingerprint: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$", max_length=32)]


class TeamOut(Struct, frozen=True):
    """Colleagues of one role in one place; known, unknown: the cards in force, by name."""

    playbook: str
    role: str
    place: str | None
    known: tuple[str, ...]
    unknown: tuple[str, ...]


@get("/training/playbooks/{code:str}", operation_id="getPlaybook", tags=["policies"])
async def get_playbook(
    code: CodePart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    country: Country,
    region: Region = "",
) -> Deck:
    """Read the cards of a playbook (store, care, partner, customer) in the caller's language."""
    asking = Asking(country, region, read_accept_language(caller.language), now())
    return await runtime.read(lambda tx: read_deck(tx, code, asking))


@post(
    "/training/playbooks/{code:str}/confirmations",
    operation_id="confirmPlaybook",
    tags=["policies"],
    status_code=200,
)
async def post_confirmation(
    code: CodePart,
    data: JSONBody[ConfirmationIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Confirmation]:
    """Confirm to know the cards that were read; the caller's actor does so for nobody else."""
    item = Confirming(caller.stamp("api"), caller.grant.actor, code, data.fingerprint)
    return await perform(runtime, caller, request, confirm_cards, item, answering=Answering(200))


@get("/training/coverage", operation_id="getTrainingCoverage", tags=["policies"])
async def get_coverage(runtime: GivenRuntime, caller: GivenCaller) -> list[TeamOut]:
    """List who knows the cards in force and who not yet, by team; a place's key sees its own."""
    caller.demand(Scope.ORDERS_READ)
    place_id = caller.grant.place_id
    return await runtime.read(lambda tx: _coverage(tx, place_id))


@get("/policies/return-policy", operation_id="getReturnPolicy", tags=["policies"])
async def get_return_policy(
    runtime: GivenRuntime,
    caller: GivenCaller,
    country: Country,
    region: Region = "",
) -> dict[str, Any]:
    """Read the returns of the book in force as schema.org JSON-LD, for pages of goods."""
    asking = Asking(country, region, read_accept_language(caller.language), now())
    return await runtime.read(lambda tx: read_return_policies(tx, asking))


def _coverage(tx: Tx, place_id: PlaceId | None) -> list[TeamOut]:
    net = network(tx)
    return [
        _team(net.place(one.place_id) if one.place_id else None, one)
        for one in training_coverage(tx, now(), place_id)
    ]


def _team(place: Place | None, one: Team) -> TeamOut:
    code = place.code if place else None
    return TeamOut(one.playbook, one.role, code, one.known, one.unknown)


HANDLERS = (get_playbook, post_confirmation, get_coverage, get_return_policy)
