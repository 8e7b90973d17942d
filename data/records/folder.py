"""Records in a folder of Parquet, so that many kecamatan can be counted together: each writes its own part.

kind/kecamatan=…/versi=…/bulan=…/0.parquet, where bulan is a case's month of completion ("belum": still open), or the
period of an answer or value as text. Cases stand in the order of IN_ORDER: neighbours fall into one group and meet the
same days of the calendar, so that counting them keeps to the processor's cache. People stand in it under a pseudonym. An export replaces all that its kecamatan
had there, all kinds at one stroke: what counts is the version that the small file kecamatan=….versi names.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from urllib.parse import quote, unquote

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.dataset import Dataset, empty_frame
from data.files import told
from data.problems import BookError
from data.records.pseudonyms import pseudonyms
from data.records.tables import RECORDS, in_its_kecamatan, record_tables

PEOPLE = {
    "pegawai": ("nip", "status", "unit", "mulai", "selesai"),
    "pelatihan": ("nip", "unit", "nama_pelatihan", "bidang", "bentuk", "mulai", "selesai", "jp", "kehadiran"),
}
KINDS = (*RECORDS, *PEOPLE)
STILL_OPEN = "belum"
SAMPLE_MARK = "CONTOH"
POINTER = ".versi"
IN_ORDER = [("unit", "ascending"), ("selesai", "ascending")]

UNREADABLE = "Catatan tidak dapat dihitung: ada berkas di folder DAMPAK_RECORDS yang rusak atau sedang diganti; ulangi."


def records_folder() -> Path | None:
    """The folder that $DAMPAK_RECORDS names, if any."""
    setting = os.environ.get("DAMPAK_RECORDS")
    return Path(setting) if setting else None


def folder_version(folder: Path) -> str:
    """Changes with every export."""
    return "/".join(f"{file.name} {file.read_text()}" for file in _pointers(folder))


def parts_of(folder: Path, kind: str) -> list[Path]:
    """The folders, one a kecamatan, in which that kind's records stand that count."""
    named = [file.name.removesuffix(POINTER) for file in _pointers(folder)]
    parts = [folder / kind / name / (folder / f"{name}{POINTER}").read_text() for name in named]
    return [part for part in parts if part.is_dir()]


def point_to(folder: Path, name: str, version: str) -> None:
    """From now on, and all at once, that version of `name` (kecamatan=…) counts."""
    draft = folder / f".{name}{POINTER}"
    draft.write_text(version)
    draft.replace(folder / f"{name}{POINTER}")


def write_folder(dataset: Dataset, folder: Path, kecamatan: str) -> dict[str, int]:
    """Replace what `kecamatan` has in `folder` by these records; rows written by kind. BookError where it cannot."""
    name = f"kecamatan={quote(kecamatan, safe='')}"
    parts = {kind: _parted(kind, table) for kind, table in record_tables(dataset).items()}
    parts |= {kind: {"": _people(dataset, kind)} for kind in PEOPLE}
    version = f"versi={secrets.token_hex(8)}"
    with told(folder):
        for kind in KINDS:
            _write(folder / kind / name / version, parts[kind], marked=dataset.is_sample and kind in PEOPLE)
        point_to(folder, name, version)
        _forget_others(folder, name, version)
    return {kind: sum(table.num_rows for table in parts[kind].values()) for kind in KINDS}


def write_part(table: pa.Table, file: Path) -> None:
    """One Parquet file for fast reading: times stand plain, all else through a dictionary, nothing is compressed.

    Times hardly repeat, so a dictionary of them is larger than they are and takes twice as long to read.
    """
    repeated = [field.name for field in table.schema if not pa.types.is_timestamp(field.type)]
    pq.write_table(table, file, compression="none", use_dictionary=repeated)


def read_people(folder: Path, kind: str) -> pd.DataFrame:
    """The staff (pegawai) or trainings (pelatihan) of all kecamatan in `folder`, people under their pseudonyms."""
    files = [part / "0.parquet" for part in parts_of(folder, kind)]
    like = empty_frame(kind)
    if not files:
        return like
    with _in_a_sentence():
        rows = in_its_kecamatan(pd.concat(map(_of_one_place, files), ignore_index=True))
    named = rows.assign(file=folder.name, sheet=kind, row=range(1, 1 + len(rows)))
    return named.reindex(columns=like.columns).astype(like.dtypes.to_dict())


def holds_sample(folder: Path) -> bool:
    """Whether any kecamatan exported made-up books."""
    return any((part / SAMPLE_MARK).exists() for kind in PEOPLE for part in parts_of(folder, kind))


def count_rows(folder: Path, kind: str) -> int:
    """How many records of a kind are there."""
    with _in_a_sentence():
        files = (file for part in parts_of(folder, kind) for file in part.rglob("*.parquet"))
        return sum(pq.read_metadata(file).num_rows for file in files)


@contextmanager
def _in_a_sentence() -> Iterator[None]:
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        raise BookError(UNREADABLE) from error


def _parted(kind: str, table: pa.Table) -> dict[str, pa.Table]:
    """Folder name of each part → its rows, without what the folder's name says; cases in IN_ORDER."""
    if kind == "layanan":
        table = table.sort_by(IN_ORDER)
        months = table["selesai"].to_pandas().dt.strftime("%Y-%m").fillna(STILL_OPEN)
    else:
        months = table["period"].to_pandas()
    rows = table.drop_columns(["kecamatan"])
    return {f"bulan={month}": rows.take(places) for month, places in months.groupby(months).indices.items()}


def _people(dataset: Dataset, kind: str) -> pa.Table:
    frame = getattr(dataset, kind)[list(PEOPLE[kind])]
    return pa.Table.from_pandas(frame.assign(nip=pseudonyms(frame["nip"])), preserve_index=False)


def _pointers(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"kecamatan=*{POINTER}"))


def _write(target: Path, parts: dict[str, pa.Table], *, marked: bool) -> None:
    target.mkdir(parents=True)
    if marked:
        (target / SAMPLE_MARK).touch()
    for part, table in parts.items():
        (target / part).mkdir(exist_ok=True)
        write_part(table, target / part / "0.parquet")


def _forget_others(folder: Path, name: str, version: str) -> None:
    """Remove what was replaced, and what an export left that was cut off."""
    for other in folder.glob(f"*/{escape(name)}/versi=*"):
        if other.name != version:
            shutil.rmtree(other, ignore_errors=True)


def _of_one_place(file: Path) -> pd.DataFrame:
    return pq.ParquetFile(file).read().to_pandas().assign(kecamatan=unquote(file.parent.parent.name.partition("=")[2]))
