"""What the project says of known books, as one file to hold another version against.

`python -m tests.record_behaviour OUT.json` writes the output of every command, the text of every page and the digest of
every report file; two versions behave alike where their files are equal.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parent.parent
OFFICES = (("--seed", "3", "--units", "9", "--months", "30"), ("--seed", "5", "--units", "12", "--effect", "0"),
           ("--seed", "8", "--units", "5", "--months", "14"))  # fmt: skip
COMMANDS = (
    ("data", "check"), ("analysis", "before-after", "--indicator", "ikm"),
    ("analysis", "regress", "--x", "jp_per_pegawai", "--y", "ikm", "--lag", "0"),
    ("analysis", "impact", "--indicator", "ikm"), ("analysis", "skm"), ("analysis", "compliance", "--year", "2025"),
    ("analysis", "cost"),
)  # fmt: skip


def run(*words: str, **env: str) -> str:
    """What the command prints, its errors and its exit code."""
    command = [sys.executable, "-m", *words]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=os.environ | env, check=False)
    return f"{ended.stdout}\n{ended.stderr}\nexit {ended.returncode}"


def commands(books: list[str], home: str) -> Iterator[tuple[str, str]]:
    """Every reading command on the books, as text and as JSON."""
    for module, name, *options in COMMANDS:
        for form in ([], ["--json"]):
            words = (module, name, *options, *form, *books)
            yield " ".join((module, name, *options, *form)), run(*words, DAMPAK_HOME=home)


def panel(books: list[str], home: str) -> str:
    """The panel as CSV."""
    out = Path(home, "panel.csv")
    told = run("data", "panel", "--out", str(out), *books, DAMPAK_HOME=home)
    return told.replace(home, "HOME") + out.read_text("utf-8")


def report(books: list[str], home: str) -> dict[str, str]:
    """The digest of each of the report's files; the same report gives the same bytes."""
    out = Path(home, "laporan")
    told = run("analysis", "report", "--month", "2025-10", "--out", str(out), *books, DAMPAK_HOME=home)
    written = [path for path in sorted(out.rglob("*")) if path.is_file()]
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in written}
    return files or {"told": told}


def page_texts() -> Iterator[tuple[str, list[str]]]:
    """Every text of every page on the sample."""
    for page in sorted((ROOT / "pages").glob("*/*.py")):
        if page.parent.name == "parts":
            continue
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
        app.switch_page(page.relative_to(ROOT).as_posix()).run()
        kinds = (app.title, app.header, app.subheader, app.markdown, app.caption, app.metric, app.info, app.error)
        yield page.stem, [str(element.value) for kind in kinds for element in kind]


def record() -> dict[str, object]:
    """Everything, by name."""
    found: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DAMPAK_HOME"] = folder
        offices = {"contoh": [str(path) for path in sorted((ROOT / "data" / "sample").glob("*.xlsx"))]}
        for number, options in enumerate(OFFICES, 1):
            run("data", "sample", "--out", f"{folder}/{number}", *options)
            offices[str(number)] = [str(path) for path in sorted(Path(folder, str(number)).glob("*.xlsx"))]
        for name, books in offices.items():
            told = dict(commands(books, folder))
            found[name] = {
                key: text.replace(folder, "HOME").replace(str(ROOT), "ROOT") for key, text in told.items()
            } | {"panel": panel(books, folder), "report": report(books, folder)}
        found["pages"] = dict(page_texts())
    return found


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(record(), ensure_ascii=False, indent=1), encoding="utf-8")
