"""Records exported to a folder and read from it: the same panel, no NIP in clear, units told apart by kecamatan."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import count, repeat
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis.interfaces.command_line import main as analysis
from data import files
from data.__main__ import main
from data.ingest.load import SAMPLE
from data.panel.aggregate import cells
from data.panel.aggregate.on_duckdb import DuckDBEngine
from data.panel.build import panel_of
from data.panel.dataset import Dataset
from data.problems import BookError
from data.region import folder as records_folder
from data.region.folder import EXPORTED_KINDS, folder_version, read_people, write_folder
from data.region.read import read_region
from data.vocabulary.holidays import OfficeDay, change_office_days, take_back
from tests.analysis.office import nip, staff, trainings
from tests.data.hand_worked import frame
from tests.data.persons import ANI
from tests.data.test_records import MONDAY


@pytest.fixture(scope="module")
def folder(sample: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("catatan") / "kota"
    assert main(["export", "--to", str(target), *(str(book) for book in SAMPLE.glob("*.xlsx"))]) == 0
    return target


def values_in(folder: Path) -> Iterator[object]:
    for file in folder.rglob("*.parquet"):
        for column in pq.ParquetFile(file).read().to_pydict().values():
            yield from column


def test_the_folder_gives_the_panel_of_the_books(
    sample: Dataset, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = panel_of(sample)
    pd.testing.assert_frame_equal(panel_of(read_region(folder)[0]), expected, rtol=0, atol=1e-9)
    monkeypatch.setenv("DAMPAK_RECORDS", str(folder))
    assert main(["panel", "--out", str(tmp_path / "panel.parquet")]) == 0
    assert len(pd.read_parquet(tmp_path / "panel.parquet")) == len(expected)


def test_made_up_records_stay_labelled(folder: Path) -> None:
    assert read_region(folder)[0].is_sample


def test_no_nip_leaves_the_office_in_clear(sample: Dataset, folder: Path) -> None:
    known = {*sample.pegawai["nip"].dropna(), *sample.pelatihan["nip"].dropna()}
    assert not known & {value for value in values_in(folder) if isinstance(value, str)}
    found = read_region(folder)[0]
    assert found.pegawai["nip"].nunique() == sample.pegawai["nip"].nunique()
    assert set(found.pelatihan["nip"].dropna()) - set(found.pegawai["nip"]) == set()


def small(minutes: int, value: str = "1") -> Dataset:
    """One case of one unit, one employee, one training."""
    came = MONDAY + pd.Timedelta(hours=8)
    done = came + pd.Timedelta(minutes=minutes)
    return Dataset(
        pegawai=staff({"nip": value, "unit": "Sekretariat"}),
        pelatihan=trainings({"nip": value, "selesai": "2025-03-03", "jp": 4 * minutes}),
        layanan=frame("layanan", [{"unit": "Sekretariat", "masuk": came, "selesai": done}]),
    )


def times(folder: Path) -> dict[str, tuple[float, float]]:
    panel = panel_of(read_region(folder)[0]).query("indicator == 'lama_layanan'")
    return dict(zip(panel["unit"], zip(panel["value"], panel["jp_per_pegawai"], strict=True), strict=True))


def test_units_of_several_kecamatan_are_told_apart_and_an_export_replaces_only_its_own(tmp_path: Path) -> None:
    write_folder(small(10), tmp_path, "Tegal Sari", ANI)
    assert times(tmp_path) == {"Sekretariat": (10, 40)}
    write_folder(small(20, "2"), tmp_path, "Genteng", ANI)
    assert times(tmp_path) == {"Sekretariat, Tegal Sari": (10, 40), "Sekretariat, Genteng": (20, 80)}
    before = folder_version(tmp_path)
    write_folder(small(30), tmp_path, "Tegal Sari", ANI)
    assert times(tmp_path)["Sekretariat, Tegal Sari"] == (30, 120)
    assert folder_version(tmp_path) != before


def test_only_the_kecamatan_that_exported_anew_is_counted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []
    offer = DuckDBEngine.offer_parts

    def watched(engine: DuckDBEngine, name: str, parts: Sequence[Path]) -> None:
        offered.extend(part.parent.name for part in parts if name == "layanan")
        offer(engine, name, parts)

    monkeypatch.setattr(DuckDBEngine, "offer_parts", watched)
    for kecamatan, minutes in (("Genteng", 10), ("Bubutan", 20), ("Genteng", 30)):
        write_folder(small(minutes), tmp_path, kecamatan, ANI)
        times(tmp_path)
    times(tmp_path)
    assert offered == ["kecamatan=Genteng", "kecamatan=Bubutan", "kecamatan=Genteng"]
    found = times(tmp_path)
    monkeypatch.setattr(cells, "_counted", {})
    assert times(tmp_path) == found


class CutOff(BaseException):
    """The process ended here."""


def test_an_export_cut_off_between_two_steps_leaves_all_of_the_old_or_all_of_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The median comes from the cases, the JP from the trainings, which are written last. What is left goes in time."""
    write_folder(small(10), tmp_path, "Genteng", ANI)
    steps = len(EXPORTED_KINDS) + 2
    seen = [_cut_off_before(step, tmp_path, monkeypatch) for step in range(steps + 1)]
    assert seen == [(10, 40)] * (len(EXPORTED_KINDS) + 1) + [(20, 80)] * 2
    monkeypatch.setattr(files, "ABANDONED_SECONDS", -1)
    write_folder(small(30), tmp_path, "Genteng", ANI)
    assert len(list(tmp_path.glob("*/kecamatan=Genteng/versi=*"))) == len(EXPORTED_KINDS)
    assert times(tmp_path) == {"Sekretariat": (30, 120)}


