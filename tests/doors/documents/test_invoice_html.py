import re

import pytest

from paraguas.doors.documents.invoice_html import render_html
from tests.doors.documents.papers import HELENE, credit_note, document


@pytest.mark.parametrize(
    ("language", "title"), [("es", "Factura"), ("fr", "Facture"), ("en", "Invoice")]
)
def test_the_page_is_in_the_language_of_the_order(language, title):
    page = render_html(document(language))
    assert f'<html lang="{language}">' in page
    assert f"<h1>{title}</h1>" in page


def test_what_people_typed_is_text_and_never_markup():
    page = render_html(document(buyer=HELENE))
    assert "Hélène &lt;Lefèvre&gt;" in page
    assert "<Lefèvre>" not in page


def test_the_page_needs_nothing_from_outside():
    assert not re.search(r"<script|src=|href=|url\(|@import", render_html(document()))


def test_a_credit_note_is_a_page_too():
    assert "MADR-2025-000004" in render_html(credit_note())
