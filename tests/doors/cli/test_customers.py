"""Customers on the command line: files of several systems become persons that can be found."""

import pytest

SHOP = """system,customer,given_name,family_name,birth_date,email,phone,postal_code,line1,country
shop-es,1,Ana,García,1984-05-17,ana@example.com;a@example.org,,28013,Calle Mayor 5,ES
shop-es,2,Luis,Pérez,,luis@example.com,+34 600 999 111,,,
shop-es,3,,,,,,,,
shop-es,1,Ana,Twice,,,,,,
"""
TILLS = """system;customer;name;phone;email
till-es;r-1;LUIS PEREZ;600999111;
till-es;r-2;Ana Garcia;;ANA@example.com
"""


@pytest.fixture
def known(run, made, tmp_path):
    """An installation with both files imported; `said` runs a command there."""
    for name, content in (("shop.csv", SHOP), ("tills.csv", TILLS)):
        (tmp_path / name).write_text(content, "utf-8")

    def said(*words, code=0):
        outcome = run(*words, *made, "--json")
        assert outcome.code == code, outcome.err
        return outcome.document

    said.first = said("import", "customers", str(tmp_path / "shop.csv"), code=1)
    said.shop = tmp_path / "shop.csv"
    tills = tmp_path / "tills.csv"
    tills.write_text(TILLS.replace("600999111", "+34600999111"), "utf-8")
    said.second = said("import", "customers", str(tills))
    return said


def persons(said, *known):
    return [one["person_id"] for one in said("customers", "find", *known)["persons"]]


def test_files_of_several_systems_are_imported_once_with_bad_rows_told(known):
    first, second = known.first, known.second
    assert (first["rows"], first["kept"], first["changed"]) == (4, 2, 2)
    assert first["refused"] == {"customer_empty": 1, "row_repeated": 1}
    assert (second["kept"], second["changed"], second["refused"]) == (2, 2, {})
    again = known("import", "customers", str(known.shop), code=1)
    assert (again["kept"], again["changed"]) == (2, 0)


def test_everybody_compared_at_once_are_the_persons_that_are_kept(known, tmp_path):
    told = known("customers", "link")
    assert (told["records"], told["persons"], told["differing"]) == (4, 2, [])
    refused = known("customers", "link", "--train", str(tmp_path / "model.json"), code=2)
    assert refused["code"] == "identity_untrainable"
    assert not (tmp_path / "model.json").exists()


def test_a_person_is_found_by_whatever_somebody_holds_and_her_life_is_told(known):
    [luis] = persons(known, "luis@example.com")
    assert persons(known, luis) == persons(known, "+34600999111") == [luis]
    assert known("customers", "find", "nobody@example.com")["persons"] == []
    life = known("customers", "timeline", luis)["happenings"]
    assert [one["told"]["name"] for one in life] == ["customer.recorded.v1"] * 2
    assert known("customers", "value", luis)["stage"] == "prospect"


def test_a_person_of_two_systems_is_found_by_each_and_exported(known, tmp_path):
    [luis] = persons(known, "--phone", "+34600999111")
    assert persons(known, "--email", "luis@example.com") == [luis]
    found = known("customers", "find", "Luis Perez", "--phone", "+34600999111")["persons"]
    assert found[0]["why"][0].startswith("phone: the same")
    file = tmp_path / "luis.json"
    known("customers", "export", luis, "--file", str(file))
    assert "LUIS PEREZ" in file.read_text("utf-8")
    told = known("customers", "export", luis)
    assert [one["system"] for one in told["records"]] == ["shop-es", "till-es"]


def test_persons_are_merged_parted_and_forgotten(known):
    [ana], [luis] = persons(known, "--email", "ana@example.com"), persons(known, "Luis Perez")
    link = known("customers", "merge", ana, luis, "--reason", "a test")
    assert persons(known, "--email", "ana@example.com") == persons(known, "Luis Perez")
    known("customers", "unmerge", link["link_id"], "--reason", "a test")
    assert persons(known, "Luis Perez") == [luis]
    assert known("customers", "apart", ana, luis, "--reason", "a test")["kind"] == "never"
    refused = known("customers", "merge", ana, luis, "--reason", "a test", code=2)
    assert refused["code"] == "kept_apart"
    assert known("customers", "review")["pairs"] == []
    assert known("customers", "erase", ana, "--reason", "she asked")["records"] == 2
    assert persons(known, "--email", "ana@example.com") == []
    again = known("import", "customers", str(known.shop), code=1)
    assert again["refused"] == {"customer_empty": 1, "row_repeated": 1, "customer_erased": 1}
    assert known("audit")["findings"] == 0
