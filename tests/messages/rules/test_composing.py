import pytest

from paraguas.messages.model import BlockKind, Moment
from paraguas.messages.rules.composing import compose, letter_id
from paraguas.plumbing.words import speak
from paraguas.values.language import SPOKEN
from tests.messages.drafts import EVERY_NEWS, FOUR, MOVED, READY, draft


def written(wish):
    return compose(wish, speak(wish.language, wish.zone, wish.country), at=FOUR)


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("news", EVERY_NEWS, ids=lambda news: type(news).__name__)
def test_every_letter_begins_with_a_title_greets_and_ends_with_why_it_came(news, language):
    letter = written(draft(news, language=language))
    kinds = [block.kind for block in letter.blocks]
    assert kinds[:2] == [BlockKind.TITLE, BlockKind.TEXT]
    assert kinds[-2:] == [BlockKind.BUTTON, BlockKind.SMALL]
    assert "Núria" in letter.blocks[1].text
    assert "4K7Q2-M9XCD" in letter.blocks[-1].text
    assert letter.language == language


def test_a_letter_to_nobody_by_name_greets_all_the_same():
    assert written(draft(name="")).blocks[1].text == "Hola:"


def test_a_letter_is_named_by_order_moment_and_cause():
    name = letter_id(draft())
    assert name == letter_id(draft(language="fr", email="other@example.org"))
    assert len({name, letter_id(draft(cause="fact-2")), letter_id(draft(READY))}) == 3
    assert written(draft(MOVED)).moment is Moment.PROMISE_MOVED


def test_a_subject_is_one_line():
    letter = written(draft(type(READY)("Two\r\nBcc: all", (), "1")))
    assert letter.subject == "Su pedido está listo: Two Bcc: all"
