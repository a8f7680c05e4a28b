"""The words of one language, and how numbers, money and time are written in it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_time, get_time_format
from babel.languages import get_official_languages
from babel.localedata import exists
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit
from msgspec import Struct

from paraguas.values.money import to_decimal
from paraguas.values.quantity import Unit
from paraguas.values.refusal import Refusal
from paraguas.values.time import local, local_day

_LARGE = {Unit.GRAM: (1000, "mass-kilogram"), Unit.MILLILITRE: (1000, "volume-liter")}
_SMALL = {
    Unit.GRAM: "mass-gram",
    Unit.MILLILITRE: "volume-milliliter",
    Unit.MINUTE: "duration-minute",
}


class Words(Struct, frozen=True):
    """A language pack bound to a reader.

    language: tag of the pack.  locale: name of the conventions numbers and dates follow.
    zone: IANA name of the clock instants are told by.  texts: key -> text with named places.
    clock_pattern: how a time of the day is written (CLDR).
    """

    language: str
    locale: str
    zone: str
    texts: Mapping[str, str]
    clock_pattern: str = "short"

    def say(self, key: str, **values: object) -> str:
        """Give a text with its places filled in; an unknown key or place is a defect (KeyError)."""
        return self.texts[key].format_map(values)

    def refuse(self, refusal: Refusal, *sections: str) -> str:
        """Word a refusal; a detail the refusal does not carry is left open as an ellipsis.

        sections: asked before the common one, for readers who are told some things another way.
        """
        details = {
            name: ", ".join(value) if isinstance(value, list) else value
            for name, value in refusal.details.items()
        }
        keys = (f"{section}.{refusal.code}" for section in (*sections, "refusals"))
        key = next((key for key in keys if key in self.texts), f"refusals.{refusal.code}")
        return self.texts[key].format_map(_Open(details))

    def money(self, amount_minor: int, currency: str) -> str:
        """Write an amount with its currency sign."""
        amount = to_decimal(amount_minor, currency)
        return str(format_currency(amount, currency, locale=self.locale))

    def number(self, number: int) -> str:
        """Write a whole number with its separators."""
        return str(format_decimal(number, locale=self.locale))

    def percent(self, rate_pcm: int) -> str:
        """Write a rate given in thousandths of a percent, with as many decimals as it has."""
        rate = Decimal(rate_pcm).scaleb(-5)
        return str(format_percent(rate, locale=self.locale, decimal_quantization=False))

    def share(self, share_pcm: int) -> str:
        """Write a share given in thousandths of a percent, to a tenth of a percent."""
        return self.percent(round(share_pcm, -2))

    def quantity(self, quantity: int, unit: Unit) -> str:
        """Write a quantity with its unit; pieces are a bare number, 1500 grams are 1.5 kg."""
        if unit not in _SMALL:
            return self.number(quantity)
        each, large = _LARGE.get(unit, (0, ""))
        if each and abs(quantity) >= each:
            return str(format_unit(Decimal(quantity) / each, large, "short", locale=self.locale))
        return str(format_unit(quantity, _SMALL[unit], "short", locale=self.locale))

    def country(self, code: str) -> str:
        """Name a country given by its two letters (ISO 3166-1)."""
        return str(Locale.parse(self.locale).territories.get(code, code))

    def day(self, day: date) -> str:
        """Write a day without its weekday: 21 November 2026."""
        return str(format_date(day, "long", locale=self.locale))

    def day_of(self, at: int) -> str:
        """Tell on which day an instant is, with its weekday and without its year."""
        pattern = self.say("time.day")
        return str(format_date(local(at, self.zone), pattern, locale=self.locale))

    def clock(self, at: int) -> str:
        """Tell what the clock shows at an instant, to the minute."""
        return str(format_time(local(at, self.zone), self.clock_pattern, locale=self.locale))

    def moment(self, at: int) -> str:
        """Tell day and time of an instant."""
        return self.say("time.moment", day=self.day_of(at), clock=self.clock(at))

    def span(self, start_at: int, end_at: int) -> str:
        """Tell a span of time; the day once when it begins and ends on the same."""
        # What ends at midnight ends on the day it began.
        if local_day(start_at, self.zone) != local_day(end_at - 1, self.zone):
            return self.say("time.days", start=self.moment(start_at), end=self.moment(end_at))
        day, start, end = self.day_of(start_at), self.clock(start_at), self.clock(end_at)
        return self.say("time.hours", day=day, start=start, end=end)


def choose_locale(language: str, country: str = "") -> str:
    """Choose how numbers and dates are written: as readers of the language do.

    country: counts only where the language is one of its own, so that English is written the
    British way in London, and the way of the world, not the Spanish or American, in Madrid.
    """
    if not country:
        return language
    own = [f"{language}_{country}"] if language in _spoken_in(country) else []
    return next(filter(exists, (*own, f"{language}_001")), language)


def choose_clock(locale: str, country: str = "") -> str:
    """Choose the pattern of clock times: in 24 hours or in twice 12, as the country counts them.

    A clock is a thing of its place: who reads English in Madrid meets 19:30 on every door there.
    """
    own = _clock_of(locale)
    there = [f"{language}_{country}" for language in _spoken_in(country)]
    counted = next((_clock_of(each) for each in there if exists(each)), own)
    if locale in there or ("a" in counted) == ("a" in own):
        return own
    return "h:mm a" if "a" in counted else "HH:mm"


def _spoken_in(country: str) -> tuple[str, ...]:
    return tuple(get_official_languages(country, de_facto=True))


def _clock_of(locale: str) -> str:
    return str(get_time_format("short", locale=locale).pattern)


class _Open(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"
