import subprocess
import sys

from tests.conftest import ROOT

PROGRAM = """
import gc, duckdb
from pages.parts.memory import keep_what_is_loaded
collected = len(gc.get_objects())
keep_what_is_loaded("Ringkasan")
kept = gc.get_freeze_count()
assert kept > 10_000 and len(gc.get_objects()) < collected / 10, (kept, collected)
later = [[] for _ in range(50)]
keep_what_is_loaded("Ringkasan")
assert gc.get_freeze_count() <= kept
keep_what_is_loaded("Dampak")
assert gc.get_freeze_count() >= kept + 50
"""


def test_what_is_loaded_is_kept_once_a_page_and_let_go_without_a_word() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
