"""Cards say what the book gives, in each language, with no number of their own."""

import re
from datetime import date

import pytest

from paraguas.doors.policy.cards import EXAMPLE_MINOR, Setting, make_deck
from paraguas.doors.policy.examples import example
from paraguas.doors.policy.json_ld import return_policies
from paraguas.policies.model import BRAND, TONGUES, Occasion
from paraguas.policies.queries import shipped_files
from paraguas.policies.rules.deciding import Decider
from paraguas.policies.rules.fingerprint import fingerprint
from paraguas.policies.rules.judging import judge
from paraguas.policies.rules.reading import read_book
from paraguas.training.errors import PlaybookWordless
from paraguas.training.queries import playbook, playbooks

DAY = date(2026, 11, 22)
RETURNS = "brand/returns.toml"


def book_of(**changes):
    files = dict(shipped_files())
    for name, (old, new) in changes.items():
        path = {"returns": RETURNS, "words": "words/en.toml"}[name]
        assert old in files[path]
        files[path] = files[path].replace(old, new)
    return read_book(files)[0]


BOOK = book_of()


def setting(language="en", law="ES"):
    return Setting(language, law, "EUR", DAY)


@pytest.mark.parametrize("language", TONGUES)
@pytest.mark.parametrize("name", sorted(playbooks()))
def test_each_row_of_the_brand_has_its_card_in_every_language(name, language):
    deck = make_deck(Decider(BOOK, 7), playbook(name), setting(language))
    assert deck.version == 7
    for topic in deck.topics:
        rows = BOOK.subjects[topic.subject].rows
        assert [card.row for card in topic.cards] == [r.id for r in rows if r.group == BRAND]
        assert topic.steps
        assert all(card.when and card.says and card.reasons for card in topic.cards)
        assert len({card.when for card in topic.cards}) == len(topic.cards)
        assert not re.search(r"[{}]", " ".join(card.when + card.says for card in topic.cards))


@pytest.mark.parametrize("law", ["ES", "GB", "US-CA", "CA-QC", "OTHER"])
def test_an_example_is_a_case_its_row_decides(law):
    decider = Decider(BOOK)
    occasion = Occasion(DAY, DAY, {"delivered_on": DAY, "ready_on": DAY}, EXAMPLE_MINOR, "EUR")
    for subject in BOOK.subjects.values():
        ours = [row for row in subject.rows if row.group == BRAND]
        for row in ours:
            case = example(BOOK, subject, row, law)
            assert case is not None, row.id
            verdict = judge(decider, subject.name, case, occasion, ["en"])
            ids = {one.id for one in ours} & set(verdict.clauses.values())
            # The brand's share in the verdict is this row's, or none where law gives it all.
            assert ids <= {row.id}


def test_a_dead_row_has_no_example_and_no_card():
    dead = book_of(returns=('id = "RET-ALL"\npriority = 90', 'id = "RET-ALL"\npriority = 5'))
    subject = dead.subjects["returns"]
    gold = next(row for row in subject.rows if row.id == "RET-GOLD")
    assert example(dead, subject, gold, "ES") is None
    [topic] = [
        topic
        for topic in make_deck(Decider(dead), playbook("store"), setting()).topics
        if topic.subject == "returns"
    ]
    assert [card.row for card in topic.cards] == ["RET-ALL"]


def test_a_card_says_the_better_of_brand_and_law():
    decks = {
        law: make_deck(Decider(BOOK), playbook("store"), setting("en", law))
        for law in ("ES", "OTHER")
    }
    said = {
        law: {card.row: card for topic in deck.topics for card in topic.cards}["WAR-ALL"]
        for law, deck in decks.items()
    }
    assert "36 months" in said["ES"].says
    assert said["ES"].citations
    assert "24 months" in said["OTHER"].says
    assert not said["OTHER"].citations


def test_the_fingerprint_changes_with_what_the_rows_say_and_with_nothing_else():
    subjects = playbook("store").subjects
    before = fingerprint(BOOK, subjects)
    longer = book_of(returns=("window_days = 45", "window_days = 46"))
    reworded = book_of(words=("This holds for everybody.", "Everybody has it."))
    assert fingerprint(longer, subjects) != before
    assert fingerprint(reworded, subjects) == before
    assert fingerprint(longer, ["care"]) == fingerprint(BOOK, ["care"])


def test_a_book_without_words_for_a_card_says_which():
    wordless = book_of(words=('gift_season = "{value', 'season = "{value'))
    with pytest.raises(PlaybookWordless) as refused:
        make_deck(Decider(wordless), playbook("store"), setting())
    assert refused.value.details == {"text": "case.gift_season", "language": "en"}
    assert make_deck(Decider(wordless), playbook("store"), setting("fr")).topics


def test_returns_are_told_to_machines():
    document = return_policies(Decider(BOOK), setting(), "ES")
    told = {one["@id"]: one for one in document["@graph"]}
    everybody, consumed, gold = told["#RET-ALL"], told["#RET-CONSUMED"], told["#RET-WORN-GOLD"]
    assert document["@context"] == "https://schema.org"
    assert everybody["merchantReturnDays"] == 30
    assert everybody["returnPolicyCategory"].endswith("MerchantReturnFiniteReturnWindow")
    assert everybody["refundType"] == [
        "https://schema.org/FullRefund",
        "https://schema.org/ExchangeRefund",
    ]
    assert "restockingFee" not in everybody
    assert consumed["returnPolicyCategory"].endswith("MerchantReturnNotPermitted")
    assert "merchantReturnDays" not in consumed
    assert gold["validForMemberTier"] == [{"@type": "MemberProgramTier", "name": "gold"}]
    assert gold["restockingFee"] == 30
    assert {one["applicableCountry"] for one in told.values()} == {"ES"}
