"""Where something is: a point on the earth and the address letters and people find it by."""

from msgspec import Struct

from paraguas.values.limits import Degrees, Text


class Point(Struct, frozen=True, gc=False):
    """A point on the earth (WGS 84) in millionths of a degree, north and east positive."""

    latitude: int
    longitude: int


class Address(Struct, frozen=True, gc=False):
    """A postal address; `latitude` and `longitude` in millionths of a degree where known.

    region: ISO 3166-2 part without the country (`MD`, `NY`), where law or tax depends on it.
    country: ISO 3166-1 alpha-2.
    """

    line1: Text = ""
    line2: Text = ""
    postal_code: Text = ""
    city: Text = ""
    region: Text = ""
    country: Text = ""
    latitude: Degrees | None = None
    longitude: Degrees | None = None

    @property
    def point(self) -> Point | None:
        """The point, where it is known."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)
