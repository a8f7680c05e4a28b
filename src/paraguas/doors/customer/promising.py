"""The help page: what the policy book promises, in each language it is written in.

Anybody may read it; machines find the returns in it too, as JSON-LD.
"""

import msgspec
from litestar import Response, get

from paraguas.doors.api.given import AnyRequest, GivenRuntime
from paraguas.doors.pages.rendering import Reader, render
from paraguas.doors.policy.cards import Deck
from paraguas.doors.policy.reading import Asking, read_deck, read_return_policies
from paraguas.network.queries import network
from paraguas.plumbing.clock import now
from paraguas.plumbing.secret_store import installed
from paraguas.plumbing.tx import Tx
from paraguas.policies.model import TONGUES
from paraguas.policies.queries import decider_at
from paraguas.policies.rules.phrasing import Filling, fill
from paraguas.values.language import choose_language, read_accept_language
from paraguas.values.words import Words, choose_clock, choose_locale

PLAYBOOK = "customer"


@get("/help", include_in_schema=False)
async def show_help(request: AnyRequest, runtime: GivenRuntime) -> Response[str]:
    """Show what is promised; `lang` and `country` of the address choose language and law."""
    asked = request.query_params
    wished = [asked.get("lang", ""), *read_accept_language(_accepted(request))]
    language = choose_language(wished, TONGUES)

    def look(tx: Tx) -> tuple[Words, Deck, dict[str, object], list[str], str]:
        countries = sorted({one.country for one in network(tx).markets})
        country = asked.get("country", "")
        country = country if country in countries else next(iter(countries), "")
        asking = Asking(country, "", [language], now())
        deck = read_deck(tx, PLAYBOOK, asking)
        words = _words(tx, language, country, deck)
        return words, deck, read_return_policies(tx, asking), countries, country

    words, deck, policies, countries, country = await runtime.read(look)
    brand = await runtime.read(lambda tx: installed(tx, "brand", "Paraguas"))
    return render(
        "customer/help.html",
        Reader(words, brand, "", ""),
        deck=deck,
        country=country,
        countries=countries,
        languages=TONGUES,
        policies=_as_data(policies),
    )


def _accepted(request: AnyRequest) -> str:
    return str(request.headers.get("accept-language", ""))


def _words(tx: Tx, language: str, country: str, deck: Deck) -> Words:
    """Let the book itself word the page: it is written in more languages than the desks are."""
    values: dict[str, Filling] = {"sum": deck.example_minor, "day": deck.as_of}
    said = {
        f"pages.{key}": fill(text, language, deck.currency, values)
        for key, text in decider_at(tx, now()).book.texts[language].items()
        if key.startswith("help.")
    }
    said["pages.skip"] = said["pages.help.skip"]
    locale = choose_locale(language, country)
    return Words(language, locale, "UTC", said, choose_clock(locale, country))


def _as_data(policies: dict[str, object]) -> str:
    """Write JSON that cannot end the element it stands in."""
    return msgspec.json.encode(policies).decode().replace("<", "\\u003c")


HANDLERS = (show_help,)
