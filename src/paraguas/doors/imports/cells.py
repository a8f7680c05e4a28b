"""The cells of a row read as what they mean; Malformed names the column."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from paraguas.values.money import LARGEST_MINOR, exponent
from paraguas.values.place import Address
from paraguas.values.refusal import Malformed
from paraguas.values.time import at_local, read_iso

_YES, _NO = ("yes", "true", "1"), ("no", "false", "0", "")
_LARGEST_WHOLE = 1_000_000_000
_ADDRESS = ("line1", "line2", "postal_code", "city", "region", "country")


class Cells(Struct, frozen=True):
    """The text of a row's cells by column."""

    texts: Mapping[str, str]

    def text(self, name: str, default: str = "", *, most: int = 200) -> str:
        """Give a text, or the default where it is empty."""
        found = self.texts.get(name) or default
        if len(found) > most:
            raise Malformed(where=name, problem=f"{len(found)} > {most}")
        return found

    def needed(self, name: str, *, most: int = 200) -> str:
        """Give a text that must be there."""
        found = self.text(name, most=most)
        if not found:
            raise Malformed(where=name, problem="empty")
        return found

    def whole(self, name: str, default: int | None = None) -> int:
        """Give a whole number."""
        found = self.text(name)
        if not found and default is not None:
            return default
        number = self._decimal(name)
        if number != number.to_integral_value() or abs(number) > _LARGEST_WHOLE:
            raise Malformed(where=name, problem=found)
        return int(number)

    def yes(self, name: str) -> bool:
        """Give a yes or no; empty is no."""
        found = self.text(name).lower()
        if found not in (*_YES, *_NO):
            raise Malformed(where=name, problem=found)
        return found in _YES

    def amount_minor(self, name: str, currency: str) -> int:
        """Give an amount written in major units with a point, as `12.90`, in minor units."""
        minor = self._decimal(name).scaleb(exponent(currency))
        if minor != minor.to_integral_value() or abs(minor) > LARGEST_MINOR:
            raise Malformed(where=name, problem=self.text(name))
        return int(minor)

    def degrees(self, name: str) -> int:
        """Give decimal degrees in millionths."""
        return int((self._decimal(name) * 1_000_000).to_integral_value())

    def at(self, name: str) -> int | None:
        """Give a day (its start in UTC) or a time with its offset, if there is one."""
        found = self.text(name)
        if not found:
            return None
        if len(found) == len("2026-11-21"):
            return at_local(self._day(name), 0, "UTC")
        moment = read_iso(found)
        if moment is None:
            raise Malformed(where=name, problem=found)
        return moment

    def family(self, prefix: str) -> dict[str, str]:
        """Give the filled columns whose names begin so, by the rest of their names."""
        found = {n.removeprefix(prefix): t for n, t in self.texts.items() if n.startswith(prefix)}
        return {name: text for name, text in found.items() if text}

    def address(self) -> Address:
        """Give the postal address."""
        line1, line2, postal_code, city, region, country = map(self.text, _ADDRESS)
        return Address(line1, line2, postal_code, city, region, country)

    def _decimal(self, name: str) -> Decimal:
        found = self.needed(name, most=40)
        try:
            number = Decimal(found)
        except InvalidOperation as problem:
            raise Malformed(where=name, problem=found) from problem
        if not number.is_finite() or abs(number.adjusted()) > 30:
            raise Malformed(where=name, problem=found)
        return number

    def _day(self, name: str) -> date:
        found = self.text(name)
        try:
            return date.fromisoformat(found)
        except ValueError as problem:
            raise Malformed(where=name, problem=found) from problem
