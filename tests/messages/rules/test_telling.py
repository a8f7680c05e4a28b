import pytest
from msgspec.structs import replace

from paraguas.messages.model import BlockKind, ReadyForPickUp
from paraguas.messages.rules.telling import tell, when
from paraguas.plumbing.words import speak
from tests.messages import drafts

NBSP, DASH = "\N{NO-BREAK SPACE}", "\N{EN DASH}"


def told(news, language="es"):
    return tell(drafts.draft(news), speak(language, "Europe/Madrid"))


def rows(news, language="es", which=0):
    tables = [block for block in told(news, language).body if block.kind is BlockKind.TABLE]
    return tables[which].rows


@pytest.mark.parametrize(
    ("promised", "language", "said"),
    [
        (drafts.SET_UP, "es", f"sábado 21 de noviembre, 16:00{DASH}16:30"),
        (drafts.SET_UP, "fr", f"samedi 21 novembre, 16:00{DASH}16:30"),
        (drafts.PICK_UP, "es", "a partir del sábado 21 de noviembre, 16:00"),
        (drafts.PICK_UP, "fr", "à partir du samedi 21 novembre, 16:00"),
        (drafts.PARCEL, "es", "a más tardar el martes 24 de noviembre"),
        (drafts.PARCEL, "en", "by Tuesday 24 November"),
    ],
)
def test_a_promise_is_told_the_way_it_was_meant(promised, language, said):
    assert when(promised, speak(language, "Europe/Madrid")) == said


def test_a_moved_promise_says_what_was_what_is_why_and_what_she_can_do():
    letter = told(drafts.MOVED)
    assert letter.subject == f"Su cita cambia de hora: sábado 21 de noviembre, 18:00{DASH}18:30"
    assert "los artículos llegan a la tienda más tarde de lo previsto" in letter.body[0].text
    assert rows(drafts.MOVED) == (
        ("Habíamos dicho", f"sábado 21 de noviembre, 16:00{DASH}16:30"),
        ("Ahora", f"sábado 21 de noviembre, 18:00{DASH}18:30"),
        ("Dónde", "Paraguas Gran Vía"),
        ("Para", "Teléfono Arco 12"),
    )
    assert letter.body[-1].text == "Cambiar o cancelar"
    assert letter.body[-1].url == drafts.draft().link


def test_what_makes_up_for_it_is_told_with_the_code_it_is_spent_with():
    texts = [block.text for block in told(drafts.MADE_GOOD).body]
    assert any(f"5,00{NBSP}€ de saldo" in one for one in texts)
    assert rows(drafts.MADE_GOOD, which=1) == (("Código", "4K7Q-2M9X"),)


def test_a_promise_kept_too_late_says_sorry_and_what_is_given():
    letter = told(drafts.BROKEN, "fr")
    assert "arrivée en retard" in letter.subject
    assert any(f"12,50{NBSP}€" in block.text for block in letter.body)
    assert dict(rows(drafts.BROKEN, "fr"))["Pour"].endswith("Funda <reciclada>")


def test_a_reason_nobody_has_words_for_is_still_a_sentence():
    letter = told(replace(drafts.MOVED, why="meteor"))
    assert "ha surgido algo que no habíamos previsto" in letter.body[0].text


def test_a_shipment_names_no_store():
    moved = replace(drafts.MOVED, was=drafts.PARCEL, now=drafts.PARCEL)
    assert "Où" not in dict(rows(moved, "fr"))
    assert told(moved, "fr").title == "Une nouvelle date pour votre livraison"


def test_an_order_placed_lists_promises_lines_and_total():
    assert rows(drafts.PLACED, "fr")[0] == (
        *("Retrait en magasin · Paraguas Gran Vía", "à partir du samedi 21 novembre, 16:00"),
    )
    assert rows(drafts.PLACED, "fr", which=1) == (
        ("Teléfono Arco 12", f"899,00{NBSP}€"),
        ("2 \N{MULTIPLICATION SIGN} Funda <reciclada>", f"39,80{NBSP}€"),
        ("Total", f"938,80{NBSP}€"),
    )


def test_ready_goods_come_with_code_address_and_hours():
    letter = told(drafts.READY, "en")
    assert letter.body[1].rows == (("Your pick-up code", "482 913"),)
    shown = dict(rows(drafts.READY, "en"))
    assert shown["Address"] == "Gran Vía, 28\n28013 Madrid"
    assert shown["Open"].count("\n") == 1
    assert shown["We keep it until"].startswith("Saturday 28 November")


def test_what_is_not_known_is_not_said():
    assert rows(ReadyForPickUp("Aquí", (), "1")) == (("Dónde", "Aquí"),)


def test_a_wished_cancellation_tells_the_refund():
    letter = told(drafts.TAKEN_BACK)
    assert letter.subject == "Parte de su pedido 4K7Q2-M9XCD está cancelada"
    assert letter.body[0].text == "Como nos pidió, hemos cancelado:"
    assert f"Le devolvemos 39,80{NBSP}€" in letter.body[2].text


def test_a_cancellation_by_the_brand_says_sorry_and_why():
    letter = told(drafts.SOLD_OUT, "fr")
    assert letter.title == "Votre commande est annulée"
    assert "car nous n'avons plus ces articles" in letter.body[0].text
    assert letter.body[2].text == "Rien ne vous a été débité pour cela."


def test_a_cancellation_names_what_it_takes_and_no_price_of_nothing():
    assert rows(drafts.TAKEN_BACK) == (
        ("Cancelado", "2 \N{MULTIPLICATION SIGN} Funda <reciclada>"),
    )


def test_a_declined_card_says_what_is_to_be_paid_and_where():
    letter = told(drafts.DECLINED)
    assert letter.subject == "Su pedido 4K7Q2-M9XCD aún no está pagado"
    assert rows(drafts.DECLINED) == (("Por pagar", f"938,80{NBSP}€"),)
    assert letter.body[-1].text == f"Pagar 938,80{NBSP}€"
    assert letter.body[-1].url == drafts.draft().link
    late = told(replace(drafts.DECLINED, gone=True), "en")
    assert "what you already have" in late.body[0].text
