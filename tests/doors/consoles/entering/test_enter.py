"""A key opens a session once; the cookie holds no key, and no form of another is taken."""

from paraguas.plumbing.clock import stamp
from paraguas.staff.actions.revoke_key import revoke_key
from paraguas.values.by import SYSTEM
from tests.doors.pages.clicker import Forms


def test_a_key_opens_a_session_that_does_not_hold_it(world, reader):
    key = world.key()
    answer = reader.enter(key)
    assert (answer.status_code, answer.headers["location"]) == (303, "/store")
    cookie = next(c for c in answer.headers.get_list("set-cookie") if "session" in c)
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert key not in cookie
    assert reader.follow(answer).headers["location"] == "/store/ES-MAD-SERRANO"


def test_who_is_not_signed_in_is_sent_to_the_door_and_back(world, reader):
    answer = reader.get("/store/ES-MAD-SERRANO")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/enter?next=/store/ES-MAD-SERRANO",
    )
    page = reader.follow(answer)
    assert reader.submit(page, "/enter", key=world.key()).headers["location"] == (
        "/store/ES-MAD-SERRANO"
    )


def test_nobody_is_sent_elsewhere_from_the_door(world, reader):
    page = reader.get("/enter?next=//evil.example/board")
    assert "evil" not in page.text
    answer = reader.submit(page, "/enter", key=world.key(), next="https://evil.example/")
    assert answer.headers["location"] == "/store"


def test_a_wrong_key_is_refused_in_the_readers_language(world, reader):
    page = reader.get("/enter", accept_language="fr")
    answer = reader.submit(page, "/enter", key="nonsense")
    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert reader.get("/board").status_code == 303


def test_a_revoked_key_ends_its_sessions(world, reader):
    key = world.key()
    reader.enter(key)
    assert reader.get("/store/ES-MAD-SERRANO").status_code == 200
    key_id = world.runtime.directory.by_key(key).key_id
    with world.runtime.database.writing() as tx:
        revoke_key(tx, stamp(SYSTEM), key_id)
    world.runtime._directory_read = float("-inf")
    assert reader.get("/store/ES-MAD-SERRANO").headers["location"].startswith("/enter")


def test_a_forged_session_opens_nothing(world, reader):
    reader.enter(world.key())
    token = reader.api._client.cookies["paraguas_session"]
    for forged in (token[:-1] + ("0" if token[-1] != "0" else "1"), token[1:], "", "a.b.c"):
        reader.api._client.cookies.clear()
        reader.api._client.cookies["paraguas_session"] = forged
        assert reader.get("/board").status_code == 303


def test_a_form_of_somebody_else_is_not_taken(world, reader):
    reader.enter(world.key())
    page = reader.get("/store/ES-MAD-SERRANO")
    _, fields = Forms(page.text).found[0]
    forged = [(name, "0" * 40 if name == "form" else text) for name, text in fields]
    assert reader.post("/leave", forged).status_code == 409
    across = reader.send(
        "POST", "/leave", data=dict(fields), headers={"sec-fetch-site": "cross-site"}
    )
    assert across.status_code == 409
    assert reader.get("/store/ES-MAD-SERRANO").status_code == 200


def test_leaving_closes_the_session(world, reader):
    reader.enter(world.key())
    page = reader.get("/store/ES-MAD-SERRANO")
    assert reader.submit(page, "/leave").headers["location"] == "/enter"
    assert reader.get("/store/ES-MAD-SERRANO").status_code == 303


def test_pages_are_private_and_cannot_be_framed_or_scripted(world, reader):
    answer = reader.get("/enter")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert f'nonce="{nonce}"' in answer.text
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert f"'nonce-{nonce}'" not in reader.get("/enter").headers["content-security-policy"]


def test_the_look_is_served_and_kept(world, reader):
    page = reader.get("/enter")
    path = page.text.partition('href="/look/')[2].partition('"')[0]
    style = page.text.partition('rel="stylesheet"')[2].partition('href="')[2].partition('"')[0]
    assert reader.get(f"/look/{path}").headers["content-type"] == "image/svg+xml"
    assert "immutable" in reader.get(style).headers["cache-control"]
    assert reader.get("/look/1/secrets.toml").status_code == 404
