"""A longer window for returns, tried on past trade before anybody decides on it."""

from collections.abc import Mapping

from paraguas.doors.policy.past_cases import Watch, past_cases
from paraguas.plumbing.tx import Tx
from paraguas.policies.model import Value
from paraguas.policies.queries import shipped_files
from paraguas.policies.rules.deciding import Decider
from paraguas.policies.rules.reading import read_book
from paraguas.policies.rules.simulating import Effect, simulate

ASKED_AFTER, WINDOW_DAYS = 45, 60
"""How many days after the order goods come back, and the window that is tried; today's is 30."""

_FILE = "brand/returns.toml"
_TODAY, _TRIED = "window_days = 30,", f"window_days = {WINDOW_DAYS},"
_SAID: Mapping[str, Value] = {
    "category": "general",
    "handling": "unused",
    "tier": "none",
    "opened": False,
    "final_sale": False,
    "gift_season": False,
    "informed": True,
    "policy_posted": True,
    "sold_at_home": False,
}
"""What the trade does not tell: ordinary goods, as good as new, brought back by anybody."""


def try_window(tx: Tx, watch: Watch) -> list[Effect]:
    """Tell by country how many past orders could come back in a longer window, and their sum."""
    files = dict(shipped_files())
    longer = {**files, _FILE: files[_FILE].replace(_TODAY, _TRIED)}
    (old, _), (new, amiss) = read_book(files), read_book(longer)
    assert not amiss, "a longer window makes no book worse"
    cases = past_cases(tx, old, _SAID, ASKED_AFTER, watch)
    return simulate(Decider(old), Decider(new), "returns", cases)
