"""People for the API: what sources know of them, and how they are recorded and read."""

from pathlib import Path

from sqlalchemy import select

from paraguas.journeys.checkout.newcomers import TakingIn, take_in_newcomers
from paraguas.journeys.checkout.people import NEWCOMERS
from paraguas.plumbing import chores
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.facts import BUCKETS
from paraguas.plumbing.schema import metadata
from paraguas.values.by import SYSTEM
from paraguas.values.time import DAY

ANA = {
    "given_name": "Ana",
    "family_name": "García López",
    "birth_date": "1984-05-17",
    "emails": ["Ana.Garcia@example.com"],
    "phones": ["600 123 456"],
    "address": {
        "line1": "Calle Mayor 5",
        "postal_code": "28013",
        "city": "Madrid",
        "country": "ES",
    },
}
AT_THE_TILL = {"name": "ANA GARCIA LOPEZ", "phones": ["+34600123456"]}
LUIS = {"given_name": "Luis", "family_name": "Pérez", "emails": ["luis@example.com"]}


def record(api, details, *, source="web_account", system="shop-es", external="", **how):
    body = {"source": source, "system": system, "external": external, "details": details}
    return api.post("/v1/customers/records", body, **how)


def person_of(api, details, **how):
    answer = record(api, details, **how)
    assert answer.status_code == 201, answer.text
    return answer.json()["person_id"]


def read(api, person_id):
    return api.get(f"/v1/persons/{person_id}").json()


def links(api, person_id, kind="link"):
    found = api.get(f"/v1/persons/{person_id}/links").json()
    return [one for one in found if one["kind"] == kind and one["retracted_at"] is None]


def take_in(api):
    """Take in who ordered for the first time, as the worker does a minute later."""
    runtime = api.runtime
    with runtime.database.reading() as tx:
        left = {"buckets": list(range(BUCKETS)), "now": now() + DAY, "most": 200}
        found = chores.due(tx, NEWCOMERS, **left)
    if found:
        runtime.write_now(take_in_newcomers, TakingIn(stamp(SYSTEM), found))


def holding(api, text):
    """Name the tables in whose rows a text stands, in letters of any size; and the files."""
    database, found = api.runtime.database, []
    with database.reading() as tx:
        for table in metadata.sorted_tables:
            rows = [bytes(v) if isinstance(v, bytes) else str(v).encode()
                    for row in tx.all(select(table)) for v in row]  # fmt: skip
            found += [table.name] if any(text.encode() in row.lower() for row in rows) else []
    if database.sqlite:
        path = Path(database.engine.url.database)
        files = path.parent.glob(f"{path.name}*")
        found += [one.name for one in files if text.encode() in one.read_bytes().lower()]
    return found


def facts(api, record_id):
    page = api.get(f"/v1/streams/{record_id}/facts").json()
    return [one["name"] for one in page["facts"]]
