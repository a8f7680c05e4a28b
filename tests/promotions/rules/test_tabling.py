"""Files of promotions: TOML and CSV say the same, and a slip names its row."""

import pytest

from paraguas.promotions.errors import PromotionPartial, PromotionWrong
from paraguas.promotions.rules.reading import read_promotions
from paraguas.promotions.rules.tabling import rows_of

TOML = """
[[promotions]]
code = "PAIR"
market = "ES"
kind = "bundle"
titles = { es = "Juntos", en = "Together" }
starts_on = 2026-11-27
price_minor = 4500
parts = { A = 1, C = 2 }
exclusive = true

[[promotions]]
code = "SALE"
market = "ES"
kind = "percentage"
percent = "12.5"
titles = { es = "Rebajas", en = "Sale" }
starts_on = 2026-11-27
ends_on = 2026-12-01
departments = ["phones", "cases"]
was = { A = 1999 }
"""
HEAD = "code,market,kind,title_es,title_en,starts_on,ends_on,percent,price_minor,"
CSV = f"""\
{HEAD}parts,exclusive,departments,was
PAIR,ES,bundle,Juntos,Together,2026-11-27,,,4500,A=1 C=2,yes,,
SALE,ES,percentage,Rebajas,Sale,2026-11-27,2026-12-01,12.5,,,no,phones cases,A=1999
"""


def test_both_kinds_of_file_say_the_same():
    toml = read_promotions(rows_of(TOML, "a.toml"), "a.toml")
    assert read_promotions(rows_of(CSV, "a.csv"), "a.csv") == toml
    assert [one.code for one in toml] == ["PAIR", "SALE"]


@pytest.mark.parametrize(
    ("text", "file", "row"),
    [
        ("[[promotions", "a.toml", "0"),
        ("[[others]]\ncode = 1", "a.toml", "0"),
        ("x = 1\n" + TOML, "a.toml", "0"),
        ("promotions = 3", "a.toml", "0"),
        ("code,market\nA,ES,more", "a.csv", "1"),
        ("code,market\nA", "a.csv", "1"),
        (CSV.replace("A=1 C=2", "A=x"), "a.csv", "1"),
        (CSV.replace(",yes,", ",perhaps,"), "a.csv", "1"),
        (CSV.replace("SALE,ES", "SALE,"), "a.csv", "2"),
        (CSV.replace("percent,", "colour,"), "a.csv", "2"),
    ],
)
def test_a_slip_names_its_row(text, file, row):
    with pytest.raises(PromotionWrong) as refused:
        read_promotions(rows_of(text, file), file)
    assert (refused.value.details["file"], refused.value.details["row"]) == (file, row)


def test_a_column_may_not_name_a_door():
    with pytest.raises(PromotionPartial):
        read_promotions(rows_of("code,channel\nA,web", "a.csv"), "a.csv")
