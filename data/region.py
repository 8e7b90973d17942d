"""What several kecamatan have exported, as one Dataset of the panel's size: $DAMPAK_RECORDS names their folder."""

from __future__ import annotations

from pathlib import Path

from data.dataset import Dataset, FileReport, SheetReport
from data.panel import values_of
from data.problems import BookError, Problem
from data.records import count_folder
from data.records.folder import KINDS, count_rows, folder_version, holds_sample, read_people

NOTHING_THERE = "Folder pada DAMPAK_RECORDS tidak berisi catatan; isi dengan: python -m data export --to FOLDER"


def read_region(folder: Path) -> tuple[Dataset, str]:
    """The records in `folder` counted by the engine in use, the people as they stand there, and the folder's version.

    What the records come to are the dataset's values (kinerja); single cases and answers stay in the folder. BookError
    where nothing is there.
    """
    version = folder_version(folder)
    rows = {kind: count_rows(folder, kind) for kind in KINDS}
    if not any(rows.values()):
        raise BookError(NOTHING_THERE)
    notes: list[str] = []
    values = values_of(count_folder(folder), notes)
    sheets = tuple(SheetReport(kind, kind, 1, count, count, 0, {}) for kind, count in rows.items() if count)
    return Dataset(
        (FileReport(folder.name, version, sheets),),
        tuple(Problem(folder.name, "", None, None, None, None, note, "note") for note in notes),
        is_sample=holds_sample(folder),
        kinerja=values.assign(file=folder.name, sheet="kinerja", row=range(1, 1 + len(values))),
        pegawai=read_people(folder, "pegawai"),
        pelatihan=read_people(folder, "pelatihan"),
    ), version
