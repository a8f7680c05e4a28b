"""A good row is kept, a bad one is listed, and the same file twice changes nothing."""

import pytest

from paraguas.catalog.model import product_id_of
from paraguas.catalog.queries import catalogue
from paraguas.inventory.queries import positions
from paraguas.network.queries import network
from paraguas.values.time import read_iso

PLACE = "US-NYC-SOHO"
CATALOGUE = """sku,title,title_es,product,gtin,attribute_colour,unit,per,department
TEA-1,Green tea,Té verde,tea,09520000009991,green,piece,1,pantry
TEA-2,Black tea,Té negro,tea,,black,gram,1000,pantry
MUG,Mug,Taza,,,,,,
"""
PRICES = """sku;currency;amount;from;until
TEA-1;EUR;4.90;2026-01-01;
TEA-1;EUR;3.90;2026-11-01;2026-12-01T00:00:00+01:00
09520000009991;USD;5.25;;
"""
PLACES = f"""place,market,latitude,longitude,hours,name,country,transit_days,ships,bays
ES-XX-1,ES,40.4168,-3.7038,Mo-Sa 10:00-21:00,Sol,,ES=2 FR=4,yes,A1 A2
{PLACE}-2,US,40.5,-74,Mo-Su 00:00-24:00,,,,no,
"""
STOCK = f"""place,sku,quantity,receipt
{PLACE},EARBUDS-WHITE,5,D-1
{PLACE},PHONE-128-BLACK,7,D-1
"""
ORDERS = f"""order,channel,market,place,placed_at,sku,quantity,amount,name
A-1,till,US,{PLACE},2026-11-20T17:00:00Z,EARBUDS-WHITE,1,79.90,Ana
A-1,till,US,{PLACE},2026-11-20T17:00:00Z,PHONE-128-BLACK,2,1098.00,Ana
A-2,till,US,{PLACE},2026-11-20T18:00:00Z,PHONE-128-BLACK,1,549,
"""


@pytest.mark.parametrize(
    ("what", "content"),
    [
        ("catalogue", CATALOGUE),
        ("places", PLACES),
        ("stock", STOCK),
        ("orders", ORDERS),
        ("stock", f"place,sku,on_hand\n{PLACE},EARBUDS-WHITE,3\n"),
    ],
)
def test_the_same_file_again_changes_nothing(desk, what, content):
    first, _ = desk.import_(what, content)
    facts, orders = desk.count_facts(), desk.count_orders()
    again, listed = desk.import_(what, content)
    assert (first.kept, first.changed) == (first.rows, first.rows)
    assert (again.kept, again.changed, listed) == (first.rows, 0, [])
    assert (desk.count_facts(), desk.count_orders()) == (facts, orders)


def test_catalogue(desk):
    desk.import_("catalogue", CATALOGUE)
    book = desk.look(catalogue)
    tea = book.find("9520000009991")
    assert (tea.code, tea.title("es"), tea.attributes) == ("TEA-1", "Té verde", {"colour": "green"})
    assert [sku.code for sku in book.skus_of(product_id_of("tea"))] == ["TEA-1", "TEA-2"]
    assert book.product(product_id_of("tea")).titles == {"en": "Green tea", "es": "Té verde"}
    assert book.by_code("TEA-2").per == 1000
    assert book.product(product_id_of("MUG")).titles["en"] == "Mug"


def test_prices_by_code_or_gtin(desk):
    desk.import_("catalogue", CATALOGUE)
    done, _ = desk.import_("prices", PRICES)
    again, _ = desk.import_("prices", PRICES)
    assert (done.changed, again.changed) == (3, 0)
    book = desk.look(catalogue)
    tea = book.by_code("TEA-1").sku_id
    days = ("2026-10-31T23:59:59Z", "2026-11-01T00:00:00Z", "2026-11-30T23:00:00Z")
    amounts = [book.price(tea, "EUR", read_iso(day)).amount_minor for day in days]
    assert amounts == [490, 390, 490]
    assert book.price(tea, "USD", 0).amount_minor == 525


def test_places(desk):
    desk.import_("places", PLACES)
    sol = desk.look(network).place_by_code("ES-XX-1")
    assert (sol.name, sol.zone, sol.address.country) == ("Sol", "Europe/Madrid", "ES")
    assert (sol.point.latitude, sol.point.longitude) == (40_416_800, -3_703_800)
    assert (sol.transit_days, sol.bays, sol.ships) == ({"ES": 2, "FR": 4}, ("A1", "A2"), True)


