"""Forgetting a person: none of her words is anywhere any more, but on invoices the law keeps."""

from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

import pytest

from paraguas.customers.queries import records_named
from paraguas.doors.exports.exporting import export_file
from paraguas.plumbing.clock import now
from paraguas.values.time import DAY, Period
from tests.doors.api.people import holding, person_of, take_in
from tests.doors.api.receiver import opened
from tests.doors.api.wishes import MADRID, fetched, shipped

SKU, STORE = "CASE-CLEAR", "ES-MAD-SERRANO"


class Planted:
    """Words nobody else says, each asked for by what it is; `said` are those used so far."""

    def __init__(self):
        self.said = {}

    def __getattr__(self, what):
        return self.said.setdefault(what, f"zq{what}{token_hex(6)}")


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=9, ES_MAD_SERRANO=9)
    return desk


@pytest.fixture
def word():
    return Planted()


def person(word):
    return {"name": word.name, "email": f"{word.mail}@example.com", "phone": word_phone(word)}


def word_phone(word):
    return word.said.setdefault("phone", f"+34 6{int(token_hex(4), 16) % 10**8:08d}")


def address(word):
    return {**MADRID, "line1": word.street, "line2": word.stair}


def gift(word):
    return {"recipient": word.friend, "message": word.greeting, "email": f"{word.fm}@example.com"}


def presented(word):
    groups = [{"kind": "ship", "address": address(word), "gift": gift(word)}]
    return shipped(SKU, 2, person=person(word), groups=groups)


def bought(shop, wish):
    order_id = shop.place(wish)
    take_in(shop.api)
    return order_id


def deliver(shop, order_id):
    for part in shop.parts(order_id, "released"):
        shop.deliver(part)


def erase(shop, person_id, **how):
    answer = shop.api.post(f"/v1/persons/{person_id}/erase", {"reason": "she asked"}, **how)
    shop.settle()
    return answer


def found_in_files(api, words):
    """Name the words that stand in any byte of the database's files, its log among them."""
    database = api.runtime.database
    if database.sqlite:
        path = Path(database.engine.url.database)
        files = list(path.parent.glob(f"{path.name}*"))
    else:
        with database.engine.connect() as connection:
            folder = connection.exec_driver_sql("SHOW data_directory").scalar()
        files = [one for one in Path(folder).rglob("*") if one.is_file()]
    held = []
    for one in files:
        # The server drops files of its own meanwhile.
        with suppress(FileNotFoundError):
            held.append(one.read_bytes())
    assert held
    return {what for what, text in words.items() if any(text.encode() in each for each in held)}


def words_in(content, words):
    return {what for what, text in words.items() if text.encode() in content}


def test_what_an_order_said_of_people_is_nowhere_after_erasure(shop, word):
    order_id = bought(shop, presented(word))
    deliver(shop, order_id)
    before = shop.order(order_id)
    assert before["person"]["name"] == word.name
    assert before["groups"][0]["gift"] == gift(word)
    assert found_in_files(shop.api, word.said) == set()
    told = erase(shop, before["record_id"]).json()
    assert (told["state"], told["records"], told["orders"]) == ("done", 1, 1)
    after = shop.order(order_id)
    assert (after["erased"], after["person"]["name"], after["groups"][0]["gift"]) == (
        True,
        "",
        None,
    )
    assert after["groups"][0]["address"]["country"] == "ES"
    assert shop.api.get("/v1/orders", params={"find": f"{word.mail}@example.com"}).json() == []
    for text in word.said.values():
        assert holding(shop.api, text.lower()) == []


def test_who_waits_for_goods_is_forgotten_when_they_have_gone(shop, word):
    order_id = bought(shop, presented(word))
    her = shop.order(order_id)
    told = erase(shop, her["record_id"]).json()
    assert (told["state"], told["waiting_for"]) == ("waiting", [her["number"]])
    latest = max(one["latest_at"] for one in her["promises"])
    assert told["until_at"] == latest + DAY
    assert erase(shop, her["record_id"]).json()["until_at"] == told["until_at"]
    assert shop.order(order_id)["person"]["name"] == word.name
    shop.pass_time(told["until_at"])
    assert shop.order(order_id)["person"]["name"] == word.name
    deliver(shop, order_id)
    shop.pass_time(told["until_at"] + 2 * DAY)
    assert shop.order(order_id)["erased"]
    assert erase(shop, her["record_id"]).json()["code"] == "customer_erased"


