"""What an installation is made from: the lock follows the pins, and the wheel brings the loaders and nothing else."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from docs import lock

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = """
import sys
from pathlib import Path
import analysis, data
assert all(Path(module.__file__).is_relative_to(sys.argv[1]) for module in (analysis, data))
exec(Path(sys.argv[2]).read_text(encoding="utf-8"))
print(answer.summary())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as `pip install .` builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    subprocess.run(["git", "checkout-index", "--all", f"--prefix={source}/"], cwd=ROOT, check=True)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run([*build, str(source)], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def pins(text: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==([\w.]+)", text, re.MULTILINE))


def test_the_lock_was_made_from_the_pins_as_they_are() -> None:
    """Made anew by: make lock"""
    text = lock.LOCK.read_text(encoding="utf-8")
    assert text.startswith(lock.stamp())
    locked, wanted = pins(text), pins(lock.PINS.read_text(encoding="utf-8"))
    assert len(wanted) > 10
    assert {name: locked.get(name) for name in wanted} == wanted


def test_every_locked_package_has_its_hashes_and_no_address() -> None:
    text = lock.LOCK.read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[\w.-]+==)", text.partition("\n")[2])
    assert len(blocks) > len(pins(lock.PINS.read_text(encoding="utf-8")))
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text


def test_the_lock_is_made_for_every_system() -> None:
    """Not for the one it was made on alone: a package that one system lacks carries the condition."""
    assert "--universal" in lock.COMPILE
    assert re.search(r"^watchdog==\S+ ; sys_platform != 'darwin'", lock.LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    assert "tzdata" in pins(lock.LOCK.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_a_wheel_holds_loaders_and_analyses_and_no_tests(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist() if ".dist-info" not in name}
    assert tops == {"analysis", "data"}


@pytest.mark.slow
def test_an_installed_wheel_runs_the_section_of_the_readme(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(site)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    for kind in ("kinerja", "pelatihan"):
        book = (site / "data" / "sample" / f"Data contoh - {kind}.xlsx").read_bytes()
        (tmp_path / f"{kind}.xlsx").write_bytes(book)
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("## In a notebook")[1]
    (tmp_path / "section.py").write_text(section.split("```python")[1].split("```")[0], encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM, str(site), "section.py"], cwd=tmp_path, capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": str(site), "DAMPAK_HOME": str(tmp_path)}, check=False,
    )  # fmt: skip
    assert ran.stderr == ""
    assert "Ini hubungan, bukan sebab-akibat." in ran.stdout
