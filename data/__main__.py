"""`python -m data`: what the books hold, from a command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.check import add_check
from data.panel_file import add_panel
from data.samples.office import EFFECT, SEED, make_office
from data.samples.workbooks import write_sample
from data.template import template_bytes


def parser() -> argparse.ArgumentParser:
    """One sub-parser a sub-command; each sets `run`, a function from the parsed arguments to the exit code."""
    top = argparse.ArgumentParser(prog="python -m data", description="Baca buku kantor.")
    commands = top.add_subparsers(required=True, metavar="PERINTAH")
    add_check(commands)
    add_panel(commands)
    _add_sample(commands)
    _add_template(commands)
    return top


def _add_sample(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    sample = commands.add_parser("sample", help="tulis buku contoh yang dampak pelatihannya diketahui")
    sample.add_argument("--out", type=Path, required=True, help="folder tujuan")
    sample.add_argument("--seed", type=int, default=SEED, help="bilangan awal; angka sama, buku sama")
    sample.add_argument("--units", type=int, default=9, help="banyaknya unit kerja (1–500)")
    sample.add_argument("--months", type=int, default=36, help="banyaknya bulan sampai Oktober 2026 (1–240)")
    sample.add_argument("--effect", type=float, default=EFFECT, help="dampak pelatihan, dalam poin IKM")
    sample.add_argument("--faults", type=int, default=0, help="banyaknya sel yang sengaja dibuat salah (0–4)")
    sample.set_defaults(run=cmd_sample)


def cmd_sample(args: argparse.Namespace) -> int:
    """Write the two sample books and truth.json."""
    if not (1 <= args.units <= 500 and 1 <= args.months <= 240 and 0 <= args.faults <= 4 and args.seed >= 0):
        sys.stderr.write("Isi --units 1–500, --months 1–240, --faults 0–4, dan --seed 0 atau lebih.\n")
        return 2
    office = make_office(args.seed, units=args.units, months=args.months, effect=args.effect)
    for path in write_sample(office, args.out, faults=args.faults):
        sys.stdout.write(f"{path}\n")
    return 0


def _add_template(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    template = commands.add_parser("template", help="tulis buku kosong yang siap diisi")
    template.add_argument("--out", type=Path, required=True, help="berkas .xlsx tujuan")
    template.add_argument("--examples", action="store_true", help="isi satu baris contoh di setiap lembar")
    template.set_defaults(run=cmd_template)


def cmd_template(args: argparse.Namespace) -> int:
    """Write the template."""
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_bytes(template_bytes(examples=args.examples))
    sys.stdout.write(f"{args.out}\n")
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Run one sub-command; its exit code."""
    args = parser().parse_args(arguments)
    return int(args.run(args))


if __name__ == "__main__":
    sys.exit(main())
