"""What the office asks about its own books: the parts of a dataset a question is about, and the answer to it."""

from __future__ import annotations

import re

import pandas as pd

from analysis import skm, skm_sample
from analysis.before_after import BeforeAfter, compare
from analysis.closing_plan import ClosingPlan, closing_plan
from analysis.competence import Competence, competence
from analysis.compliance import Compliance, compliance
from analysis.participation import Outreach, Participation, outreach, participation
from data.catalog import Indicator
from data.dataset import Dataset
from data.exposure import Training
from data.panel import build_panel, series
from data.problems import NoAnswer

Units = tuple[str, ...]

OWN_TRACKS = "pendidikan|magang|tugas belajar"


def survey(
    dataset: Dataset, units: Units = (), year: int | None = None, weight: str = skm.NINTH,
    pooling: skm.Pooling = "responden",
) -> skm.SkmResult:  # fmt: skip
    """The survey's result in those units (none: all) and that year (None: all); NoAnswer without respondents."""
    return skm.satisfaction(forms(dataset, units, year), weight, pooling)


def survey_course(dataset: Dataset, units: Units, freq: str, weight: str) -> pd.DataFrame:
    """The index by triwulan ("Q"), semester ("6M") or year ("Y"); as `skm.trend`."""
    return skm.trend(forms(dataset, units, None), freq, weight)


def survey_samples(dataset: Dataset, units: Units, year: int | None) -> tuple[skm_sample.Sample, ...]:
    """Whether enough service users answered, unit by unit and period by period."""
    rows = forms(dataset, units, year)
    return skm_sample.samples(rows.groupby(["unit", "period"]).size().reset_index(name="n"), build_panel(dataset))


def survey_profile(dataset: Dataset, units: Units, year: int | None) -> pd.DataFrame:
    """Who answered; as `skm.profile`."""
    return skm.profile(forms(dataset, units, year))


def survey_years(dataset: Dataset) -> list[int]:
    """Years with respondents, the newest first."""
    return sorted({period.year for period in dataset.skm["period"].dropna()}, reverse=True)


def forms(dataset: Dataset, units: Units, year: int | None) -> pd.DataFrame:
    """The survey's rows in those units (none: all) and that year (None: all)."""
    rows = _inside(dataset.skm, units)
    return rows if year is None else rows[[period.year == year for period in rows["period"]]]


def _inside(frame: pd.DataFrame, units: Units) -> pd.DataFrame:
    return frame[frame["unit"].isin(units)] if units else frame


def hours(dataset: Dataset, year: int) -> Compliance:
    """The minimum of hours in one year; NoAnswer without staff list."""
    if dataset.pegawai.empty:
        raise NoAnswer("Belum ada daftar pegawai: unggah lembar pegawai dengan NIP, status, dan unit.")
    return compliance(dataset.pegawai, dataset.pelatihan, year)


def cheapest_plan(dataset: Dataset, year: int) -> ClosingPlan:
    """The cheapest way to the year's minimum."""
    return closing_plan(dataset.pegawai, dataset.pelatihan, year)


def sources_of_hours(dataset: Dataset, units: Units, year: int | None) -> Competence:
    """Where the hours of those units come from; NoAnswer without completed participations."""
    result = competence(dataset.pegawai, _held(_inside(dataset.pelatihan, units), year))
    if not result.n:
        raise NoAnswer("Belum ada keikutsertaan pelatihan yang selesai pada pilihan ini.")
    return result


def attendance(
    dataset: Dataset, units: Units, year: int | None, training: Training, pass_mark: float | None
) -> Participation:
    """The funnel and refusals of one training in those units and that year; NoAnswer without invitations."""
    chosen = _held(_inside(dataset.pelatihan, units), year)
    result = participation(dataset.pegawai, chosen[training.matches(chosen)], pass_mark)
    if not result.n:
        raise NoAnswer("Belum ada undangan pelatihan pada pilihan ini.")
    return result


def after_outreach(dataset: Dataset, day: pd.Timestamp) -> Outreach:
    """Refusals before and after an outreach; NoAnswer where either side has no invitation whose attendance is known."""
    result = outreach(dataset.pegawai, dataset.pelatihan, day)
    if not (result.before.n and result.after.n):
        raise NoAnswer("Belum ada undangan dengan kehadiran tercatat di kedua sisi kegiatan itu.")
    return result


def outreaches(dataset: Dataset) -> dict[str, pd.Timestamp]:
    """Events the office noted, by name, that may have changed willingness: name → first day."""
    known = dataset.kejadian.dropna(subset=["nama", "mulai"])
    return dict(zip(known["nama"], known["mulai"], strict=True))


def track(dataset: Dataset, bentuk: str, known: Indicator) -> BeforeAfter:
    """One form of training by itself, before and after, on one indicator."""
    return compare(series(build_panel(dataset, Training(bentuk=bentuk)), known.key), known)


def training_years(dataset: Dataset) -> list[int]:
    """Years in which a training ended, the newest first."""
    return sorted({day.year for day in pd.to_datetime(dataset.pelatihan["selesai"]).dropna()}, reverse=True)


def own_tracks(dataset: Dataset) -> list[str]:
    """The forms in the books that are degrees or internships, as written there."""
    written = dataset.pelatihan["bentuk"].dropna().unique()
    return sorted(text for text in written if re.search(OWN_TRACKS, text, re.IGNORECASE))


def _held(pelatihan: pd.DataFrame, year: int | None) -> pd.DataFrame:
    return pelatihan if year is None else pelatihan[pd.to_datetime(pelatihan["selesai"]).dt.year == year]
