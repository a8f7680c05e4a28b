from datetime import UTC, date, datetime

import pytest

from paraguas.values.quantity import Unit
from paraguas.values.time import HOUR, MINUTE, instant
from paraguas.values.words import Words, choose_clock, choose_locale

TEXTS = {
    "time.day": "EEEE d MMMM",
    "time.moment": "{day}, {clock}",
    "time.hours": "{day}, {start}-{end}",
    "time.days": "{start} - {end}",
}
EVENING = instant(datetime(2026, 11, 21, 16, 30, tzinfo=UTC))
NBSP, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


def words(locale, zone="Europe/Madrid"):
    return Words(locale[:2], locale, zone, TEXTS)


@pytest.mark.parametrize(
    ("locale", "amount", "currency", "written"),
    [
        ("es", 1_234_550, "EUR", f"12.345,50{NBSP}€"),
        ("fr", 1_234_550, "EUR", f"12{NARROW}345,50{NBSP}€"),
        ("en_GB", -99, "GBP", "-£0.99"),
        ("en", 99_900, "USD", "$999.00"),
        ("en", 500, "JPY", "¥500"),
    ],
)
def test_money_is_written_as_readers_write_it(locale, amount, currency, written):
    assert words(locale).money(amount, currency) == written


@pytest.mark.parametrize(
    ("locale", "rate_pcm", "written"),
    [
        ("en", 5750, "5.75%"),
        ("es", 21_000, f"21{NBSP}%"),
        ("fr", 5500, f"5,5{NARROW}{NBSP}%"),
        ("en", 0, "0%"),
        ("en", 6625, "6.625%"),
        ("fr", 9975, f"9,975{NARROW}{NBSP}%"),
    ],
)
def test_a_rate_has_the_decimals_it_has(locale, rate_pcm, written):
    assert words(locale).percent(rate_pcm).replace(NARROW, "") == written.replace(NARROW, "")


def test_a_share_is_told_to_a_tenth_of_a_percent():
    told = [words("en_GB").share(pcm) for pcm in (11_111, 11_151, 99_999, 100_000, 0)]
    assert told == ["11.1%", "11.2%", "100%", "100%", "0%"]


@pytest.mark.parametrize(
    ("quantity", "unit", "written"),
    [
        (3, Unit.PIECE, "3"),
        (450, Unit.GRAM, "450 g"),
        (1500, Unit.GRAM, "1.5 kg"),
        (-2000, Unit.GRAM, "-2 kg"),
        (750, Unit.MILLILITRE, "750 mL"),
        (1000, Unit.MILLILITRE, "1 L"),
        (45, Unit.MINUTE, "45 min"),
    ],
)
def test_a_quantity_has_its_unit(quantity, unit, written):
    assert words("en").quantity(quantity, unit) == written


def test_time_is_told_by_the_clock_of_the_zone():
    assert words("en").moment(EVENING) == f"Saturday 21 November, 5:30{NARROW}PM"
    assert words("es").moment(EVENING) == "sábado 21 noviembre, 17:30"
    assert words("es", "America/New_York").clock(EVENING) == "11:30"
    assert words("fr").day(date(2026, 11, 21)) == "21 novembre 2026"


def test_a_span_names_its_day_once_unless_it_ends_on_another():
    assert words("fr").span(EVENING, EVENING + HOUR) == "samedi 21 novembre, 17:30-18:30"
    longer = words("fr").span(EVENING, EVENING + 24 * HOUR)
    assert longer == "samedi 21 novembre, 17:30 - dimanche 22 novembre, 17:30"


@pytest.mark.parametrize(
    ("language", "country", "locale"),
    [
        *[("en", "GB", "en_GB"), ("en", "US", "en_US"), ("en", "", "en"), ("en", "ES", "en_001")],
        *[("es", "MX", "es_MX"), ("fr", "FR", "fr_FR"), ("fr", "US", "fr"), ("es", "XX", "es")],
    ],
)
def test_conventions_are_those_of_the_country_where_the_language_has_some(
    language, country, locale
):
    assert choose_locale(language, country) == locale


@pytest.mark.parametrize(
    ("locale", "country", "evening"),
    [
        *[("en_001", "ES", "17:30"), ("en_GB", "GB", "16:30"), ("es", "US", "11:30 a. m.")],
        *[("en_US", "US", "11:30 AM"), ("fr_CA", "CA", "11 h 30"), ("fr", "", "17:30")],
    ],
)
def test_hours_are_counted_as_the_country_does(locale, country, evening):
    zones = {"US": "America/New_York", "CA": "America/Toronto", "GB": "Europe/London"}
    clock = choose_clock(locale, country)
    told = Words(locale[:2], locale, zones.get(country, "Europe/Madrid"), TEXTS, clock)
    assert " ".join(told.clock(EVENING).split()) == evening


def test_what_ends_at_midnight_ends_on_its_day():
    midnight = EVENING + 6 * HOUR + 30 * MINUTE
    assert words("fr").span(EVENING, midnight) == "samedi 21 novembre, 17:30-00:00"


def test_an_unknown_text_is_a_defect():
    with pytest.raises(KeyError):
        words("en").say("no.such.key")
