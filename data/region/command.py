"""`python -m data export`: the records as a folder that DAMPAK_RECORDS can name, or a month's file for the city."""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from data import store
from data.access import audit
from data.command_line import a_month, exit_code, in_a_sentence, operator, usable_books
from data.files import as_book_error, write_durably
from data.ingest.parsers.units import office
from data.panel.dataset import Dataset
from data.problems import BookError
from data.region.folder import write_folder
from data.region.keys import own_key
from data.region.monthly_store import ENDING
from data.region.pseudonyms import installation_key
from data.region.sending import monthly_file, months_in
from data.vocabulary.periods import period_text


def add_export(commands: Any) -> None:
    """Register the sub-command."""
    export = commands.add_parser("export", help="tulis catatan untuk beberapa kecamatan, atau kiriman bulanan ke kota")
    export.add_argument("books", nargs="*", type=Path, metavar="BUKU", help="tanpa ini: buku yang sedang dipakai")
    export.add_argument("--to", type=Path, metavar="FOLDER", help="tujuan catatan; isi lama kecamatan ini diganti")
    export.add_argument("--kecamatan", default=office(), metavar="NAMA", help=f"tanpa ini: {office()}")
    export.add_argument("--for", dest="reader", choices=["city"], help="tulis kiriman bulanan bertanda tangan")
    export.add_argument("--month", type=a_month, metavar="BULAN", help="bulan kiriman; tanpa ini: semua yang selesai")
    export.add_argument("--out", type=Path, metavar="FOLDER", help="tujuan kiriman bulanan")
    export.add_argument("--key", type=Path, metavar="FILE", help="file kunci dari kota; cukup sekali")
    export.set_defaults(run=lambda args: in_a_sentence(cmd_send if args.reader else cmd_export, args))


def cmd_export(args: argparse.Namespace) -> int:
    """Write the records of one kecamatan; NIP only as pseudonyms."""
    if args.to is None:
        raise BookError("Tujuan belum disebut; isi --to FOLDER, atau isi --for city --out FOLDER.")
    dataset = _books(args)
    rows = write_folder(dataset, args.to, args.kecamatan, operator())
    listed = ", ".join(f"{kind} {count}" for kind, count in rows.items())
    sys.stdout.write(f"{args.to}: {args.kecamatan}, baris per jenis: {listed}\n")
    return exit_code(dataset)


def cmd_send(args: argparse.Namespace) -> int:
    """Write the signed file of one month, or of each month that is over; print their names."""
    if args.out is None:
        raise BookError("Tujuan belum disebut; isi --out FOLDER.")
    kecamatan, key = own_key(args.key)
    dataset, now = _books(args), datetime.now().astimezone()
    for month in [args.month] if args.month else months_in(dataset, now.date()):
        file = args.out / f"{kecamatan}-{period_text(month)}{ENDING}"
        with as_book_error(file):
            write_durably(file, monthly_file(dataset, month, kecamatan, key, now))
        sys.stdout.write(f"{file}\n")
    audit.note(operator(), "kiriman", kecamatan)
    return exit_code(dataset)


def _books(args: argparse.Namespace) -> Dataset:
    dataset = usable_books(args.books)
    with store.agreeing():
        installation_key()
    return dataset
