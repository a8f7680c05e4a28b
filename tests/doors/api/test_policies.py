"""The policy book over the API: verdicts, versions, votes, and law that begins at midnight."""

import random
from datetime import date

import pytest
from sqlalchemy import select

from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.facts import facts
from paraguas.policies.actions.propose_version import propose_version
from paraguas.policies.actions.vote_on_version import vote_on_version
from paraguas.policies.model import Department
from paraguas.policies.queries import policies, shipped_files
from paraguas.staff.actions.hire import hire
from paraguas.staff.model import Actor, Role, Scope, actor_id_of
from paraguas.values.by import SYSTEM, By
from paraguas.values.time import DAY, HOUR, SECOND, at_local
from tests.policies.defects import DEFECTS

RETURN = {
    "contract_form": "distance",
    "category": "general",
    "opened": False,
    "handling": "tried",
    "final_sale": False,
    "gift_season": False,
    "tier": "none",
    "informed": True,
    "policy_posted": True,
    "sold_at_home": False,
    "amount": 4999,
}
RETURNS = "brand/returns.toml"
DEPARTMENTS = ("retail", "contact_centre", "ecommerce", "head_office")


@pytest.fixture
def people(api):
    """A key of a colleague for each department."""
    actors = [
        Actor(actor_id_of(name), name, name, Role.PLANNER, skills=frozenset({name}))
        for name in DEPARTMENTS
    ]
    with api.runtime.database.writing() as tx:
        hire(tx, stamp(SYSTEM), actors)
    api.runtime.forget_directory()
    return {name: api.key_of(name, Scope.POLICIES_WRITE) for name in DEPARTMENTS}


def ask(api, subject="returns", **more):
    case = {"subject": subject, "facts": RETURN, "country": "ES", "language": "en", **more}
    case.setdefault("days", {"delivered_on": "2026-11-03"})
    return api.post("/v1/policies/decisions", case)


def changed(old="window_days = 30, extra", new="window_days = 40, extra"):
    return {RETURNS: shipped_files()[RETURNS].replace(old, new)}


def propose(api, people, files=None, *, starts_at=None, **more):
    body = {
        "files": files or changed(),
        "starts_at": now() + DAY if starts_at is None else starts_at,
        "note": "longer for everybody",
    }
    return api.post("/v1/policies", body, secret=people["retail"], **more)


def vote(api, people, version, department, *, agrees=True, reason="", who=None):
    body = {"department": department, "agrees": agrees, "reason": reason}
    secret = people[who or department]
    return api.post(f"/v1/policies/{version}/votes", body, secret=secret)


def code(answer):
    return answer.json()["code"]


def test_a_case_is_decided_with_clauses_citations_sums_and_dates(api):
    worn = {**RETURN, "handling": "worn", "final_sale": True}
    answer = ask(api, facts=worn, amount_minor=10_001, currency="EUR")
    verdict = answer.json()
    assert answer.status_code == 200
    assert verdict["version"] == 1
    assert len(verdict["content_hash"]) == 64
    assert verdict["values"]["window_days"] == 14
    assert verdict["clauses"]["window_days"] == "EU-W2-WORN"
    assert verdict["clauses"]["fee_bp"] == "RET-FINAL"
    assert verdict["until"]["window_days"] == "2026-11-17"
    assert {one["clause"] for one in verdict["citations"]} >= {"EU-W2-WORN"}
    assert all(one["source"] and one["read_on"] for one in verdict["citations"])
    kept = {**RETURN, "handling": "worn"}
    verdict = ask(api, facts=kept, amount_minor=10_001, country="CA", region="BC").json()
    assert verdict["sums"]["fee_bp"] == 5_001
    assert "€50.01" in verdict["text"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "for 30 days after it arrived, until December 3, 2026"),
        ("es", "durante 30 días desde que llegó, hasta el 3 de diciembre de 2026"),
        ("fr", "pendant 30 jours après son arrivée, jusqu'au 3 décembre 2026"),
        ("de", "30 Tage lang nach der Ankunft zurückgeben, bis zum 3. Dezember 2026"),
        ("it", "for 30 days after it arrived, until December 3, 2026"),
    ],
)
def test_the_same_verdict_is_said_in_each_language(api, language, words):
    verdict = ask(api, language=language).json()
    assert words in verdict["text"]
    assert verdict["values"] == ask(api).json()["values"]


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"subject": "weather"}, "subject_unknown"),
        ({"facts": {**RETURN, "door": "web"}}, "policy_word_unknown"),
        ({"facts": {**RETURN, "age": 70}}, "policy_word_unknown"),
        ({"facts": {**RETURN, "tier": "platinum"}}, "policy_fact_wrong"),
        ({"facts": {**RETURN, "amount": -1}}, "policy_fact_wrong"),
        ({"facts": {**RETURN, "opened": 1}}, "policy_fact_wrong"),
        ({"facts": {}}, "policy_fact_missing"),
        ({"days": {}}, "policy_fact_missing"),
        ({"version": 7}, "version_unknown"),
    ],
)
def test_a_case_that_makes_no_sense_is_refused_with_the_reason(api, more, refused):
    assert code(ask(api, **more)) == refused


