"""Customers over the API: what sources tell becomes persons, linked, reviewed and parted."""

import pytest

from tests.doors.api.people import ANA, AT_THE_TILL, LUIS, facts, links, person_of, read, record


def test_a_web_account_and_a_till_record_are_one_person_with_the_source_of_each_value(api):
    first = record(api, ANA, external="c-1").json()
    second = record(api, AT_THE_TILL, source="till", system="till-7", external="r-1").json()
    assert first["person_id"] == first["record_id"] == second["person_id"]
    seen = read(api, second["record_id"])
    assert seen["called"] == "Ana García López"
    assert seen["record_ids"] == [first["record_id"], second["record_id"]]
    [born] = seen["fields"]["birth_date"]
    assert (born["value"], born["source"], born["record_id"]) == (
        *("1984-05-17", "web_account"),
        first["record_id"],
    )
    assert [one["system"] for one in seen["fields"]["phones"]] == ["shop-es", "till-7"]
    [link] = links(api, first["person_id"])
    assert (link["by"], {link["left"], link["right"]}) == ("rule", set(seen["record_ids"]))
    assert "phone: the same (+17.8)" in link["why"]
    assert facts(api, second["record_id"]) == ["customer.recorded.v1"]


def test_the_same_again_says_nothing_new_and_a_change_is_a_newer_version(api):
    first = record(api, ANA, external="c-1").json()
    again = record(api, ANA, external="c-1").json()
    assert again == {**first, "recorded": False}
    moved = {**ANA, "family_name": "Ruiz", "phones": []}
    changed = record(api, moved, external="c-1").json()
    assert (changed["recorded"], changed["person_id"]) == (True, first["person_id"])
    seen = read(api, first["person_id"])
    assert seen["called"] == "Ana Ruiz"
    assert "phones" not in seen["fields"]
    [link] = links(api, first["person_id"])
    assert link["why"] == ["account at the source: the same (+90.0)"]


def test_a_person_is_found_by_anything_known_of_her_and_told_why(api):
    ana, luis = person_of(api, ANA), person_of(api, LUIS)
    for known in ({"phones": ["+34 600 12 34 56"]}, {"emails": ["ANA.garcia+x@example.com"]}):
        [found] = api.post("/v1/customers/find", {"details": known}).json()
        assert (found["person_id"], found["called"]) == (ana, "Ana García López")
    named = {"name": "Ana Garcia Lopez", "birth_date": "17.05.1984"}
    [found, *_] = api.post("/v1/customers/find", {"details": named}).json()
    assert (found["person_id"], found["kind"]) == (ana, "link")
    assert found["why"][0] == "date of birth: the same (+13.1)"
    [found] = api.post("/v1/customers/find", {"details": LUIS}, accept_language="es").json()
    assert found["person_id"] == luis
    assert "correo electrónico: igual (+19.5)" in found["why"]
    assert api.post("/v1/customers/find", {"details": {"name": "Nobody Else"}}).json() == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Мария Иванова", "Mariya Ivanova"),
        ("Σοφία Παπαδοπούλου", "Sophia Papadopoulou"),
        ("王小明", "Xiaoming Wang"),
        ("José Núñez", "JOSE NUNEZ"),
        ("Núñez, Pepe", "José Núñez"),
    ],
)
def test_names_in_any_script_are_one_person_with_a_phone(api, one, other):
    first = person_of(api, {"name": one, "phones": ["+34600123456"]})
    assert person_of(api, {"name": other, "phones": ["+34600123456"]}, source="till") == first


def test_two_dates_of_birth_are_looked_at_by_somebody_who_links_or_parts_for_good(api):
    older = {"given_name": "Ana", "family_name": "García", "birth_date": "1950-01-01"}
    younger = {**older, "birth_date": "1981-11-30"}
    known = {"emails": ["garcia@example.com"]}
    one, other = person_of(api, older | known), person_of(api, younger | known, source="till")
    assert one != other
    page = api.get("/v1/customers/review").json()
    [pair] = page["pairs"]
    assert ({pair["left"], pair["right"]}, page["next"]) == ({one, other}, None)
    apart = {"one": one, "other": other, "reason": "mother and daughter"}
    never = api.post("/v1/customers/apart", apart).json()
    assert api.get("/v1/customers/review").json()["pairs"] == []
    merge = {"other": other, "reason": "one after all"}
    refused = api.post(f"/v1/persons/{one}/merge", merge)
    assert (refused.status_code, refused.json()["code"]) == (409, "kept_apart")
    retracted = api.post(f"/v1/customers/links/{never['link_id']}/retract", {"reason": "wrong"})
    assert retracted.json()["retracted_by"] == "shop"
    assert api.post(f"/v1/persons/{one}/merge", merge).status_code == 200
    assert read(api, other)["person_id"] == one


