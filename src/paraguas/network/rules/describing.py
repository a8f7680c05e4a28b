"""Whether an entity, market, place or channel is described well enough to trade."""

from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from paraguas.network.errors import HolidaysUnknown, HoursMalformed, ZoneUnknown
from paraguas.network.model import Channel, Entity, Hours, Market, Place, Spans
from paraguas.network.rules.opening import has_holidays
from paraguas.values.money import exponent
from paraguas.values.refusal import Malformed

_DAY = 1440
_LEAP_YEAR = 2024


def check_entity(entity: Entity) -> None:
    """Refuse a legal entity that could not invoice."""
    _check_code("entity", entity.code, 40)
    _check_country(entity.country)
    _check_zone(entity.zone)
    exponent(entity.currency)
    for where, text in (("name", entity.name), ("invoice_series", entity.invoice_series)):
        if not text.strip():
            raise Malformed(where=f"entity {entity.code} {where}", problem="empty")
    for country, number in entity.tax_registrations.items():
        _check_country(country)
        if not number.strip():
            raise Malformed(where=f"entity {entity.code} tax_registrations", problem="empty")


def check_market(market: Market) -> None:
    """Refuse a market that could not sell."""
    _check_code("market", market.code, 24)
    _check_country(market.country)
    _check_zone(market.zone)
    exponent(market.currency)
    if not market.languages:
        raise Malformed(where=f"market {market.code} languages", problem="empty")
    if market.cash_rounding < 1:
        raise Malformed(where=f"market {market.code} cash_rounding", problem="below 1")


def check_channel(channel: Channel) -> None:
    """Refuse a channel without a code, or that holds goods for no time or for over a day."""
    _check_code("channel", channel.code, 24)
    if not 1 <= channel.hold_minutes <= _DAY:
        raise Malformed(where=f"channel {channel.code} hold_minutes", problem="not within 1..1440")


def check_place(place: Place) -> None:
    """Refuse a place that cannot be found, has no clock or impossible hours."""
    _check_code("place", place.code, 40)
    _check_country(place.address.country)
    _check_zone(place.zone)
    check_hours(place.hours, place.code)
    latitude, longitude = place.point.latitude, place.point.longitude
    if abs(latitude) > 90_000_000 or abs(longitude) > 180_000_000:
        raise Malformed(where=f"place {place.code} point", problem=f"{latitude}, {longitude}")
    counts = (place.handling_minutes, place.daily_capacity or 0, *place.transit_days.values())
    if min(counts) < 0:
        raise Malformed(where=f"place {place.code}", problem="minutes, days or capacity below 0")


def check_hours(hours: Hours, place: str) -> None:
    """Refuse hours that overlap, run backwards or belong to no day; `place` is named in it."""
    if len(hours.week) != 7:
        raise HoursMalformed(place=place, day="week")
    for number, spans in enumerate(hours.week, start=1):
        _check_spans(spans, place, f"weekday {number}")
    for named, spans in hours.special.items():
        if not _is_day(named):
            raise HoursMalformed(place=place, day=named)
        _check_spans(spans, place, named)
    if hours.holidays and not has_holidays(hours.holidays):
        raise HolidaysUnknown(calendar=hours.holidays, place=place)


def _check_spans(spans: Spans, place: str, day: str) -> None:
    shut_since = 0
    for start, end in spans:
        if not shut_since <= start < end <= 2 * _DAY or start >= _DAY:
            raise HoursMalformed(place=place, day=day)
        shut_since = end


def _is_day(named: str) -> bool:
    yearly = f"{_LEAP_YEAR}-{named}" if len(named) == len("12-24") else named
    try:
        return date.fromisoformat(yearly).isoformat() == yearly
    except ValueError:
        return False


def _check_code(where: str, code: str, longest: int) -> None:
    if not 0 < len(code) <= longest or code != code.strip() or not code.isprintable():
        raise Malformed(where=f"{where} code", problem=f"{code[:longest]!r}")


def _check_country(country: str) -> None:
    if len(country) != 2 or not (country.isascii() and country.isalpha() and country.isupper()):
        raise Malformed(where="country", problem=f"{country[:20]!r} is not two capital letters")


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise ZoneUnknown(zone=zone) from unknown