def on_hand(desk, code):
    sku = desk.look(catalogue).by_code(code)
    return {p.place_id: p.on_hand for p in desk.look(positions, [sku.sku_id])}


def test_stock_received_and_counted(desk):
    place = desk.look(network).place_by_code(PLACE).place_id
    desk.import_("stock", STOCK)
    assert on_hand(desk, "EARBUDS-WHITE")[place] == 5
    desk.import_("stock", f"place,sku,on_hand,reason\n{PLACE},EARBUDS-WHITE,3,broken\n")
    assert on_hand(desk, "EARBUDS-WHITE")[place] == 3


def test_a_row_that_was_mended_joins_the_rest_of_its_delivery(desk):
    bad = STOCK.replace("PHONE-128-BLACK", "FONE")
    assert desk.refused("stock", bad) == [(3, "sku_unknown")]
    mended, _ = desk.import_("stock", STOCK)
    assert (mended.kept, mended.changed) == (2, 1)
    other = STOCK.replace(",5,", ",6,")
    assert desk.refused("stock", other) == [(2, "stock_cause_reused")]


def test_orders_of_the_past(desk):
    desk.import_("stock", STOCK)
    desk.import_("orders", ORDERS)
    first = desk.order("till", "A-1")
    assert (first.total_minor, first.person.name, first.status) == (117_790, "Ana", "completed")
    assert first.placed_at == read_iso("2026-11-20T17:00:00Z")
    assert [placed.line.quantity for placed in first.lines] == [1, 2]
    assert desk.count_orders() == 2


def test_an_order_of_today_is_priced_and_takes_stock(desk):
    desk.import_("stock", STOCK)
    header = "order,channel,market,sku,quantity,tender,token,line1,city,region,country,postal_code"
    row = "W-1,web,US,EARBUDS-WHITE,2,card,tok_ok,1 Main St,New York,NY,US,10001"
    done, listed = desk.import_("orders", f"{header}\n{row}\n")
    assert (done.kept, listed) == (1, [])
    assert desk.order("web", "W-1").allocations[0].quantity == 2


def test_one_bad_row_never_spoils_its_neighbours(desk):
    rows = [f"SKU-{n},Thing {n}," for n in range(2500)]
    rows[7] = "SKU-7,Thing,123"  # no GTIN
    rows[1200] = "PHONE,Thing,09520000000011"  # carried by another article
    rows[2400] = ",Thing,"
    content = "sku,title,gtin\n" + "\n".join(rows) + "\n"
    done, listed = desk.import_("catalogue", content)
    assert (done.rows, done.kept) == (2500, 2497)
    assert [(row["row"], row["code"]) for row in sorted(listed, key=lambda r: int(r["row"]))] == [
        *(("9", "gtin_invalid"), ("1202", "gtin_taken"), ("2402", "malformed")),
    ]


def test_a_thing_named_twice_in_a_file_is_refused(desk):
    content = "sku,title\nX,One\nX,Two\n"
    assert desk.refused("catalogue", content) == [(3, "row_repeated")]
    assert desk.look(catalogue).by_code("X").title("en") == "One"


@pytest.mark.parametrize(
    ("what", "header", "row", "code"),
    [
        ("catalogue", "sku,title,unit", "X,T,stone", "malformed"),
        ("catalogue", "sku,title,per", "X,T,1.5", "malformed"),
        ("catalogue", "sku,title,per", "X,T,99999999999999", "malformed"),
        ("catalogue", "sku,title", "X,", "malformed"),
        ("catalogue", "sku,title,department", f"X,T,{'d' * 61}", "malformed"),
        ("prices", "sku,currency,amount", "NONE,EUR,1", "sku_unknown"),
        ("prices", "sku,currency,amount", "EARBUDS-WHITE,EUR,1.234", "malformed"),
        ("prices", "sku,currency,amount", "EARBUDS-WHITE,euro,1", "currency_unknown"),
        ("prices", "sku,currency,amount", 'EARBUDS-WHITE,EUR,"1,20"', "malformed"),
        ("prices", "sku,currency,amount", "EARBUDS-WHITE,EUR,-1", "malformed"),
        ("prices", "sku,currency,amount", "EARBUDS-WHITE,EUR,1e999999", "malformed"),
        ("prices", "sku,currency,amount,from", "EARBUDS-WHITE,EUR,1,yesterday", "malformed"),
        ("prices", "sku,currency,amount,from", "EARBUDS-WHITE,EUR,1,2026-13-01", "malformed"),
        ("places", "place,market,latitude,longitude,hours", "P,XX,1,1,Mo off", "market_unknown"),
        ("places", "place,market,latitude,longitude,hours", "P,ES,1,1,always", "hours_malformed"),
        ("places", "place,market,latitude,longitude,hours", "P,ES,99,1,Mo off", "malformed"),
        ("stock", "place,sku,quantity,receipt", "NOWHERE,EARBUDS-WHITE,1,D", "place_unknown"),
        ("stock", "place,sku,quantity,receipt", f"{PLACE},NONE,1,D", "sku_unknown"),
        (*("stock", "place,sku,quantity,receipt", f"{PLACE},EARBUDS-WHITE,-1,D"),
         "quantity_out_of_range"),
        ("stock", "place,sku,quantity", f"{PLACE},EARBUDS-WHITE,1", "malformed"),
        ("orders", "order,channel,market,sku,quantity", "1,pigeon,US,MUG,1", "channel_unknown"),
        ("orders", "order,channel,market,sku,quantity", "1,web,XX,MUG,1", "market_unknown"),
        ("orders", "order,channel,market,sku,quantity", "1,web,US,MUG,1", "address_needed"),
        ("orders", "order,channel,market,sku,quantity,kind", "1,web,US,MUG,1,fly", "malformed"),
        ("orders", "order,channel,market,sku,quantity", ",web,US,MUG,1", "malformed"),
    ],
)  # fmt: skip
def test_bad_values_are_told_by_code(desk, what, header, row, code):
    found = desk.refused(what, f"{header}\n{row}\n")
    assert [listed for _, listed in found] == ["sku_unknown" if code == "address_needed" else code]


