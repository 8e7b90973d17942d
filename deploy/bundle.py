"""One ZIP that an office installs without the internet: python -m deploy.bundle --out FILE [--system S] [--python V]

The program's files as they are committed, every wheel of requirements.lock by its hash, the start scripts on top, and
sbom.json: what is in it (CycloneDX 1.6).
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
PLATFORMS = {
    "windows": ("win_amd64",),
    "linux": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
}
LEFT_OUT = ("tests/", "benchmarks/", "docs/screenshots/", ".ci/", ".github/")
ON_TOP = ("jalankan.sh", "jalankan.bat")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)([^\n]*(?:\n    --hash=\S+[^\n]*)*)", re.MULTILINE)


def main(arguments: list[str] | None = None) -> None:
    """Write the ZIP."""
    parser = argparse.ArgumentParser(prog="python -m deploy.bundle", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--system", choices=PLATFORMS, default="windows")
    parser.add_argument("--python", default="3.13")
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(args.out, "w", zipfile.ZIP_DEFLATED) as archive:
        download(Path(folder), args.system, args.python)
        write(archive, Path(folder))
    sys.stdout.write(f"{args.out}: {args.out.stat().st_size / 2**20:.0f} MB\n")


def download(folder: Path, system: str, python: str) -> None:
    """Every wheel of the lock for that system and version, each held against its hash."""
    platforms = [word for name in PLATFORMS[system] for word in ("--platform", name)]
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--only-binary=:all:", "--require-hashes", "-r", str(LOCK),
        "--dest", str(folder), "--python-version", python, *platforms,
    ]  # fmt: skip
    subprocess.run(command, check=True)


def write(archive: zipfile.ZipFile, wheels: Path) -> None:
    """The committed files, the wheels, the start scripts on top, and the list of it all."""
    for name in committed():
        archive.write(ROOT / name, f"dampak/{name}")
    for wheel in sorted(wheels.iterdir()):
        archive.write(wheel, f"dampak/paket/{wheel.name}", zipfile.ZIP_STORED)
    for name in ON_TOP:
        archive.write(ROOT / "deploy" / name, f"dampak/{name}")
    archive.writestr("dampak/sbom.json", json.dumps(sbom(), indent=1))


def committed() -> Iterator[str]:
    """The files an office needs."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return (name for name in listed.splitlines() if not name.startswith(LEFT_OUT))


def sbom() -> dict[str, Any]:
    """What the program is made of: each package of the lock with its version and the hashes of its files."""
    packages = [
        {
            "type": "library", "name": name, "version": version, "purl": f"pkg:pypi/{name.lower()}@{version}",
            "hashes": [{"alg": "SHA-256", "content": one} for one in re.findall(r"sha256:([0-9a-f]{64})", rest)],
        }
        for name, version, rest in PINNED.findall(LOCK.read_text(encoding="utf-8"))
    ]  # fmt: skip
    program = {"type": "application", "name": "dampak-pelatihan-asn"}
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": program},
            "components": packages}  # fmt: skip


if __name__ == "__main__":
    main()
