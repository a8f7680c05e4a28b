"""The norm's checks see what they are there for: each violation is planted and found."""

from pathlib import Path

import pytest

from tests.house.test_norm import CHECKS, Check
from tests.house.tree import Tree

CARD = '"""Stock.\n\nPurpose: p\nWords: w\nPromises: p\nAnnounces: stock.held.v1\n"""\n'
SRC = "src/paraguas"
# Put together here, so that a search for the words finds only real ones.
LATER, UNDONE, AVOID = "TO" + "DO", "NotImplemented" + "Error", "sk" + "ip"
SAID = '"""Said."""\n'
DEF = f"def hold_stock():\n    {SAID}"

PLANTED = [
    ("files_are_short", f"{SRC}/stock/model.py", SAID + "a = 1\n" * 300, 301),
    ("functions_are_short", f"{SRC}/stock/model.py", DEF + "    a = 1\n" * 50, 1),
    ("functions_are_short", f"{SRC}/journeys/story.py", DEF + "    a = 1\n" * 40, 1),
    ("rooms_are_small", f"{SRC}/stock/model.py", "a = 1\n" * 3001, 1),
    ("lines_are_narrow", f"{SRC}/stock/model.py", "# " + "x" * 99, 1),
    ("journeys_do_not_calculate", f"{SRC}/journeys/story.py", "total = price * 2", 1),
    ("journeys_do_not_calculate", f"{SRC}/journeys/story.py", "total = 0\ntotal += price", 2),
    ("names_say_something", f"{SRC}/stock/utils.py", SAID, 1),
    ("names_say_something", f"{SRC}/stock/rules/money_helpers.py", SAID, 1),
    ("names_say_something", f"{SRC}/stock/model.py", "class StockManager: ...", 1),
    ("an_action_is_one_verb", f"{SRC}/stock/actions/free_stock.py", DEF, 1),
    ("an_action_is_one_verb", f"{SRC}/stock/actions/hold_stock.py", DEF + "def more(): ...", 1),
    ("sql_has_its_places", f"{SRC}/stock/rules/a.py", 'q = "select 1 from t"', 1),
    ("sql_has_its_places", f"{SRC}/stock/queries.py", 'q = f"UPDATE {t} SET a = 1"', 1),
    ("libraries_stay_at_their_floors", f"{SRC}/stock/store.py", "import sqlite3", 1),
    ("libraries_stay_at_their_floors", f"{SRC}/stock/store.py", "from litestar.di import P", 1),
    ("the_world_is_read_at_a_door", f"{SRC}/stock/store.py", "at = datetime.now(UTC)", 1),
    ("the_world_is_read_at_a_door", f"{SRC}/stock/rules/a.py", "at = time.time_ns()", 1),
    ("the_world_is_read_at_a_door", f"{SRC}/journeys/story.py", "key = uuid.uuid4()", 1),
    ("the_world_is_read_at_a_door", f"{SRC}/values/a.py", "noise = os.urandom(8)", 1),
    ("the_world_is_read_at_a_door", f"{SRC}/values/a.py", "n = random.randint(1, 6)", 1),
    ("values_are_frozen", f"{SRC}/stock/model.py", "@dataclass(slots=True)\nclass Hold: ...", 2),
    ("values_are_frozen", f"{SRC}/stock/model.py", "class Hold(Struct, gc=False): ...", 1),
    ("rooms_have_a_card", f"{SRC}/stock/__init__.py", '"""Stock."""', 1),
    ("rooms_have_a_card", f"{SRC}/stock/events.py", 'name = "stock.lost.v1"', 1),
    ("public_things_have_a_sentence", f"{SRC}/stock/model.py", SAID + "class Hold: ...", 2),
    ("public_things_have_a_sentence", f"{SRC}/stock/model.py", "a = 1", 1),
    ("every_file_is_used", f"{SRC}/stock/model.py", SAID, 1),
    ("nothing_is_left_for_later", f"{SRC}/stock/model.py", f"# {LATER} soon", 1),
    ("nothing_is_left_for_later", f"{SRC}/stock/model.py", f"raise {UNDONE}", 1),
    ("no_test_is_avoided", "tests/test_a.py", f"@pytest.mark.{AVOID}\ndef test_a(): ...", 1),
    ("no_test_is_avoided", "tests/test_a.py", f"def test_a():\n    pytest.{AVOID}()", 2),
    ("nothing_of_ours_is_mocked", "tests/test_a.py", "from unittest.mock import Mock", 1),
    ("every_test_tells_something", "tests/test_a.py", "def test_a():\n    run()", 1),
]  # fmt: skip

HARMLESS = {
    f"{SRC}/stock/__init__.py": CARD,
    f"{SRC}/stock/events.py": '"""Facts of stock."""\n\nNAME = "stock.held.v1"\n',
    f"{SRC}/stock/store.py": '"""SQL."""\n\nALL = "SELECT a FROM b"\n',
    f"{SRC}/stock/actions/hold_stock.py": '"""Hold."""\n\n' + DEF,
    f"{SRC}/journeys/story.py": '"""Story."""\n\nPATH = "a" + name\n',
    f"{SRC}/doors/cli/__init__.py": '"""Clock."""\n\nimport sqlalchemy\nat = time.time()\n',
}


def plant(root: Path, files: dict[str, str]) -> Tree:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n")
    return Tree(root)


def named(name: str) -> Check:
    return next(check for check in CHECKS if check.__name__ == name)


@pytest.mark.parametrize(("name", "path", "text", "line"), PLANTED)
def test_violation_is_found_where_it_is(name, path, text, line, tmp_path):
    planted = plant(tmp_path, {f"{SRC}/stock/__init__.py": CARD, path: text})
    findings = list(named(name)(planted))
    assert any(found.rpartition("/")[2].split(" ")[0].endswith(f":{line}") for found in findings)


def test_every_check_has_a_planted_violation():
    assert {name for name, *_ in PLANTED} == {check.__name__ for check in CHECKS}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_harmless_code_passes(check, tmp_path):
    imports = "\n".join(f"import paraguas.{path[13:-3].replace('/', '.')}" for path in HARMLESS)
    used = {f"{SRC}/__main__.py": '"""Start."""\n\n' + imports.replace(".__init__", "")}
    assert list(check(plant(tmp_path, HARMLESS | used))) == []
