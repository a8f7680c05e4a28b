"""Where goods lie within a place, over the API, by import and on the pick list."""

from io import BytesIO

from pypdf import PdfReader

from paraguas.network.model import place_id_of
from paraguas.staff.model import Scope
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import fetched

STORE, OTHER = "ES-MAD-SERRANO", "ES-MAD-GRANVIA"
PATH = f"/v1/places/{STORE}/shelves"
SKUS = ("CASE-CLEAR", "CASE-GREEN", "PHONE-128-BLACK")


def shelve(api, *lines, **how):
    answer = api.put(PATH, {"lines": list(lines)}, **how)
    assert answer.status_code == 200, answer.text
    return answer.json()["changed"]


def lies(sku, aisle="", shelf="", bin_=""):
    return {"sku": sku, "aisle": aisle, "shelf": shelf, "bin": bin_}


def test_a_pick_list_follows_the_way_past_the_shelves(desk):
    api = desk.api
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    for sku in SKUS:
        api.stock(sku, ES_MAD_SERRANO=5)
        desk.place(fetched(sku, 1, STORE))

    def picks():
        return [
            (one["code"], one["location"])
            for one in api.get(f"/v1/places/{STORE}/pick-list").json()
        ]

    assert picks() == [(sku, "") for sku in SKUS]
    clear, green, phone = SKUS
    assert shelve(api, lies(clear, "A10", "1"), lies(phone, "A2", "4", "7")) == 2
    assert picks() == [(phone, "A2 · 4 · 7"), (clear, "A10 · 1"), (green, "")]
    printed = api.get(f"/v1/places/{STORE}/pick-list/pdf").content
    text = PdfReader(BytesIO(printed)).pages[0].extract_text()
    assert text.index("A2 · 4 · 7") < text.index("A10 · 1") < text.index(green)
    assert shelve(api, lies(phone)) == 1
    assert picks()[0] == (clear, "A10 · 1")


def test_shelves_are_set_read_and_forgotten(api):
    clear, green, phone = SKUS
    assert shelve(api, lies(clear, "A"), lies(green, "B"), lies(phone, "C", "1", "2")) == 3
    assert shelve(api, lies(clear, "A")) == 0
    assert api.get(PATH, params={"sku": phone}).json()["shelves"] == [lies(phone, "C", "1", "2")]
    first = api.get(PATH, params={"most": 2}).json()
    rest = api.get(PATH, params={"most": 2, "after": first["next"]}).json()
    assert {one["sku"] for one in (*first["shelves"], *rest["shelves"])} == set(SKUS)
    assert rest["next"] is None
    assert api.get(f"/v1/places/{OTHER}/shelves").json() == {"shelves": [], "next": None}
    assert shelve(api, lies(clear), lies(clear)) == 1
    assert {one["sku"] for one in api.get(PATH).json()["shelves"]} == {green, phone}
    page = api.get(f"/v1/streams/{place_id_of(STORE)}/facts").json()
    assert [one["body"]["skus"] for one in page["facts"] if one["name"] == "shelves.set.v1"] == [
        3,
        1,
    ]


def test_what_is_not_there_or_another_places_is_refused(api):
    wrong = [
        ("/v1/places/NOWHERE/shelves", [lies("CASE-CLEAR", "A")], "place_unknown"),
        (PATH, [lies("NONE", "A")], "sku_unknown"),
        (PATH, [lies("CASE-CLEAR", "A" * 21)], "malformed"),
        (PATH, [], "malformed"),
    ]
    for path, lines, code in wrong:
        assert api.put(path, {"lines": lines}).json()["code"] == code
    assert api.get(PATH, params={"after": "x"}).json()["code"] == "malformed"
    secret = api.key_of("ES-02", Scope.STOCK_WRITE, door="till", place=OTHER)
    answer = api.put(PATH, {"lines": [lies("CASE-CLEAR", "A")]}, secret=secret)
    assert answer.json()["code"] == "place_unknown"
