from paraguas.doors.documents.sheet import lay_out
from paraguas.invoices.model import Party
from tests.doors.documents.papers import HELENE, OHIO, credit_note, document

NBSP = "\N{NO-BREAK SPACE}"


def test_a_sheet_says_everything_in_the_language_of_the_order():
    sheet = lay_out(document("es"))
    assert sheet.title == "Factura"
    assert ("Fecha", "18 de noviembre de 2025") in sheet.facts
    assert [block.title for block in sheet.blocks] == [
        *("Recogida en tienda", "Servicio", "Envío a domicilio"),
    ]
    [phone] = sheet.blocks[0].rows
    assert phone.note == f"SKU-1 · Incluye un descuento de 100,00{NBSP}€"
    assert sheet.total == ("Total", f"933,85{NBSP}€")
    assert sheet.paid[0] == ("Tarjeta regalo 7731", f"50,00{NBSP}€")
    assert sheet.note == "Todos los precios incluyen IVA."


def test_weighed_goods_are_priced_by_the_kilogram():
    [rice] = lay_out(document("en")).blocks[2].rows
    assert rice.figures == ("1.5 kg", "€3.90/kg", "4%", "€5.85")


def test_prices_without_tax_show_the_tax_on_top():
    sheet = lay_out(document("en", inclusive=False, currency="USD", seller=OHIO, buyer=Party()))
    assert sheet.sums[0] == ("Subtotal", "$933.85")
    assert sheet.sums[1] == ("Sales tax", "$195.11")
    assert sheet.total == ("Total", "$1,128.96")
    assert sheet.blocks[0].rows[0].figures[-1] == "$899.00"
    assert sheet.parties[1][1] == ("Customer in store",)
    assert "sales tax" in sheet.note


def test_the_summary_has_a_row_for_each_rate_and_adds_up():
    sheet = lay_out(document("en"))
    assert [row[0] for row in sheet.tax_rows] == ["21%", "4%"]
    assert sheet.tax_rows[1] == ("4%", "€5.62", "€0.23", "€5.85")


def test_a_foreign_buyer_has_the_country_on_the_address():
    lines = lay_out(document("fr", buyer=HELENE)).parties[1][1]
    assert lines == ("Hélène <Lefèvre>", "18, rue Neuve", "69002 Lyon", "France")


def test_a_credit_note_names_its_invoice_and_reason():
    sheet = lay_out(credit_note())
    assert sheet.title == "Factura rectificativa"
    assert sheet.facts[-2:] == (
        ("Rectifica la factura", "MAD-2025-000123"),
        ("Motivo", "Devolución"),
    )
    assert sheet.total == ("Total abonado", f"899,00{NBSP}€")