def test_the_review_is_read_page_by_page(api):
    for number in range(3):
        known = {"given_name": "Eva", "family_name": "Sol", "emails": [f"s{number}@example.com"]}
        person_of(api, {**known, "birth_date": "1950-01-01"})
        person_of(api, {**known, "birth_date": "1981-11-30"})
    seen, after = [], ""
    while after is not None:
        page = api.get("/v1/customers/review", params={"limit": 1, "after": after}).json()
        seen += [one["link_id"] for one in page["pairs"]]
        after = page["next"]
    assert len(seen) == len(set(seen)) >= 3
    odd = api.get("/v1/customers/review", params={"after": "x"})
    assert (odd.status_code, odd.json()["code"]) == (400, "malformed")


def test_merge_and_unmerge_restore_exactly(api):
    ana, luis = person_of(api, ANA), person_of(api, LUIS)
    before = read(api, ana), read(api, luis)
    link = api.post(f"/v1/persons/{luis}/merge", {"other": ana, "reason": "a nickname"}).json()
    both = read(api, luis)
    assert (both["person_id"], both["record_ids"]) == (ana, [ana, luis])
    assert len(both["fields"]["emails"]) == 2
    again = api.post(f"/v1/persons/{ana}/merge", {"other": luis, "reason": "once more"})
    himself = api.post(f"/v1/persons/{ana}/merge", {"other": ana, "reason": "x"})
    assert (again.json()["code"], himself.json()["code"]) == ("same_person", "same_person")
    api.post(f"/v1/customers/links/{link['link_id']}/retract", {"reason": "two people"})
    assert (read(api, ana), read(api, luis)) == before
    twice = api.post(f"/v1/customers/links/{link['link_id']}/retract", {"reason": "x"})
    assert (twice.status_code, twice.json()["code"]) == (404, "decision_unknown")
    assert facts(api, luis)[-2:] == ["customer.linked.v1", "customer.unlinked.v1"]


def test_a_wrong_link_of_the_model_is_parted_for_good(api):
    ana = person_of(api, ANA, external="c-1")
    other = record(api, AT_THE_TILL, source="till", external="r-1").json()["record_id"]
    body = {"one": ana, "other": other, "reason": "her daughter of the same name"}
    assert api.post("/v1/customers/apart", body).status_code == 200
    assert (read(api, ana)["record_ids"], read(api, other)["record_ids"]) == ([ana], [other])
    assert api.post("/v1/customers/apart", {**body, "other": ana}).json()["code"] == "same_person"


def test_an_e_mail_of_many_people_tells_nothing_and_a_familys_never_merges_them(api):
    shared = {"emails": ["tablet@shop.example"]}
    bare = person_of(api, shared, source="till", external="0")
    first = person_of(api, {"name": "Ana Soler", **shared}, source="till", external="1")
    assert first == bare
    names = ("Bea Rius", "Carl Mas", "Dora Pou", "Enric Vidal", "Fina Camps", "Gil Roca", "Hal Ros")
    persons = [
        record(api, {"name": name, **shared}, source="till").json()["record_id"] for name in names
    ]
    apart = {read(api, record_id)["person_id"] for record_id in (bare, *persons)}
    assert len(apart) == 1 + len(names)
    assert read(api, bare)["record_ids"] == [bare]
    nameless = person_of(api, {**shared, "loyalty_cards": ["77"]}, source="till", external="n")
    assert nameless not in {bare, first, *persons}


def test_a_nameless_record_makes_no_one_person_of_a_family(api):
    shared = {"emails": ["garcia@example.com"]}
    person_of(api, shared, source="till", external="0")
    ana, leo = (
        record(api, {"name": f"{name} García", **shared}, source="till").json()["record_id"]
        for name in ("Ana", "Leo")
    )
    assert read(api, ana)["person_id"] != read(api, leo)["person_id"]


def test_opaque_ids_of_channels_need_no_phone(api):
    known = {"channel_ids": [{"kind": "whatsapp", "value": "ES.4711"}]}
    first = person_of(api, known, source="contact_centre", external="w-1")
    assert person_of(api, {**known, "given_name": "Ana"}, source="order") == first


@pytest.mark.parametrize(
    ("details", "code"),
    [
        ({}, "customer_empty"),
        ({"emails": ["no address"], "phones": ["12"]}, "customer_empty"),
        ({"emails": ["x" * 201]}, "malformed"),
        ({"age": 40}, "malformed"),
    ],
)
def test_what_says_nothing_is_refused(api, details, code):
    answer = record(api, details)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