def test_a_law_begins_at_midnight_of_its_own_zone(api):
    """Act of 19 June 2026 in Madrid, of 31 July 2026 in Lisbon: each by its own clock."""
    warranty = {"tier": "none", "defect": "minor", "durable": False, "repaired": True}
    madrid = at_local(date(2026, 7, 31), 0, "Europe/Madrid")
    lisbon = at_local(date(2026, 7, 31), 0, "Europe/Lisbon")
    assert lisbon - madrid == HOUR
    for country, midnight in (("ES", madrid), ("PT", lisbon)):
        found = [
            ask(api, "warranty", facts=warranty, country=country, contracted_at=at).json()
            for at in (midnight - SECOND, midnight, midnight + SECOND)
        ]
        months = [one["values"]["repair_extension_months"] for one in found]
        assert months == [0, 12, 12]
        assert found[1]["clauses"]["repair_extension_months"] == "EU-G3"


def test_every_door_is_told_the_same_byte_for_byte(api):
    keys = [api.key_of("shop", Scope.ORDERS_READ, door=door) for door in ("web", "till", "phone")]
    chance = random.Random(4)
    for _ in range(40):
        case_facts = {
            **RETURN,
            "tier": chance.choice(("none", "member", "gold")),
            "category": chance.choice(("general", "hygiene", "press")),
            "contract_form": chance.choice(("distance", "on_premises")),
            "opened": chance.random() < 0.5,
        }
        country = chance.choice(("ES", "FR", "GB", "US"))
        case = {"subject": "returns", "facts": case_facts, "country": country, "language": "fr"}
        case["days"] = {"delivered_on": "2026-10-31"}
        told = {api.post("/v1/policies/decisions", case, secret=key).content for key in keys}
        assert len(told) == 1


def test_a_version_is_approved_by_three_and_in_force_from_its_day(api, people):
    proposed = propose(api, people)
    assert proposed.status_code == 201
    assert (proposed.json()["version"], proposed.json()["state"]) == (2, "proposed")
    for department in ("retail", "contact_centre"):
        assert vote(api, people, 2, department).json()["state"] == "proposed"
    settled = vote(api, people, 2, "ecommerce").json()
    assert (settled["state"], settled["in_force"]) == ("approved", False)
    assert settled["begins_at"] == proposed.json()["starts_at"]
    assert ask(api).json()["version"] == 1
    assert ask(api).json()["values"]["window_days"] == 30
    assert ask(api, version=2).json()["values"]["window_days"] == 40
    listed = api.get("/v1/policies").json()
    assert [(one["version"], one["in_force"]) for one in listed] == [(1, True), (2, False)]
    assert [one["department"] for one in listed[1]["votes"]] == [*DEPARTMENTS[:3]]
    assert api.get("/v1/policies/2/files").json() == {**shipped_files(), **changed()}


def test_an_approved_version_decides_once_it_has_begun_and_the_frozen_one_for_its_orders(api):
    """Proposed three hours ago, approved two hours ago, in force for one."""
    at = now()
    whole = {**shipped_files(), **changed()}
    with api.runtime.database.writing() as tx:
        propose_version(tx, stamp(SYSTEM, at=at - 3 * HOUR), whole, starts_at=at - HOUR, note="x")
        for department in Department:
            if department is not Department.HEAD_OFFICE:
                vote_on_version(
                    *(tx, stamp(By("api", department.value), at=at - 2 * HOUR), 2, department),
                    agrees=True,
                    reason="",
                    skills={department.value},
                )
    verdict = ask(api).json()
    assert (verdict["version"], verdict["values"]["window_days"]) == (2, 40)
    frozen = ask(api, version=1).json()
    assert (frozen["version"], frozen["values"]["window_days"]) == (1, 30)
    versions = api.runtime.read_now(policies)
    before = [versions.in_force_at(at - HOUR + step).version for step in (-1, 0, 1)]
    assert before == [1, 2, 2]


