"""Every DAMPAK_* setting of the environment, each read here and nowhere else."""

import os
from pathlib import Path

from data.problems import BookError

ACCESS = ("pc", "lan", "server", "terbuka")
PROJECT = Path(__file__).resolve().parent.parent


def home() -> Path:
    """The folder of what this installation remembers (answers, days off, the store): $DAMPAK_HOME, or else var/."""
    return Path(os.environ.get("DAMPAK_HOME") or PROJECT / "var")


def books_folder() -> Path | None:
    """The folder of books that $DAMPAK_DATA names, if any."""
    return _folder("DAMPAK_DATA")


def records_folder() -> Path | None:
    """The folder of several kecamatan's exports that $DAMPAK_RECORDS names, if any."""
    return _folder("DAMPAK_RECORDS")


def engine() -> str:
    """What counts the records: $DAMPAK_ENGINE, or else duckdb in this process."""
    return os.environ.get("DAMPAK_ENGINE") or "duckdb"


def database() -> str:
    """The address of the shared PostgreSQL server in $DAMPAK_DB; "" for a file of one computer."""
    return os.environ.get("DAMPAK_DB", "")


def address() -> str:
    """Scheme and host under which this installation is reached, from $DAMPAK_URL; "" where it is not set."""
    return os.environ.get("DAMPAK_URL", "").rstrip("/")


def access() -> str:
    """Who may come, from $DAMPAK_ACCESS: "pc" (unset: this computer alone, no accounts), "lan", "server", "terbuka"."""
    mode = os.environ.get("DAMPAK_ACCESS") or "pc"
    if mode not in ACCESS:
        raise BookError(f"Setelan DAMPAK_ACCESS tidak terbaca; isi salah satu dari: {', '.join(ACCESS)}.")
    return mode


def roles_of_groups() -> dict[str, str]:
    """By the name of a group of the sign-in server, the role it has here: $DAMPAK_ROLES, "grup=pengelola;…"."""
    written = [part.split("=") for part in os.environ.get("DAMPAK_ROLES", "").split(";") if part.strip()]
    try:
        return {group.strip(): role.strip() for group, role in written}
    except ValueError:
        raise BookError("Setelan DAMPAK_ROLES tidak terbaca; tulis seperti grup-a=pengelola;grup-b=penulis.") from None


def worthwhile_changes() -> dict[str, float]:
    """By indicator's key, the smallest change worth having to the office: $DAMPAK_PERUBAHAN, "ikm=2;volume=10,5"."""
    written = [part.split("=") for part in os.environ.get("DAMPAK_PERUBAHAN", "").split(";") if part.strip()]
    try:
        return {key.strip(): float(size.replace(",", ".")) for key, size in written}
    except ValueError:
        raise BookError("Setelan DAMPAK_PERUBAHAN tidak terbaca; tulis seperti ikm=2;lama_layanan=5.") from None


def expected_kecamatan() -> tuple[str, ...]:
    """The kecamatan a city waits for: $DAMPAK_KECAMATAN, "Asemrowo;Benowo;…"; empty where it is not set."""
    return tuple(part.strip() for part in os.environ.get("DAMPAK_KECAMATAN", "").split(";") if part.strip())


def _folder(name: str) -> Path | None:
    setting = os.environ.get(name)
    return Path(setting) if setting else None
