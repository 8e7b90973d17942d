"""`python -m analysis report`: the month's files without a browser, for a timetable or a script."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

import pandas as pd

from analysis.report.build import ALL_UNITS, build_report, build_survey_report, find_unit
from analysis.report.files import WRITERS, written
from analysis.report.report import Remark
from data.command_line import Parser, exit_code, usable_books
from data.periods import parse_period
from data.problems import BookError

MONTHLY = "periode"
KINDS = {MONTHLY: build_report, "skm": build_survey_report}


def cmd_report(args: argparse.Namespace) -> int:
    """Write the report's files and print their paths."""
    dataset, at = usable_books(args.books), args.printed_at or datetime.now()
    remarks = tuple(Remark(text, args.author, at) for text in args.remark)
    unit = find_unit(dataset, args.unit)
    report = KINDS[args.kind](dataset, args.month, unit, remarks=remarks, printed_at=at)
    for name in args.formats:
        for path in _saved(written(report, name), args.out):
            print(path)
    return exit_code(dataset)


def add_options(command: Parser) -> None:
    """The options of `report`."""
    listed, every = ",".join(WRITERS), "2026-10, 2026-T4, 2026-S1, atau 2026"
    command.add_argument("--month", required=True, type=_period, metavar="PERIODE", help=every)
    command.add_argument("--kind", choices=list(KINDS), default=MONTHLY, help=f"tanpa ini: {MONTHLY}")
    command.add_argument("--unit", default=ALL_UNITS, metavar="UNIT", help="satu unit; tanpa ini: semua")
    command.add_argument(
        "--formats", type=_formats, default=list(WRITERS), metavar="FORMAT", help=f"tanpa ini: {listed}"
    )
    command.add_argument("--out", type=Path, default=Path(), metavar="FOLDER", help="tanpa ini: folder ini")
    command.add_argument("--remark", action="append", default=[], metavar="CATATAN", help="boleh lebih dari sekali")
    command.add_argument("--author", default="", metavar="JABATAN", help="jabatan penulis catatan")
    command.add_argument("--printed-at", type=_moment, metavar="WAKTU", help="waktu cetak, mis. 2026-11-24T09:00")


def _saved(files: dict[str, bytes], folder: Path) -> list[Path]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise BookError(f"Folder {folder} tidak dapat ditulisi; pilih folder lain dengan --out.") from error
    return [folder / name for name in files]


def _period(text: str) -> pd.Period:
    try:
        return parse_period(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from error


def _formats(text: str) -> list[str]:
    names = [name.strip().casefold() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in WRITERS]
    if unknown or not names:
        raise argparse.ArgumentTypeError(f"pilih dari {', '.join(WRITERS)}, dipisah koma, bukan “{text}”")
    return list(dict.fromkeys(names))


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"tulis seperti 2026-11-24T09:00, bukan “{text}”") from error
