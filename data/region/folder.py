"""Records in a folder of Parquet, so that many kecamatan can be counted together: each writes its own part.

kind/kecamatan=…/versi=…/bulan=…/0.parquet, where bulan is a case's month of completion ("belum": still open), or the
period of an answer or value as text. Cases stand in the order of IN_ORDER: neighbours fall into one group and meet the
same days of the calendar, so that counting them keeps to the processor's cache. People stand in it under a pseudonym.
An export replaces all that its kecamatan had there, all kinds at one stroke: what counts is the version that the small
file kecamatan=….versi names. No lock is needed, on a shared disk neither: an export writes a version of its own, the
last to finish counts, and nobody removes what another may still be writing. Whoever reads while a version is replaced
reads again.
"""

import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import TypeVar

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.access import Person, audit, require
from data.files import as_book_error, atomic_write, is_abandoned
from data.panel.aggregate.tables import RECORDS, in_its_kecamatan, record_tables
from data.panel.dataset import Dataset, empty_frame
from data.problems import BookError
from data.region import monthly_store
from data.region.monthly_store import LABEL, kecamatan_of, labelled
from data.region.pseudonyms import PEOPLE, people
from data.vocabulary.holidays import days_off

EXPORTED_KINDS = (*RECORDS, *PEOPLE)
SAMPLE_MARK = "CONTOH"
POINTER = ".versi"
IN_ORDER = [("unit", "ascending"), ("selesai", "ascending")]
MOST_READINGS = 3
Read = TypeVar("Read")

OLDER = (
    "Catatan tidak dapat dihitung: folder DAMPAK_RECORDS diisi versi aplikasi yang lama; ekspor lagi di kecamatannya."
)
TWICE = (
    "Kecamatan {kecamatan} ada dua kali di folder DAMPAK_RECORDS, sebagai ekspor dan sebagai kiriman bulanan; "
    "hapus salah satunya."
)
UNREADABLE = "Catatan tidak dapat dihitung: ada file di folder DAMPAK_RECORDS yang rusak atau sedang diganti; ulangi."


def folder_version(folder: Path) -> str:
    """Changes with every export, and with every month that is collected."""
    exported = [f"{file.name} {file.read_text()}" for file in _pointers(folder)]
    return "/".join([*exported, *(file.name for file in monthly_store.newest(folder).values())])


def of_one_version(folder: Path, read: Callable[[str], Read]) -> Read:
    """What `read` makes of the folder's version that it is given: of the next one where an export came between.

    BookError where that goes on, or where it is the version itself that cannot be read.
    """
    for _ in range(MOST_READINGS):
        version = folder_version(folder)
        try:
            with _in_a_sentence():
                found = read(version)
        except BookError:
            if folder_version(folder) == version:
                raise
        else:
            if folder_version(folder) == version:
                return found
    raise BookError(UNREADABLE)


def versions_of(folder: Path) -> dict[str, str]:
    """By kecamatan that exported, the version (versi=…) that counts."""
    return {kecamatan_of(file.name.removesuffix(POINTER)): file.read_text() for file in _pointers(folder)}


def parts_of(folder: Path, kind: str, versions: Mapping[str, str]) -> list[Path]:
    """The folders of these versions, one a kecamatan, with that kind's records; BookError where one is not there."""
    parts = [folder / kind / labelled(kecamatan) / version for kecamatan, version in versions.items()]
    if not all(part.is_dir() for part in parts):
        raise BookError(UNREADABLE)
    return parts


def point_to(folder: Path, name: str, version: str) -> None:
    """From now on, and all at once, that version of `name` (kecamatan=…) counts."""
    with atomic_write(folder / f"{name}{POINTER}") as draft:
        draft.write_text(version)


def write_folder(dataset: Dataset, folder: Path, kecamatan: str, by: Person) -> dict[str, int]:
    """Replace what `kecamatan` has in `folder` by these records; rows written by kind. BookError where it cannot."""
    require(by, "sistem")
    name = labelled(kecamatan)
    parts = {kind: _parted(kind, table) for kind, table in record_tables(dataset, days_off()).items()}
    parts |= {kind: {"": pa.Table.from_pandas(people(dataset, kind), preserve_index=False)} for kind in PEOPLE}
    version = f"versi={secrets.token_hex(8)}"
    with as_book_error(folder):
        for kind in EXPORTED_KINDS:
            _write(folder / kind / name / version, parts[kind], marked=dataset.is_sample and kind in PEOPLE)
        replaced = _version_of(folder, name)
        point_to(folder, name, version)
        _forget_others(folder, name, version, replaced)
        audit.note(by, "ekspor", kecamatan)
    return {kind: sum(table.num_rows for table in parts[kind].values()) for kind in EXPORTED_KINDS}


