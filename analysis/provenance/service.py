"""Origins of the service figures: time taken, on time, returned, open, complaints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd

from analysis.provenance.methods import Method
from analysis.provenance.origin import Origin, Questions, from_books, together
from analysis.provenance.panel_values import cell_rows, cell_words
from analysis.service.compute import EVERY, Complaints, ServiceTime, complaints_per_thousand, judged_cases
from data.panel import dataset as panel_dataset
from data.panel.build import build_panel
from data.panel.dataset import Dataset

QUANTILE = "waktu ketika {} berkas sudah selesai menurut Kaplan–Meier; berkas dengan Selesai = 0 masih terbuka"
SHARES = {
    "Tepat waktu": ("on_time", "met", "bagian berkas yang selesai dalam standar waktunya (Nilai = 1)"),
    "Berkas dikembalikan": ("returned", "dikembalikan", "bagian berkas yang dikembalikan (Nilai = 1)"),
}


def every(
    dataset: Dataset, units: panel_dataset.Units, results: Sequence[ServiceTime], filters: Mapping[str, str]
) -> Questions:
    """All figures of those units: of each result, and complaints."""
    rows, panel = panel_dataset.inside(dataset.layanan, units), panel_dataset.inside(build_panel(dataset), units)
    asked = complaints(dataset, panel, complaints_per_thousand(panel), filters)
    return together(service(rows, results, filters), asked)


def service(layanan: pd.DataFrame, results: Sequence[ServiceTime], filters: Mapping[str, str]) -> Questions:
    """Median, p90, shares and open cases of each result; `layanan` are the rows they were made from."""
    return {label: question for one in results for label, question in _questions(layanan, one, filters).items()}


def complaints(
    dataset: Dataset, panel: pd.DataFrame, result: Complaints | None, filters: Mapping[str, str]
) -> Questions:
    """Complaints per 1,000 cases; `panel` is the one that `result` was made from."""
    if result is None:
        return {}
    return {"Pengaduan per 1.000 berkas": partial(_complaints, dataset, panel, result, filters)}


def _questions(layanan: pd.DataFrame, one: ServiceTime, filters: Mapping[str, str]) -> Questions:
    origin = partial(_origin, layanan, one, filters)
    where = "".join(f", {name}" for name in (one.office, one.layanan) if name != EVERY)
    times = {
        f"{name} lama layanan{where}": partial(
            origin, f"{name} lama layanan{where}", Method("kuantil", QUANTILE.format(said), {"share": share}), value,
            "taken",
        )
        for name, said, share, value in (("Median", "separuh", 0.5, one.median), ("P90", "90%", 0.9, one.p90))
        if value == value
    }  # fmt: skip
    shares = {
        f"{name}{where}": partial(origin, f"{name}{where}", Method("persen", words, {}), 100 * part.value, column)
        for name, (field, column, words) in SHARES.items()
        if (part := getattr(one, field)).n
    }
    words = "jumlah berkas yang belum selesai (Nilai = 1)"
    still = {f"Masih terbuka{where}": partial(
        origin, f"Masih terbuka{where}", Method("jumlah", words, {}), float(one.n_open), "open"
    )}  # fmt: skip
    return {**times, **shares, **still}


def _origin(
    layanan: pd.DataFrame, one: ServiceTime, filters: Mapping[str, str], question: str, method: Method, value: float,
    column: str,
) -> Origin:  # fmt: skip
    cases = _cases(layanan, one)
    cases = cases if column == "dikembalikan" else cases[cases["minutes"] >= 0]
    cases = cases.assign(open=cases["selesai"].isna()).dropna(subset=[column])
    rows = from_books(
        cases, Unit=cases["unit"], Layanan=cases["layanan"], Nilai=cases[column].astype(float),
        Selesai=cases["selesai"].notna().astype(int),
    )  # fmt: skip
    unit, decimals = {"taken": ("menit", 0), "open": ("berkas", 0)}.get(column, ("%", 1))
    return Origin(question, method, filters, value, unit, decimals, rows)


def _cases(layanan: pd.DataFrame, one: ServiceTime) -> pd.DataFrame:
    cases = judged_cases(layanan, one.until)
    mine = (cases["unit"] == one.office) | (one.office == EVERY)
    return cases[mine & ((cases["layanan"] == one.layanan) | (one.layanan == EVERY))]


def _complaints(dataset: Dataset, panel: pd.DataFrame, result: Complaints, filters: Mapping[str, str]) -> Origin:
    keys = ("pengaduan", "volume")
    cells = {key: panel.loc[panel["indicator"] == key, ["unit", "period"]] for key in keys}
    both = cells["pengaduan"].merge(cells["volume"], on=["unit", "period"])
    rows = pd.concat([cell_rows(dataset, key, both).assign(Indikator=key) for key in keys], ignore_index=True)
    words = f"1.000 × jumlah pengaduan ÷ jumlah berkas, pada unit dan periode yang punya keduanya. {cell_words(rows)}"
    method = Method("rasio sel", words, {"top": keys[0], "bottom": keys[1], "factor": 1000})
    return Origin("Pengaduan per 1.000 berkas", method, filters, result.rate, "", 1, rows)
