"""How countries write addresses: patterns in the package's data, one rule for all of them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from paraguas.values.place import Address

_USUAL = "usual"


def postal_lines(address: Address) -> list[str]:
    """Write an address the way its country does, without the country; parts unknown are left out.

    A country whose pattern nobody gave is written the usual way.
    """
    patterns = _patterns()
    town = patterns.get(address.country, patterns[_USUAL])
    parts = {name: getattr(address, name) for name in ("postal_code", "city", "region")}
    lines = [line.format_map(parts).strip(" ,") for line in town]
    return [line for line in (address.line1, address.line2, *lines) if line]


@cache
def _patterns() -> Mapping[str, list[str]]:
    text = (files("paraguas") / "data" / "addresses.toml").read_text("utf-8")
    patterns: dict[str, list[str]] = tomllib.loads(text)["town"]
    return patterns
