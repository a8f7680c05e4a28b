"""The commands, and what happens to their answers, refusals and defects."""

import logging
import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError, Parameter
from rich.text import Text

from paraguas import __version__
from paraguas.doors.api.problem import Defect
from paraguas.doors.cli.answer import Answer, show, talk, word
from paraguas.doors.cli.errors import CommandWrong
from paraguas.doors.loop import spare_collector
from paraguas.values.refusal import Refusal

COMMANDS = {
    "serve": ("paraguas.doors.cli.serve:serve", "Serve the API and the pages."),
    "init": ("paraguas.doors.cli.init:init", "Make an installation in a folder."),
    "migrate": ("paraguas.doors.cli.migrate:migrate", "Bring the tables up to date."),
    "facts": ("paraguas.doors.cli.facts:facts", "Write the schemas of facts."),
    "doctor": ("paraguas.doors.cli.doctor:doctor", "Look an installation over."),
    "audit": ("paraguas.doors.cli.audit:audit", "Verify the books."),
    "chores": ("paraguas.doors.cli.chores:chores", "List what was given up, and revive it."),
    "import": ("paraguas.doors.cli.import_file:import_file", "Import a file of goods or orders."),
    "customers": ("paraguas.doors.cli.customers:customers", "Find persons, decide who is one."),
    "loyalty": ("paraguas.doors.cli.loyalty:loyalty", "Tell what moved on points, and is owed."),
    "export": ("paraguas.doors.cli.export:export", "Export facts or whole orders to a file."),
    "events": ("paraguas.doors.cli.events:events", "List what happened, as events."),
    "policy": ("paraguas.doors.cli.policy:policy", "Prove, explain and compare the policy book."),
    "promotions": (
        "paraguas.doors.cli.promotions:promotions",
        "List, check, save and simulate promotions.",
    ),
    "prices": (
        "paraguas.doors.cli.promotions:prices",
        "Tell which prices differ by door.",
    ),
    "report": ("paraguas.doors.cli.report:report", "Tell how promises were kept."),
    "sourcing": ("paraguas.doors.cli.sourcing:sourcing", "Show, try and save sourcing rules."),
    "bench": ("paraguas.doors.cli.bench:bench", "Measure how fast it is on this machine."),
    "demo": ("paraguas.doors.cli.demo:demo", "Show it all on a story and on real trade."),
    "sandbox-report": (
        "paraguas.doors.cli.sandbox_report:sandbox_report",
        "Write what the sandbox provider settled.",
    ),
    "replay": ("paraguas.doors.cli.replay:replay", "Capture real trade of the past."),
    "torture": ("paraguas.doors.cli.torture:torture", "Provoke what must never happen."),
}
"""Command -> its function, imported when it is asked for, and what it is for.

A command gives an Answer, or nothing when it has said all itself.
"""

REFUSED = 2
DEFECT = 1
INTERRUPTED = 130
log = logging.getLogger("paraguas.cli")


def main(words: Sequence[str] | None = None) -> int:
    """Run a command and give the exit code: 0, 1 for findings or a defect, 2 for a refusal."""
    # Before a command is loaded: looking at that for garbage would take a sixth of its start.
    spare_collector()
    said = list(sys.argv[1:] if words is None else words)
    as_json = "--json" in said
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        answer = make_app()(said)
    except CycloptsError as problem:
        return _refuse(CommandWrong(problem=str(problem)), REFUSED, as_json=as_json)
    except Refusal as refusal:
        return _refuse(refusal, REFUSED, as_json=as_json)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:
        log.exception("the command failed")
        return _refuse(Defect(), DEFECT, as_json=as_json)
    if not isinstance(answer, Answer):
        return 0
    show(answer, as_json=as_json)
    return answer.code


def make_app() -> App:
    """Build the command line."""
    app = App(
        name="paraguas",
        help="One order management system for a brand that sells through every door.",
        version=__version__,
        default_parameter=Parameter(show_default=False),
        exit_on_error=False,
        print_error=False,
        help_on_error=False,
        suppress_keyboard_interrupt=False,
        result_action="return_value",
    )
    for name, (path, purpose) in COMMANDS.items():
        app.command(path, name=name, help=purpose)
    app.register_install_completion_command()
    return app


def _refuse(refusal: Refusal, code: int, *, as_json: bool) -> int:
    detail = word(refusal)
    if as_json:
        document = {"code": refusal.code, "detail": detail, "details": refusal.details}
        show(Answer(document, ""), as_json=True)
    talk(Text.assemble((refusal.code, "red"), ": ", detail))
    return code
