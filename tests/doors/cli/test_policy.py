"""The policy book on the command line."""

import pytest

from paraguas.policies.queries import shipped_files
from paraguas.values.money import round_half_up
from paraguas.views.past_orders import past_orders
from tests.doors.cli.shop import trade, trading

CASE = ("role=associate", "act=goodwill")


@pytest.fixture
def folder(tmp_path):
    """The shipped book as files of one's own, to be changed."""
    for name, text in shipped_files().items():
        path = tmp_path / "book" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "book"


def change(folder, name, old, new):
    path = folder / name
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_the_shipped_book_is_proved(run):
    outcome = run("policy", "prove", "--json")
    assert outcome.code == 0
    document = outcome.document
    assert set(document) == {"rows", "proofs", "seconds"}
    assert document["rows"] > 100
    assert {"name", "holds", "counterexample"} == set(document["proofs"][0])
    assert all(proof["holds"] for proof in document["proofs"])
    assert "door_invariance" in run("policy", "prove").out


def test_a_solver_is_asked_too(run):
    proofs = run("policy", "prove", "--solver", "--json").document["proofs"]
    assert {one["name"] for one in proofs if one["name"].startswith("z3 ")} >= {
        "z3 door_invariance",
        "z3 legal_floor",
    }
    assert all(one["holds"] for one in proofs)


def test_a_book_that_fails_a_proof_is_told_with_its_case(run, folder):
    change(folder, "brand/refunds.toml", 'tender = ["gift_card", "points"]', 'tender = "cash"')
    outcome = run("policy", "prove", str(folder), "--json")
    assert outcome.code == 1
    (failed,) = [one for one in outcome.document["proofs"] if not one["holds"]]
    assert failed["name"] == "door_invariance"
    assert "paid by cash" in failed["counterexample"]
    assert "brand/refunds.toml, row" in failed["counterexample"]


def test_a_verdict_is_explained_in_the_language_asked_for(run):
    outcome = run("policy", "explain", "authority", *CASE, "--language", "de", "--json")
    assert outcome.document["sums"] == {"alone_up_to": 2500}
    assert "Sie entscheiden allein bis 25,00" in outcome.document["text"]
    spoken = run("policy", "explain", "authority", *CASE, "--currency", "GBP", "--language", "en")
    assert "£22.50" in spoken.out
    assert "AUT-GOODWILL" in spoken.out


def test_a_case_with_days_and_a_country_is_explained(run):
    case = ("category=perishable", "tier=none", "ready_on=2026-11-20")
    outcome = run("policy", "explain", "uncollected", *case, "--country", "ES", "--json")
    assert outcome.document["until"]["keep_days"] == "2026-11-21"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("explain", "weather"), "subject_unknown"),
        (("explain", "authority", "role"), "command_wrong"),
        (("explain", "authority", "moon=full"), "command_wrong"),
        (("explain", "authority", "role=king", "act=refund"), "policy_fact_wrong"),
        (("prove", "no/such/folder"), "command_wrong"),
    ],
)
def test_what_makes_no_sense_is_refused(run, words, code):
    outcome = run("policy", *words, "--json")
    assert outcome.code == 2
    assert outcome.document["code"] == code


def test_two_books_are_compared(run, folder):
    change(folder, "brand/goodwill.toml", "goodwill = 1500", "goodwill = 1800")
    outcome = run("policy", "diff", "shipped", str(folder), "--json")
    assert outcome.document["classes"] == 1
    assert outcome.document["changes"][0]["after"] == {"goodwill": 1800}
    assert "1 classes of cases" in run("policy", "diff", "shipped", str(folder)).out


def test_a_version_of_an_installation_is_proved(run, made):
    outcome = run("policy", "prove", "1", "--json", *made)
    assert outcome.code == 0
    assert run("policy", "prove", "7", "--json", *made).document["code"] == "version_unknown"


def test_past_orders_are_replayed_with_the_effect_in_money(run, place, folder, tmp_path):
    assert run("init", *place).code == 0
    with trading(place, tmp_path / "data") as desk:
        trade(desk)
    change(folder, "brand/returns.toml", "fee_bp = 5000", "fee_bp = 4000")
    facts = ("category=general", "opened=false", "final_sale=false", "gift_season=false")
    more = ("tier=none", "informed=true", "policy_posted=true", "sold_at_home=false")
    case = ("returns", *facts, *more, "handling=worn")
    outcome = run("policy", "simulate", "shipped", str(folder), *case, "--json", *place)
    (spain,) = outcome.document["countries"]
    assert (spain["country"], spain["currency"]) == ("ES", "EUR")
    assert spain["cases"] == spain["changed"] == 4
    assert spain["examples"] == {"fee_bp": [5000, 4000]}
    with trading(place, tmp_path / "data") as desk, desk.api.runtime.database.reading() as tx:
        totals = [one.total_minor for one in past_orders(tx)]
    due = sum(round_half_up(one, 2) - round_half_up(one * 4, 10) for one in totals)
    assert spain["given_minor"] == due > 0
    same = run("policy", "simulate", "shipped", "shipped", *case, "--json", *place)
    assert [one["changed"] for one in same.document["countries"]] == [0]
    refused = run("policy", "simulate", "shipped", "shipped", "returns", "--json", *place)
    assert refused.document["code"] == "policy_fact_missing"


def test_the_bench_holds_the_book_against_zen(run):
    document = run("bench", "policy", "--cases", "200", "--json").document
    rows = {row["what"]: row for row in document["rows"]}
    assert rows["policy decision against ZEN, random cases"]["ours"] == 0
    assert rows["policy proofs, 2,000 rows"]["size"] == 2000
    assert document["bench"] == "policy"


@pytest.mark.parametrize(("role", "topic"), [("store", "Ce que vous"), ("care", "Points")])
def test_a_playbook_is_printed_in_the_language_asked_for(run, role, topic):
    outcome = run("policy", "playbook", "--role", role, "--language", "fr", "--country", "FR")
    assert outcome.code == 0
    assert topic in outcome.out
    assert "[RET-ALL]" in outcome.out
    deck = run("policy", "playbook", "--role", role, "--language", "de", "--json").document
    assert (deck["playbook"], deck["language"], deck["law"]) == (role, "de", "ES")
    assert all(topic["cards"] and topic["steps"] for topic in deck["topics"])


def test_a_playbook_nobody_has_is_refused(run):
    assert run("policy", "playbook", "--role", "nobody").code != 0
