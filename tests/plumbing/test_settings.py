from pathlib import Path

import pytest

from paraguas.plumbing.settings import Settings, SettingWrong, read_settings


def test_the_environment_goes_over_the_defaults():
    given = {
        "PARAGUAS_FOLDER": "/srv/shop",
        "PARAGUAS_PORT": "9000",
        "PARAGUAS_WORKER": "false",
        "PARAGUAS_BRAND": "Lluvia",
        "PORT": "1",
        "PARAGUAS_SOMETHING_ELSE": "x",
    }
    settings = read_settings(given)
    assert settings == Settings(folder=Path("/srv/shop"), port=9000, worker=False, brand="Lluvia")
    assert read_settings({}) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [("port", "eight"), ("port", "0"), ("port", "65536"), ("batch", "0"), ("worker", "perhaps")],
)
def test_a_setting_of_the_wrong_form_is_named(name, value):
    with pytest.raises(SettingWrong) as refused:
        read_settings({f"PARAGUAS_{name.upper()}": value})
    assert f"$.{name}" in refused.value.details["problem"]


def test_the_database_is_a_file_in_the_folder_unless_told():
    assert Settings(folder=Path("/srv")).database == "sqlite:////srv/paraguas.db"
    assert Settings(database_url="postgresql://db/shop").database == "postgresql://db/shop"


def test_links_begin_with_the_public_address_where_there_is_one():
    assert Settings(port=81).links == "http://127.0.0.1:81"
    assert Settings(public_url="https://shop.example/").links == "https://shop.example"
