"""What an office installs: everything it needs, nothing it does not, and a list of what it is made of."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from deploy import bundle


def test_the_bundle_holds_program_wheels_and_scripts_that_fit_together(tmp_path: Path) -> None:
    (tmp_path / "paket-1-py3-none-any.whl").write_bytes(b"roda")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        bundle.write(archive, tmp_path)
    with zipfile.ZipFile(content) as archive:
        names = set(archive.namelist())
        script = archive.read("dampak/jalankan.sh").decode()
    needed = (
        "server.py",
        "app.py",
        "requirements.lock",
        "jalankan.bat",
        "jalankan.sh",
        "paket/paket-1-py3-none-any.whl",
    )
    assert {f"dampak/{name}" for name in (*needed, "sbom.json")} <= names
    assert not [name for name in names if name.startswith("dampak/tests/")]
    assert all(f"dampak/{name}" in names for name in re.findall(r"\b(?:server\.py|requirements\.lock)\b", script))


def test_the_list_of_parts_is_the_lock() -> None:
    parts = {part["name"].lower(): part for part in bundle.sbom()["components"]}
    pinned = re.findall(r"^([\w.-]+)(?:\[\w+\])?==(\S+)$", (bundle.ROOT / "requirements.txt").read_text(), re.MULTILINE)
    assert {name.lower(): version for name, version in pinned}.items() <= {
        name: part["version"] for name, part in parts.items()
    }.items()
    assert all(part["hashes"] for part in parts.values())


def test_the_start_script_is_one_a_shell_can_read() -> None:
    subprocess.run(["sh", "-n", bundle.ROOT / "deploy" / "jalankan.sh"], check=True)
    assert "--no-index" in (bundle.ROOT / "deploy" / "jalankan.bat").read_text()


def test_the_program_starts_from_its_bundle_alone(tmp_path: Path) -> None:
    """What is left out is needed by nothing that an office runs."""
    for name in bundle.committed():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((bundle.ROOT / name).read_bytes())
    code = "import data.__main__, analysis.interfaces.command_line, pages.parts.sections; print('siap')"
    shown = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "siap"
