"""The office's own dress for its reports, where it keeps one: presentation template, letterhead, logo."""

from data.settings import home

FILE, LETTERHEAD_FILE, LOGO_FILE = "templat.pptx", "kop.txt", "logo.png"
LETTERHEAD = ("PEMERINTAH KOTA SURABAYA", "KECAMATAN ASEMROWO")
MOST_LINES = 4


def office_template() -> bytes | None:
    """The content of $DAMPAK_HOME/templat.pptx; None where there is no such file."""
    return _read(FILE)


def office_logo() -> bytes | None:
    """The content of $DAMPAK_HOME/logo.png; None where there is no such file."""
    return _read(LOGO_FILE)


def office_letterhead() -> tuple[str, ...]:
    """The lines of $DAMPAK_HOME/kop.txt (government, office, address …), else those of Kecamatan Asemrowo."""
    kept = (_read(LETTERHEAD_FILE) or b"").decode("utf-8-sig", errors="replace").splitlines()
    return tuple(line.strip() for line in kept if line.strip())[:MOST_LINES] or LETTERHEAD


def _read(name: str) -> bytes | None:
    try:
        return (home() / name).read_bytes()
    except OSError:
        return None
