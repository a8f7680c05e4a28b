"""Customers on the command line: find a person, decide who is one, export her data, forget her."""

from pathlib import Path
from typing import Any

import msgspec
from cyclopts import App
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from paraguas.customers import queries
from paraguas.customers.actions.keep_apart import keep_apart
from paraguas.customers.actions.link_persons import link_persons
from paraguas.customers.actions.retract_link import retract_link
from paraguas.customers.model import Details, Link
from paraguas.doors.api.customer_shapes import FoundOut, LinkOut, found_out, link_out
from paraguas.doors.api.persons import export_person
from paraguas.doors.cli.answer import Answer, words_here
from paraguas.doors.cli.errors import CommandWrong
from paraguas.doors.cli.installation import Installation, opened
from paraguas.doors.cli.person_life import timeline, value
from paraguas.journeys.people.erasing import ask_erasure
from paraguas.journeys.people.erasure import Erasure, ErasureState
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.tx import Tx
from paraguas.values.by import By
from paraguas.values.stamp import Stamp
from paraguas.views.person_finding import find_persons

MOST_FOUND = 10
"""Persons given at once."""

customers = App(name="customers", help="Find persons, and decide who is one.")


@customers.command(name="find")
def find(
    name: str = "",
    at: Installation = Installation(),
    *,
    email: str = "",
    phone: str = "",
    card: str = "",
    born: str = "",
    document: str = "",
) -> Answer:
    """Find a person by anything known of her, the likeliest first; also beside a server.

    Parameters
    ----------
    name:
        Given and family name.  Alone it may be whatever somebody holds: the number of an order,
        receipt, invoice or return, an e-mail address, a phone, a card, an id.
    email:
        An e-mail address.
    phone:
        A phone number, best with its country's prefix.
    card:
        The number of a loyalty card.
    born:
        Date of birth, as 1980-12-31.
    document:
        Number of an identity document.
    """
    details = Details(
        name=name,
        birth_date=born,
        national_id=document,
        emails=(email,) if email else (),
        phones=(phone,) if phone else (),
        loyalty_cards=(card,) if card else (),
    )
    if details == Details(name=name):
        return _find_any(name, at)
    with opened(at, writes=False) as runtime:
        found = runtime.read_now(lambda tx: _found(tx, details))
    return Answer({"persons": [msgspec.to_builtins(one) for one in found]}, _persons(found))


@customers.command(name="review")
def review(at: Installation = Installation(), *, most: int = 20) -> Answer:
    """List pairs that may be one person and were not linked, the likeliest first.

    Parameters
    ----------
    most:
        So many pairs.
    """
    words = words_here()
    with opened(at, writes=False) as runtime:
        pairs = runtime.read_now(lambda tx: queries.review(tx, before=None, most=most))
    told = [link_out(one, words) for one in pairs]
    return Answer({"pairs": [msgspec.to_builtins(one) for one in told]}, _links(told))


@customers.command(name="merge")
def merge(one: str, other: str, at: Installation = Installation(), *, reason: str) -> Answer:
    """Say that two persons are one; `unmerge` with the link's id parts them exactly.

    Parameters
    ----------
    one:
        Id of the one, or of any record of hers.
    other:
        Id of the other.
    reason:
        Why.
    """
    return _decide(at, reason, lambda tx, by: link_persons(tx, by, one, other))


@customers.command(name="unmerge")
def unmerge(link: str, at: Installation = Installation(), *, reason: str) -> Answer:
    """Take a decision back, whoever took it; persons are as they would be without it.

    Parameters
    ----------
    link:
        Id of the decision.
    reason:
        Why.
    """
    return _decide(at, reason, lambda tx, by: retract_link(tx, by, link))


@customers.command(name="apart")
def apart(one: str, other: str, at: Installation = Installation(), *, reason: str) -> Answer:
    """Say that two records are never one person, whatever comes.

    Parameters
    ----------
    one:
        Id of the one record.
    other:
        Id of the other.
    reason:
        Why.
    """
    return _decide(at, reason, lambda tx, by: keep_apart(tx, by, one, other))


