"""Training over the API: each colleague confirms the cards in force, and coverage is shown."""

import pytest

from paraguas.plumbing.clock import now, stamp
from paraguas.policies.actions.propose_version import propose_version
from paraguas.policies.actions.vote_on_version import vote_on_version
from paraguas.policies.model import Department
from paraguas.policies.queries import policies, shipped_files
from paraguas.policies.rules.reading import hash_of
from paraguas.staff.model import Scope
from paraguas.values.by import SYSTEM, By

STORE = "/v1/training/playbooks/store"
HUGO = "ES-04"


@pytest.fixture
def hugo(api):
    return api.key_of(HUGO, Scope.STORE_WORK, Scope.ORDERS_READ, place="ES-MAD-SERRANO")


def cards(api, path=STORE, country="ES", **how):
    answer = api.get(path, params={"country": country}, **how)
    assert answer.status_code == 200, answer.text
    return answer.json()


def confirm(api, secret, fingerprint, path=STORE):
    return api.post(f"{path}/confirmations", {"fingerprint": fingerprint}, secret=secret)


def team(api, secret, role="associate", place="ES-MAD-SERRANO"):
    teams = api.get("/v1/training/coverage", secret=secret).json()
    return next(one for one in teams if (one["role"], one["place"]) == (role, place))


def test_cards_are_read_in_the_language_and_law_of_who_reads(api, hugo):
    spanish = cards(api, secret=hugo, accept_language="es")
    german = cards(api, secret=hugo, accept_language="de", country="DE")
    assert spanish["topics"][0]["title"] == "Devolver mercancía"
    assert german["topics"][0]["title"] == "Ware zurückgeben"
    assert spanish["fingerprint"] == german["fingerprint"]
    assert (spanish["law"], german["law"]) == ("ES", "DE")
    assert cards(api, country="GB")["currency"] == "GBP"


def test_a_colleague_confirms_once_and_head_office_sees_it(api, hugo):
    fingerprint = cards(api, secret=hugo)["fingerprint"]
    before = team(api, hugo)
    assert "Hugo Prieto" in before["unknown"]
    first = confirm(api, hugo, fingerprint)
    again = confirm(api, hugo, fingerprint)
    assert first.status_code == again.status_code == 200
    assert first.json()["at"] == again.json()["at"]
    after = team(api, hugo)
    assert "Hugo Prieto" in after["known"]
    assert set(before["unknown"]) - set(after["unknown"]) == {"Hugo Prieto"}
    told = api.get("/v1/training/coverage").json()
    assert {one["place"] for one in told} > {"ES-MAD-SERRANO"}
    assert {one["place"] for one in api.get("/v1/training/coverage", secret=hugo).json()} == {
        "ES-MAD-SERRANO"
    }


def test_other_cards_than_those_in_force_are_not_confirmed(api, hugo):
    refused = confirm(api, hugo, "0" * 32)
    assert (refused.status_code, refused.json()["code"]) == (409, "playbook_outdated")
    absent = confirm(api, hugo, "0" * 32, "/v1/training/playbooks/nobody")
    assert (absent.status_code, absent.json()["code"]) == (404, "playbook_unknown")
    assert confirm(api, hugo, "no").status_code == 400
    assert api.get(STORE).status_code == 400


def test_a_new_version_asks_for_a_new_word_only_where_its_rows_changed(api, hugo):
    agent = api.key_of("shop", Scope.ORDERS_READ)
    care, store = "/v1/training/playbooks/care", STORE
    old = {path: cards(api, path)["fingerprint"] for path in (care, store)}
    confirm(api, hugo, old[store])
    put_in_force(api, "brand/care.toml", "answer_seconds = 240", "answer_seconds = 230")
    new = {path: cards(api, path)["fingerprint"] for path in (care, store)}
    assert new[store] == old[store]
    assert new[care] != old[care]
    assert "Hugo Prieto" in team(api, hugo)["known"]
    assert confirm(api, agent, old[care], care).status_code == 409


def put_in_force(api, name, was, becomes):
    files = dict(shipped_files())
    assert was in files[name]
    files[name] = files[name].replace(was, becomes)
    with api.runtime.database.writing() as tx:
        at = now()
        made = propose_version(tx, stamp(SYSTEM, at=at), files, starts_at=at, note="quicker")
        for one in (Department.RETAIL, Department.CONTACT_CENTRE, Department.ECOMMERCE):
            vote_on_version(
                *(tx, stamp(By("api", one.value), at=at), made.version, one),
                agrees=True,
                reason="",
                skills={one.value},
            )
    with api.runtime.database.reading() as tx:
        in_force = policies(tx).in_force_at(now())
    assert in_force.content_hash == hash_of(files)


def test_returns_are_read_as_json_ld(api):
    told = api.get("/v1/policies/return-policy", params={"country": "ES"}).json()
    assert told["@context"] == "https://schema.org"
    assert {one["@type"] for one in told["@graph"]} == {"MerchantReturnPolicy"}
