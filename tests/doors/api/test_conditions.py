"""Conditions over the API: what is damaged or to be checked lies there and is not for sale."""

import pytest

from paraguas.network.model import place_id_of
from tests.doors.api.wishes import shipped

SKU, PLACE = "CASE-CLEAR", "ES-GETAFE"


@pytest.fixture
def stocked(api):
    api.stock(SKU, ES_GETAFE=10)
    return api


def sort(api, was, becomes, quantity, *, document="D-1", reason="wet box"):
    body = {
        "place": PLACE,
        "document": document,
        "was": was,
        "becomes": becomes,
        "reason": reason,
        "lines": [{"sku": SKU, "quantity": quantity}],
    }
    return api.post("/v1/stock/conditions", body)


def numbers(answer):
    [one] = answer.json()["positions"]
    return [one[name] for name in ("on_hand", "available", "damaged", "quality")]


def history(api, language="en"):
    path = f"/v1/stock/{SKU}/places/{PLACE}/history"
    return api.get(path, accept_language=language).json()


def test_units_go_from_condition_to_condition_and_only_sellable_ones_are_promised(stocked):
    steps = (
        ("sellable", "quality", 4, [6, 6, 0, 4]),
        ("sellable", "damaged", 1, [5, 5, 1, 4]),
        ("quality", "sellable", 1, [6, 6, 1, 3]),
        ("quality", "damaged", 1, [6, 6, 2, 2]),
        ("quality", "written_off", 1, [6, 6, 2, 1]),
        ("damaged", "quality", 1, [6, 6, 1, 2]),
        ("damaged", "written_off", 1, [6, 6, 0, 2]),
        ("quality", "damaged", 2, [6, 6, 2, 0]),
        ("damaged", "sellable", 2, [8, 8, 0, 0]),
    )
    for number, (was, becomes, quantity, after) in enumerate(steps):
        seen = sort(stocked, was, becomes, quantity, document=f"D-{number}")
        assert (seen.status_code, numbers(seen)) == (201, after)
    refused = stocked.post("/v1/orders", shipped(SKU, 9))
    assert refused.json()["code"] == "stock_short"
    page = stocked.get(f"/v1/streams/{place_id_of(PLACE)}/facts").json()
    told = [one["body"] for one in page["facts"] if one["name"] == "stock.set_aside.v1"]
    assert [(one["was"], one["becomes"]) for one in told] == [step[:2] for step in steps]


def test_why_this_number_tells_conditions_in_the_readers_words(stocked):
    sort(stocked, "sellable", "damaged", 3)
    sort(stocked, "damaged", "written_off", 3, document="D-2", reason="broken glass")
    last, first = history(stocked)[:2]
    assert last["words"] == "3 damaged written off: broken glass"
    assert (first["words"], first["kind"]) == ("3 set aside as damaged: wet box", "damaged")
    assert (first["change"], first["after"]) == ([-3, 0, 0, 3, 0], [7, 0, 0, 3, 0])
    assert history(stocked, "es")[1]["words"] == "3 apartadas por dañadas: wet box"
    assert history(stocked, "fr")[1]["words"] == "3 mises de côté comme abîmées : wet box"
    seen = stocked.get(f"/v1/stock/{SKU}/availability", params={"place": PLACE}).json()
    assert (seen["on_hand"], seen["places"][0]["damaged"]) == (7, 0)


def test_the_same_document_counts_once(stocked):
    assert numbers(sort(stocked, "sellable", "quality", 3)) == [7, 7, 0, 3]
    again = sort(stocked, "sellable", "quality", 3)
    assert (again.json()["recorded"], numbers(again)) == (False, [7, 7, 0, 3])
    other = sort(stocked, "sellable", "quality", 4)
    assert (other.status_code, other.json()["code"]) == (409, "stock_cause_reused")


@pytest.mark.parametrize(
    ("step", "quantity", "reason", "answer"),
    [
        (("sellable", "damaged"), 11, "wet", (409, "condition_short")),
        (("damaged", "sellable"), 1, "dry again", (409, "condition_short")),
        (("quality", "quality"), 1, "wet", (400, "condition_step_unknown")),
        (("sellable", "written_off"), 1, "wet", (400, "condition_step_unknown")),
        (("written_off", "sellable"), 1, "wet", (400, "condition_step_unknown")),
        (("sellable", "damaged"), 1, " ", (400, "difference_unexplained")),
        (("sellable", "damaged"), 0, "wet", (400, "quantity_out_of_range")),
        (("sellable", "lost"), 1, "wet", (400, "malformed")),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(stocked, step, quantity, reason, answer):
    before = stocked.rows()
    refused = sort(stocked, *step, quantity, reason=reason)
    assert (refused.status_code, refused.json()["code"]) == answer
    assert stocked.rows() == before


def test_what_is_promised_may_be_found_damaged(stocked):
    assert stocked.post("/v1/orders", shipped(SKU, 8)).status_code == 201
    seen = sort(stocked, "sellable", "damaged", 5)
    assert numbers(seen) == [5, 0, 5, 0]
