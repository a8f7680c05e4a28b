"""A person over the API: what she said, what she allows, her data, and being forgotten."""

from paraguas.staff.model import Scope
from tests.doors.api.people import ANA, AT_THE_TILL, holding, person_of, read, record


def test_a_household_is_a_graph_of_its_own(api):
    home = {"family_name": "García López", "address": ANA["address"]}
    ana, leo = person_of(api, ANA), person_of(api, {"given_name": "Leo", **home})
    assert ana != leo
    assert api.get(f"/v1/persons/{ana}/household").json() == [leo]


def test_preferences_are_hers_with_source_and_date_and_are_taken_back(api):
    ana = person_of(api, ANA)
    path = f"/v1/persons/{ana}/preferences"
    for value in (["ca"], ["es"]):
        said = api.post(path, {"kind": "language", "value": value})
        assert (said.status_code, list(said.json())) == (201, ["statement_id"])
    api.post(path, {"kind": "times", "value": ["weekday evenings"]})
    api.post(path, {"kind": "times"})
    [kept] = read(api, ana)["preferences"]
    assert (kept["kind"], kept["value"], kept["door"]) == ("language", ["es"], "api")
    assert kept["at"] > 0
    who = api.post(f"/v1/persons/{ana}/nominations", {"name": "Leo", "may": ["collect"]})
    [nominated] = read(api, ana)["nominations"]
    assert nominated["nominee"]["name"] == "Leo"
    gone = f"/v1/persons/{ana}/nominations/{who.json()['statement_id']}"
    assert api.call("DELETE", gone).status_code == 200
    assert read(api, ana)["nominations"] == []
    assert api.call("DELETE", gone).json()["code"] == "nomination_unknown"


def consent(api, person_id, granted, *, point="ana.garcia@example.com", **more):
    body = {
        "kind": "email",
        "point": point,
        "purpose": "marketing",
        "entity": "ES",
        "granted": granted,
        "evidence": "form 3",
    }
    return api.post(f"/v1/persons/{person_id}/consents", body | more)


def allowed(api, person_id):
    return [one["granted"] for one in read(api, person_id)["consents"]]


def test_after_a_merge_the_strictest_consent_holds_until_she_speaks_and_unmerge_undoes_it(api):
    one = person_of(api, ANA, external="c-1")
    other = person_of(api, {"given_name": "Bea", "emails": ANA["emails"]}, external="c-2")
    assert one != other
    entity = next(iter(api.get("/v1/entities").json()))["code"]
    assert consent(api, one, granted=True, entity=entity).status_code == 201
    consent(api, other, granted=False, entity=entity)
    assert (allowed(api, one), allowed(api, other)) == ([True], [False])
    link = api.post(f"/v1/persons/{one}/merge", {"other": other, "reason": "one"}).json()
    assert allowed(api, one) == [False]
    consent(api, one, granted=True, entity=entity)
    assert allowed(api, one) == [True]
    api.post(f"/v1/customers/links/{link['link_id']}/retract", {"reason": "two"})
    assert (allowed(api, one), allowed(api, other)) == ([True], [True])
    strange = consent(api, one, granted=True, point="luis@example.com", entity=entity)
    assert (strange.status_code, strange.json()["code"]) == (400, "contact_point_unknown")
    assert consent(api, one, granted=True, entity="NONE").json()["code"] == "entity_unknown"


def test_an_erased_person_is_forgotten_and_does_not_come_back_by_import(api):
    ana, till = person_of(api, ANA), person_of(api, AT_THE_TILL, source="till")
    api.post(f"/v1/persons/{ana}/preferences", {"kind": "interests", "value": ["sailing"]})
    body = api.get(f"/v1/persons/{ana}/export").json()
    assert body["records"][0]["details"]["birth_date"] == "1984-05-17"
    gone = api.post(f"/v1/persons/{till}/erase", {"reason": "she asked"})
    told = gone.json()
    assert (told["person_id"], told["state"], told["records"]) == (ana, "done", 2)
    seen = read(api, ana)
    assert (seen["erased"], seen["fields"], seen["preferences"]) == (True, {}, [])
    assert api.post("/v1/customers/find", {"details": ANA}).json() == []
    back = record(api, ANA, source="import", external="old-1")
    assert (back.status_code, back.json()["code"]) == (409, "customer_erased")
    herself = person_of(api, ANA)
    assert herself != ana
    twice = api.post(f"/v1/persons/{ana}/erase", {"reason": "x"})
    assert twice.json()["code"] == "customer_erased"
    said = api.post(f"/v1/persons/{ana}/preferences", {"kind": "interests", "value": ["x"]})
    assert said.json()["code"] == "customer_erased"


def test_after_erasure_nothing_of_her_is_in_any_row(api):
    planted = "Quetzalina"
    details = {**ANA, "given_name": planted, "emails": [f"{planted}@example.com"]}
    ana = person_of(api, details, external=f"c-{planted}")
    api.post(f"/v1/persons/{ana}/preferences", {"kind": "interests", "value": [planted]})
    api.post(f"/v1/persons/{ana}/nominations", {"name": planted})
    assert holding(api, planted.lower()) == []
    api.post(f"/v1/persons/{ana}/erase", {"reason": "she asked"})
    assert planted not in str(api.get(f"/v1/persons/{ana}/export").json())


def test_a_phone_in_the_wrong_format_is_kept_as_it_was_told(api):
    odd = {"given_name": "Ana", "family_name": "Gil", "phones": ["extension 12"]}
    seen = read(api, person_of(api, odd))
    assert seen["fields"]["phones"][0]["value"] == "extension 12"


def test_who_is_not_there_is_told(api):
    for person_id in ("0" * 32, "x"):
        answer = api.get(f"/v1/persons/{person_id}")
        assert (answer.status_code, answer.json()["code"]) == (404, "person_unknown")
    merged = api.post(f"/v1/persons/{'0' * 32}/merge", {"other": "x", "reason": "x"})
    assert merged.json()["code"] == "person_unknown"


def test_a_key_for_reading_records_nothing_and_only_an_admin_erases(api):
    reader = api.key_of("shop", Scope.CUSTOMERS_READ)
    writer = api.key_of("shop", Scope.CUSTOMERS_WRITE)
    assert record(api, ANA, secret=reader).json()["code"] == "scope_missing"
    ana = record(api, ANA, secret=writer).json()["person_id"]
    erased = api.post(f"/v1/persons/{ana}/erase", {"reason": "x"}, secret=writer)
    assert erased.json()["code"] == "scope_missing"
    assert api.get(f"/v1/persons/{ana}", secret=writer).json()["code"] == "scope_missing"
    assert api.get(f"/v1/persons/{ana}", secret=reader).status_code == 200
