"""People find things by the words they type."""

from hypothesis import given, strategies as st

from paraguas.catalog.rules.searching import SearchIndex, words_of

TITLES = ["Teléfono Uno negro", "Funda para Teléfono Uno", "Café en grano", "Telefonía"]


def test_accents_and_case_do_not_matter():
    assert words_of("¡Teléfono ÑANDÚ, 128 GB!") == ["telefono", "nandu", "128", "gb"]
    assert words_of("Straße, Œuvre") == ["strasse", "oeuvre"]


def test_whole_words_come_before_beginnings_and_things_before_their_accessories():
    assert SearchIndex(TITLES).find("telefono", 9) == [0, 1]
    assert SearchIndex(TITLES).find("tele", 9) == [3, 0, 1]
    assert SearchIndex(TITLES).find("uno tel", 9) == [0, 1]


def test_each_word_must_be_found():
    assert SearchIndex(TITLES).find("teléfono café", 9) == []
    assert SearchIndex(TITLES).find("  ", 9) == []


def test_no_more_than_asked_for():
    assert SearchIndex(TITLES).find("tele", 1) == [3]


WORDS = st.text("abc", min_size=1, max_size=4)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), max_size=8)


@given(TEXTS, st.lists(WORDS, min_size=1, max_size=2))
def test_found_is_what_a_look_at_every_entry_finds(texts, wished):
    expected = {
        number
        for number, text in enumerate(texts)
        if all(any(word.startswith(wish) for word in text.split()) for wish in wished)
    }
    assert set(SearchIndex(texts).find(" ".join(wished), 99)) == expected
