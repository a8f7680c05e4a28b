"""A desk where files are handed in."""

import csv
from itertools import count

from sqlalchemy import func, select

from paraguas.doors.imports.importing import import_file
from paraguas.doors.imports.report import Report
from paraguas.inventory.queries import audit
from paraguas.orders.queries import order, placed_under
from paraguas.orders.rules.finding import external_key
from paraguas.orders.tables import orders
from paraguas.payments.queries import audit as audit_payments
from paraguas.plumbing.facts import facts
from paraguas.plumbing.words import speak

_SAY = speak("en").refuse


class Desk:
    def __init__(self, runtime, folder):
        self.runtime = runtime
        self.folder = folder
        self._names = count()

    def write(self, content, name="rows.csv"):
        path = self.folder / f"{next(self._names)}-{name}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def import_(self, what, content, name="rows.csv", **more):
        """Import what is written, or a file that is there; the outcome, and the report's rows."""
        path = content if hasattr(content, "open") else self.write(content, name)
        report = self.folder / f"{next(self._names)}-report.csv"
        done = import_file(self.runtime, what, path, Report(report, _SAY), **more)
        assert done.rows == done.kept + done.refused.total()
        with report.open(newline="") as file:
            return done, list(csv.DictReader(file))

    def refused(self, what, content, name="rows.csv"):
        """The refused rows as pairs of number and code."""
        _, listed = self.import_(what, content, name)
        return [(int(row["row"]), row["code"]) for row in listed]

    def look(self, query, *given):
        with self.runtime.database.reading() as tx:
            return query(tx, *given)

    def order(self, channel, external):
        def find(tx):
            key = external_key(channel, external)
            return order(tx, placed_under(tx, [key])[key])

        return self.look(find)

    def count_orders(self):
        return self.look(lambda tx: tx.value(select(func.count()).select_from(orders)))

    def count_facts(self):
        return self.look(lambda tx: tx.value(select(func.count()).select_from(facts)))

    def findings(self):
        checks = (*self.look(audit), *self.look(audit_payments))
        return [finding for check in checks for finding in check.findings]