def test_an_order_that_is_fetched_keeps_its_person_until_it_is(shop, word):
    order_id = bought(shop, fetched(SKU, 1, STORE, person=person(word)))
    record_id = shop.order(order_id)["record_id"]
    assert erase(shop, record_id).json()["state"] == "waiting"
    (part,) = shop.parts(order_id, "released")
    shop.hand_over(part)
    shop.pass_time(now() + 30 * DAY)
    assert shop.order(order_id)["erased"]


def everything_said(shop, word):
    """An order out of a basket that is held, changed, noted, shipped, invoiced and returned."""
    api, whose = shop.api, {"organisation": word.firm, "tax_number": "ESB12345674"}
    said = {"channel": "web", "market": "ES", "person": {**person(word), **whose}}
    wish = presented(word)
    basket = api.post("/v1/baskets", {**said, "lines": wish["lines"], "groups": wish["groups"]})
    path = f"/v1/baskets/{basket.json()['basket_id']}"
    completing = {"version": basket.json()["version"], "tenders": wish["tenders"]}
    answer = api.post(f"{path}/complete", completing)
    assert answer.status_code == 201, answer.text
    order_id = answer.json()["order_id"]
    shop.settle()
    take_in(api)
    path = f"/v1/orders/{order_id}"
    attached = {
        "name": f"{word.filename}.pdf",
        "type": "application/pdf",
        "content": b64encode(f"%PDF-1.7 {word.content}".encode()).decode(),
    }
    assert api.post(f"{path}/notes", {"text": word.note, "file": attached}).status_code == 201
    held = api.post(f"{path}/holds", {"kind": "fraud", "reason": word.suspicion})
    lifted = api.post(f"{path}/holds/{held.json()['hold_no']}/lift", {"reason": word.relief})
    assert lifted.status_code == 200
    moved = {**address(word), "line1": word.newstreet}
    redirected = {"kind": "redirect", "group_no": 1, "to": "ship", "address": moved}
    change = {"reason": word.because, "changes": [redirected]}
    collected = api.post(f"{path}/changes", change)
    assert collected.status_code == 201, collected.text
    path = f"{path}/changes/{collected.json()['change_no']}"
    basis = api.post(f"{path}/preview").json()["basis"]
    assert api.post(f"{path}/confirm", {"basis": basis, "tenders": []}).status_code == 200
    shop.settle()
    deliver(shop, order_id)
    back = {"order": order_id, "place": STORE, "items": [{"line_no": 1, "units": 1}]}
    returned = api.post("/v1/returns/instant", back)
    assert returned.status_code == 201, returned.text
    shop.settle()
    return order_id


def quoted(shop, word):
    """A quote made out to her that becomes no order."""
    quote = {
        "channel": "web",
        "market": "ES",
        "person": person(word),
        "valid_until": now() + 7 * DAY,
        "note": word.offer,
        "lines": [{"sku": SKU, "quantity": 1}],
        "groups": [{"kind": "ship", "address": address(word)}],
    }
    answer = shop.api.post("/v1/quotes", quote)
    assert answer.status_code == 201, answer.text
    sent = shop.api.post(f"/v1/quotes/{answer.json()['quote_id']}/send", {"version": 1})
    assert sent.status_code == 200, sent.text
    shop.settle()
    return answer.json()["quote_id"]


def exported(api, folder):
    """Write everything out as it can be written out, in bytes."""
    for what in ("facts", "orders"):
        export_file(api.runtime, what, folder / f"{what}.jsonl", Period(0, now() + DAY))
    return b"".join((folder / f"{what}.jsonl").read_bytes() for what in ("facts", "orders"))


