"""The sandbox's behaviour: each card token stands for something that happens with real ones."""

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

from paraguas.doors.adapters.sandbox_payments.store import Effect, Ledger
from paraguas.payments.provider import UNANSWERED, Answer, AnswerState
from paraguas.values.money import Money

TOKENS = {
    "tok_ok": "approves everything",
    "tok_declined": "declines the authorisation",
    "tok_timeout": "does what it is told, but the first answer to each call is lost",
    "tok_unknown_once": "the first try of each call never arrives",
    "tok_double": "answers twice: also through `notify`, two times",
    "tok_late_decline": "approves, but the issuer has voided it when it is captured",
    "tok_refund_declined": "declines refunds",
    "tok_raise_declined": "approves, but declines any more on it",
    "tok_raise_unknown": "approves, but knows no raising: more takes an authorisation of its own",
}
"""What each token does; others are declined."""

_DECLINES = {
    ("authorise", "tok_declined"): "insufficient_funds",
    ("capture", "tok_late_decline"): "voided_by_issuer",
    ("refund", "tok_refund_declined"): "account_closed",
}
_LOST = "lost"


class SandboxPayments:
    """A provider after `PaymentProvider`, idempotent by key: one key never moves money twice.

    path: its ledger's file.  notify: told answers once more where a token answers twice, the way
    a real provider's webhook would.
    """

    def __init__(self, path: Path, notify: Callable[[str, Answer], None] | None = None) -> None:
        """Open the ledger."""
        self._ledger = Ledger(path)
        self._notify = notify

    async def authorise(self, key: str, token: str, amount: Money) -> Answer:
        """Set an amount aside on a card."""
        return self._call("authorise", key, token, "", amount)

    async def capture(self, key: str, authorisation: str, amount: Money) -> Answer:
        """Take some or all of what was set aside."""
        return self._call("capture", key, "", authorisation, amount)

    async def void(self, key: str, authorisation: str, amount: Money) -> Answer:
        """Set free what was set aside and not taken."""
        return self._call("void", key, "", authorisation, amount)

    async def refund(self, key: str, authorisation: str, amount: Money) -> Answer:
        """Give back some or all of what was taken."""
        return self._call("refund", key, "", authorisation, amount)

    async def increase(
        self, key: str, authorisation: str, token: str, amount: Money
    ) -> Answer | None:
        """Set more aside on an authorisation; None where it is closed or cannot be raised."""
        with self._ledger.turn():
            found = self._ledger.find(key)
            left = _room(self._ledger.of(authorisation))["capture"]
        done = found is not None and found.state != _LOST
        if not done and (token == "tok_raise_unknown" or left <= 0):  # noqa: S105
            return None
        return self._call("authorise", key, token, authorisation, amount)

    async def ask(self, key: str) -> Answer | None:
        """Tell what became of a call; None when it never arrived."""
        with self._ledger.turn():
            found = self._ledger.find(key)
        return None if found is None or found.state == _LOST else _answer(found)

    def ledger(self) -> list[Effect]:
        """Testify: every call that had an effect or was declined, with its key."""
        return [one for one in self._ledger.all() if one.state != _LOST]

    def close(self) -> None:
        """Close the ledger's file."""
        self._ledger.close()

    def _call(self, kind: str, key: str, token: str, authorisation: str, amount: Money) -> Answer:
        if not authorisation:
            # Nothing went before, so there is nothing to look up: almost every call is this one.
            effect = _effect(kind, key, token, authorisation, amount, history=[], again=False)
            if self._ledger.add(effect):
                return self._reply(effect)
        with self._ledger.turn():
            found = self._ledger.find(key)
            if found is not None and found.state != _LOST:
                return _answer(found)
            history = self._ledger.of(authorisation) if authorisation else []
            again = found is not None
            effect = _effect(kind, key, token, authorisation, amount, history=history, again=again)
            self._ledger.keep(effect)
        return self._reply(effect)

    def _reply(self, effect: Effect) -> Answer:
        if effect.state == _LOST or effect.token == "tok_timeout":  # noqa: S105
            return UNANSWERED
        answer = _answer(effect)
        if effect.token == "tok_double" and self._notify:  # noqa: S105
            self._notify(effect.key, answer)
            self._notify(effect.key, answer)
        return answer


def _effect(
    kind: str,
    key: str,
    token: str,
    authorisation: str,
    amount: Money,
    *,
    history: list[Effect],
    again: bool,
) -> Effect:
    """Decide what a call does; again: a try before it was lost."""
    reference = f"sbx_{blake2b(key.encode(), digest_size=10).hexdigest()}"
    if kind == "authorise" and authorisation:
        reference = authorisation
    token = token or next((one.token for one in history), "")
    if not again and token == "tok_unknown_once":  # noqa: S105 - a sandbox's token
        state, reason = _LOST, None
    else:
        reason = _refusal(kind, token, history, amount)
        state = (AnswerState.DECLINED if reason else AnswerState.APPROVED).value
    return Effect(
        *(key, kind, reference, authorisation or reference, token),
        *(amount.amount_minor, amount.currency, state, reason),
    )


def _refusal(kind: str, token: str, history: list[Effect], amount: Money) -> str | None:
    """Tell why a call is declined, or None when it is approved."""
    if token not in TOKENS:
        return "token_unknown" if kind == "authorise" else "authorisation_unknown"
    if (kind, token) in _DECLINES:
        return _DECLINES[kind, token]
    if kind == "authorise":
        declined = history and token == "tok_raise_declined"  # noqa: S105
        return "limit_exceeded" if declined else None
    return "amount_too_large" if amount.amount_minor > _room(history)[kind] else None


def _room(history: list[Effect]) -> dict[str, int]:
    """Tell how much of each kind an authorisation still allows."""
    done = {name: _sum(history, name) for name in ("authorise", "capture", "void", "refund")}
    left = done["authorise"] - done["capture"] - done["void"]
    return {"capture": left, "void": left, "refund": done["capture"] - done["refund"]}


def _sum(history: list[Effect], kind: str) -> int:
    approved = AnswerState.APPROVED.value
    return sum(o.amount_minor for o in history if o.kind == kind and o.state == approved)


def _answer(effect: Effect) -> Answer:
    return Answer(AnswerState(effect.state), effect.reference, effect.reason)
