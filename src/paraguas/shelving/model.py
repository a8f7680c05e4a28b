"""The nouns of shelving."""

from msgspec import Struct

from paraguas.values.ids import PlaceId, SkuId


class Location(Struct, frozen=True, gc=False):
    """Where a SKU lies in a place; the parts people of the place do not use are empty."""

    place_id: PlaceId
    sku_id: SkuId
    aisle: str
    shelf: str = ""
    bin: str = ""

    @property
    def told(self) -> str:
        """As it stands on a list: `A · 3 · 12`."""
        return " · ".join(part for part in (self.aisle, self.shelf, self.bin) if part)