def write_part(table: pa.Table, file: Path) -> None:
    """One Parquet file for fast reading: times stand plain, all else through a dictionary, nothing is compressed.

    Times hardly repeat, so a dictionary of them is larger than they are and takes twice as long to read.
    """
    repeated = [field.name for field in table.schema if not pa.types.is_timestamp(field.type)]
    pq.write_table(table, file, compression="none", use_dictionary=repeated)


def pointer_of(folder: Path, kecamatan: str) -> Path:
    """The small file that names the version of a kecamatan's records that counts."""
    return folder / f"{labelled(kecamatan)}{POINTER}"


def is_exported(folder: Path, kecamatan: str) -> bool:
    """Whether a kecamatan's records stand there as it exported them."""
    return pointer_of(folder, kecamatan).exists()


def places_of(folder: Path) -> dict[str, str]:
    """Each kecamatan in `folder`, and how its part is called wherever a source is told: by its name and version."""
    versions = {kecamatan: version.removeprefix("versi=") for kecamatan, version in versions_of(folder).items()}
    exported = {kecamatan: f"{kecamatan} (versi {version})" for kecamatan, version in versions.items()}
    collected = {kecamatan: f"{kecamatan} (kiriman s.d. {month})" for kecamatan, month in monthly_store.newest(folder)}
    if twice := exported.keys() & collected.keys():
        raise BookError(TWICE.format(kecamatan=min(twice)))
    return exported | collected


def read_people(folder: Path, kind: str) -> pd.DataFrame:
    """The staff (pegawai) or trainings (pelatihan) of all kecamatan in `folder`, people under their pseudonyms."""
    like = empty_frame(kind)
    with _in_a_sentence():
        several = [*map(_people_in, parts_of(folder, kind, versions_of(folder))), *monthly_store.people(folder, kind)]
    if not several:
        return like
    rows = in_its_kecamatan(pd.concat(several, ignore_index=True))
    placed = rows.assign(file=folder.name, sheet=rows["kecamatan"].map(places_of(folder)))
    return placed.reindex(columns=like.columns).astype(like.dtypes.to_dict())


def holds_sample(folder: Path) -> bool:
    """Whether any kecamatan exported made-up books."""
    exported = (part for kind in PEOPLE for part in parts_of(folder, kind, versions_of(folder)))
    return any((part / SAMPLE_MARK).exists() for part in exported) or monthly_store.holds_sample_month(folder)


def count_rows(folder: Path, kind: str) -> dict[str, int]:
    """How many records of a kind each kecamatan has there."""
    with _in_a_sentence():
        exported = {
            kecamatan_of(part.parent.name): sum(pq.read_metadata(file).num_rows for file in part.rglob("*.parquet"))
            for part in parts_of(folder, kind, versions_of(folder))
        }
        return exported | monthly_store.count_monthly_rows(folder, kind)


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
    months = table["bulan" if kind == "layanan" else "period"].to_pandas()
    rows = table.drop_columns(["kecamatan", *({"bulan"} & {*table.column_names})])
    return {f"bulan={month}": rows.take(places) for month, places in months.groupby(months).indices.items()}


def _pointers(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{LABEL}*{POINTER}"))


def _write(target: Path, parts: dict[str, pa.Table], *, marked: bool) -> None:
    target.mkdir(parents=True)
    if marked:
        (target / SAMPLE_MARK).touch()
    for part, table in parts.items():
        (target / part).mkdir(exist_ok=True)
        write_part(table, target / part / "0.parquet")


def _version_of(folder: Path, name: str) -> str | None:
    pointer = folder / f"{name}{POINTER}"
    return pointer.read_text() if pointer.exists() else None


def _forget_others(folder: Path, name: str, version: str, replaced: str | None) -> None:
    """Remove what was replaced, and what an export left that was cut off; not what another is writing just now."""
    for other in folder.glob(f"*/{escape(name)}/versi=*"):
        with suppress(FileNotFoundError):
            if other.name == replaced or (other.name != version and is_abandoned(other)):
                shutil.rmtree(other, ignore_errors=True)


def _people_in(part: Path) -> pd.DataFrame:
    rows = pq.ParquetFile(part / "0.parquet").read().to_pandas()
    return rows.assign(kecamatan=kecamatan_of(part.parent.name), row=range(1, 1 + len(rows)))