@customers.command(name="link")
def link(at: Installation = Installation(), *, train: Path | None = None) -> Answer:
    """Compare everybody at once with Splink and tell whether persons are what that makes them.

    Needs the extra `identity`.  Nothing is changed: who is one person is decided as records come.

    Parameters
    ----------
    train:
        Train the weights anew on what is there, and write the model to this file instead.
    """
    try:
        from paraguas.doors.identity import linking  # noqa: PLC0415 - an extra brings what it needs
    except ModuleNotFoundError as missing:
        raise CommandWrong(problem=f"customers link needs {missing.name}") from None
    with opened(at, writes=False) as runtime:
        everybody = runtime.read_now(linking.gather)
    if train is None:
        told = linking.compare(everybody)
        text = (
            f"{told.records} records, {told.pairs} pairs compared, {told.persons} persons; "
            f"{len(told.differing)} records are kept with somebody else"
        )
        return Answer(msgspec.to_builtins(told), text)
    trained = linking.train_model(everybody)
    train.write_bytes(msgspec.json.format(msgspec.json.encode(trained.settings)))
    document = {
        "written": str(train),
        "threshold_millibits": trained.threshold_millibits,
        "expected_precision": trained.expected_precision,
    }
    return Answer(document, f"written: {train}; links from {trained.threshold_millibits} millibits")


customers.command(timeline, name="timeline")
customers.command(value, name="value")


@customers.command(name="export")
def export(person: str, at: Installation = Installation(), *, file: Path | None = None) -> Answer:
    """Write all that is held of a person, as each source told it, as one JSON document.

    Parameters
    ----------
    person:
        Her id, or that of any record of hers.
    file:
        Where to write it; without it, it is printed.
    """
    with opened(at, writes=False) as runtime:
        document = msgspec.to_builtins(runtime.read_now(lambda tx: export_person(tx, person)))
    text = msgspec.json.format(msgspec.json.encode(document)).decode()
    if file is None:
        return Answer(document, Text(text))
    file.write_text(text, "utf-8")
    return Answer({"written": str(file)}, f"written: {file}")


@customers.command(name="erase")
def erase(person: str, at: Installation = Installation(), *, reason: str) -> Answer:
    """Forget what is personal of a person, for good; nobody writes to her contact points again.

    Parameters
    ----------
    person:
        Her id, or that of any record of hers.
    reason:
        Why.
    """
    by = _hand(reason)
    with opened(at) as runtime:
        told = runtime.write_now(lambda tx, who: ask_erasure(tx, by, who), person)
    return Answer(msgspec.to_builtins(told), _forgotten(told))


def _forgotten(told: Erasure) -> str:
    if told.state is ErasureState.WAITING:
        return f"forgotten once these orders are finished: {', '.join(told.waiting_for)}"
    kept = [f"{one.because} {one.number or ''}: {one.until_on or 'for good'}" for one in told.kept]
    return "\n".join((f"forgotten: {told.records} records, {told.orders} orders; kept:", *kept))


def _decide(at: Installation, reason: str, verb: Any) -> Answer:
    by, words = _hand(reason), words_here()
    with opened(at) as runtime:
        link: Link = runtime.write_now(verb, by)
    told = link_out(link, words)
    return Answer(msgspec.to_builtins(told), _links([told]))


def _hand(reason: str) -> Stamp:
    return stamp(By("system", "cli", reason=reason))


def _found(tx: Tx, details: Details) -> list[FoundOut]:
    found = queries.look_up(tx, details, most=MOST_FOUND)
    persons = queries.persons(tx, (one.person_id for one in found))
    words = words_here()
    return [found_out(one, persons[one.person_id], words) for one in found]


def _find_any(text: str, at: Installation) -> Answer:
    with opened(at, writes=False) as runtime:
        hits = runtime.read_now(lambda tx: find_persons(tx, text, most=MOST_FOUND))
    table = Table("person", "name", "by", box=None, pad_edge=False)
    for hit in hits:
        table.add_row(hit.person.person_id, Text(hit.person.called), hit.by.value)
    told = [
        {"person_id": hit.person.person_id, "called": hit.person.called, "by": hit.by.value}
        for hit in hits
    ]
    return Answer({"persons": told}, table if hits else "nobody")


def _persons(found: list[FoundOut]) -> RenderableType:
    table = Table("person", "name", "match", "why", box=None, pad_edge=False)
    for one in found:
        table.add_row(one.person_id, Text(one.called), one.kind, Text("; ".join(one.why)))
    return table if found else "nobody"


def _links(told: list[LinkOut]) -> RenderableType:
    table = Table("link", "record", "record", "kind", "by", "why", box=None, pad_edge=False)
    for one in told:
        why = "; ".join(one.why) or one.reason
        table.add_row(one.link_id, one.left, one.right, one.kind, one.by, Text(why))
    return table if told else "nothing to review"
