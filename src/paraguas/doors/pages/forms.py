"""Forms as they come back: checked to be ours, and read without trusting any of it."""

from decimal import Decimal, InvalidOperation
from urllib.parse import parse_qsl

from msgspec import Struct

from paraguas.doors.api.given import AnyRequest
from paraguas.doors.pages.errors import FormStale
from paraguas.doors.pages.signing import is_own_form
from paraguas.values.money import LARGEST_MINOR, from_decimal
from paraguas.values.refusal import Malformed

_MOST_FIELDS = 500
_LONGEST = 200


class Form(Struct, frozen=True):
    """The fields of a form in their order; `raw` is its body."""

    fields: tuple[tuple[str, str], ...]
    raw: bytes = b""

    def text(self, name: str, *, most: int = _LONGEST) -> str:
        """Give a field without its outer spaces, cut to a length; empty where it is missing."""
        return next((text.strip()[:most] for key, text in self.fields if key == name), "")

    def texts(self, name: str) -> list[str]:
        """Give all fields of a name."""
        return [text.strip()[:_LONGEST] for key, text in self.fields if key == name]

    def number(self, name: str, *, least: int = 0, most: int = 2**53) -> int:
        """Read a whole number; Malformed where it is none or out of bounds."""
        return whole(self.text(name), name, least=least, most=most)

    def units(self, prefix: str = "units-") -> dict[int, int]:
        """Read the fields `units-<line number>` that name at least one unit."""
        return {
            whole(name.removeprefix(prefix), "line"): wanted
            for name, text in self.fields
            if name.startswith(prefix) and (wanted := whole(text or "0", name))
        }

    def money(self, name: str, currency: str) -> int | None:
        """Read an amount, with a comma or a point; None where nothing is said."""
        text = self.text(name).replace(" ", "").replace(",", ".")
        if not text:
            return None
        try:
            amount = from_decimal(Decimal(text), currency)
        except (InvalidOperation, ValueError, OverflowError) as problem:
            raise Malformed(where=name, problem=text) from problem
        if not 0 <= amount <= LARGEST_MINOR:
            raise Malformed(where=name, problem=text)
        return amount


def whole(text: str, where: str, *, least: int = 0, most: int = 2**53) -> int:
    """Read a whole number within bounds; Malformed otherwise."""
    if not (text.isascii() and text.isdigit()) or len(text) > 16 or not least <= int(text) <= most:
        raise Malformed(where=where, problem=text[:40])
    return int(text)


async def read_form(request: AnyRequest, bound_to: str, secret: str) -> Form:
    """Read a posted form; FormStale unless it was made for this session or link."""
    raw = await request.body()
    form = read_fields(raw)
    elsewhere = request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}
    if elsewhere or not is_own_form(form.text("form"), bound_to, secret=secret):
        raise FormStale
    return form


def read_fields(raw: bytes) -> Form:
    """Read the fields of a form or of a query; Malformed where it has too many."""
    try:
        fields = parse_qsl(raw.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as problem:
        raise Malformed(where="form", problem=str(problem)) from problem
    return Form(tuple(fields), raw)
