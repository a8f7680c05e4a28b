"""The help page: what the policy book promises, for anybody, in each language it is written in."""

import json
import re

import pytest


@pytest.mark.parametrize(
    ("language", "title", "window"),
    [
        ("en", "What we promise", "for 30 days"),
        ("es", "Lo que prometemos", "30 días"),
        ("fr", "Ce que nous promettons", "30 jours"),
        ("de", "Was wir versprechen", "30 Tage"),
    ],
)
def test_it_is_told_in_each_language(reader, language, title, window):
    page = reader.get(f"/help?lang={language}&country=ES")
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert f"<h1>{title}</h1>" in page.text
    assert window in page.text
    others = re.findall(r'hreflang="(\w+)"', page.text)
    assert sorted([*others, language]) == ["de", "en", "es", "fr"]


def test_the_law_of_the_country_is_reckoned_in(reader):
    spain, states = (reader.get(f"/help?lang=en&country={one}").text for one in ("ES", "US"))
    assert "Real Decreto" in spain
    assert "Real Decreto" not in states
    assert spain.count("36 months") > states.count("36 months")
    assert "$" in states
    assert "$" not in spain


def test_machines_find_the_returns_in_it_and_nothing_can_end_the_data(reader):
    page = reader.get("/help?lang=en&country=FR").text
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert "<" not in data
    told = {one["@id"]: one for one in json.loads(data)["@graph"]}
    assert told["#RET-ALL"]["merchantReturnDays"] == 30
    assert told["#RET-ALL"]["applicableCountry"] == "FR"


def test_nonsense_in_the_address_is_nothing_to_fear(reader):
    page = reader.get("/help?lang=<x>&country=<script>")
    assert page.status_code == 200
    assert "<x>" not in page.text
