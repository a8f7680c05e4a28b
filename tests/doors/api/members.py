"""Members for the API: accounts of points, what is given to them and what they hold."""

from typing import Any

from tests.doors.api.desk import Desk

SKU, PRICE = "CASE-CLEAR", 2490


def join(desk: Desk, number: str = "", **more: Any) -> str:
    """Open an account and give its number."""
    answer = desk.api.post("/v1/loyalty/accounts", {"number": number, **more})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["number"])


def give(desk: Desk, number: str, points: int, cause: str = "welcome", **how: Any) -> Any:
    """Adjust points by hand."""
    partner = how.pop("partner", "")
    body = {"points": points, "cause": cause, "reason": "a present", "partner": partner}
    return desk.api.post(f"/v1/loyalty/accounts/{number}/adjustments", body, **how)


def member(desk: Desk, number: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.api.get(f"/v1/loyalty/accounts/{number}").json()
    return found


def held(desk: Desk, number: str) -> tuple[int, int, int]:
    """What an account holds: usable, pending, owed."""
    found = member(desk, number)
    return found["points"], found["pending"], found["debt"]


def paying(number: str, **more: Any) -> dict[str, Any]:
    """A tender of points."""
    return {"kind": "points", "token": number, **more}


def code_of(answer: Any) -> tuple[int, str | None]:
    """Why something was refused."""
    return answer.status_code, answer.json().get("code")
