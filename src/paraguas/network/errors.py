"""What the network refuses."""

from paraguas.values.refusal import Refusal


class EntityUnknown(Refusal):
    """No legal entity has this code."""

    code = "entity_unknown"
    kind = "absent"


class MarketUnknown(Refusal):
    """No market has this code."""

    code = "market_unknown"
    kind = "absent"


class PlaceUnknown(Refusal):
    """No place has this id or code."""

    code = "place_unknown"
    kind = "absent"


class ChannelUnknown(Refusal):
    """No channel has this code."""

    code = "channel_unknown"
    kind = "absent"


class ZoneUnknown(Refusal):
    """Not the name of a time zone."""

    code = "zone_unknown"


class HolidaysUnknown(Refusal):
    """Not a country or region whose public holidays are known."""

    code = "holidays_unknown"


class HoursMalformed(Refusal):
    """Opening hours that overlap, run backwards or belong to no day."""

    code = "hours_malformed"
