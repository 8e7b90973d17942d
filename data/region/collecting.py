"""`python -m data collect`: what kecamatan sent is checked and kept, and each sender is answered with one sentence."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from data.command_line import GOOD, UNUSABLE, WITH_REFUSALS, in_a_sentence, operator
from data.files import as_book_error
from data.problems import BookError
from data.region import monthly_store
from data.region.doubts import doubts
from data.region.folder import is_exported
from data.region.keys import hand_over, key_of
from data.region.monthly_file import MALFORMED, MOST_BYTES, MonthlyFile, read_signed
from data.settings import expected_kecamatan, records_folder

Taking = Literal["new", "same", "corrected", "older"]
SAYINGS: dict[Taking, str] = {
    "new": "{months} diterima",
    "same": "{months} sudah ada dan sama",
    "corrected": "{months} diganti kiriman yang lebih baru",
    "older": "{months} tidak dipakai karena kiriman yang lebih baru sudah ada",
}
MOST_LISTED = 3
NO_FOLDER = "Folder tujuan belum disebut; isi --into FOLDER, atau isi DAMPAK_RECORDS."
EXPORTED = "kecamatan {kecamatan} sudah ada di folder ini sebagai ekspor; hapus ekspornya atau pakai folder lain."


@dataclass(frozen=True, slots=True)
class Receipt:
    """One file of a kecamatan's month, checked and kept."""

    kecamatan: str
    month: str
    outcome: Taking


def add_collect(commands: Any) -> None:
    """Register the sub-command."""
    collect = commands.add_parser("collect", help="terima kiriman bulanan dari kecamatan")
    collect.add_argument("files", nargs="*", type=Path, metavar="FILE", help="kiriman, atau folder yang memuatnya")
    collect.add_argument("--into", type=Path, metavar="FOLDER", help="tujuan; tanpa ini: DAMPAK_RECORDS")
    collect.add_argument("--key", metavar="KECAMATAN", help="buat file kunci untuk satu kecamatan, lalu serahkan")
    collect.add_argument("--out", type=Path, metavar="FILE", help="file kunci yang ditulis --key")
    collect.set_defaults(run=lambda args: in_a_sentence(cmd_collect, args))


def cmd_collect(args: argparse.Namespace) -> int:
    """Hand over a key, or take files in; 1 where one of them was refused, 2 where all were."""
    if args.key:
        target = args.out or Path(f"{args.key}.kunci")
        hand_over(args.key, target, operator())
        sys.stdout.write(f"{target}: serahkan langsung kepada Kecamatan {args.key}; jangan lewat surat elektronik.\n")
        return GOOD
    folder = args.into or records_folder()
    if folder is None or not args.files:
        raise BookError(NO_FOLDER if folder is None else "Kiriman belum disebut; isi nama filenya.")
    receipts, refusals = collect(args.files, folder)
    sys.stdout.write("".join(f"{answer}\n" for answer in acknowledgements(receipts, folder)))
    sys.stderr.write("".join(f"{refusal}\n" for refusal in refusals))
    if silent := sorted({*expected_kecamatan()} - {name for name, _ in monthly_store.newest(folder)}):
        sys.stdout.write(f"Belum mengirim: {_few(silent)}.\n")
    return (WITH_REFUSALS if receipts else UNUSABLE) if refusals else GOOD


def collect(paths: Iterable[Path], folder: Path) -> tuple[list[Receipt], list[str]]:
    """Take each file wholly or not at all; what became of it, and a sentence about each that cannot be used."""
    receipts, refusals = [], []
    for file in _files(paths):
        try:
            receipts.append(_take(file, folder))
        except BookError as refused:
            refusals.append(f"File {file.name}: {refused}")
    return receipts, refusals


def acknowledgements(receipts: Sequence[Receipt], folder: Path) -> Iterator[str]:
    """One sentence a sender: what became of its months, which are missing, and what contradicts itself."""
    for kecamatan in sorted({one.kecamatan for one in receipts}):
        own = [one for one in receipts if one.kecamatan == kecamatan]
        kept = monthly_store.months_of_each(folder, kecamatan)[kecamatan]
        parts = [
            saying.format(months=_few(sorted({one.month for one in own if one.outcome == outcome})))
            for outcome, saying in SAYINGS.items()
            if any(one.outcome == outcome for one in own)
        ]
        yield f"{kecamatan}: {'; '.join([*parts, *doubts(kept)])}."


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob(f"*{monthly_store.ENDING}")) if path.is_dir() else [path]


def _take(file: Path, folder: Path) -> Receipt:
    with as_book_error(file):
        if file.stat().st_size > MOST_BYTES:
            raise BookError(MALFORMED)
        content = file.read_bytes()
    received = read_signed(content, key_of)
    if is_exported(folder, received.kecamatan):
        raise BookError(EXPORTED.format(kecamatan=received.kecamatan))
    before = monthly_store.keep(folder, received, content)
    return Receipt(received.kecamatan, received.month, _outcome(received, before))


def _outcome(received: MonthlyFile, before: MonthlyFile | None) -> Taking:
    if before is None:
        return "new"
    if received.states_the_same(before):
        return "same"
    return "corrected" if received.made > before.made else "older"


def _few(names: Sequence[str]) -> str:
    more = len(names) - MOST_LISTED
    return ", ".join(names[:MOST_LISTED]) + (f" dan {more} lainnya" if more > 0 else "")
