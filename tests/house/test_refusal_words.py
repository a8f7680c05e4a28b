"""Every refusal has its words in every language, and each sentence fills the same blanks."""

import ast
import string
import tomllib

import pytest

from tests.house.tree import PROJECT, Source, Tree, dotted

PACKS = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted((PROJECT / "src/paraguas/words").glob("*.toml"))
}


def refusals(sources: list[Source]) -> dict[str, str]:
    """The codes of all subclasses of Refusal, with the place each is given in."""
    classes = [
        (source, node)
        for source in sources
        for node in source.nodes
        if isinstance(node, ast.ClassDef)
    ]
    family = {"Refusal"}
    while True:
        born = {
            node.name
            for _, node in classes
            if any(dotted(base).split(".")[-1] in family for base in node.bases)
        }
        if born <= family:
            break
        family |= born
    return {
        statement.value.value: source.at(statement, node.name)
        for source, node in classes
        if node.name in family - {"Refusal"}
        for statement in node.body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        and isinstance(statement.value, ast.Constant)
        and "code" in ast.unparse(statement).split("=")[0]
    }


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", PACKS)
def test_every_refusal_has_words(language):
    said = PACKS[language]["refusals"]
    silent = [f"{at} {code}" for code, at in refusals(Tree().src).items() if code not in said]
    assert not silent, f"no words in {language}.toml for\n" + "\n".join(silent)


@pytest.mark.parametrize("language", PACKS)
def test_every_pack_says_the_same(language):
    english, other = PACKS["en"]["refusals"], PACKS[language]["refusals"]
    assert set(other) == set(english)
    assert {code: blanks(other[code]) for code in other} == {
        code: blanks(english[code]) for code in english
    }


def test_refusals_are_found_through_their_parents(tmp_path):
    path = tmp_path / "src/paraguas/stock/errors.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        'class Short(Refusal):\n    code = "short"\n\nclass Gone(Short):\n    code: str = "gone"\n'
    )
    assert set(refusals(Tree(tmp_path).src)) == {"short", "gone"}
