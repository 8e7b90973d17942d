"""Reading in a child process: progress, cancelling, limits of time, memory, cells and size."""

import sys
from pathlib import Path
from threading import Event

import pytest

from data.workbooks import BookError, ReadCancelled, Rows, Sheet, child, read_book
from data.workbooks.worker.limits import LIMITS
from tests.data.hostile.packages import strings, xlsx
from tests.data.read_here import rows_of


def test_progress_rises_to_its_end_and_values_come_with_it() -> None:
    shares: list[float] = []
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 100_001))
    book = read_book(xlsx(rows), "a.xlsx", progress=shares.append)
    assert len(shares) > 3
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1
    assert book.sheets[0].column(0, 99_998) == [99_999.0, 100_000.0]


def test_reading_can_be_cancelled() -> None:
    cancelled = Event()
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 100_001))
    with pytest.raises(ReadCancelled, match=r"Pembacaan file a\.xlsx dibatalkan"):
        read_book(xlsx(rows), "a.xlsx", progress=lambda _: cancelled.set() or slow(), cancelled=cancelled)


def slow() -> None:
    Event().wait(0.2)


def test_a_progress_callback_that_fails_ends_the_child() -> None:
    def fail(_: float) -> None:
        raise RuntimeError("halaman ditutup")

    with pytest.raises(RuntimeError, match="halaman ditutup"):
        read_book(xlsx(), "a.xlsx", progress=fail)


def test_a_book_that_takes_too_long_is_refused() -> None:
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 200_001))
    with pytest.raises(BookError, match="perlu lebih dari 0 detik"):
        read_book(xlsx(rows), "a.xlsx", limits=LIMITS._replace(seconds=0))


def test_only_processor_time_counts_and_a_child_that_says_nothing_is_ended() -> None:
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 100_001))
    read = read_book(xlsx(rows), "a.xlsx", progress=lambda _: slow(), limits=LIMITS._replace(seconds=3))
    assert len(read.sheets[0].rows) == 100_000
    with pytest.raises(BookError, match="perlu lebih dari 28 detik"):
        read_book(xlsx(rows), "a.xlsx", limits=LIMITS._replace(silent_seconds=0))


@pytest.mark.skipif(sys.platform == "win32", reason="the system bounds no processor time there")
def test_a_child_that_spins_without_a_word_is_ended_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_PROGRAM", SPINNING)
    with pytest.raises(BookError, match="perlu lebih dari 0 detik"):
        read_book(xlsx(), "a.xlsx", limits=LIMITS._replace(seconds=0))


SPINNING = (
    "import sys; sys.path[:0] = sys.argv[1:3]; from worker.main import restrict; from worker.limits import Limits;"
    "restrict(Limits.from_text(sys.argv[3])); sys.stdin.buffer.read()\nwhile True: pass"
)


def test_a_book_that_takes_too_much_memory_is_refused() -> None:
    content = xlsx(strings=strings(*(f"{i:032}" for i in range(200_000))))
    with pytest.raises(BookError, match="terlalu besar untuk dibaca"):
        read_book(content, "a.xlsx", limits=LIMITS._replace(memory_bytes=40_000_000))


def test_limits_on_cells_and_file_size() -> None:
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}" s="1"/></row>' for r in range(1, 1_002))
    with pytest.raises(BookError, match=r"lebih dari 1\.000 sel"):
        read_book(xlsx(rows), "a.xlsx", limits=LIMITS._replace(cells=1_000))
    assert len(rows_of(xlsx(rows))) == 1_001
    with pytest.raises(BookError, match=r"lebih dari 1 teks berbeda"):
        read_book(xlsx(), "a.xlsx", limits=LIMITS._replace(values=1))
    with pytest.raises(BookError, match="lebih dari batas 0 MB"):
        read_book(xlsx(), "a.xlsx", limits=LIMITS._replace(file_bytes=100))


def test_a_path_and_its_bytes_give_the_same_book(tmp_path: Path) -> None:
    path = tmp_path / "buku.xlsx"
    path.write_bytes(xlsx())
    assert read_book(path, "buku.xlsx") == read_book(path.read_bytes(), "buku.xlsx")
    with pytest.raises(BookError, match=r"File hilang\.xlsx tidak dapat dibuka"):
        read_book(tmp_path / "hilang.xlsx", "hilang.xlsx")


def test_rows_behave_like_a_list_of_lists() -> None:
    rows = Rows([[1.0, 2.0, 3.0], ["a", None, "c"]])
    assert len(rows) == 3
    assert rows[1] == [2.0, None]
    assert rows[1:] == [[2.0, None], [3.0, "c"]]
    assert rows == [[1.0, "a"], [2.0, None], [3.0, "c"]]
    only = Sheet("A", False, [[1.0], ["a", True]])
    assert (only.width, only.column(1), only.column(1, 1)) == (2, [None, True], [True])
