"""Orders imported from a file, by the program's own command."""

import subprocess
from pathlib import Path

import msgspec

from paraguas.doors.bench.ground import Ground
from paraguas.doors.bench.requests import Mix, bodies
from paraguas.doors.bench.serving import PROGRAM, said

_encode = msgspec.json.Encoder().encode


def import_orders(on: Ground, many: int, seed: int) -> float:
    """Import orders of the same kind as the load's, less the gift card; gives orders a second."""
    path = on.folder / f"orders-{seed}.jsonl"
    _write(path, on, many, seed)
    command = [*PROGRAM, "import", "orders", str(path), *said(on.folder, on.url), "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603 - ours
    path.unlink()
    seconds: float = msgspec.json.decode(done.stdout)["seconds"]
    return many / max(seconds, 0.001)


def _write(path: Path, on: Ground, many: int, seed: int) -> None:
    """Write the file: a row for each line, as files of orders are."""
    mix = Mix(skus=on.world.skus, cards=on.world.cards, seed=seed)
    with path.open("wb") as file:
        for number, body in enumerate(bodies(mix, many)):
            order = msgspec.json.decode(body)
            address = order["groups"][0]["address"]
            where = {name: address[name] for name in ("line1", "postal_code", "city", "country")}
            for line in order["lines"]:
                row = {
                    "order": f"{seed}-{number}",
                    "channel": "web",
                    "market": order["market"],
                    "kind": "ship",
                    "tender": "card",
                    "token": "tok_ok",
                    **line,
                    **order["person"],
                    **where,
                }
                file.write(_encode(row) + b"\n")