def test_nothing_that_was_said_anywhere_is_anywhere(reaching, receiver, word, tmp_path, caplog):
    shop, api = reaching, reaching.api
    api.stock(SKU, ES_GETAFE=9, ES_MAD_SERRANO=9)
    opened(reaching, receiver.url())
    quote_id = quoted(shop, word)
    order_id = everything_said(shop, word)
    her = shop.order(order_id)["record_id"]
    words = {what: text for what, text in word.said.items() if what != "phone"}
    parts = ("", "/notes", "/holds", "/changes", "/returns", "/timeline", "/substitutions")
    reads = [
        *(f"/v1/orders/{order_id}{part}" for part in parts),
        *(f"/v1/streams/{order_id}/facts", f"/v1/quotes/{quote_id}"),
    ]
    seen = words_in(b"".join(api.get(path).content for path in reads), words)
    assert seen == set(words) - {"content"}
    heard = words_in(b"".join(one.body for one in receiver.heard), words)
    assert {"suspicion", "relief", "because"} <= heard
    assert found_in_files(api, words) == set()
    told = erase(shop, her).json()
    assert told["state"] == "done", told
    assert found_in_files(api, words) == set()
    assert words_in(exported(api, tmp_path), words) == set()
    assert words_in(caplog.text.encode(), words) == set()
    assert words_in(b"".join(api.get(path).content for path in reads), words) == set()
    kept = [one for one in told["kept"] if one["because"] == "tax_law"]
    documents = shop.invoices(order_id)
    assert {one["number"] for one in kept} == {one["number"] for one in documents}
    year = int(documents[0]["issued_on"][:4])
    assert {one["until_on"] for one in kept} == {f"{year + 6}-12-31"}
    assert words_in(str(documents).encode(), words) == {"firm", "mail", "newstreet", "stair"}


def someone_else(api, word):
    details = {"given_name": "Olga", "family_name": "Ruiz", "emails": [f"{word.om}@example.com"]}
    return person_of(api, details)


def merged(api, one, other):
    said = {"other": other, "reason": "one after all"}
    return api.post(f"/v1/persons/{one}/merge", said).json()["link_id"]


def test_who_is_parted_while_she_waits_is_forgotten_too_and_who_is_merged_is_not(shop, word):
    api, order_id = shop.api, bought(shop, presented(word))
    her, other = shop.order(order_id)["record_id"], someone_else(api, word)
    later = person_of(api, {"given_name": "Eva", "family_name": "Gil", "phones": ["600999888"]})
    link = merged(api, her, other)
    until_at = erase(shop, her).json()["until_at"]
    assert api.get(f"/v1/persons/{her}/erasure").json()["state"] == "waiting"
    unmerge = api.post(f"/v1/customers/links/{link}/retract", {"reason": "two after all"})
    assert unmerge.status_code == 200, unmerge.text
    merged(api, her, later)
    deliver(shop, order_id)
    shop.pass_time(until_at + 2 * DAY)
    assert shop.order(order_id)["erased"]
    with api.runtime.database.reading() as tx:
        known = records_named(tx, [her, other, later])
    assert [known[one].traits is None for one in (her, other, later)] == [True, True, False]


def test_forgetting_and_parting_come_to_the_same_in_either_order(shop, word):
    api, order_id = shop.api, bought(shop, presented(word))
    deliver(shop, order_id)
    her, other = shop.order(order_id)["record_id"], someone_else(api, word)
    link = merged(api, her, other)
    assert erase(shop, other).json()["records"] == 2
    assert shop.order(order_id)["erased"]
    assert api.post(f"/v1/customers/links/{link}/retract", {"reason": "x"}).status_code == 200
    told = [api.get(f"/v1/persons/{one}/erasure").json() for one in (her, other)]
    assert [(one["state"], one["orders"]) for one in told] == [("done", 1), ("done", 0)]


def test_what_cannot_be_is_told(shop, word):
    for person_id in ("0" * 32, "x"):
        path = f"/v1/persons/{person_id}"
        for answer in (shop.api.get(f"{path}/erasure"), erase(shop, person_id)):
            assert (answer.status_code, answer.json()["code"]) == (404, "person_unknown")
    other = someone_else(shop.api, word)
    assert shop.api.get(f"/v1/persons/{other}/erasure").json()["state"] == "not_asked"
