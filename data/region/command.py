"""`python -m data export`: the records as a folder of Parquet that DAMPAK_RECORDS can name."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from data import store
from data.command_line import UNUSABLE, exit_code, operator, usable_books
from data.ingest.parsers.units import office
from data.problems import BookError
from data.region.folder import write_folder
from data.region.pseudonyms import installation_key


def add_export(commands: Any) -> None:
    """Register the sub-command."""
    export = commands.add_parser("export", help="tulis catatan ke folder Parquet untuk beberapa kecamatan")
    export.add_argument("books", nargs="*", type=Path, metavar="BUKU", help="tanpa ini: buku yang sedang dipakai")
    export.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help="tujuan; isi lama kecamatan ini diganti"
    )
    export.add_argument("--kecamatan", default=office(), metavar="NAMA", help=f"tanpa ini: {office()}")
    export.set_defaults(run=cmd_export)


def cmd_export(args: argparse.Namespace) -> int:
    """Write the records of one kecamatan; NIP only as pseudonyms."""
    try:
        dataset = usable_books(args.books)
        with store.agreeing():
            installation_key()
        rows = write_folder(dataset, args.to, args.kecamatan, operator())
    except BookError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return UNUSABLE
    listed = ", ".join(f"{kind} {count}" for kind, count in rows.items())
    sys.stdout.write(f"{args.to}: {args.kecamatan}, baris per jenis: {listed}\n")
    return exit_code(dataset)
