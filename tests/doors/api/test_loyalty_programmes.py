"""Programmes over the API: rules as data with versions, tiers, campaigns, expiry by law, books."""

import pytest

from paraguas.loyalty.queries import shipped as shipped_programme
from paraguas.plumbing.clock import now
from paraguas.values.time import DAY
from tests.doors.api.members import PRICE, SKU, code_of, give, held, join, member, paying
from tests.doors.api.wishes import CARD, shipped

PATH = "/v1/loyalty/programmes/paraguas"
GB = {"line1": "1 Long Acre", "postal_code": "WC2E 9LH", "city": "London", "country": "GB"}


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=60)
    desk.api.stock(SKU, GB_DAVENTRY=20)
    return desk


def text(more="", **changed):
    told = shipped_programme().text
    for was, becomes in changed.items():
        line = next(one for one in told.splitlines() if one.startswith(f"{was} = "))
        told = told.replace(line, f"{was} = {becomes}", 1)
    return told + more


def save(shop, written, **more):
    return shop.api.put(PATH, {"text": written, "reason": "autumn", **more})


def earned(shop, order_id):
    return shop.api.get(f"/v1/orders/{order_id}/points").json()


def preview(shop, amount_minor, market="ES", quantity=1, **more):
    line = {"sku": SKU, "quantity": quantity, "amount_minor": amount_minor}
    body = {"market": market, "lines": [line], **more}
    return shop.api.post("/v1/loyalty/preview", body)


def test_versions_are_kept_and_the_same_again_makes_none(shop):
    [first] = shop.api.get("/v1/loyalty/programmes").json()
    assert (first["programme"], first["version"], first["saved_by"]) == ("paraguas", 0, "")
    assert save(shop, first["text"]).json()["version"] == 0
    assert save(shop, text(window_days=14), based_on=0).json()["version"] == 1
    assert save(shop, text(window_days=14)).json()["version"] == 1
    assert code_of(save(shop, text(), based_on=0)) == (409, "loyalty_programme_changed")
    told = shop.api.get(PATH).json()
    assert [(one["version"], one["saved_by"], one["reason"]) for one in told] == [
        (1, "shop", "autumn"),
        (0, "", ""),
    ]
    unknown = shop.api.get("/v1/loyalty/programmes/none")
    assert code_of(unknown) == (404, "loyalty_programme_unknown")


def test_what_was_earned_stays_by_the_version_that_earned_it(shop):
    ana = join(shop)
    before = shop.place(shipped(SKU, 4, loyalty=ana))
    more = '\n[[rows]]\ncode = "double"\nextra_pcm = 100_000\n'
    assert save(shop, text(more)).status_code == 200
    after = shop.place(shipped(SKU, 4, loyalty=ana))
    assert [earned(shop, one)["earned"] for one in (before, after)] == [99, 199]
    shop.cancel(before, {"1": 2})
    shop.cancel(after, {"1": 2})
    assert [earned(shop, one)["earned"] for one in (before, after)] == [49, 99]
    assert [earned(shop, one)["version"] for one in (before, after)] == [0, 1]


def test_rules_of_goods_countries_and_days_add_to_what_is_earned(shop):
    more = """
[[rows]]
code = "cases"
skus = ["CASE-CLEAR"]
extra_pcm = 50_000

[[rows]]
code = "each"
departments = ["telephony"]
each = 7

[[rows]]
code = "britain"
places = ["GB"]
once = 11

[[rows]]
code = "past"
until = 2020-01-01
extra_pcm = 900_000
"""
    assert save(shop, text(more)).status_code == 200
    assert preview(shop, 10_000).json()["points"] == 150 + 7
    assert preview(shop, 10_000, quantity=3).json()["points"] == 150 + 21
    assert preview(shop, 10_000, market="GB").json()["points"] == 180 + 7 + 11
    assert preview(shop, 0).json()["points"] == 0
    assert preview(shop, 10_000).json()["qualifying"] == 100
    assert code_of(preview(shop, 1, market="XX")) == (404, "market_unknown")


def test_goods_that_earn_nothing_and_currencies_without_a_rate(shop):
    more = f'\n[[rows]]\ncode = "none"\nskus = ["{SKU}"]\nnone = true\n'
    assert save(shop, text(more)).status_code == 200
    assert preview(shop, 90_000).json() == {"points": 0, "qualifying": 0, "tier": "member"}
    without = shipped_programme().text
    start = without.index('[[rates]]\ncurrency = "GBP"')
    without = without[:start] + without[without.index("[[rates]]", start + 9) :]
    without = without.replace(", GBP = 18_000", "")
    assert save(shop, without).status_code == 200
    assert preview(shop, 10_000, market="GB").json()["points"] == 0
    ana = join(shop)
    give(shop, ana, 5000)
    wish = shipped(SKU, 1, market="GB", groups=[{"kind": "ship", "address": GB}])
    wish["tenders"] = [paying(ana), CARD]
    assert code_of(shop.api.post("/v1/orders", wish)) == (400, "points_currency")


