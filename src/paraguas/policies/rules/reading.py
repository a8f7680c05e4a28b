"""Reading a book out of its text files; everything that is amiss is told, not only the first."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from paraguas.policies.model import (
    BRAND,
    CONTRACT_DAY,
    FIRST_DAY,
    REQUEST_DAY,
    TONGUES,
    Book,
    Finding,
    Row,
    Spans,
    Subject,
)
from paraguas.policies.rules.conditions import Unreadable, read_condition, read_outcome
from paraguas.policies.rules.shapes import (
    GIFT_MONTHS,
    ROW_WORDS,
    BrandShape,
    LawShape,
    RowShape,
    VocabularyShape,
    WordsShape,
    check_shape,
)
from paraguas.policies.rules.vocabulary import (
    FILE,
    check_places,
    forbidden,
    read_dimensions,
    read_facts,
)

Files = Mapping[str, str]
"""Name -> text: vocabulary.toml, brand/<subject>.toml, law/<law>.toml, words/<language>.toml."""

_SHAPES: Mapping[str, Any] = {"brand": BrandShape, "law": LawShape, "words": WordsShape}


def hash_of(files: Files) -> str:
    """Give the SHA-256 of a book's files in hex: the same files, the same version."""
    digest = sha256()
    for name in sorted(files):
        for part in (name, files[name]):
            digest.update(len(part.encode()).to_bytes(8) + part.encode())
    return digest.hexdigest()


def read_book(files: Files) -> tuple[Book, list[Finding]]:
    """Read a book and what is amiss in its files; rows that cannot be read are left out."""
    reading = _Reading(files)
    return reading.book(hash_of(files)), reading.found


