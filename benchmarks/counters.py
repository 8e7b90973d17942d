"""The same figures of one service register, counted in several ways; each gives unit, period, indicator, value, n."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl

from data.panel.aggregate.cells import count_folder
from data.panel.aggregate.tables import batches
from data.panel.dataset import Dataset, empty_frame
from data.region.folder import parts_of, versions_of
from data.vocabulary.periods import period_text
from tests.data.pandas_cells import counted

COLUMNS = ["unit", "period", "indicator", "value", "n"]
PLAIN = """
WITH cases AS (
    SELECT unit || ', ' || kecamatan AS unit, masuk, selesai, standar_menit, standar_hari_kerja, hari_kerja,
           dikembalikan, (epoch_us(selesai) - epoch_us(masuk)) / 6e7 AS minutes
    FROM read_parquet('{files}', hive_partitioning = true)
), judged AS (
    SELECT c.*, CASE WHEN standar_menit IS NOT NULL THEN minutes <= standar_menit
                     ELSE hari_kerja <= standar_hari_kerja END AS met
    FROM cases c WHERE minutes >= 0
), completed AS (
    SELECT unit, date_trunc('month', selesai) AS month, median(minutes) AS taken, count(*) AS n,
           100.0 * count(*) FILTER (met) / count(met) AS kept, count(met) AS judged FROM judged GROUP BY 1, 2
), arrived AS (
    SELECT unit, date_trunc('month', masuk) AS month, count(*) AS n,
           100.0 * count(*) FILTER (dikembalikan) / count(dikembalikan) AS returned FROM cases GROUP BY 1, 2
), cells AS (
    SELECT unit, month, 'lama_layanan' AS indicator, taken AS value, n FROM completed
    UNION ALL SELECT unit, month, 'tepat_waktu', kept, judged FROM completed
    UNION ALL SELECT unit, month, 'volume', n, n FROM arrived
    UNION ALL SELECT unit, month, 'berkas_dikembalikan', returned, n FROM arrived
)
SELECT unit, strftime(month, '%Y-%m') AS period, indicator, value, n FROM cells
"""


def by_engine(folder: Path) -> pd.DataFrame:
    """As the pages do it, by the engine that $DAMPAK_ENGINE names."""
    table = count_folder(folder).table
    return table.assign(period=table["period"].map(period_text))[COLUMNS]


def by_plain_sql(folder: Path) -> pd.DataFrame:
    """One query by hand over all files at once, in DuckDB without a limit of memory."""
    with duckdb.connect() as connection:
        return connection.execute(PLAIN.format(files=f"{folder}/layanan/*/*/*/*.parquet")).df()[COLUMNS]


def by_polars(folder: Path) -> pd.DataFrame:
    """One lazy query over all files, run by the streaming engine."""
    cases = pl.scan_parquet(folder / "layanan", hive_partitioning=True).with_columns(
        unit=pl.concat_str("unit", pl.col("kecamatan").cast(pl.String), separator=", "),
        minutes=(pl.col("selesai") - pl.col("masuk")).dt.total_microseconds() / 6e7,
    )
    in_days = pl.col("hari_kerja") <= pl.col("standar_hari_kerja")
    met = pl.coalesce(pl.col("minutes") <= pl.col("standar_menit"), in_days)
    done, came = (pl.col(name).dt.strftime("%Y-%m").alias("period") for name in ("selesai", "masuk"))
    completed = cases.filter(pl.col("minutes") >= 0).with_columns(met=met).group_by("unit", done)
    figures = {
        "lama_layanan": completed.agg(value=pl.col("minutes").median(), n=pl.len()),
        "tepat_waktu": completed.agg(value=100 * pl.col("met").mean(), n=pl.col("met").count()),
        "volume": cases.group_by("unit", came).agg(value=pl.len().cast(pl.Float64), n=pl.len()),
        "berkas_dikembalikan": cases.group_by("unit", came).agg(value=100 * pl.col("dikembalikan").mean(), n=pl.len()),
    }
    found = pl.collect_all(list(figures.values()), engine="streaming")
    tables = [frame.to_pandas().assign(indicator=key) for key, frame in zip(figures, found, strict=True)]
    return pd.concat(tables)[COLUMNS]


def by_pandas(folder: Path) -> pd.DataFrame:
    """All cases in one frame, counted as the tests' second opinion counts them, working days too."""
    cases = pd.concat(
        piece.to_pandas() for piece in batches("layanan", parts_of(folder, "layanan", versions_of(folder)))
    )
    named = cases.assign(unit=cases["unit"] + ", " + cases["kecamatan"]).reset_index(drop=True)
    table = counted(Dataset(layanan=named.reindex(columns=empty_frame("layanan").columns)), [])
    return table.assign(period=table["period"].map(period_text))[COLUMNS]


WAYS: dict[str, Callable[[Path], pd.DataFrame]] = {
    "panel on DuckDB": by_engine,
    "plain DuckDB SQL": by_plain_sql,
    "Polars": by_polars,
    "pandas": by_pandas,
    "panel on Spark, local": by_engine,
}
ENGINES = {"panel on Spark, local": "spark://local[2]"}
