"""UBL 2.1 as a tree: elements that hold something, in the order of their schema, as XML."""

import re
from decimal import Decimal
from xml.etree.ElementTree import Element, indent, tostring

from paraguas.values.money import to_decimal

_NAMESPACE = "urn:oasis:names:specification:ubl:schema:xsd:"

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters no XML may hold, escaped or not.  Source: XML 1.0 (fifth edition), production 2."""


def leaf(name: str, text: str, /, **attributes: str) -> Element | None:
    """Make an element of a text (`cbc`); none where there is nothing to say.

    What XML forbids is shown as a replacement character.
    """
    clean = _clean(text)
    if not clean:
        return None
    element = Element(f"cbc:{name}", {key: _clean(said) for key, said in attributes.items()})
    element.text = clean
    return element


def amount(name: str, amount_minor: int, currency: str) -> Element | None:
    """Make an element of an amount in minor units, written with the currency's own decimals."""
    return leaf(name, str(to_decimal(amount_minor, currency)), currencyID=currency)


def percent(name: str, rate_pcm: int) -> Element | None:
    """Make an element of a rate in thousandths of a percent, without needless decimals."""
    return leaf(name, f"{Decimal(rate_pcm).scaleb(-3).normalize():f}")


def branch(name: str, *children: Element | None) -> Element | None:
    """Make an element of those of its children there are (`cac`); none where there are none."""
    return _filled(Element(f"cac:{name}"), children)


def render(kind: str, *children: Element | None) -> bytes:
    """Write a document (`Invoice`, `CreditNote`) of its children; the same gives the same bytes."""
    spaces = {
        "xmlns": f"{_NAMESPACE}{kind}-2",
        "xmlns:cac": f"{_NAMESPACE}CommonAggregateComponents-2",
        "xmlns:cbc": f"{_NAMESPACE}CommonBasicComponents-2",
    }
    root = _filled(Element(kind, spaces), children)
    assert root is not None, "a document that says nothing"
    indent(root)
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def _filled(element: Element, children: tuple[Element | None, ...]) -> Element | None:
    element.extend([child for child in children if child is not None])
    return element if len(element) else None


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text).strip()
