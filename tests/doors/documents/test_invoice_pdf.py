from io import BytesIO

import pytest
from pypdf import PdfReader

from paraguas.doors.documents.invoice_pdf import render_pdf
from tests.doors.documents.papers import HELENE, credit_note, document


def pages(pdf):
    return [
        page.extract_text().replace("\N{NO-BREAK SPACE}", " ")
        for page in PdfReader(BytesIO(pdf)).pages
    ]


def test_the_paper_holds_real_text_with_accents_and_the_euro():
    [text] = pages(render_pdf(document()))
    for said in ("Factura", "MAD-2025-000123", "Núria Àlvarez", "933,85 €", "Página 1 de 1"):
        assert said in text


@pytest.mark.parametrize("more", [0, 11, 12, 13, 14, 60])
def test_every_line_and_the_total_are_on_the_paper_however_long_it_is(more):
    papers = pages(render_pdf(document("fr", buyer=HELENE, more=more)))
    whole = "\n".join(papers)
    assert all(f"Tomate {n} 450" in whole for n in range(more))
    total = f"{933.85 + 1.29 * more:,.2f} €".replace(",", " ").replace(".", ",")
    assert total in papers[-1]
    assert whole.count("Facture\n") == 1
    assert [f"Page {n} sur {len(papers)}" in text for n, text in enumerate(papers, 1)] == [
        True
    ] * len(papers)


def test_each_page_with_lines_repeats_the_columns():
    papers = pages(render_pdf(document("en", more=40)))
    assert len(papers) > 2
    assert all("Unit price" in text for text in papers if "Tomate" in text)


def test_the_letters_are_in_the_file():
    reader = PdfReader(BytesIO(render_pdf(document())))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    for font in fonts.values():
        [descendant] = font.get_object()["/DescendantFonts"]
        assert "/FontFile2" in descendant.get_object()["/FontDescriptor"]
    assert reader.metadata.title == "Factura MAD-2025-000123"


def test_the_same_document_gives_the_same_bytes():
    assert render_pdf(document("fr", more=5)) == render_pdf(document("fr", more=5))


def test_a_credit_note_is_a_paper_too():
    [text] = pages(render_pdf(credit_note()))
    assert "Factura rectificativa" in text
    assert "Rectifica la factura" in text
