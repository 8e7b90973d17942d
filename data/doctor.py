"""`python -m data doctor`: whether this computer can run the application, and what to do where it cannot."""

import argparse
import importlib.metadata
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from data import settings, store
from data.access import accounts, audit
from data.command_line import GOOD, WITH_REFUSALS
from data.files import file_lock
from data.problems import BookError
from data.settings import PROJECT, home

PYTHONS = ((3, 11), (3, 14))
LEAST_BYTES = 2**30
PORT = 8501
OFFSETS = tuple(timedelta(hours=hours) for hours in (7, 8, 9))
PINS = PROJECT / "requirements.txt"
FONT = PROJECT / "analysis" / "report" / "formats" / "fonts" / "DejaVuSansCondensed.ttf"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what it is, whether it is good, and how it is or what to do."""

    what: str
    good: bool
    words: str


def add_doctor(commands: Any) -> None:
    """Register the sub-command."""
    doctor = commands.add_parser("doctor", help="periksa komputer ini: apa yang kurang, dan apa yang perlu dilakukan")
    doctor.set_defaults(run=cmd_doctor)


def cmd_doctor(_: argparse.Namespace) -> int:
    """Print every finding; 1 where anything is to be done."""
    findings = examine()
    width = max(len(finding.what) for finding in findings)
    for finding in findings:
        sys.stdout.write(f"{'baik   ' if finding.good else 'PERIKSA'}  {finding.what:<{width}}  {finding.words}\n")
    return GOOD if all(finding.good for finding in findings) else WITH_REFUSALS


def examine() -> list[Finding]:
    """Every check, in order; one that cannot be made says why."""
    return [_made(what, check) for what, check in CHECKS.items()]


def _made(what: str, check: Callable[[], tuple[bool, str]]) -> Finding:
    try:
        return Finding(what, *check())
    except (BookError, OSError) as error:
        return Finding(what, False, str(error))


def _python() -> tuple[bool, str]:
    first, last = PYTHONS
    here = f"{sys.version_info.major}.{sys.version_info.minor}, {64 if sys.maxsize > 2**32 else 32} bit"
    good = first <= sys.version_info[:2] <= last and sys.maxsize > 2**32
    return good, here if good else f"{here}; pasang Python 3.11 sampai 3.14, 64 bit"


def _packages() -> tuple[bool, str]:
    wrong = sorted(_other_versions())
    if wrong:
        return False, f"{', '.join(wrong)}; pasang lagi: pip install --require-hashes -r requirements.lock"
    return True, "semua paket pada versinya"


def _other_versions() -> Iterator[str]:
    for name, wanted in re.findall(r"^([\w-]+)(?:\[\w+\])?==(\S+)$", PINS.read_text(encoding="utf-8"), re.MULTILINE):
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found = "tidak ada"
        if found != wanted:
            yield f"{name} {found} (perlu {wanted})"


def _disk() -> tuple[bool, str]:
    place = next(folder for folder in (home(), *home().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    words = f"{free / 2**30:.1f} GB kosong di {place}".replace(".", ",", 1)
    return free >= LEAST_BYTES, words if free >= LEAST_BYTES else f"{words}; kosongkan sampai 1 GB"


def _folder() -> tuple[bool, str]:
    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=home()):
        return True, f"dapat ditulis: {home()}"


def _lock() -> tuple[bool, str]:
    with file_lock(home()):
        return True, "tidak ada yang menahan penyimpanan"


def _store() -> tuple[bool, str]:
    return True, f"utuh, {len(store.history())} file tersimpan"


def _log() -> tuple[bool, str]:
    faults = audit.verify()
    return not faults, faults[0] if faults else f"utuh, {len(audit.lines())} baris"


def _access() -> tuple[bool, str]:
    mode = settings.access()
    if mode == "lan" and not accounts.any_active():
        return False, "lan tanpa akun; buat dulu: python -m data account add NAMA --role pengelola"
    return mode != "terbuka", f"cara masuk: {mode}" + ("; siapa pun boleh mengubah data" if mode == "terbuka" else "")


def _fonts() -> tuple[bool, str]:
    return FONT.exists(), "ada" if FONT.exists() else "hilang; salin lagi folder aplikasi secara utuh"


def _clock() -> tuple[bool, str]:
    now = datetime.now().astimezone()
    newest = max((datetime.fromisoformat(event.at) for event in store.event_log()), default=now)
    words = f"{now:%d/%m/%Y %H.%M}"
    return (
        newest <= now,
        words if newest <= now else f"{words}, lebih awal daripada simpanan terakhir; setel jam komputer",
    )


def _zone() -> tuple[bool, str]:
    now = datetime.now().astimezone()
    good = now.utcoffset() in OFFSETS
    return good, f"{now:%Z (UTC%z)}" + ("" if good else "; setel ke WIB, WITA, atau WIT")


def _port() -> tuple[bool, str]:
    with closing(socket.socket()) as probe:
        taken = probe.connect_ex(("127.0.0.1", PORT)) == 0
    return not taken, f"{PORT} sedang dipakai; tutup programnya, atau pakai --server.port" if taken else f"{PORT} bebas"


CHECKS: dict[str, Callable[[], tuple[bool, str]]] = {
    "Python": _python,
    "Paket": _packages,
    "Ruang disk": _disk,
    "Folder data": _folder,
    "Giliran": _lock,
    "Penyimpanan": _store,
    "Jejak": _log,
    "Akses": _access,
    "Huruf laporan": _fonts,
    "Jam": _clock,
    "Zona waktu": _zone,
    "Porta": _port,
}
