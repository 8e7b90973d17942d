"""`python -m data panel`: the panel as a CSV or Parquet file for other programs."""

import argparse
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from data.command_line import UNUSABLE, exit_code, usable_books
from data.files import as_book_error, atomic_write
from data.panel.build import panel_as_text, panel_of
from data.panel.exposure import ANY, find_training
from data.problems import BookError, UnknownName

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def add_panel(commands: Any) -> None:
    """Register the sub-command."""
    panel = commands.add_parser("panel", help="tulis panel unit × periode × indikator ke file")
    panel.add_argument("books", nargs="*", type=Path, metavar="BUKU", help="tanpa ini: buku yang sedang dipakai")
    panel.add_argument("--out", type=Path, required=True, metavar="FILE", help="tujuan: .csv atau .parquet")
    panel.add_argument("--training", metavar="PELATIHAN", help="bidang atau sebagian nama; tanpa ini: semua")
    panel.set_defaults(run=cmd_panel)


def cmd_panel(args: argparse.Namespace) -> int:
    """Write the panel and print what was assumed or left out."""
    try:
        dataset = usable_books(args.books)
        training = find_training(dataset.pelatihan, args.training) if args.training else ANY
        panel = panel_of(dataset, training)
        write_panel(panel, args.out)
    except (BookError, UnknownName) as wrong:
        sys.stderr.write(f"{wrong}\n")
        return UNUSABLE
    notes = "".join(f"Catatan: {note}\n" for note in panel.attrs["notes"])
    sys.stdout.write(f"{args.out}: {len(panel)} baris\n{notes}")
    return exit_code(dataset)


def write_panel(panel: pd.DataFrame, out: Path) -> None:
    """Write `panel` to `out`, full precision, periods as text; BookError for another ending or an unwritable place."""
    table = panel_as_text(panel)
    table.attrs = {}
    if out.suffix.lower() not in (".csv", ".parquet"):
        raise BookError(f"Tujuan {out.name} belum dikenal; pakai akhiran .csv atau .parquet.")
    with as_book_error(out), atomic_write(out) as draft:
        if out.suffix.lower() == ".csv":
            table.assign(unit=_inert(table["unit"]), indicator=_inert(table["indicator"])).to_csv(draft, index=False)
        else:
            table.to_parquet(draft, index=False)


def _inert(texts: pd.Series) -> pd.Series:
    """Texts that a spreadsheet would take for a formula get an apostrophe in front."""
    return texts.map(lambda text: f"'{text}" if text.startswith(FORMULA_STARTS) else text)
