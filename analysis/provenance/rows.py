"""The rows behind a result as one table to take along, and the data that are made from that table again.

A person is a number of the table: the same in every sheet kind of it, and no other table's. Rows about persons stand in
no order and tell no row of the book, so that two tables cannot be laid side by side row by row.
"""

import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_object_dtype

from analysis.survey.remarks import themes_told
from data.ingest.parsers.text import row_ranges
from data.panel.attendance import without_refusals
from data.panel.build import VALUES, series
from data.panel.dataset import FRAME_COLUMNS, REMARK, Dataset, empty_frame
from data.panel.exposure import MEASURES
from data.panel.lineage import rows_behind
from data.vocabulary.indicators import counted
from data.vocabulary.periods import parse_period, period_text

KIND, PANEL = "Jenis", "panel"
HEADERS = {
    "file": "Berkas", "sheet": "Lembar", "row": "Baris", "unit": "Unit", "period": "Periode", "value": "Nilai",
    "indicator": "Indikator", "first_treated": "Mulai dilatih", "share_after": "Bagian sesudah dilatih",
    "kecamatan": "Kecamatan",
}  # fmt: skip
NAMES = {header: name for name, header in HEADERS.items()}
PLACES = ("file", "sheet", "row")
PERSONS = ("nip", "kode_peserta")
ABOUT_PERSONS = ("pegawai", "pelatihan", "evaluasi", "skm")
STAFF = ("nip", "status", "unit", "mulai", "selesai")
TRAININGS = (
    "nip", "unit", "nama_pelatihan", "bidang", "bentuk", "penyelenggara", "mulai", "selesai", "jp", "biaya",
    "kehadiran",
)  # fmt: skip

NO_ROW = 0
SECRET = secrets.token_bytes(32)

Columns = Mapping[str, Sequence[str]]
TRAINED: Columns = {"pegawai": STAFF, "pelatihan": TRAININGS}


def book_rows(dataset: Dataset, columns: Columns) -> pd.DataFrame:
    """The rows of several sheet kinds (kind → its columns): Jenis, Berkas, Lembar, Baris, then every column.

    Whoever refused a training was "tidak hadir" there: no table says who refused. Of a citizen's remark only
    the elements that it speaks of are told.
    """
    frames = {kind: getattr(dataset, kind)[[*PLACES, *names]] for kind, names in columns.items()}
    if REMARK in columns.get("skm", ()):
        frames["skm"] = frames["skm"].assign(**{REMARK: frames["skm"][REMARK].map(themes_told, na_action="ignore")})
    if "pelatihan" in frames:
        frames["pelatihan"] = without_refusals(frames["pelatihan"])
    frames = {kind: _unplaced(frame) if kind in ABOUT_PERSONS else frame for kind, frame in frames.items()}
    parts = [frame.assign(**{KIND: kind}) for kind, frame in _without_names(frames).items() if len(frame)]
    return _table(pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[KIND, *PLACES]))


def of_indicators(dataset: Dataset, keys: Sequence[str], more: Columns = {}) -> pd.DataFrame:  # noqa: B006
    """The rows that values of these indicators are written in or counted from, and those of other kinds."""
    kept = dataset.kinerja[dataset.kinerja["indicator"].isin(keys)]
    sources = {"skm": {"ikm", *counted("jawaban")}, "layanan": set(counted("masuk", "selesai"))}
    kinds = ["kinerja", *(kind for kind, theirs in sources.items() if theirs.intersection(keys))]
    return book_rows(replace(dataset, kinerja=kept), {**{kind: FRAME_COLUMNS[kind] for kind in kinds}, **more})


def dataset_of(rows: pd.DataFrame) -> Dataset:
    """The data that a table of `book_rows` holds, also where it was a CSV or XLSX file meanwhile."""
    kinds = {str(kind): part for kind, part in rows.groupby(KIND) if kind in FRAME_COLUMNS}
    frames: dict[str, Any] = {kind: _frame(kind, part) for kind, part in kinds.items()}
    return replace(Dataset(), **frames)


def of_persons(frame: pd.DataFrame, **columns: object) -> pd.DataFrame:
    """The table of `frame`'s rows: file, sheet, and these columns (Series of the frame, or one value for all)."""
    table = pd.DataFrame({"Berkas": frame["file"], "Lembar": frame["sheet"], **columns}, index=frame.index)
    return shuffled(table).reset_index(drop=True)


def about_persons(rows: pd.DataFrame) -> bool:
    """Whether a table of rows holds any about a person: those tell no row of the book."""
    return "Baris" not in rows or bool(rows["Baris"].isna().any())


