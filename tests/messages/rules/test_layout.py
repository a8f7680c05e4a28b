import re
from html.parser import HTMLParser

import pytest

from paraguas.messages.rules.composing import compose
from paraguas.messages.rules.layout import as_html, as_text
from paraguas.plumbing.words import speak
from tests.messages.drafts import EVERY_NEWS, FOUR, MOVED, PLACED, READY, draft

VOID = {"meta", "br"}


class Tags(HTMLParser):
    """Holds the page to one rule: what opens closes, in order."""

    def __init__(self):
        super().__init__()
        self.open, self.text = [], []

    def handle_starttag(self, tag, _attributes):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def letter(news):
    return compose(draft(news), speak("es", "Europe/Madrid"), at=FOUR)


@pytest.mark.parametrize("news", EVERY_NEWS, ids=lambda news: type(news).__name__)
def test_text_and_html_say_the_same(news):
    wished = letter(news)
    page = Tags()
    page.feed(as_html(wished))
    assert page.open == []
    plain, shown = as_text(wished), "\n".join(page.text).replace("\N{WORD JOINER}", "")
    for block in wished.blocks:
        for said in (block.text, *(part for row in block.rows for part in row[1].split("\n"))):
            assert said in plain
            assert said in shown


def test_what_people_typed_is_never_markup():
    page = as_html(letter(PLACED))
    assert "Funda &lt;reciclada&gt;" in page
    assert "s=a&amp;t=b" in page


def test_nothing_is_loaded_from_outside():
    assert not re.search(r"<img|<script|<link|src=|url\(|<style", as_html(letter(READY)))


def test_the_plain_text_reads_well():
    assert as_text(letter(MOVED)).replace("\N{EN DASH}", "-") == (
        "Nueva hora para su cita\n"
        "=======================\n\n"
        "Hola, Núria:\n\n"
        "No podemos cumplir con lo que le habíamos dicho: los artículos llegan a la tienda más "
        "tarde de lo previsto. Lo sentimos.\n\n"
        "Habíamos dicho: sábado 21 de noviembre, 16:00-16:30\n"
        "Ahora: sábado 21 de noviembre, 18:00-18:30\n"
        "Dónde: Paraguas Gran Vía\n"
        "Para: Teléfono Arco 12\n\n"
        "Si le viene bien, no tiene que hacer nada. Si no, elija otro momento o cancele, sin "
        "ningún coste.\n\n"
        "Cambiar o cancelar:\n"
        "https://shop.example/o/4K7Q2-M9XCD?s=a&t=b\n\n"
        "-- \n"
        "Le escribimos por el pedido 4K7Q2-M9XCD que hizo en Paraguas. Esto no es "
        "publicidad.\n"
    )
