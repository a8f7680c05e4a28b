"""A customer's points at head office: what she has, what expires when, and what moved."""

from litestar import Response, get
from msgspec import Struct

from paraguas.customers import queries
from paraguas.customers.rules.surviving import Person
from paraguas.doors.api.given import IdPart
from paraguas.doors.consoles.desk import GivenDesk
from paraguas.journeys.people.accounts import Member, members_of
from paraguas.loyalty import queries as loyalty
from paraguas.loyalty.model import LotLeft
from paraguas.loyalty.rules.statement import StatementLine
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.time import local_day
from paraguas.values.words import Words

MOST_LINES = 100
"""So many movements, the newest, are shown of an account."""


class Shown(Struct, frozen=True):
    """An account as it is shown; lots: each with its last day; lines: the newest first."""

    member: Member
    lots: tuple[tuple[LotLeft, str], ...]
    lines: tuple[StatementLine, ...]


@get("/board/customers/{person_id:str}/points", include_in_schema=False)
async def show_points(person_id: IdPart, desk: GivenDesk) -> Response[str]:
    """Show the accounts of a customer, each with what is left of it and what moved."""
    desk.caller.demand(Scope.CUSTOMERS_READ)
    moment, words = now(), desk.reader.words

    def look(tx: Tx) -> tuple[Person, list[Shown]]:
        person = queries.person(tx, person_id)
        return person, [_shown(tx, one, words) for one in members_of(tx, person_id, moment)]

    person, shown = await desk.runtime.read(look)
    return desk.page(
        "consoles/head_office/person_points.html", at="customers", person=person, shown=shown
    )


def _shown(tx: Tx, member: Member, words: Words) -> Shown:
    account_id = member.account.account_id
    lines = loyalty.statement_of(tx, account_id)[::-1][:MOST_LINES]
    lots = ((lot, _day(lot, words)) for lot in loyalty.lots_left(tx, account_id))
    return Shown(member, tuple(lots), tuple(lines))


def _day(lot: LotLeft, words: Words) -> str:
    return words.day(local_day(lot.expires_at, words.zone)) if lot.expires_at else ""


HANDLERS = (show_points,)
