"""Writes requirements.lock, every package with the hashes of its files, for Linux and Windows: python -m docs.lock"""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINS, LOCK = ROOT / "requirements.txt", ROOT / "requirements.lock"
COMPILE = ("pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate",
           "--no-emit-index-url", "--no-header", "--quiet")  # fmt: skip


def stamp() -> str:
    """The lock's first line: which pins it was made from."""
    return f"# made by `make lock` from requirements.txt {hashlib.sha256(PINS.read_bytes()).hexdigest()}\n"


def main() -> None:
    """Resolve the pins anew and write the lock."""
    resolved = subprocess.run(
        [sys.executable, "-m", "uv", *COMPILE, str(PINS)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    LOCK.write_text(stamp() + resolved.stdout, encoding="utf-8")


if __name__ == "__main__":
    main()
