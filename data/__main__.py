"""`python -m data`: what the books hold, from a command line."""

import argparse
import sys
from importlib import import_module

from data.command_line import Parser

COMMANDS = {
    "check": "data.ingest.check:add_check",
    "cells": "data.workbooks.command:add_cells",
    "panel": "data.panel.command:add_panel",
    "export": "data.region.command:add_export",
    "collect": "data.region.collecting:add_collect",
    "sample": "data.samples.command:add_sample",
    "template": "data.ingest.template:add_template",
    "account": "data.access.command:add_account",
    "doctor": "data.doctor:add_doctor",
    "log": "data.access.command:add_log",
    **dict.fromkeys(
        ("import", "history", "undo", "redo", "backup", "restore", "rebuild", "forget"), "data.store.command:add_store"
    ),
}


def parser(command: str = "") -> argparse.ArgumentParser:
    """One sub-parser a sub-command; each sets `run`, a function from the parsed arguments to the exit code.

    Only the module of a known `command` is loaded, as that of another may need a database.
    """
    top = Parser(prog="python -m data", description="Baca buku kantor.")
    commands = top.add_subparsers(required=True, metavar="PERINTAH")
    for place in [COMMANDS[command]] if command in COMMANDS else dict.fromkeys(COMMANDS.values()):
        module, _, register = place.partition(":")
        getattr(import_module(module), register)(commands)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one sub-command; its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    args = parser(words[0] if words else "").parse_args(words)
    return int(args.run(args))


if __name__ == "__main__":
    sys.exit(main())
