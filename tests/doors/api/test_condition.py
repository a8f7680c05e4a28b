"""What the API says of itself, to anybody."""

from paraguas import __version__
from tests.doors.api.wishes import shipped


def test_every_problem_is_listed_with_its_status_and_words(api):
    listed = {one["code"]: one for one in api.get("/v1/problems", secret="").json()}
    assert listed["stock_short"] == {
        "code": "stock_short",
        "type": "urn:paraguas:problem:stock_short",
        "status": 409,
        "title": "Conflict",
        "detail": listed["stock_short"]["detail"],
    }
    assert "{sku}" in listed["stock_short"]["detail"]
    assert listed["key_unknown"]["status"] == 401
    assert listed["idempotency_key_reused"]["status"] == 422
    spanish = api.get("/v1/problems", secret="", accept_language="es").json()
    assert {one["code"] for one in spanish} == set(listed)
    assert spanish != list(listed.values())


def test_a_problem_that_is_met_is_one_of_the_list(api):
    met = api.post("/v1/orders", shipped("CASE-CLEAR", 1)).json()
    listed = {one["code"]: one for one in api.get("/v1/problems").json()}
    assert listed[met["code"]]["type"] == met["type"]
    assert listed[met["code"]]["status"] == met["status"]


def test_health_tells_readiness_and_what_waits(api):
    api.stock("CASE-CLEAR", ES_GETAFE=1)
    before = api.get("/v1/health", secret="")
    assert (before.status_code, before.json()["ready"]) == (200, True)
    assert before.json()["version"] == __version__
    api.post("/v1/orders", shipped("CASE-CLEAR", 1))
    after = api.get("/v1/health", secret="").json()["backlog"]
    assert after["due"] == before.json()["backlog"]["due"] + 1
    assert after["dead"] == 0


def test_health_is_503_where_the_database_does_not_answer(api):
    api.runtime.database.engine.dispose()
    with api.runtime.database.writing() as tx:
        tx.connection.exec_driver_sql("ALTER TABLE chores RENAME TO chores_away")
    try:
        unwell = api.get("/v1/health", secret="")
    finally:
        with api.runtime.database.writing() as tx:
            tx.connection.exec_driver_sql("ALTER TABLE chores_away RENAME TO chores")
    assert (unwell.status_code, unwell.json()["ready"]) == (503, False)


ASKING = {
    *("getGiftCardBalance", "getStoreCredit", "getCreditAccount", "findCustomers"),
    "previewLoyaltyPoints",
    *("previewChange", "previewClaim", "previewReturn", "decideCase", "trySourcingRules"),
}
"""Operations that ask with a body and change nothing, so that asking twice does no harm."""


def test_the_description_names_every_operation_once_with_its_headers(api):
    paths = api.get("/v1/openapi.json").json()["paths"]
    operations = [one for path in paths.values() for one in path.values()]
    names = [one["operationId"] for one in operations]
    assert len(names) == len(set(names))
    asked = {one["name"] for one in paths["/v1/baskets/{basket_id}"]["put"]["parameters"]}
    assert {"Idempotency-Key", "If-Match", "X-Basket-Token"} <= asked
    for method, one in ((m, one) for path in paths.values() for m, one in path.items()):
        told = {parameter["name"] for parameter in one.get("parameters", ())}
        assert method == "get" or one["operationId"] in ASKING or "Idempotency-Key" in told
