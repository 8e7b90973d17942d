"""`python -m data account add | reset | off | list` and `log verify`: who may sign in, and what was done."""

import argparse
import getpass
import sys
from collections.abc import Callable
from typing import Any

from data.access import accounts, audit
from data.access.person import ROLES
from data.command_line import GOOD, UNUSABLE, in_a_sentence, operator

GIVEN = ROLES[:-1]
"""Roles that an account may have; the last is the command line's own."""


def add_account(commands: Any) -> None:
    """Register the sub-command of accounts."""
    below = _group(commands, "account", "akun untuk jaringan kantor")
    new = _leaf(below, "add", "tambah akun; sandinya ditanyakan", cmd_add)
    new.add_argument("name", metavar="NAMA", help="nama untuk masuk")
    new.add_argument("--role", choices=GIVEN, required=True, metavar="PERAN", help=", ".join(GIVEN))
    new.add_argument("--unit", default="", metavar="UNIT", help="hanya menulis laporan unit ini")
    for name, help_text, run in (
        ("reset", "ganti sandi, atau hidupkan lagi", cmd_reset),
        ("off", "matikan akun; yang sedang masuk ikut keluar", cmd_off),
    ):
        _leaf(below, name, help_text, run).add_argument("name", metavar="NAMA", help="nama untuk masuk")
    _leaf(below, "list", "daftar akun", cmd_list)


def add_log(commands: Any) -> None:
    """Register the sub-command of the log."""
    below = _group(commands, "log", "jejak: siapa masuk, menyimpan, membatalkan, mengekspor, mengubah setelan")
    _leaf(below, "verify", "periksa apakah ada baris yang diubah atau hilang", cmd_verify)


def cmd_add(args: argparse.Namespace) -> int:
    """Make an account."""
    accounts.add(args.name, _password(), args.role, args.unit, operator())
    sys.stdout.write(f"Akun “{args.name}” dibuat sebagai {args.role}.\n")
    return GOOD


def cmd_reset(args: argparse.Namespace) -> int:
    """Give an account another password."""
    accounts.reset(args.name, _password(), operator())
    sys.stdout.write(f"Sandi akun “{args.name}” diganti.\n")
    return GOOD


def cmd_off(args: argparse.Namespace) -> int:
    """Let an account count no more."""
    accounts.off(args.name, operator())
    sys.stdout.write(f"Akun “{args.name}” dimatikan.\n")
    return GOOD


def cmd_list(_: argparse.Namespace) -> int:
    """Print every account."""
    told = [f"{one.name} · {one.role} · {one.unit or 'semua unit'} · {'aktif' if one.active else 'mati'}\n"
            for one in accounts.accounts().values()]  # fmt: skip
    sys.stdout.writelines(told or ["Belum ada akun.\n"])
    return GOOD


def cmd_verify(_: argparse.Namespace) -> int:
    """Say what is wrong with the log; 2 where anything is."""
    faults = audit.verify()
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    if not faults:
        sys.stdout.write(f"Jejak utuh: {len(audit.lines())} baris.\n")
    return UNUSABLE if faults else GOOD


def _password() -> str:
    """Asked without being shown; from a pipe the first line."""
    return getpass.getpass("Sandi: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _group(commands: Any, name: str, help_text: str) -> Any:
    return commands.add_parser(name, help=help_text).add_subparsers(required=True, metavar="TINDAKAN")


def _leaf(below: Any, name: str, help_text: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = below.add_parser(name, help=help_text)
    command.set_defaults(run=lambda args: in_a_sentence(run, args))
    return command