def test_head_office_breaks_a_tie_with_a_reason(api, people):
    propose(api, people)
    assert code(vote(api, people, 2, "head_office", reason="x")) == "no_tie"
    vote(api, people, 2, "retail")
    assert code(vote(api, people, 2, "contact_centre", agrees=False)) == "reason_missing"
    vote(api, people, 2, "contact_centre", agrees=False, reason="too many calls")
    assert vote(api, people, 2, "ecommerce").json()["state"] == "proposed"
    assert code(vote(api, people, 2, "head_office")) == "reason_missing"
    settled = vote(api, people, 2, "head_office", agrees=False, reason="after the season").json()
    assert (settled["state"], settled["begins_at"]) == ("rejected", None)
    assert ask(api).json()["version"] == 1
    assert code(vote(api, people, 2, "retail")) == "version_settled"


def test_one_hand_speaks_once_and_for_its_own_department(api, people):
    propose(api, people)
    assert code(vote(api, people, 2, "ecommerce", who="retail")) == "not_of_department"
    vote(api, people, 2, "retail")
    assert code(vote(api, people, 2, "retail")) == "vote_taken"
    assert code(vote(api, people, 9, "retail")) == "version_unknown"


@pytest.mark.parametrize(("proof", "plant"), DEFECTS[::3])
def test_a_book_with_a_defect_is_refused_and_the_one_in_force_stays(api, people, proof, plant):
    planted = plant(dict(shipped_files()), random.Random(11))
    whole = shipped_files()
    files = {name: text for name, text in planted.items() if whole.get(name) != text}
    before = api.rows()
    refused = propose(api, people, files)
    assert (refused.status_code, code(refused)) == (400, "book_refused")
    assert any(".toml" in one for one in refused.json()["details"]["findings"])
    assert api.rows() == before
    assert ask(api).json()["version"] == 1


def test_a_start_in_the_past_is_refused(api, people):
    assert code(propose(api, people, starts_at=now() - DAY)) == "start_passed"


def test_what_a_version_changes_is_told_in_classes_of_cases(api, people):
    propose(api, people)
    changes = api.get("/v1/policies/2/changes", params={"against": 1}).json()
    assert {(one["before"]["window_days"], one["after"]["window_days"]) for one in changes} == {
        (30, 40)
    }
    assert all(one["subject"] == "returns" for one in changes)
    assert {row for one in changes for row in one["rows"]} <= {
        "RET-ALL",
        "RET-WORN-GOLD",
        "RET-WORN",
    }
    assert api.get("/v1/policies/1/changes", params={"against": 1}).json() == []


def test_proposing_and_voting_are_told_as_facts(api, people):
    propose(api, people)
    for department in DEPARTMENTS[:3]:
        vote(api, people, 2, department)
    with api.runtime.database.reading() as tx:
        rows = tx.all(select(facts.c.name).order_by(facts.c.fact_id))
    told = [row.name for row in rows if row.name.startswith("policy.")]
    assert told == ["policy.proposed.v1", *["policy.voted.v1"] * 3, "policy.approved.v1"]


def test_proposing_needs_its_scope_and_is_done_once(api, people):
    reader = api.key_of("shop", Scope.ORDERS_READ)
    body = {"files": changed(), "starts_at": now() + DAY, "note": "x"}
    assert code(api.post("/v1/policies", body, secret=reader)) == "scope_missing"
    first = propose(api, people, starts_at=now() + DAY, idempotency_key="once")
    again = api.post(
        "/v1/policies",
        {
            "files": changed(),
            "starts_at": first.json()["starts_at"],
            "note": "longer for everybody",
        },
        secret=people["retail"],
        idempotency_key="once",
    )
    assert again.json() == first.json()
    assert len(api.get("/v1/policies").json()) == 2