def test_points_are_one_balance_over_countries_and_currencies(shop):
    ana = join(shop)
    there = [{"kind": "ship", "address": GB}]
    shop.place(shipped(SKU, 1, loyalty=ana))
    british = shop.place(shipped(SKU, 1, market="GB", groups=there, loyalty=ana))
    pounds = shop.order(british)["total_minor"]
    assert held(shop, ana)[1] == PRICE // 100 + pounds * 6 // 500
    give(shop, ana, 1200)
    paid = shipped(SKU, 1, market="GB", groups=there, tenders=[paying(ana, amount_minor=500), CARD])
    shop.place(paid)
    assert held(shop, ana)[0] == 1200 - 600


def test_a_tier_is_reached_adds_to_points_is_kept_for_a_while_and_not_rated_again(shop):
    tiers = text().replace("from_points = 1_000", "from_points = 100")
    assert save(shop, tiers).status_code == 200
    ana = join(shop)
    first = shop.place(shipped(SKU, 5, loyalty=ana))
    told = member(shop, ana)
    assert (told["tier"], told["qualifying"], told["next_tier"]) == ("silver", 124, "gold")
    assert told["missing"] == 3000 - 124
    assert preview(shop, 10_000, number=ana).json()["points"] == 125
    second = shop.place(shipped(SKU, 4, loyalty=ana))
    assert (earned(shop, second)["tier"], earned(shop, second)["earned"]) == ("silver", 124)
    shop.cancel(first)
    assert earned(shop, second)["earned"] == 124
    assert member(shop, ana)["qualifying"] == 99


def test_points_of_members_in_ontario_and_quebec_do_not_expire_by_time(shop):
    here, there = join(shop, place="ES"), join(shop, place="CA-ON")
    for number in (here, there, join(shop, place="CA-QC")):
        give(shop, number, 100)
    shop.pass_time(now() + 3000 * DAY)
    assert (held(shop, here)[0], held(shop, there)[0]) == (0, 100)
    never = text().replace("days = 730", 'places = ["CA-ON"]\ndays = 730')
    refused = save(shop, never)
    assert code_of(refused) == (400, "loyalty_programme_malformed")
    assert "paraguas.toml, expiry 1: points may not expire by time in CA-ON" in refused.text


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("programme = ", "paraguas.toml: "),
        (text(currency='"SEK"'), "paraguas.toml, currency: there is no rate of SEK"),
        (text(window_days=-1), "paraguas.toml: "),
        (text(programme='"other"'), "paraguas.toml, programme: it says other"),
        (text('\n[[rows]]\ncode = "x"\n'), "paraguas.toml, row x: it gives nothing"),
        (text('\n[[rows]]\ncode = "x"\neach = 1\ntiers = ["iron"]\n'), "row x: there is no tier"),
        (text('\n[[rows]]\ncode = "x"\neach = 1\nage = 30\n'), "unknown field"),
        (text('\n[[rows]]\ncode = "basket"\neach = 1\n'), "row basket: it is there twice"),
        (text("\n[[expiry]]\ndays = 3\n"), "expiry 1: those after it are never reached"),
        (
            text('\n[[rows]]\ncode = "x"\neach = 1\nfrom = 2026-02-01\nuntil = 2026-01-01\n'),
            "row x: it ends on 2026-01-01 before it begins",
        ),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_programme_that_makes_no_sense_is_refused_by_file_row_and_sentence(shop, written, told):
    answer = save(shop, written)
    assert code_of(answer) == (400, "loyalty_programme_malformed")
    assert told in answer.json()["detail"]
    assert len(shop.api.get(PATH).json()) == 1


def test_the_liability_is_what_prices_points_were_sold_for_less_what_was_spent(shop):
    ana = join(shop)
    bought = shop.place(shipped(SKU, 4, loyalty=ana))
    shop.deliver(shop.parts(bought)[0])
    [before] = shop.api.get("/v1/loyalty/liability").json()
    assert before["points"]["issued"] == -99
    assert before["points"]["pending"] == 99
    sold = before["money"]["EUR"]["allocated_minor"]
    assert 80 < sold < 90
    assert before["money"]["EUR"]["owed_minor"] == sold
    shop.pass_time(now() + 31 * DAY)
    shop.place(shipped(SKU, 1, tenders=[paying(ana, amount_minor=45), CARD], loyalty=join(shop)))
    [after] = shop.api.get("/v1/loyalty/liability").json()
    assert sum(after["points"].values()) == 0
    assert after["money"]["EUR"]["earned_minor"] > 0