def _cut_off_before(step: int, target: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[float, float]:
    """What `target` holds after an export that ended before that of its steps (counted from 0)."""
    steps = count()

    def cut(change: Callable) -> Callable:
        def changed(*arguments: object, **more: object) -> None:
            if next(steps) == step:
                raise CutOff
            change(*arguments, **more)

        return changed

    with monkeypatch.context() as patch, suppress(CutOff):
        for name in ("_write", "point_to", "_forget_others"):
            patch.setattr(records_folder, name, cut(getattr(records_folder, name)))
        write_folder(small(20), target, "Genteng", ANI)
    return times(target)["Sekretariat"]


EXPORTING = """
import signal, sys
from itertools import cycle
from pathlib import Path
from data.region.folder import write_folder
from tests.data.persons import ANI
from tests.data.test_region import small
for minutes in cycle((10, 20)):
    write_folder(small(minutes), Path(sys.argv[1]), "Genteng", ANI)
    if minutes == 10 and not signal.getitimer(signal.ITIMER_REAL)[0]:
        signal.setitimer(signal.ITIMER_REAL, float(sys.argv[2]))
"""


def test_killed_exports_two_at_a_time_leave_all_of_the_old_or_all_of_the_new(tmp_path: Path) -> None:
    """The alarm ends the process at once wherever it is, as a kill does; no export hurts the one beside it."""
    moments = np.random.default_rng(4).uniform(0.02, 0.4, 4)
    targets = [tmp_path / "kota", tmp_path / "provinsi"] * 2
    pairs = zip(targets, moments, strict=True)
    killed = [subprocess.Popen([sys.executable, "-c", EXPORTING, str(target), str(moment)]) for target, moment in pairs]
    assert {process.wait() for process in killed} == {-signal.SIGALRM}
    for target in targets:
        assert times(target)["Sekretariat"] in [(10, 40), (20, 80)]


def test_whoever_reads_while_a_version_is_replaced_reads_the_new_one_or_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cases are read first, then the people: without a second reading, new JP would stand beside old times."""
    coming = iter([small(20)])

    def read_after_an_export(folder: Path, kind: str) -> pd.DataFrame:
        with suppress(StopIteration):
            write_folder(next(coming), folder, "Genteng", ANI)
        return read_people(folder, kind)

    write_folder(small(10), tmp_path, "Genteng", ANI)
    monkeypatch.setattr("data.region.read.read_people", read_after_an_export)
    assert times(tmp_path) == {"Sekretariat": (20, 80)}
    coming = repeat(small(10))
    with pytest.raises(BookError, match="sedang diganti; ulangi"):
        times(tmp_path)


def test_a_blank_status_is_read_off_the_nip_before_it_becomes_a_pseudonym(tmp_path: Path) -> None:
    people = staff({"nip": nip(1), "status": None}, {"nip": nip(2)[:12] + "21" + nip(2)[14:], "status": None})
    office = Dataset(pegawai=people.assign(mulai=pd.Timestamp(2020, 1, 1)), pelatihan=trainings({"nip": nip(1)}))
    write_folder(office, tmp_path, "Genteng", ANI)
    assert list(read_people(tmp_path, "pegawai")["status"]) == ["PNS", "PPPK"]


def test_a_region_says_of_costs_that_they_were_not_exported(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DAMPAK_RECORDS", str(folder))
    assert analysis(["cost"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "tidak ikut diekspor dari kecamatan" in told.err


def test_a_folder_without_records_and_one_that_cannot_be_written_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DAMPAK_RECORDS", str(tmp_path))
    assert main(["panel", "--out", str(tmp_path / "panel.csv")]) == 2
    assert capsys.readouterr().err.startswith("Folder pada DAMPAK_RECORDS tidak berisi catatan; isi dengan")
    (tmp_path / "berkas").write_text("")
    book = str(next(SAMPLE.glob("*pelatihan.xlsx")))
    assert main(["export", "--to", str(tmp_path / "berkas"), book]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"{tmp_path / 'berkas'}" in said
    assert "sudah dipakai file atau folder lain" in said


def damaged(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9])


def gone(file: Path) -> None:
    shutil.rmtree(file.parent.parent)


@pytest.mark.parametrize("spoil", [damaged, gone])
def test_a_damaged_or_missing_part_of_the_folder_is_one_sentence(
    spoil: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(small(10), tmp_path, "Genteng", ANI)
    spoil(next((tmp_path / "layanan").rglob("*.parquet")))
    monkeypatch.setenv("DAMPAK_RECORDS", str(tmp_path))
    assert main(["panel", "--out", str(tmp_path / "panel.csv")]) == 2
    assert "rusak" in capsys.readouterr().err


def test_a_kecamatan_keeps_its_own_days_off_in_the_region(home: Path, tmp_path: Path) -> None:
    """Friday to Tuesday is two working days, one where the office was closed on Monday."""
    case = {"unit": "A", "masuk": pd.Timestamp("2025-05-02"), "selesai": pd.Timestamp("2025-05-06")}
    books = Dataset(layanan=frame("layanan", [{**case, "standar_hari_kerja": 1.0}]))
    write_folder(books, tmp_path, "Buka", ANI)
    change_office_days((), [OfficeDay(date(2025, 5, 5), "Hari jadi", off=True)], ANI)
    write_folder(books, tmp_path, "Tutup", ANI)
    take_back(ANI)
    kinerja = read_region(tmp_path)[0].kinerja
    met = kinerja[kinerja["indicator"] == "tepat_waktu"].set_index("unit")["value"]
    assert met.to_dict() == {"A, Buka": 0.0, "A, Tutup": 100.0}


def test_an_export_of_an_older_version_is_told(tmp_path: Path) -> None:
    write_folder(
        Dataset(layanan=frame("layanan", [{"unit": "A", "masuk": MONDAY, "selesai": MONDAY}])), tmp_path, "Lama", ANI
    )
    (file,) = tmp_path.glob("layanan/*/*/*/0.parquet")
    pq.write_table(pq.ParquetFile(file).read().drop_columns(["hari_kerja"]), file)
    with pytest.raises(BookError, match=r"versi aplikasi yang lama; ekspor lagi"):
        read_region(tmp_path)
