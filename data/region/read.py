"""What several kecamatan have exported, as one Dataset of the panel's size: $DAMPAK_RECORDS names their folder."""

from functools import partial
from hashlib import sha256
from pathlib import Path

from data.panel.aggregate.cells import count_folder
from data.panel.build import values_of
from data.panel.dataset import Dataset, FileReport, SheetReport
from data.problems import BookError, Problem
from data.region.folder import EXPORTED_KINDS, count_rows, holds_sample, of_one_version, places_of, read_people

NOTHING_THERE = "Folder pada DAMPAK_RECORDS tidak berisi catatan; isi dengan: python -m data export --to FOLDER"


def read_region(folder: Path) -> tuple[Dataset, str]:
    """The records in `folder` counted by the engine in use, the people as they stand there, and the folder's version.

    What the records come to are the dataset's values (kinerja); single cases and answers stay in the folder. Each row's
    file is the folder, its sheet the kecamatan and its version; a value's row is its number among the values. BookError
    where nothing is there, or where exports go on replacing what is being read.
    """
    return of_one_version(folder, partial(_read, folder))


def _read(folder: Path, version: str) -> tuple[Dataset, str]:
    places = places_of(folder)
    sheets = tuple(
        SheetReport(places[kecamatan], kind, 0, count, count, 0, {})
        for kind in EXPORTED_KINDS
        for kecamatan, count in count_rows(folder, kind).items()
        if count
    )
    if not sheets:
        raise BookError(NOTHING_THERE)
    cells = count_folder(folder)
    values, notes = values_of(cells.table[cells.table["origin"] == "kinerja"], cells)
    kecamatan = dict(zip(cells.table["unit"], cells.table["kecamatan"], strict=True))
    return Dataset(
        (FileReport(folder.name, sha256(version.encode()).hexdigest(), sheets),),
        tuple(Problem(folder.name, "", None, None, None, None, note, "note") for note in notes),
        is_sample=holds_sample(folder),
        exported=True,
        kecamatan=kecamatan if len(set(kecamatan.values())) > 1 else {},
        kinerja=values.assign(
            file=folder.name, sheet=values["unit"].map(kecamatan).map(places), row=range(1, 1 + len(values))
        ),
        pegawai=read_people(folder, "pegawai"),
        pelatihan=read_people(folder, "pelatihan"),
    ), version
