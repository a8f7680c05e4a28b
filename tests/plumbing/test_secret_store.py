import pytest

from paraguas.plumbing.secret_store import install, installed, make_secrets, secret


def kept(db, name):
    with db.reading() as tx:
        return installed(tx, name, "none")


def test_secrets_are_drawn_once_for_an_installation(db):
    for drawn in ("first", "second"):
        with db.writing() as tx:
            make_secrets(tx, {"link": drawn, f"only-{drawn}": drawn})
    with db.reading() as tx:
        assert secret(tx, "link") == "first"
        assert secret(tx, "only-second") == "second"


def test_a_secret_that_was_never_drawn_is_a_defect(db):
    with db.reading() as tx, pytest.raises(KeyError):
        secret(tx, "link")


def test_values_are_kept_over_those_there(db):
    assert kept(db, "brand") == "none"
    for brand in ("Lluvia", "Paraguas"):
        with db.writing() as tx:
            install(tx, {"brand": brand, "public_url": "https://shop.example"})
            assert installed(tx, "brand") == brand
        assert kept(db, "brand") == brand
    assert kept(db, "public_url") == "https://shop.example"
