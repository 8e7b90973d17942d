"""`python -m data`: what the books hold, from a command line."""

from __future__ import annotations

import argparse
import sys

from data.command_line import Parser
from data.ingest.check import add_check
from data.ingest.template import add_template
from data.panel.command import add_panel
from data.region.command import add_export
from data.samples.command import add_sample
from data.store.command import add_store


def parser() -> argparse.ArgumentParser:
    """One sub-parser a sub-command; each sets `run`, a function from the parsed arguments to the exit code."""
    top = Parser(prog="python -m data", description="Baca buku kantor.")
    commands = top.add_subparsers(required=True, metavar="PERINTAH")
    add_check(commands)
    add_panel(commands)
    add_export(commands)
    add_sample(commands)
    add_template(commands)
    add_store(commands)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one sub-command; its exit code."""
    args = parser().parse_args(arguments)
    return int(args.run(args))


if __name__ == "__main__":
    sys.exit(main())
