"""`python -m data sample`: made-up books whose true training effect is known."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from data.command_line import UNUSABLE, whole_number
from data.samples.office import EFFECT, SEED, make_office
from data.samples.workbooks import FAULTS, write_sample

MOST_UNITS, MOST_MONTHS, LARGEST_EFFECT = 500, 240, 50


def add_sample(commands: Any) -> None:
    """Register the sub-command."""
    sample = commands.add_parser("sample", help="tulis buku contoh yang dampak pelatihannya diketahui")
    sample.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="folder tujuan")
    sample.add_argument(
        "--seed", type=whole_number(0, 2**63), default=SEED, help="bilangan awal; angka sama, buku sama"
    )
    sample.add_argument("--units", type=whole_number(1, MOST_UNITS), default=9, help="banyaknya unit kerja")
    sample.add_argument(
        "--months", type=whole_number(1, MOST_MONTHS), default=36, help="banyaknya bulan s.d. Oktober 2026"
    )
    sample.add_argument("--effect", type=_points, default=EFFECT, help="dampak pelatihan, dalam poin IKM")
    sample.add_argument(
        "--faults", type=whole_number(0, len(FAULTS)), default=0, help="banyaknya sel yang sengaja salah"
    )
    sample.set_defaults(run=cmd_sample)


def cmd_sample(args: argparse.Namespace) -> int:
    """Write the two sample books and truth.json; print their paths."""
    office = make_office(args.seed, units=args.units, months=args.months, effect=args.effect)
    try:
        written = write_sample(office, args.out, faults=args.faults)
    except OSError:
        sys.stderr.write(f"Folder {args.out.name} tidak dapat ditulisi; tutup berkasnya atau pilih folder lain.\n")
        return UNUSABLE
    sys.stdout.write("".join(f"{path}\n" for path in written))
    return 0


def _points(text: str) -> float:
    try:
        points = float(text.replace(",", "."))
    except ValueError:
        points = float("nan")
    if not abs(points) <= LARGEST_EFFECT:
        raise argparse.ArgumentTypeError(f"isi poin IKM dari -{LARGEST_EFFECT} sampai {LARGEST_EFFECT}, bukan “{text}”")
    return points
