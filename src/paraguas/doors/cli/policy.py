"""The policy book on the command line: prove it, explain a verdict, compare two books."""

from datetime import date
from time import perf_counter

import msgspec
from cyclopts import App
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from paraguas.doors.cli.answer import Answer, words_here
from paraguas.doors.cli.book_files import book_files, whole_book
from paraguas.doors.cli.errors import CommandWrong
from paraguas.doors.cli.installation import Flag, Installation, opened
from paraguas.doors.cli.playbook import policy_playbook
from paraguas.doors.cli.progress import steps
from paraguas.doors.policy.past_cases import past_cases
from paraguas.plumbing.clock import now
from paraguas.policies.model import Book, Proof, Value, Verdict
from paraguas.policies.queries import FIRST
from paraguas.policies.rules.comparing import compare
from paraguas.policies.rules.deciding import Decider, case_of
from paraguas.policies.rules.judging import judge
from paraguas.policies.rules.proving import PROOFS, prove
from paraguas.policies.rules.reading import read_book
from paraguas.policies.rules.simulating import Effect, simulate
from paraguas.values.time import at_local

policy = App(name="policy", help="Prove, explain, compare and simulate the policy book.")


@policy.command(name="prove")
def policy_prove(
    book: str = "",
    *,
    solver: Flag = False,
    at: Installation = Installation(),
) -> Answer:
    """Prove a policy book: for every case there is, or with one case against each law it breaks.

    The exit code is 1 when a proof fails.

    Parameters
    ----------
    book:
        A folder of its files, or the number of a version of the installation; the book the
        product comes with if it is left out.
    solver:
        Ask z3 as well (the extra `authoring`).
    """
    files = book_files(book, at)
    begun = perf_counter()
    found, amiss = read_book(files)
    proofs, _ = prove(found, amiss)
    if solver:
        proofs += _solved(found)
    seconds = perf_counter() - begun
    document = {"rows": found.rows, "proofs": proofs, "seconds": round(seconds, 3)}
    failed = any(not proof.holds for proof in proofs)
    return Answer(document, _proofs(proofs, found.rows, seconds), 1 if failed else 0)


@policy.command(name="explain")
def policy_explain(
    subject: str,
    *facts: str,
    book: str = "",
    country: str = "",
    region: str = "",
    contracted_on: str = "",
    asked_on: str = "",
    amount_minor: int = 0,
    currency: str = "EUR",
    language: str = "",
    at: Installation = Installation(),
) -> Answer:
    """Explain what a case is given, by which clauses, until when and how much.

    Parameters
    ----------
    subject:
        What is decided, for instance returns.
    facts:
        `name=value` of the vocabulary; a name that ends in _on with a day is a day of the case.
    book:
        A folder, or a version of the installation; the shipped book if it is left out.
    country, region:
        Where the person is; or name the fact jurisdiction.
    contracted_on, asked_on:
        Days as 2026-11-22; today if they are left out.
    amount_minor, currency:
        The sum in question.
    language:
        en, es, fr or de.
    """
    found, _ = read_book(book_files(book, at))
    decider = Decider(found, int(book) if book.isdecimal() else FIRST)
    given = dict(_pair(one) for one in facts)
    days = {name: _day(value) for name, value in given.items() if name not in found.facts}
    case, occasion = case_of(
        found,
        {name: _read(found, name, value) for name, value in given.items() if name not in days},
        country=country,
        region=region,
        contracted_at=_instant(contracted_on),
        asked_at=_instant(asked_on),
        days=days,
        amount_minor=amount_minor,
        currency=currency,
    )
    verdict = judge(decider, subject, case, occasion, [language or words_here().language])
    return Answer(msgspec.to_builtins(verdict), _verdict(verdict))


