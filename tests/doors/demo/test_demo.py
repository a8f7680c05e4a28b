"""The demonstration: the whole story and real trade, on both databases, in processes of its own."""

import json
import signal
from email import message_from_bytes, policy

import httpx

from paraguas.inventory.tables import positions
from paraguas.plumbing.db import open_database

STORY = {
    *("goods come in", "chosen on the web", "taken on by phone", "ordered and paid"),
    *("set-up booked", "the store is late", "letters in her language", "ready for her"),
    *("handed over by code", "parcel delivered", "set up", "one invoice", "money and promises"),
    *("bought in Spain", "brought to Madrid", "taken back in Paris", "told in her language"),
    *("known twice", "one person, one balance", "parted again", "a longer window, tried"),
}


def wrong(document) -> list[str]:
    return [step["name"] for step in document["steps"] if not step["ok"]]


def test_it_tells_the_story_enters_trade_and_verifies_the_books(stage):
    code, document, err = stage.play("--baskets", "200")
    assert (code, wrong(document)) == (0, []), err
    assert list(document) == ["steps", "replay", "audit"]
    assert all(set(step) == {"name", "ok", "ms"} for step in document["steps"])
    assert {step["name"] for step in document["steps"]} >= STORY | {"real trade", "audit"}
    replay = document["replay"]
    assert set(replay) == {
        *("baskets", "orders", "lines", "households", "refused", "amount_minor", "expected_minor"),
        "seconds",
    }
    assert 1 < replay["households"] < 200
    assert (replay["baskets"], replay["orders"], replay["refused"]) == (200, 200, {})
    assert replay["amount_minor"] == replay["expected_minor"] > 0
    assert document["audit"]["findings"] == 0
    assert len(document["audit"]["checks"]) > 20


def test_people_read_a_story_and_its_papers_lie_in_the_folder(stage):
    playing = stage.begin("--no-serve", "--baskets", "1")
    out, err = playing.communicate()
    assert playing.returncode == 0, err
    assert "Claire chooses a telephone on the web, €599.00" in out
    assert "Everything is as promised" in out
    [pdf] = (stage.folder / "invoices").glob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert pdf.stem in pdf.with_suffix(".html").read_text("utf-8")
    letters = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in (stage.folder / "letters").glob("*.eml")
    ]
    assert [letter["content-language"] for letter in letters] == ["fr"] * 4


def test_what_is_wrong_is_said_and_the_next_one_starts_anew(stage, bare_url):
    assert stage.play("--baskets", "5")[0] == 0
    embedded = "sqlite" in bare_url
    database = open_database(f"sqlite:///{stage.folder}/paraguas.db" if embedded else bare_url)
    with database.writing() as tx:
        tx.run(positions.update().values(on_hand=positions.c.on_hand + 1))
    database.close()
    code, document, err = stage.play("--baskets", "5", "--keep")
    assert (code, wrong(document)) == (1, ["real trade", "audit"])
    assert document["audit"]["findings"] > 0
    assert "off the sum of its movements" in err
    code, document, _ = stage.play("--baskets", "5")
    if embedded:
        assert (code, wrong(document)) == (0, [])
    else:
        # The folder is its own and made anew; a database that was given is not.
        assert (code, document["code"]) == (2, "database_not_empty")


def test_it_serves_what_it_told_until_it_is_stopped(stage):
    playing = stage.begin("--json", "--port", "0", "--baskets", "1")
    said = playing.stdout.readline()
    assert wrong(json.loads(said)) == []
    served = next(line for line in playing.stderr if "openapi.json" in line).split()[-1]
    assert httpx.get(served).json()["info"]["title"] == "Paraguas"
    playing.send_signal(signal.SIGINT)
    out, err = playing.communicate(timeout=60)
    assert (playing.returncode, out) == (0, "")
    assert "everything that was begun is written" in err
