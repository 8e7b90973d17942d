"""`python -m data import | history | undo | redo | backup | restore | rebuild | forget`: the store by commands."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data import store
from data.command_line import (
    GOOD,
    WITH_REFUSALS,
    add_answers,
    count_refused,
    exit_code,
    in_a_sentence,
    known_answers,
    operator,
    usable_books,
    whole_number,
)
from data.ingest.answers import remember_answers
from data.store import Change, Import, ImportOutcome

STATUS = {"active": "dipakai", "undone": "dibatalkan", "replaced": "digantikan"}
JSON_FIELDS = ("id", "file", "sha256", "at", "by", "rows", "refused", "status")
LARGEST = 2**31
UNLISTED = "{count} file di folder books tidak disebut riwayat; periksa Riwayat, unggah lagi buku yang kurang.\n"


def add_store(commands: Any) -> None:
    """Register the sub-commands."""
    take = _add(commands, "import", "simpan buku untuk semua pengguna", cmd_import, by=True)
    take.add_argument("books", nargs="+", type=Path, metavar="BUKU", help="file Excel")
    take.add_argument("--dry-run", action="store_true", help="hanya katakan apa yang akan berubah")
    add_answers(take)
    told = _add(commands, "history", "daftar impor: kapan, oleh siapa, dan apakah masih dipakai", cmd_history)
    told.add_argument("--json", action="store_true", help="tulis hasilnya sebagai JSON")
    for name, run, help_text in (
        ("undo", cmd_undo, "batalkan satu impor; tidak ada yang dihapus"),
        ("redo", cmd_redo, "pakai lagi satu impor yang dibatalkan"),
    ):
        switch = _add(commands, name, help_text, run, by=True)
        switch.add_argument("id", type=whole_number(1, LARGEST), metavar="ID", help="nomor impor menurut history")
    for name, run, help_text in (
        ("backup", cmd_backup, "cadangkan semua yang tersimpan ke satu file"),
        ("restore", cmd_restore, "pulihkan semuanya dari file cadangan"),
    ):
        _add(commands, name, help_text, run).add_argument("file", type=Path, metavar="FILE", help="file cadangan")
    forget = _add(commands, "forget", "hapus seorang pegawai dari semua yang tersimpan", cmd_forget, by=True)
    forget.add_argument("nip", metavar="NIP", help="18 angka; tidak dicatat di mana pun")
    _add(commands, "rebuild", "bangun ulang penyimpanan dari buku aslinya", cmd_rebuild)


def cmd_import(args: argparse.Namespace) -> int:
    """Take the books in, or say what that would change; 1 when rows were refused."""
    if args.dry_run:
        incoming = usable_books(args.books, known_answers(args))
        present, _ = store.dataset()
        sys.stdout.writelines(f"{_change(change)}\n" for change in store.changes(present, incoming))
        sys.stdout.write(
            f"{count_refused(incoming)} sel atau baris perlu diperbaiki; rinciannya: python -m data check\n"
        )
        return exit_code(incoming)
    outcomes = store.import_books(args.books, operator(args.by), known_answers(args))
    with store.agreeing():
        if args.answers:
            remember_answers(dict(args.answers), operator(args.by))
    sys.stdout.writelines(f"{_outcome(outcome)}\n" for outcome in outcomes)
    return WITH_REFUSALS if any(outcome.refused for outcome in outcomes) else GOOD


def cmd_history(args: argparse.Namespace) -> int:
    """Print every import, oldest first."""
    imports = store.history()
    if args.json:
        found = [{name: value for name, value in asdict(one).items() if name in JSON_FIELDS} for one in imports]
        sys.stdout.write(json.dumps({"imports": found}, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines([f"{_line(one)}\n" for one in imports] or ["Belum ada buku yang disimpan.\n"])
    return GOOD


def cmd_undo(args: argparse.Namespace) -> int:
    """Let an import count no more."""
    store.undo(args.id, operator(args.by))
    sys.stdout.write(f"Impor {args.id} dibatalkan; bukunya tetap tersimpan (pakai lagi: redo {args.id}).\n")
    return GOOD


def cmd_redo(args: argparse.Namespace) -> int:
    """Let an undone import count again."""
    store.redo(args.id, operator(args.by))
    sys.stdout.write(f"Impor {args.id} dipakai lagi.\n")
    return GOOD


def cmd_backup(args: argparse.Namespace) -> int:
    """Write everything into one file."""
    books = store.backup(args.file, operator())
    sys.stdout.write(f"{args.file}: {books} buku dan seluruh riwayatnya dicadangkan.\n")
    return GOOD


def cmd_restore(args: argparse.Namespace) -> int:
    """Let the store be as in the backup."""
    before = store.restore(args.file, operator())
    kept = f" Keadaan sebelumnya dicadangkan di {before}." if before else ""
    sys.stdout.write(f"Penyimpanan dipulihkan dari {args.file}.{kept}\n")
    return GOOD


def cmd_rebuild(args: argparse.Namespace) -> int:
    """Make the database anew from the kept books."""
    sys.stdout.write(f"Penyimpanan dibangun ulang dari {store.rebuild(operator())} kejadian.\n")
    unlisted = store.unlisted_books()
    if unlisted:
        sys.stdout.write(UNLISTED.format(count=unlisted))
    return GOOD


def cmd_forget(args: argparse.Namespace) -> int:
    """Remove a person, and say where else the person may stand."""
    gone = store.forget(args.nip, operator(args.by))
    sys.stdout.write(f"Dihapus dari {gone.books} buku ({gone.rows} baris) dan {gone.remarks} catatan laporan.\n")
    sys.stdout.writelines(f"{sentence}\n" for sentence in gone.beyond)
    return GOOD


def _add(
    commands: Any, name: str, help_text: str, run: Callable[[argparse.Namespace], int], *, by: bool = False
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=help_text)
    if by:
        command.add_argument("--by", metavar="NAMA", help="siapa yang melakukannya; tanpa ini: nama akun komputer")
    command.set_defaults(run=lambda args: in_a_sentence(run, args))
    return command


def _change(change: Change) -> str:
    return (
        f"{change.kind}: {change.new} data baru, {change.changed} berubah, {change.same} sama; "
        f"{change.replaced} data lama tidak dipakai lagi"
    )


def _outcome(outcome: ImportOutcome) -> str:
    if outcome.known:
        return f"{outcome.file} sudah tersimpan sebagai impor {outcome.id}; tidak disimpan lagi."
    rows = f"{outcome.rows} baris diterima, {outcome.refused} baris perlu diperbaiki"
    return f"{outcome.file} tersimpan sebagai impor {outcome.id}: {rows}."


def _line(one: Import) -> str:
    counting = "" if one.counting == one.values else f" ({one.counting} dari {one.values} datanya dipakai)"
    rows = f"{one.rows} baris diterima, {one.refused} baris perlu diperbaiki"
    return f"{one.id} · {one.file} · {one.at} · {one.by} · {rows} · {STATUS[one.status]}{counting}"
