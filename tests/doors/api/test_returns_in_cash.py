"""What was paid in cash is given back out of the drawer of the place it comes back to."""

from tests.doors.api.test_drawers import FLOAT, begin, sell, stocked
from tests.doors.api.test_returns import of_line

__all__ = ["stocked"]

SKU, PRICE, STORE, OTHER = "CASE-CLEAR", 2490, "ES-MAD-GRANVIA", "ES-MAD-SERRANO"


def counted(api, drawer, minor):
    pieces = [{"value_minor": 10, "count": minor // 10}]
    return api.post(f"/v1/drawers/{drawer}/count", {"pieces": pieces}).json()


def take_back(api, order_id, place, **more):
    body = {"order": order_id, "place": place, "items": [of_line()], **more}
    answer = api.post("/v1/returns/instant", body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_the_drawer_it_goes_out_of_expects_less_and_the_one_it_came_into_does_not(stocked):
    api = stocked
    here = begin(api)
    opening = {"place": OTHER, "till": "T2", "float_minor": FLOAT}
    there = api.post("/v1/drawers", opening).json()["drawer_id"]
    order_id = sell(api, {"kind": "cash", "amount_minor": PRICE, "given_minor": PRICE})
    told = take_back(api, order_id, OTHER, till="T2")
    assert told["refunded_minor"] == PRICE
    assert counted(api, here, FLOAT + PRICE)["difference_minor"] == 0
    assert counted(api, there, FLOAT - PRICE)["difference_minor"] == 0


def test_where_it_was_bought_it_goes_out_of_the_drawer_it_came_into(stocked):
    api = stocked
    drawer = begin(api)
    order_id = sell(api, {"kind": "cash", "amount_minor": PRICE, "given_minor": PRICE})
    take_back(api, order_id, STORE)
    assert counted(api, drawer, FLOAT)["difference_minor"] == 0


def test_cash_of_another_currency_is_not_in_the_drawer(stocked):
    api = stocked
    order_id = sell(api, {"kind": "cash", "amount_minor": PRICE, "given_minor": PRICE})
    before = api.rows()
    body = {"order": order_id, "place": "GB-LON-OXFORD", "items": [of_line()]}
    refused = api.post("/v1/returns/instant", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "cash_elsewhere")
    assert api.rows() == before


def test_it_is_never_converted_but_may_be_store_credit_of_its_own_currency(stocked):
    api = stocked
    order_id = sell(api, {"kind": "cash", "amount_minor": PRICE, "given_minor": PRICE})
    refused = api.post(
        "/v1/returns/instant",
        {"order": order_id, "place": "GB-LON-OXFORD", "items": [of_line()]},
    )
    assert "EUR" in refused.json()["detail"]
    told = take_back(api, order_id, "GB-LON-OXFORD", as_credit=True, contact="ana@example.com")
    assert (told["currency"], told["refunded_minor"], told["credited_minor"]) == ("EUR", 0, PRICE)
    assert told["items"][0]["ruling"]["refund_to"] == "store_credit"
    again = {"order": order_id, "place": STORE, "items": [of_line()]}
    assert api.post("/v1/returns/instant", again).json()["code"] == "return_too_many"
