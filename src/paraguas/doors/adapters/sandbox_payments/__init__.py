"""A payment provider to try things with: it keeps its own ledger and misbehaves on demand."""

from paraguas.doors.adapters.sandbox_payments.provider import SandboxPayments as SandboxPayments
from paraguas.doors.adapters.sandbox_payments.store import Effect as Effect
