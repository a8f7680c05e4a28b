"""How long a text and how large a number may be that comes in: refused at a door, not by a column.

A column that is narrower on one database than on another would make an accepted order depend on it.
"""

from typing import Annotated

from msgspec import Meta

from paraguas.values.money import LARGEST_MINOR
from paraguas.values.time import DAY

Text = Annotated[str, Meta(max_length=200)]
"""A text people write: a name, part of an address, a token of a provider."""

Reason = Annotated[str, Meta(min_length=1, max_length=200)]
"""Why something is done, in words; never nothing."""

Message = Annotated[str, Meta(max_length=1000)]
"""What people write to each other."""

Code = Annotated[str, Meta(max_length=60)]
"""A code people gave: of a product or SKU, also a GTIN."""

PlaceCode = Annotated[str, Meta(max_length=40)]
"""The code of a place."""

ShortCode = Annotated[str, Meta(max_length=24)]
"""The code of a market, a channel or a kind."""

MOST_COUPONS = 20
"""So many coupons one order may bring."""

Amount = Annotated[int, Meta(ge=-LARGEST_MINOR, le=LARGEST_MINOR)]
"""An amount in minor units."""

Moment = Annotated[int, Meta(ge=0, le=400 * 365 * DAY)]
"""An instant in microseconds UTC."""

Version = Annotated[int, Meta(ge=0, le=2**31 - 1)]
"""The version of something that is saved in versions; 0 before the first."""

Degrees = Annotated[int, Meta(ge=-180_000_000, le=180_000_000)]
"""Part of a point in millionths of a degree."""
