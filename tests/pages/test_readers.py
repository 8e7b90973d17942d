"""What a reader takes home from every page of an office with small groups: tables, downloads, origins."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from analysis.provenance.origin import Source
from analysis.provenance.rows import about_persons
from analysis.text import wording
from analysis.text.disclosure import FEWEST, SURVEYED
from data.ingest.load import default_sources, load_books
from data.panel.build import panel_of
from data.panel.dataset import Dataset
from data.vocabulary.periods import period_text
from pages.parts import cache, provenance, show
from tests.pages.app import CRASH, PAGES, visit, words

PERSONS = {"Responden", "PNS", "Orang", "Peserta", "Undangan", "Ditolak", "n responden"}
"""Headers under which persons are counted."""
COUNTED = {"skm-responden": "Jumlah", "pembelajaran-nilai": "n", "pembelajaran-jawaban": "n", "skm-unit": "n"}
"""Under which header persons are counted in the table of that name."""
WRITTEN = (str, period_text, wording.period)
OFFICE_OWN = {"skm-sebaran"}
"""Tables of the whole office that join to nothing: how many respondents have each index."""


def small_office() -> Dataset:
    """The sample's office, of whose units, months, services and trainings many are left with one to four persons."""
    sample, chance = load_books(default_sources()), random.Random(5)
    staff = sample.pegawai.groupby("unit").head(4).index.union(sample.pegawai.index[:30])
    sizes = {cell: chance.choice([1, 3, 4, 6, 20]) for cell in sample.skm.groupby(["unit", "period"]).groups}
    place = sample.skm.groupby(["unit", "period"]).cumcount()
    most = pd.Series([sizes[cell] for cell in zip(sample.skm["unit"], sample.skm["period"], strict=True)])
    held = sample.pelatihan.groupby("nama_pelatihan").cumcount()
    wanted = sample.pelatihan["nama_pelatihan"].map(
        {name: chance.choice([2, 3, 9]) for name in sample.pelatihan["nama_pelatihan"].unique()}
    )
    return replace(
        sample,
        pegawai=sample.pegawai.loc[staff].reset_index(drop=True),
        pelatihan=sample.pelatihan[held < wanted].reset_index(drop=True),
        skm=sample.skm[(place < most.to_numpy())].reset_index(drop=True),
        layanan=sample.layanan.groupby(["unit", "layanan"]).head(3).reset_index(drop=True),
    )


SMALL = small_office()


def take_home(page: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, pd.DataFrame]:
    """Every table that a page offers to a reader of that office, by its name, and the rows behind its figures."""
    tables: dict[str, pd.DataFrame] = {}
    behind: list[Callable[[], Sequence[Source]]] = []
    offer, draw = show.downloads, show.table

    def offered(frame: pd.DataFrame, stem: str, *more: Any) -> None:
        tables[stem] = frame
        offer(frame, stem, *more)

    def drawn(frame: pd.DataFrame, alt: str, *more: Any, **options: Any) -> None:
        tables[alt] = frame
        draw(frame, alt, *more, **options)

    monkeypatch.setattr(show, "downloads", offered)
    monkeypatch.setattr(show, "table", drawn)
    monkeypatch.setattr(provenance, "origin_button", lambda sources, key: behind.append(sources))
    app = visit(page, cetak_semua="true")
    assert not app.exception
    assert CRASH not in words(app)
    sources = [source for each in behind for source in each() if source.figures]
    assert "PNS yang kurang JP" not in {source.name for source in sources}, "each one's hours"
    rows = {f"asal {source.name}": source.rows() for source in sources}
    return tables | {name: table for name, table in rows.items() if not about_persons(table)}


def small_figures() -> pd.DataFrame:
    """Unit, period (both as tables write it) and value of every figure that fewer than five respondents gave."""
    panel = panel_of(SMALL)
    few = panel[panel["indicator"].isin(SURVEYED) & panel["n"].between(1, FEWEST - 1)].round({"value": 6})
    written = [few.assign(period=few["period"].map(say))[["unit", "period", "value"]] for say in WRITTEN]
    return pd.concat(written).drop_duplicates()


def holds(table: pd.DataFrame, figures: pd.DataFrame) -> bool:
    """Whether a row about a unit and period bears one of their small figures."""
    if not {"Unit", "Periode"} <= {*table}:
        return False
    keys = {"unit": table["Unit"].astype(str), "period": table["Periode"].astype(str)}
    cells = table.select_dtypes("number").assign(**keys).melt([*keys]).astype({"value": float}).round({"value": 6})
    return bool(len(cells.merge(figures, on=[*keys, "value"])))


@pytest.mark.slow
@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("page", [page for page in PAGES if "/steward/" not in page])
def test_no_page_gives_a_reader_a_group_under_five(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAMPAK_ACCESS", "lan")
    monkeypatch.setattr(cache, "default", lambda: cache.Data(SMALL, "kecil", own=False))
    tables, figures = take_home(page, monkeypatch), small_figures()
    assert len(figures) > 20
    small = [
        (name, column)
        for name, table in tables.items() if name not in OFFICE_OWN
        for column in {*PERSONS, COUNTED.get(name, "")} & {*table.columns}
        if pd.to_numeric(table[column], errors="coerce").between(1, FEWEST - 1).any()
    ]  # fmt: skip
    assert small == []
    assert [name for name, table in tables.items() if holds(table, figures)] == []