def test_half_an_order_is_worse_than_none(desk):
    header, *rows = ORDERS.splitlines()
    rows[1] = rows[1][:40]
    content = "\n".join([header, *rows]) + "\n"
    assert desk.refused("orders", content) == [
        *((2, "order_incomplete"), (3, "row_unreadable"), (4, "order_incomplete")),
    ]
    assert desk.count_orders() == 0


def test_rows_of_an_order_that_stand_apart_are_refused(desk):
    header, one, two, three = ORDERS.splitlines()
    content = f"{header}\n{one}\n{three}\n{two}\n"
    assert desk.refused("orders", content) == [(4, "row_repeated")]


def test_rows_of_an_order_that_contradict_each_other_are_refused(desk):
    content = ORDERS.replace("2,1098.00,Ana", "2,1098.00,Eva")
    done, listed = desk.import_("orders", content)
    assert [(row["row"], row["code"]) for row in listed] == [("2", "malformed")]
    assert (done.rows, done.kept, dict(done.refused)) == (3, 1, {"malformed": 2})


def test_a_day_begins_at_midnight_utc(desk):
    desk.import_("orders", ORDERS.replace("2026-11-20T18:00:00Z", "2026-11-20"))
    assert desk.order("till", "A-2").placed_at == read_iso("2026-11-20T00:00:00Z")


HEAD = "order,channel,market,placed_at,state,tender,token,kind,line1,city,region,country"
SHIPPED = "card,auth-9,ship,1 Main St,New York,NY,US"
PAST = f"""{HEAD},postal_code,sku,quantity,amount,tax
S-1,web,US,2024-02-29T23:30:00-05:00,completed,{SHIPPED},10001,EARBUDS-WHITE,2,150.00,13.31
S-1,web,US,2024-02-29T23:30:00-05:00,completed,{SHIPPED},10001,PHONE-128-BLACK,1,549.00,48.72
"""


def test_a_completed_order_keeps_number_state_and_date_and_moves_nothing(desk):
    desk.import_("stock", STOCK)
    before = on_hand(desk, "EARBUDS-WHITE")
    done, listed = desk.import_("orders", PAST)
    assert (done.kept, listed) == (2, [])
    order = desk.order("web", "S-1")
    assert (order.status, order.fulfilment_status, order.payment_status) == (
        *("completed", "delivered", "paid"),
    )
    assert (order.external, order.placed_at) == ("S-1", read_iso("2024-03-01T04:30:00Z"))
    assert (order.total_minor, order.allocations, order.promises) == (76_103, (), ())
    assert on_hand(desk, "EARBUDS-WHITE") == before
    again, _ = desk.import_("orders", PAST)
    assert (again.kept, desk.count_orders()) == (2, 1)


@pytest.mark.parametrize("state", ["cancelled", "shipped"])
def test_a_state_that_cannot_be_kept_is_refused(desk, state):
    assert desk.refused("orders", PAST.replace("completed", state))[0][1] == "malformed"
    today = PAST.replace("2024-02-29T23:30:00-05:00", "")
    assert desk.refused("orders", today)[0][1] == "malformed"