@policy.command(name="diff")
def policy_diff(a: str, b: str, *, at: Installation = Installation()) -> Answer:
    """Tell which classes of cases book B gives something else than book A.

    Parameters
    ----------
    a, b:
        Folders, versions of the installation, or `shipped`.
    """
    old, new = (whole_book(book_files("" if name == "shipped" else name, at)) for name in (a, b))
    changes = list(compare(old, new))
    text = Group(*(Text(str(change)) for change in changes), f"{len(changes)} classes of cases")
    return Answer({"changes": changes, "classes": len(changes)}, text)


@policy.command(name="simulate")
def policy_simulate(
    a: str,
    b: str,
    subject: str,
    *facts: str,
    days_later: int = 10,
    at: Installation = Installation(),
) -> Answer:
    """Replay all past orders by book A and by book B, with the effect in money by country.

    An order tells its law, form of contract, day and sum; what else decides is given as facts.

    Parameters
    ----------
    a, b:
        Folders, versions of the installation, or `shipped`.
    subject:
        What is decided, for instance returns.
    facts:
        `name=value` of the vocabulary, the same for every order.
    days_later:
        How many days after the order the person asks.
    """
    books = [whole_book(book_files("" if name == "shipped" else name, at)) for name in (a, b)]
    old, new = (Decider(book) for book in books)
    said = {name: _read(books[0], name, value) for name, value in map(_pair, facts)}
    with opened(at, writes=False) as runtime, steps(quiet=at.json) as watch:
        effects = runtime.read_now(
            lambda tx: simulate(
                old, new, subject, past_cases(tx, old.book, said, days_later, watch)
            )
        )
    document = {"subject": subject, "countries": effects}
    return Answer(document, _effects(effects))


def _solved(book: Book) -> list[Proof]:
    try:
        from paraguas.doors.policy.solving import solve  # noqa: PLC0415 - needs an extra
    except ModuleNotFoundError:
        raise CommandWrong(problem="--solver needs z3: install paraguas[authoring]") from None
    return [Proof(f"z3 {one.name}", one.holds, one.counterexample) for one in solve(book)]


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise CommandWrong(problem=f"{text!r} is no name=value")
    return name, value


def _read(book: Book, name: str, text: str) -> Value:
    kind = book.facts[name].kind
    if kind == "boolean" and text in {"true", "false"}:
        return text == "true"
    return int(text) if kind == "integer" and text.removeprefix("-").isdecimal() else text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandWrong(problem=f"{text!r} is no fact of the vocabulary, and no day") from None


def _instant(text: str) -> int:
    return at_local(_day(text), 12 * 60, "UTC") if text else now()


def _proofs(proofs: list[Proof], rows: int, seconds: float) -> RenderableType:
    table = Table("proof", "says", "holds", box=None, pad_edge=False)
    for one in proofs:
        said = PROOFS.get(one.name.removeprefix("z3 "), "")
        table.add_row(one.name, said, "[green]yes[/]" if one.holds else "[red]no[/]")
        if one.counterexample:
            table.add_row("", Text(one.counterexample, "red"), "")
    return Group(table, f"{rows} rows in {seconds:.2f} s")


def _effects(effects: list[Effect]) -> RenderableType:
    table = Table("country", "orders", "changed", "given more", "for instance", box=None)
    words = words_here()
    for one in effects:
        moved = ", ".join(f"{name} {was} -> {is_}" for name, (was, is_) in one.examples.items())
        given = words.money(one.given_minor, one.currency)
        table.add_row(one.country, str(one.cases), str(one.changed), given, moved)
    return table


def _verdict(one: Verdict) -> RenderableType:
    table = Table("given", "value", "by", "until", "sum", box=None, pad_edge=False)
    words = words_here()
    for name, value in one.values.items():
        until, amount = one.until.get(name), one.sums.get(name)
        said = words.money(amount, one.currency) if amount is not None else ""
        row = (name, str(value).lower(), one.clauses[name], str(until or ""), said)
        table.add_row(*row)
    cited = [Text(f"{it.clause}: {it.source} (read {it.read_on})") for it in one.citations]
    return Group(Text(one.text, "bold"), *(Text(why) for why in one.reasons), table, *cited)


policy.command(policy_playbook, name="playbook")
