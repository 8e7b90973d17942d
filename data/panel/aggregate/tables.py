"""The tables that every engine reads: which columns of a Dataset's frames they hold, and how."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import dataset

from data.panel.dataset import Dataset
from data.panel.service_cases import minutes_taken, working_days
from data.vocabulary.ikm import UNSUR
from data.vocabulary.periods import period_text

RECORDS: Mapping[str, Mapping[str, str]] = {
    "layanan": {
        "kecamatan": "string", "unit": "string", "masuk": "timestamp(6)", "selesai": "timestamp(6)",
        "lama_menit": "float64", "standar_menit": "float64", "standar_hari_kerja": "float64", "dikembalikan": "boolean",
        "hari_kerja": "float64", "bulan": "string",
    },
    "skm": {
        "kecamatan": "string", "unit": "string", "period": "string", **dict.fromkeys(UNSUR, "float64"), "nth": "int64",
    },
    "kinerja": {
        "kecamatan": "string", "unit": "string", "period": "string", "indicator": "string",
        "value": "float64", "n": "float64", "nth": "int64",
    },
}  # fmt: skip
HERE, STILL_OPEN = "", "belum"
PARTED = pa.schema([(name, pa.string()) for name in ("kecamatan", "versi", "bulan")])
ARROW = {
    "string": pa.string(), "timestamp(6)": pa.timestamp("us"), "float64": pa.float64(), "boolean": pa.bool_(),
    "int64": pa.int64(),
}  # fmt: skip


def record_tables(books: Dataset, free: Sequence[date], kinds: Iterable[str] = RECORDS) -> dict[str, pa.Table]:
    """The books' records of these kinds as Arrow tables with the columns of RECORDS.

    Periods are text, `nth` is the row's place. A case's lama_menit are the minutes it took as far as they are known,
    its hari_kerja the working days (Monday to Friday without the days `free`), its bulan the month of completion or
    STILL_OPEN.
    """
    cases = books.layanan.assign(
        lama_menit=minutes_taken(books.layanan),
        hari_kerja=working_days(books.layanan, free),
        bulan=_months(books.layanan["selesai"]),
    )
    frames = {"layanan": cases, "skm": books.skm, "kinerja": books.kinerja}
    return {kind: _table(frames[kind], kind) for kind in kinds}


def empty_table(kind: str) -> pa.Table:
    """A table of that kind without rows."""
    return _schema(kind).empty_table()


def months_in(parts: Sequence[Path]) -> list[str]:
    """The values of bulan that the Parquet files of one kind are parted by, in order."""
    return sorted({path.name.partition("=")[2] for part in parts for path in part.glob("bulan=*")})


def batches(kind: str, parts: Sequence[Path]) -> Iterator[pa.Table]:
    """The records in the Parquet files of one kind, a piece at a time."""
    parted = dataset.partitioning(PARTED, flavor="hive")
    paths = [str(path) for part in parts for path in sorted(part.rglob("*.parquet"))]
    files = dataset.dataset(paths, format="parquet", partitioning=parted)
    for batch in files.to_batches(columns=list(RECORDS[kind])):
        yield pa.Table.from_batches([batch]).cast(_schema(kind))


def in_its_kecamatan(rows: pd.DataFrame) -> pd.DataFrame:
    """Units of several kecamatan may bear one name: then each is called by its kecamatan too."""
    if rows["kecamatan"].nunique() < 2:
        return rows
    pairs = zip(rows["unit"], rows["kecamatan"], strict=True)
    names = [f"{unit}, {kecamatan}" if isinstance(unit, str) else None for unit, kecamatan in pairs]
    return rows.assign(unit=pd.Series(names, rows.index, dtype=object))


def _months(times: pd.Series) -> np.ndarray:
    """Each time's month as text."""
    codes, months = pd.factorize(times.to_numpy().astype("datetime64[M]"))
    return np.array([*map(str, months), STILL_OPEN], dtype=object)[codes]


def _table(frame: pd.DataFrame, kind: str) -> pa.Table:
    """One thread: starting others takes longer than the columns of a million rows."""
    columns = RECORDS[kind]
    rows = frame.assign(kecamatan=HERE, nth=np.arange(len(frame)))
    if "period" in columns:
        texts = {period: period_text(period) for period in frame["period"].unique()}
        rows = rows.assign(period=frame["period"].map(texts))
    return pa.Table.from_pandas(rows[list(columns)], schema=_schema(kind), preserve_index=False, nthreads=1)


def _schema(kind: str) -> pa.Schema:
    return pa.schema([(name, ARROW[of_type]) for name, of_type in RECORDS[kind].items()])