class _Reading:
    def __init__(self, files: Files) -> None:
        self.found: list[Finding] = []
        self.files = {name: self._parse(name, text) for name, text in sorted(files.items())}
        self.head = self.files.get(FILE, {})
        self.facts, amiss = read_facts(self.head)
        self.dimensions, more = read_dimensions(self.head)
        self.found += [*amiss, *more, *check_places(self.head, self.facts)]
        self.subjects: dict[str, dict[str, Any]] = {}
        self.rows: dict[str, list[Row]] = {}
        self.ids: set[str] = set()

    def book(self, content_hash: str) -> Book:
        for name, document in self._folder("brand"):
            self._subject(name, document)
        for name, document in self._folder("law"):
            self._law(name, document)
        for subject in self.subjects.values():
            rows = sorted(self.rows[subject["name"]], key=lambda row: row.priority)
            subject["rows"] = tuple(rows)
        return Book(
            content_hash=content_hash,
            currency=self.head.get("currency", "EUR"),
            facts=self.facts,
            dimensions=self.dimensions,
            subjects={name: Subject(**subject) for name, subject in self.subjects.items()},
            texts={tongue: self._texts(tongue) for tongue in TONGUES},
            rates=self.head.get("rates", {}),
            gift_months=frozenset(self.head.get("gift_months", GIFT_MONTHS)),
            zones=self.head.get("zones", {}),
            countries=self.head.get("countries", {}),
        )

    def _folder(self, folder: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for name, document in self.files.items():
            if name.startswith(f"{folder}/"):
                yield name, document

    def _parse(self, name: str, text: str) -> dict[str, Any]:
        try:
            document = tomllib.loads(text)
        except (ValueError, RecursionError) as broken:
            self._amiss("shape", name, "", f"the file is no TOML: {broken}")
            return {}
        shape = VocabularyShape if name == FILE else _SHAPES.get(name.partition("/")[0])
        if shape is None:
            self._amiss("shape", name, "", "no file of a book is called so")
            return {}
        if problem := check_shape(document, shape):
            self._amiss("shape", name, "", problem)
            return {}
        return document

    def _texts(self, tongue: str) -> dict[str, str]:
        document = self.files.get(f"words/{tongue}.toml", {})
        return {
            f"{section}.{key}": text
            for section, texts in document.items()
            for key, text in texts.items()
        }

    def _subject(self, file: str, document: Mapping[str, Any]) -> None:
        name = document.get("subject", "")
        if not document:
            return
        if not name or name in self.subjects:
            self._amiss("shape", file, "", "a file of the brand names a subject of its own")
            return
        gives = tuple(one for one in document.get("gives", ()) if self._knows(file, one))
        lift = document.get("lift", [])
        for one in set(lift) - set(gives):
            self._amiss("vocabulary", file, "", f"lift names {one!r}, which is not given")
        self.subjects[name] = {
            "name": name,
            "gives": gives,
            "text": document.get("text", ""),
            "file": file,
            "lift": tuple(one for one in gives if one in lift),
        }
        self.rows[name] = []
        for row in document.get("rows", ()):
            self._row(file, BRAND, name, {"owner": document.get("owner", ""), **row})

    def _law(self, file: str, document: Mapping[str, Any]) -> None:
        law = document.get("law", "")
        if document and law in {"", BRAND}:
            self._amiss("shape", file, "", "a file of law names its law")
        for row in document.get("rows", ()):
            subject = row.get("subject", "")
            if not isinstance(subject, str) or subject not in self.subjects:
                self._amiss("vocabulary", file, str(row.get("id", "?")), f"no subject {subject!r}")
                continue
            self._row(file, law, subject, {"owner": document.get("owner", ""), **row})

    def _row(self, file: str, group: str, subject: str, table: Mapping[str, Any]) -> None:
        row_id = str(table.get("id", ""))
        before = len(self.found)
        for problem in self._problems(row_id, table):
            self._amiss("shape", file, row_id or "?", problem)
        when = self._when(file, row_id, table)
        then = self._then(file, row_id, table, self.subjects[subject]["gives"], group)
        self._cites(file, row_id, table, group)
        self.ids.add(row_id)
        if any(found.proof in {"shape", "vocabulary"} for found in self.found[before:]):
            return
        begins, ends = table.get("from"), table.get("until")
        row = Row(
            *(row_id, subject, group, table["priority"], when, then),
            *(table["text"], table["owner"], file, table.get("citation", "")),
            *(table.get("cited_on"), begins, ends, tuple(table.get("below_law", ()))),
            table.get("signed_off", ""),
        )
        self.rows[subject].append(row)

    def _problems(self, row_id: str, table: Mapping[str, Any]) -> Iterator[str]:
        if row_id in self.ids:
            yield "a row has an id of its own"
        for word in sorted(set(table) - ROW_WORDS):
            yield forbidden(word) or f"a row has no {word!r}"
        if problem := check_shape(table, RowShape):
            yield problem

    def _when(self, file: str, row_id: str, table: Mapping[str, Any]) -> dict[str, Spans]:
        when: dict[str, Spans] = {}
        said = table.get("when", {})
        for name, given in said.items() if isinstance(said, dict) else ():
            fact = self.facts.get(name)
            if fact is None or name in {CONTRACT_DAY, REQUEST_DAY}:
                sentence = forbidden(name) or f"the vocabulary has no fact {name!r}"
                self._amiss("vocabulary", file, row_id, sentence)
                continue
            try:
                spans = read_condition(fact, given)
            except (Unreadable, TypeError) as problem:
                self._amiss("vocabulary", file, row_id, str(problem))
                continue
            if spans != ((0, fact.size - 1),):
                when[name] = spans
        return when | self._dates(file, row_id, table)

    def _dates(self, file: str, row_id: str, table: Mapping[str, Any]) -> dict[str, Spans]:
        begins, ends = table.get("from"), table.get("until")
        if type(begins) is not date and type(ends) is not date:
            return {}
        name = REQUEST_DAY if table.get("dated_by") == "request" else CONTRACT_DAY
        first = begins.toordinal() - FIRST_DAY if isinstance(begins, date) else 0
        last = ends.toordinal() - FIRST_DAY - 1 if isinstance(ends, date) else 10**9
        first, last = max(first, 0), min(last, self.facts[name].size - 1)
        if first > last:
            self._amiss("shape", file, row_id, "it ends before it begins")
        return {name: ((first, last),)}

    def _then(
        self, file: str, row_id: str, table: Mapping[str, Any], gives: tuple[str, ...], group: str
    ) -> dict[str, Any]:
        given = table.get("then")
        then: dict[str, Any] = {}
        if not isinstance(given, dict):
            return then
        for name, value in given.items():
            if name not in gives:
                sentence = forbidden(name) or f"its subject does not give {name!r}"
                self._amiss("vocabulary", file, row_id, sentence)
                continue
            try:
                then[name] = read_outcome(self.dimensions[name], value)
            except (Unreadable, TypeError) as problem:
                self._amiss("vocabulary", file, row_id, str(problem))
        for name in gives if group == BRAND else ():
            if name not in given:
                self._amiss("shape", file, row_id, f"it does not say what it gives of {name!r}")
        return then

    def _cites(self, file: str, row_id: str, table: Mapping[str, Any], group: str) -> None:
        citation = table.get("citation", "")
        said = table.get("when", {})
        named = [name for name in said if name in self.facts] if isinstance(said, dict) else []
        legal = [name for name in named if self.facts[name].legal]
        if legal and not citation:
            sentence = f"it depends on {', '.join(legal)} and cites no law"
            self._amiss("citations", file, row_id, sentence)
        elif group != BRAND and not citation:
            self._amiss("citations", file, row_id, "it is law and has no citation")
        elif citation and type(table.get("cited_on")) is not date:
            self._amiss("citations", file, row_id, "its citation has no date")
        if group != BRAND and type(table.get("from")) is not date:
            self._amiss("citations", file, row_id, "it is law and does not say from when")

    def _knows(self, file: str, dimension: str) -> bool:
        known = dimension in self.dimensions
        if not known:
            self._amiss("vocabulary", file, "", f"the vocabulary has no dimension {dimension!r}")
        return known

    def _amiss(self, proof: str, file: str, row: str, sentence: str) -> None:
        self.found.append(Finding(proof, file, row, sentence))
