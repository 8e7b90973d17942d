"""A person who is to be forgotten stands in nothing that the store keeps, and nobody else is lost."""

import zipfile
from pathlib import Path

import pytest

from data import store
from data.__main__ import main
from data.store import remarks
from data.store.database import database_file
from tests.data.made_books import workbook
from tests.data.persons import ANI
from tests.data.planted import people, traces

GONE, OTHER, THIRD = people(3)
HEADINGS = ["NIP", "Nama", "Unit Kerja", "Nama Pelatihan", "Tanggal Mulai", "Tanggal Selesai", "JP"]
DAYS = ["2 Februari 2026", "3 Februari 2026", 20]
TRAININGS = workbook(
    [["Pelatihan"], HEADINGS, *([one.nip, one.name, "Seksi A", "Pelayanan Prima", *DAYS] for one in (GONE, OTHER))],
    merge=["A1:G1"],
)
STAFF = workbook(
    [["NIP", "Nama", "Status", "Unit Kerja"], *([one.nip, one.name, "PNS", "Seksi A"] for one in (OTHER, GONE, THIRD))]
)


@pytest.fixture
def kept(anywhere: str) -> None:
    """A store in which the person stands in two books and a remark."""
    store.import_books([("pelatihan.xlsx", TRAININGS), ("pegawai.xlsx", STAFF)], ANI, {})
    remarks.write("2026-02", "", "catatan/1", {"text": f"{GONE.name.upper()} dan {OTHER.name} ikut."}, ANI, 0)


def everything(folder: Path) -> str:
    """All bytes of the store's files, those of zipped ones unpacked."""
    return "\n".join(part for file in folder.rglob("*") if file.is_file() for part in contents(file))


def contents(file: Path) -> list[str]:
    if not zipfile.is_zipfile(file):
        return [file.read_bytes().decode("latin-1")]
    with zipfile.ZipFile(file) as archive:
        return [archive.read(name).decode("latin-1") for name in archive.namelist()]


@pytest.mark.usefixtures("kept")
def test_the_person_is_gone_from_books_rows_remarks_and_later_backups(
    anywhere: str, home: Path, tmp_path: Path
) -> None:
    before = store.event_log()
    gone = store.forget(GONE.nip, ANI)
    assert (gone.books, gone.rows, gone.remarks) == (2, 2, 1)
    assert "tidak terjangkau" in gone.beyond[-1]
    for _ in range(2):
        dataset, _ = store.dataset()
        assert sorted(dataset.pegawai["nip"]) == sorted([OTHER.nip, THIRD.nip])
        assert list(dataset.pelatihan["nip"]) == [OTHER.nip]
        assert remarks.versions("2026-02", "")[0].content["text"] == f"(dihapus) dan {OTHER.name} ikut."
        assert [(one.at, one.by) for one in store.event_log()] == [(one.at, one.by) for one in before]
        store.rebuild(ANI)
    store.backup(tmp_path / "cadangan.zip", ANI)
    assert traces("\n".join(contents(tmp_path / "cadangan.zip")), [GONE]) == []
    if anywhere == "file":
        assert traces(everything(home), [GONE]) == []
        assert traces(everything(home), [OTHER]), "the search finds whoever is there"


@pytest.mark.usefixtures("kept")
def test_whoever_is_nowhere_and_what_is_no_nip_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forget", people(4)[3].nip]) == 2
    assert "tidak ada dalam buku" in capsys.readouterr().err
    assert main(["forget", "12"]) == 2
    assert "NIP tidak terbaca: NIP harus 18 digit" in capsys.readouterr().err


@pytest.mark.usefixtures("kept")
def test_what_could_not_be_reached_is_named(home: Path, anywhere: str, capsys: pytest.CaptureFixture[str]) -> None:
    (home).mkdir(exist_ok=True)
    (home / "sebelum-pulih-1.zip").write_bytes(b"")
    assert main(["forget", GONE.nip]) == 0
    said = capsys.readouterr().out
    assert "sebelum-pulih-1.zip" in said
    assert traces(said, [GONE]) == []
    assert database_file().exists() == (anywhere == "file")
