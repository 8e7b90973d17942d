"""A city's service register of any size, made up from a seed, as `python -m data export` would keep it."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from data.panel.service_cases import working_days
from data.region.folder import EXPORTED_KINDS, IN_ORDER, point_to, write_part
from data.vocabulary.holidays import days_off

KECAMATAN = tuple(f"Kecamatan-{number:02}" for number in range(1, 32))
UNITS = np.array(["Kantor Kecamatan", "Kelurahan A", "Kelurahan B", "Kelurahan C", "Kelurahan D"], dtype=object)
MONTHS = pd.period_range("2023-11", "2026-10", freq="M")
VERSION = "versi=1"
MINUTES = np.array([15.0, 60.0, 1440.0])


def write_city(folder: Path, rows: int, seed: int = 1) -> None:
    """Write about `rows` completed cases of 31 kecamatan and 36 months into `folder`/layanan."""
    each = round(rows / len(MONTHS) / len(KECAMATAN))
    for number, month in enumerate(MONTHS):
        for place, kecamatan in enumerate(KECAMATAN):
            table = cases(month, each, np.random.default_rng([seed, number, place]))
            target = folder / "layanan" / f"kecamatan={kecamatan}" / VERSION / f"bulan={month}"
            target.mkdir(parents=True)
            write_part(table, target / "0.parquet")
    for kecamatan in KECAMATAN:
        name = f"kecamatan={kecamatan}"
        for kind in EXPORTED_KINDS:
            (folder / kind / name / VERSION).mkdir(parents=True, exist_ok=True)
        point_to(folder, name, VERSION)


def cases(month: pd.Period, rows: int, rng: np.random.Generator) -> pa.Table:
    """One month of one kecamatan: skewed times of whole seconds, three cases in ten promised in working days."""
    start, end = (int(moment.timestamp()) for moment in (month.start_time, month.end_time))
    done = rng.integers(start, end, rows)
    taken = np.minimum(rng.lognormal(6.0, 1.5, rows) * 60, 40 * 86_400).astype(int)
    in_days = rng.random(rows) < 0.3
    ends = {
        name: (time * 1_000_000).astype("datetime64[us]") for name, time in (("masuk", done - taken), ("selesai", done))
    }
    table = pa.table(
        {
            "unit": UNITS[rng.integers(0, len(UNITS), rows)],
            **ends,
            "lama_menit": taken / 60,
            "hari_kerja": working_days(pd.DataFrame(ends), days_off()),
            "standar_menit": pa.array(rng.choice(MINUTES, rows), mask=in_days),
            "standar_hari_kerja": pa.array(rng.integers(1, 15, rows).astype(float), mask=~in_days),
            "dikembalikan": rng.random(rows) < 0.08,
        }
    )
    return table.sort_by(IN_ORDER)
