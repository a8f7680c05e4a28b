"""Requests nobody thought of: drawn from the API's own description, none may be our mistake."""

import json
import os
from http import HTTPStatus

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings, strategies as st
from schemathesis import GenerationMode

from tests.doors.api.visitor import framework
from tests.doors.api.wishes import shipped

EXAMPLES = int(os.environ.get("PARAGUAS_FUZZ_EXAMPLES", "8"))
"""Requests an operation: a few in every run, thousands where somebody asks for them."""

SCHEMA = schemathesis.openapi.from_dict(framework().openapi_schema.to_schema())
OPERATIONS = {
    f"{one.method.upper()} {one.path}": one
    for one in (found.ok() for found in SCHEMA.get_all_operations())
}
REFUSED = {
    *(HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN),
    *(HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.CONFLICT),
    *(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY),
}
"""What any operation may answer besides what it describes."""


def request_of(case, **real):
    """Turn a drawn case into a request; the parts of the address named here are real ones."""
    case.path_parameters.update({k: v for k, v in real.items() if k in case.path_parameters})
    sent = case.as_transport_kwargs(base_url="http://paraguas")
    content = sent.get("data")
    if "json" in sent:
        content = json.dumps(sent["json"]).encode()
    headers = {name.lower(): text for name, text in (sent["headers"] or {}).items()}
    if not all(text.isascii() and text.isprintable() for text in headers.values()):
        headers.pop("idempotency-key", None)
    kept = {k: v for k, v in headers.items() if k in {"idempotency-key", "if-match"}}
    key = kept.get("idempotency-key")
    match = {"if_match": kept["if-match"]} if "if-match" in kept else {}
    return case.method, sent["url"], {
        "params": sent.get("params"),
        "content": content if isinstance(content, bytes) else None,
        "idempotency_key": key,
        **match,
    }  # fmt: skip


@pytest.mark.parametrize("operation", OPERATIONS)
def test_no_request_is_our_mistake(api, operation):
    """One database for all the requests of an operation: they may leave traces, as in life."""
    api.stock("CASE-CLEAR", ES_GETAFE=5)
    order_id = api.post("/v1/orders", shipped("CASE-CLEAR", 2)).json()["order_id"]
    known = OPERATIONS[operation]
    described = {int(code) for code in known.definition.raw["responses"] if code.isdigit()}
    drawn = st.one_of(known.as_strategy(generation_mode=mode) for mode in GenerationMode)

    @seed(20_261_122)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=drawn, real=st.booleans())
    def hold(case, real):
        method, url, how = request_of(case, **({"order_id": order_id} if real else {}))
        answer = api.call(method, url, **how)
        assert answer.status_code in described | REFUSED, (answer.text, method, url, how)

    hold()
