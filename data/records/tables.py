"""The tables that every engine reads: which columns of a Dataset's frames they hold, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from data.dataset import Dataset
from data.ikm import UNSUR
from data.periods import period_text

RECORDS: Mapping[str, Mapping[str, str]] = {
    "layanan": {
        "kecamatan": "string", "unit": "string", "masuk": "timestamp(6)", "selesai": "timestamp(6)",
        "standar_menit": "float64", "standar_hari_kerja": "float64", "dikembalikan": "boolean",
    },
    "skm": {
        "kecamatan": "string", "unit": "string", "period": "string", **dict.fromkeys(UNSUR, "float64"), "nth": "int64",
    },
    "kinerja": {
        "kecamatan": "string", "unit": "string", "period": "string", "indicator": "string",
        "value": "float64", "n": "float64", "nth": "int64",
    },
}  # fmt: skip
CALENDAR = {"day": "date", "working_days": "int64"}
HERE = ""
EPOCH = date(1970, 1, 1)
ARROW = {
    "string": pa.string(), "timestamp(6)": pa.timestamp("us"), "float64": pa.float64(), "boolean": pa.bool_(),
    "int64": pa.int64(),
}  # fmt: skip


def record_tables(dataset: Dataset) -> dict[str, pa.Table]:
    """The dataset's records as Arrow tables with the columns of RECORDS; periods as text, `nth`: the row's place."""
    return {kind: _table(getattr(dataset, kind), kind) for kind in RECORDS}


def calendar_of(first: pd.Timestamp, last: pd.Timestamp, days_off: Sequence[date]) -> pa.Table:
    """Every day from the first to the last (NaT: none), and the working days up to and with it.

    Working days are Monday to Friday without `days_off`.
    """
    days = np.array(pd.date_range(first, last) if pd.notna(first) and pd.notna(last) else [], dtype="datetime64[D]")
    free = np.array(days_off, dtype="datetime64[D]")
    return pa.table({"day": days, "working_days": np.busday_count(EPOCH, days + 1, holidays=free)})


def _table(frame: pd.DataFrame, kind: str) -> pa.Table:
    columns = RECORDS[kind]
    rows = frame.assign(kecamatan=HERE, nth=np.arange(len(frame)))
    if "period" in columns:
        texts = {period: period_text(period) for period in frame["period"].unique()}
        rows = rows.assign(period=frame["period"].map(texts))
    schema = pa.schema([(name, ARROW[columns[name]]) for name in columns])
    return pa.Table.from_pandas(rows[list(columns)], schema=schema, preserve_index=False)
