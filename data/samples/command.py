"""`python -m data sample`: made-up books whose true training effect is known."""

import argparse
import sys
from pathlib import Path
from typing import Any

from data.command_line import UNUSABLE, operator, whole_number
from data.problems import BookError
from data.samples.city import TRUTH, write_city
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
    sample.add_argument(
        "--kecamatan", type=whole_number(2, MOST_UNITS), default=None,
        help="tulis catatan sekota untuk DAMPAK_RECORDS, bukan buku; --units untuk tiap kecamatan",
    )  # fmt: skip
    sample.set_defaults(run=cmd_sample)


def cmd_sample(args: argparse.Namespace) -> int:
    """Write the two sample books and truth.json, or a city's records and truth.json; print their paths."""
    if args.kecamatan:
        return _city(args)
    office = make_office(args.seed, units=args.units, months=args.months, effect=args.effect)
    try:
        written = write_sample(office, args.out, faults=args.faults)
    except OSError:
        sys.stderr.write(f"Folder {args.out.name} tidak dapat ditulisi; tutup berkasnya atau pilih folder lain.\n")
        return UNUSABLE
    sys.stdout.write("".join(f"{path}\n" for path in written))
    return 0


def _city(args: argparse.Namespace) -> int:
    try:
        several = write_city(
            args.seed, args.out, operator(), kecamatan=args.kecamatan, units=args.units, months=args.months,
            effect=args.effect,
        )  # fmt: skip
    except BookError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return UNUSABLE
    sys.stdout.write(f"{args.out}: {len(several)} kecamatan, bilangan awal {args.seed}\n{args.out / TRUTH}\n")
    return 0


def _points(text: str) -> float:
    try:
        points = float(text.replace(",", "."))
    except ValueError:
        points = float("nan")
    if not abs(points) <= LARGEST_EFFECT:
        raise argparse.ArgumentTypeError(f"isi poin IKM dari -{LARGEST_EFFECT} sampai {LARGEST_EFFECT}, bukan “{text}”")
    return points
