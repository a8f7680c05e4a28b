"""Keys over the API: a secret is told once, and a revoked key opens nothing."""

import pytest

from paraguas.staff.model import Scope

ASKED = {"actor": "ES-01", "scopes": ["orders:read", "stock:write"], "door": "till"}


def test_a_key_works_at_once_and_no_more_once_revoked(api):
    issued = api.post("/v1/keys", ASKED)
    key = issued.json()
    assert (issued.status_code, key["actor"], key["door"]) == (201, "ES-01", "till")
    assert key["scopes"] == ["orders:read", "stock:write"]
    assert key["place_id"] is not None
    absent = "/v1/orders/" + "0" * 32
    assert api.get(absent, secret=key["secret"]).json()["code"] == "order_absent"
    assert api.delete(f"/v1/keys/{key['key_id']}").json() == {"key_id": key["key_id"]}
    assert api.get(absent, secret=key["secret"]).status_code == 401
    for key_id in (key["key_id"], "0" * 32, "none"):
        again = api.delete(f"/v1/keys/{key_id}")
        assert (again.status_code, again.json()["code"]) == (404, "address_unknown")


def test_a_retry_is_told_the_key_but_not_its_secret_and_nobody_keeps_it(api):
    first = api.post("/v1/keys", ASKED, idempotency_key="one").json()
    again = api.post("/v1/keys", ASKED, idempotency_key="one").json()
    assert first["secret"].startswith("prg_")
    assert again == {**first, "secret": None}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"actor": "nobody"}, "actor_unknown"),
        ({"scopes": ["admin"]}, "scope_beyond_role"),
        ({"scopes": ["everything"]}, "malformed"),
        ({"door": "window"}, "channel_unknown"),
        ({"place": "NONE"}, "place_unknown"),
    ],
)
def test_a_key_that_cannot_be(api, change, code):
    refused = api.post("/v1/keys", {**ASKED, **change})
    assert (refused.status_code // 100, refused.json()["code"]) == (4, code)


def test_staff_is_for_administrators(api):
    listed = api.get("/v1/actors").json()
    assert "ES-01" in {actor["code"] for actor in listed}
    manager = api.key_of("shop", Scope.ORDERS_READ, Scope.CATALOGUE_WRITE)
    assert api.get("/v1/actors", secret=manager).json()["code"] == "scope_missing"
    assert api.post("/v1/keys", ASKED, secret=manager).json()["code"] == "scope_missing"
    assert api.delete("/v1/keys/" + "0" * 32, secret=manager).json()["code"] == "scope_missing"
