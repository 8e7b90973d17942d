"""`python -m analysis report`: the month's files without a browser, for a timetable or a script."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.report.content.build import ALL_UNITS, build_report, build_survey_report, check_period, find_unit
from analysis.report.content.filling import Filling, filling, kept_under
from analysis.report.content.message import message
from analysis.report.content.report import Remark, Report
from analysis.report.formats.files import WRITERS, each_written, notice_files
from analysis.report.formats.link import PERFORMANCE, SURVEY, base_address, beyond_this_computer, view_address
from analysis.report.formats.office_style import in_office_style
from data import store
from data.command_line import GOOD, NEWS, UNUSABLE, Parser, exit_code, usable_books, whole_number
from data.panel.dataset import Dataset
from data.problems import BookError
from data.store.blobs import read_book_bytes
from data.store.remarks import versions
from data.vocabulary.periods import parse_period, period_of, period_text

MONTHLY = "periode"
PREVIOUS = "lalu"


class _Kind(NamedTuple):
    build: Callable[..., Report]
    form: str


REPORT_KINDS = {MONTHLY: _Kind(build_report, PERFORMANCE), "skm": _Kind(build_survey_report, SURVEY)}


def cmd_report(args: argparse.Namespace) -> int:
    """Write the report's files and print their paths; NoAnswer where the books say nothing about the period."""
    dataset, at = _dataset(args), args.printed_at or datetime.now()
    unit = find_unit(dataset, args.unit)
    check_period(dataset, args.month)
    kind = REPORT_KINDS[args.kind]
    filled = _filled(args, dataset, unit, at)
    made = kind.build(dataset, args.month, unit, filled=filled, state=args.as_of, printed_at=at, internal=args.internal)
    made = replace(made, address=beyond_this_computer(view_address(base_address(), kind.form, args.month, unit)))
    report, said = in_office_style(made)
    print(said, file=sys.stderr) if said else None
    return _write(report, args) or exit_code(dataset)


def _write(report: Report, args: argparse.Namespace) -> int:
    """Write every asked file and print its path; UNUSABLE where a format could not be made."""
    failed = GOOD
    for _, files, said in each_written(report, args.formats):
        for path in _saved(files, args.out):
            print(path)
        if said:
            print(said, file=sys.stderr)
            failed = UNUSABLE
    for path in _saved(notice_files(report), args.out) if args.notice else ():
        print(path)
    return failed


def cmd_watch(args: argparse.Namespace) -> int:
    """Print the month as a text to send; NEWS where anything got worse beyond ordinary variation."""
    dataset = usable_books(args.books)
    check_period(dataset, args.month)
    report = build_report(dataset, args.month, find_unit(dataset, args.unit), printed_at=datetime.now())
    address = beyond_this_computer(view_address(base_address(), PERFORMANCE, args.month, report.unit))
    print(message(replace(report, address=address)))
    return NEWS if any(not change.better for change in report.changes) else GOOD


def _dataset(args: argparse.Namespace) -> Dataset:
    """The named books, the store as it was after the asked event, or else the office's own as they are."""
    if args.as_of is None:
        return usable_books(args.books)
    dataset, known = store.dataset(args.as_of)
    if args.books or not known:
        raise BookError("--as-of hanya untuk data tersimpan; lihat nomor kejadiannya di Riwayat.")
    return dataset


def add_options(command: Parser) -> None:
    """The options of `report`."""
    listed = ",".join(WRITERS)
    add_watch_options(command)
    command.add_argument("--kind", choices=list(REPORT_KINDS), default=MONTHLY, help=f"tanpa ini: {MONTHLY}")
    command.add_argument("--internal", action="store_true", help="kelompok sekecil apa pun ditampilkan")
    command.add_argument("--notice", action="store_true", help="juga pengumuman SKM (PNG dan PDF A3)")
    command.add_argument(
        "--formats", type=_formats, default=list(WRITERS), metavar="FORMAT", help=f"tanpa ini: {listed}"
    )
    command.add_argument("--out", type=Path, default=Path(), metavar="FOLDER", help="tanpa ini: folder ini")
    command.add_argument("--remark", action="append", default=[], metavar="CATATAN", help="boleh lebih dari sekali")
    command.add_argument("--author", default="", metavar="JABATAN", help="jabatan penulis catatan")
    command.add_argument("--as-of", type=whole_number(1, 2**31), metavar="KEJADIAN", help="data tersimpan saat itu")
    command.add_argument("--printed-at", type=_moment, metavar="WAKTU", help="waktu cetak, mis. 2026-11-24T09:00")


def add_watch_options(command: Parser) -> None:
    """The options of `watch`: which period, and whose."""
    every = f"2026-10, 2026-T4, 2026-S1, 2026, atau {PREVIOUS} (bulan sebelum hari ini)"
    command.add_argument("--month", required=True, type=_period, metavar="PERIODE", help=every)
    command.add_argument("--unit", default=ALL_UNITS, metavar="UNIT", help="satu unit; tanpa ini: semua")


def _filled(args: argparse.Namespace, dataset: Dataset, unit: str | None, at: datetime) -> Filling:
    """What the office wrote on the page by the time of printing, of its own data only, and the remarks given here."""
    ours = not (args.books or dataset.is_sample)
    until = at.astimezone()
    there = versions(period_text(args.month), kept_under(dataset, unit)) if ours else ()
    written_there = filling([one for one in there if datetime.fromisoformat(one.at) <= until], read_book_bytes)
    given = tuple(Remark(text, args.author, at) for text in args.remark)
    return replace(written_there, remarks=(*written_there.remarks, *given))


def _saved(files: dict[str, bytes], folder: Path) -> list[Path]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise BookError(f"Folder {folder} tidak dapat ditulisi; pilih folder lain dengan --out.") from error
    return [folder / name for name in files]


def _period(text: str) -> pd.Period:
    if text.casefold() == PREVIOUS:
        return period_of(date.today(), "M") - 1
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
