"""Invoices to test with: the handset story of one Spanish entity."""

from paraguas.invoices.model import DraftLine, Heading, InvoiceDraft, Paid, Party
from paraguas.invoices.rules.tax import tax_line
from paraguas.plumbing.clock import stamp
from paraguas.values.by import SYSTEM
from paraguas.values.ids import EntityId, OrderId, digest_id
from paraguas.values.place import Address
from paraguas.values.quantity import Unit
from paraguas.values.time import DAY

SPAIN = EntityId(digest_id("entity", "ES"))
AT = 20_410 * DAY + DAY // 2
"""Noon of 18 November 2025 in UTC."""

SELLER = Party(
    "Paraguas Ibérica, S.L.",
    Address("Calle de Alcalá, 45", "", "28014", "Madrid", "", "ES"),
    "ESB12345674",
    vat=True,
)
BUYER = Party("Núria Àlvarez", Address("Rúa do Vilar, 3, 2.º B", "", "15705", "Santiago", "", "ES"))


def at(moment=AT):
    return stamp(SYSTEM, at=moment)


def order_id(name):
    return OrderId(digest_id("order", str(name)))


def heading(name="1", *, inclusive=True, series="MAD", language="es", currency="EUR"):
    return Heading(
        *(order_id(name), "4K7Q2-M9XCD", SPAIN, series, "Europe/Madrid", SELLER, BUYER),
        *(language, currency, inclusive),
    )


def line(
    line_no=1, quantity=1, amount_minor=99_900, *, units=None, rate_pcm=21_000, inclusive=True
):
    tax = tax_line(amount_minor, rate_pcm, inclusive=inclusive).tax_minor
    return DraftLine(
        *(line_no, "pick_up", f"PH-{line_no}", f"Teléfono {line_no}", Unit.PIECE, quantity),
        *(quantity if units is None else units, amount_minor, tax, rate_pcm),
    )


def draft(*lines, name="1", inclusive=True, series="MAD"):
    return InvoiceDraft(
        heading(name, inclusive=inclusive, series=series),
        lines or (line(),),
        (Paid("card", 99_900, "4242"),),
    )
