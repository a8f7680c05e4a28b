import pytest

from tests.doors.api.wishes import shipped


def test_an_order_is_placed_once_and_found_again(api):
    api.stock("CASE-CLEAR", ES_GETAFE=5)
    person = {"name": "Ana", "email": "Ana@Example.com", "phone": "+34 600 111 222"}
    wish = shipped("CASE-CLEAR", 2, person=person)
    first = api.post("/v1/orders", wish, idempotency_key="one")
    again = api.post("/v1/orders", wish, idempotency_key="one")
    placed = first.json()
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == placed
    assert again.headers["idempotent-replayed"] == "true"
    order = api.get(f"/v1/orders/{placed['order_id']}").json()
    assert order["total_minor"] == placed["total_minor"] == 2 * 2490
    assert [line["counters"]["allocated"] for line in order["lines"]] == [2]
    contacts = ("ana@example.com", "ANA@example.com ", "600111222", "0034-600-111-222")
    for text in (placed["number"], placed["order_id"], *contacts):
        found = api.get("/v1/orders", params={"find": text}).json()
        assert [one["number"] for one in found] == [placed["number"]]
    assert api.get("/v1/orders", params={"find": "someone@example.com"}).json() == []


def test_a_key_used_for_another_order_is_refused(api):
    api.stock("CASE-CLEAR", ES_GETAFE=5)
    api.post("/v1/orders", shipped("CASE-CLEAR", 1), idempotency_key="one")
    refused = api.post("/v1/orders", shipped("CASE-CLEAR", 2), idempotency_key="one")
    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused")


@pytest.mark.parametrize(
    ("body", "code", "where"),
    [
        ({"market": "ES", "lines": [], "groups": [], "tenders": []}, "malformed", "groups"),
        ({**shipped("CASE-CLEAR", 1), "colour": "red"}, "malformed", "body"),
        ({**shipped("CASE-CLEAR", 1), "lines": "none"}, "malformed", "lines"),
    ],
)
def test_a_malformed_order_names_the_field(api, body, code, where):
    refused = api.post("/v1/orders", body)
    assert (refused.status_code, refused.json()["code"]) == (400, code)
    assert refused.json()["details"]["where"] == where


def test_who_has_no_key_or_asks_for_what_is_not_there_is_told_so_in_her_language(api):
    unknown = api.get("/v1/orders/" + "0" * 32, secret="prg_nothing", accept_language="es")
    absent = api.get("/v1/orders/" + "0" * 32, accept_language="fr-FR")
    assert (unknown.status_code, unknown.json()["code"]) == (401, "key_unknown")
    assert unknown.headers["content-type"] == "application/problem+json"
    assert "clave" in unknown.json()["detail"]
    assert (absent.status_code, absent.json()["code"]) == (404, "order_absent")
    assert "commande" in absent.json()["detail"]