def shuffled(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows in an order that this table alone has: no other one, and not the book, can be laid beside it."""
    content = str(pd.util.hash_pandas_object(frame.astype(str), index=False).sum())
    seed = hmac.digest(SECRET, f"{list(frame)}{content}".encode(), "sha256")
    return frame.iloc[np.random.default_rng([*seed]).permutation(len(frame))]


def panel_rows(dataset: Dataset, panel: pd.DataFrame) -> pd.DataFrame:
    """One line a value of `panel` (or of one indicator's series, column indicator added), and where its rows stand."""
    parts = [_placed(dataset, str(key), part) for key, part in panel.groupby("indicator", sort=False)]
    return _table(pd.concat(parts, ignore_index=True).assign(**{KIND: PANEL}))


def cell_rows(dataset: Dataset, key: str, wanted: pd.DataFrame) -> pd.DataFrame:
    """The book rows behind the wanted values of one indicator (columns unit, period and any side), and how (Cara)."""
    cells = wanted.assign(period=wanted["period"].astype(object))
    rows = cells.merge(rows_behind(dataset, key), on=["unit", "period"])
    return _table(rows).rename(columns={"how": "Cara", "side": "Sisi"})


def panel_from_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The panel that a table of `panel_rows` holds, also where it was a CSV or XLSX file meanwhile."""
    found = rows[rows[KIND] == PANEL].rename(columns=NAMES).reset_index(drop=True)
    panel = found.reindex(columns=[*VALUES, *MEASURES, *({"kecamatan"} & {*found.columns})])
    known = {text: parse_period(str(text)) for name in ("period", "first_treated") for text in panel[name].dropna()}
    first = panel["first_treated"].map(known).astype(object)
    return panel.assign(
        unit=panel["unit"].astype(object), period=panel["period"].map(known).astype(object),
        first_treated=first.where(first.notna(), pd.NaT), value=panel["value"].astype(float),
    )  # fmt: skip


def series_of(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """One indicator's series from a table of `panel_rows`, as `data.panel.build.series`."""
    return series(panel_from_rows(rows), key)


def _placed(dataset: Dataset, key: str, cells: pd.DataFrame) -> pd.DataFrame:
    behind = rows_behind(dataset, key).groupby(["unit", "period"], sort=False)
    places = behind.agg(
        file=("file", _several), sheet=("sheet", _several), row=("row", lambda rows: row_ranges(sorted(set(rows))))
    )
    typed = cells.assign(period=cells["period"].astype(object), first_treated=cells["first_treated"].astype(object))
    return typed.merge(places.reset_index().astype({"period": object}), on=["unit", "period"], how="left")


def _several(names: pd.Series) -> str:
    return "; ".join(sorted(set(names)))


def _unplaced(frame: pd.DataFrame) -> pd.DataFrame:
    return shuffled(frame).assign(row=None)


def _without_names(frames: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The frames with a number in the place of each person, in an order of their own."""
    known = {str(one) for frame in frames.values() for name in PERSONS if name in frame for one in frame[name].dropna()}
    ordered = sorted(known, key=lambda one: hmac.digest(SECRET, f"{list(frames)}{one}".encode(), "sha256"))
    numbers = {one: f"Orang {place:06d}" for place, one in enumerate(ordered, 1)}
    return {
        kind: frame.assign(**{name: frame[name].map(numbers, na_action="ignore") for name in PERSONS if name in frame})
        for kind, frame in frames.items()
    }


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    """Headers in Indonesian, periods as 2026-10, no column that nothing fills."""
    texts = {
        name: frame[name].map(period_text).replace("", None) for name in ("period", "first_treated") if name in frame
    }
    first = [KIND, *PLACES]
    table = frame.assign(**texts).dropna(axis="columns", how="all")
    kept = [name for name in (*first, *table.columns.difference(first, sort=False)) if name in table]
    return table[kept].rename(columns=HEADERS)


def _frame(kind: str, part: pd.DataFrame) -> pd.DataFrame:
    types = empty_frame(kind).dtypes
    known = part.rename(columns=NAMES).reindex(columns=types.index).fillna({"row": NO_ROW})
    frame = known.astype(types).reset_index(drop=True)
    for name in types.index[types.map(is_object_dtype)]:
        frame[name] = frame[name].where(frame[name].notna(), None)
    if "dikembalikan" in frame:
        frame["dikembalikan"] = frame["dikembalikan"].map(lambda flag: None if flag is None else bool(flag))
    if "period" in frame:
        frame["period"] = frame["period"].map(lambda text: parse_period(str(text))).astype(object)
    return frame
