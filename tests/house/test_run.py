"""`./run` and the locks: what a newcomer meets first."""

import re
import subprocess
import tomllib

import pytest

from tests.house.tree import PROJECT

PINNED = re.compile(r"^([a-z0-9-]+)==([^ ;]+)", re.MULTILINE)
NAME = re.compile(r"[A-Za-z0-9-]+")


def lock(name):
    return (PROJECT / "requirements" / f"{name}.txt").read_text()


def pins(name):
    found = {}
    for package, version in PINNED.findall(lock(name)):
        found.setdefault(package, set()).add(version)
    return found


@pytest.mark.parametrize("name", ["runtime", "dev", "uv"])
def test_lock_holds_versions_and_hashes_only(name):
    assert re.search(r"://|--index|--find-links|file:|^-e ", lock(name), re.MULTILINE) is None
    assert lock(name).count("--hash=sha256:") >= len(pins(name)) > 0


def test_locks_agree():
    runtime, dev = pins("runtime"), pins("dev")
    assert {package: dev.get(package) for package in runtime} == runtime


def named(*lists):
    """The packages requirements name; our own extras inside others are those packages' too."""
    names = {NAME.match(line)[0].lower() for requirements in lists for line in requirements}
    return names - {"paraguas"}


def test_what_the_project_asks_for_is_locked():
    table = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    extras = table["project"]["optional-dependencies"]
    assert named(table["project"]["dependencies"], extras["demo"]) <= set(pins("runtime"))
    tools = table["dependency-groups"]["dev"]
    assert named(tools, *extras.values()) <= set(pins("dev"))


def test_no_word_prints_help_from_any_folder(tmp_path):
    said = subprocess.run(
        ["sh", PROJECT / "run"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert {"demo", "test", "check", "fix", "lock"} <= set(said.stdout.split())
    assert said.stderr == ""


@pytest.mark.parametrize("python", ["/nowhere/python3", "/bin/ls"])
def test_a_python_that_will_not_do_is_told(tmp_path, python):
    for name in ("pyproject.toml", "requirements"):
        (tmp_path / name).symlink_to(PROJECT / name)
    (tmp_path / "run").write_text((PROJECT / "run").read_text())
    said = subprocess.run(
        ["sh", tmp_path / "run", "demo"],
        env={"PATH": "/usr/bin:/bin", "PARAGUAS_PYTHON": python},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1
    assert said.stdout == ""
    assert f"PARAGUAS_PYTHON={python} is no Python 3.11 or newer" in said.stderr
