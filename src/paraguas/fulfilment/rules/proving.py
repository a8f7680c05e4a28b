"""Whether who comes for goods may have them: by her code, or by a document that was seen."""

from hmac import compare_digest

from paraguas.fulfilment.errors import CodeLocked, CodeWrong, ProofMissing
from paraguas.fulfilment.model import Fulfilment, Proof

WRONG_CODES = 5
"""After so many wrong codes only a document counts: six digits are no secret for long."""


def prove(found: Fulfilment, code: str | None, proof: Proof | None) -> Proof | CodeWrong:
    """Tell by what the person is known; a wrong code is an answer, for it is to be counted.

    Refuses ProofMissing, and CodeLocked after five wrong codes.
    """
    if proof and proof.kind != "code":
        return proof
    if not code:
        raise ProofMissing
    if found.wrong_codes >= WRONG_CODES:
        raise CodeLocked
    if not _matches(code, found.code):
        return CodeWrong(left=WRONG_CODES - found.wrong_codes - 1)
    return Proof("code")


def _matches(shown: str, code: str | None) -> bool:
    digits = "".join(shown.split())
    return code is not None and compare_digest(digits.encode(), code.encode())
