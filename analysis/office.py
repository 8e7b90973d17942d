"""What the office asks about its own books: the parts of a dataset a question is about, and the answer to it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from analysis import skm, skm_sample
from analysis.before_after import BeforeAfter, compare
from analysis.closing_plan import ClosingPlan, closing_plan
from analysis.competence import Competence, competence
from analysis.compliance import Compliance, compliance
from analysis.control import NO_STEP, TargetStatus, capaian, standing, step_of, target_statuses
from analysis.cost import Absorption, absorption
from analysis.disclosure import few
from analysis.learning import Learning, learning
from analysis.participation import Outreach, Participation, outreach, participation
from analysis.service import (
    Complaints,
    ServiceMove,
    ServiceTime,
    backlog,
    complaints_per_thousand,
    moves,
    service_times,
    survey_moves,
)
from data.catalog import Indicator, indicator
from data.dataset import Dataset
from data.exposure import ANY, Training, meant
from data.panel import build_panel, series
from data.periods import commonest_frequency, frequency, period_of
from data.problems import NoAnswer, NotExported

Units = tuple[str, ...]

RESULT = indicator("ikm")
FIRST_PERSON = 0.001
OUTREACH_NAMES = "ajakan|sosialisasi|imbauan|himbauan|penyuluhan|edaran"
NO_EVENTS = "Belum ada lembar kejadian: catat tanggal ajakan di sana agar penolakan sebelum–sesudah terbaca."
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


def survey_goals(dataset: Dataset, units: Units, weight: str) -> pd.DataFrame:
    """The index of each year that has a target: columns tahun, target, ikm, ci_low, ci_high, achieved, step, standing.

    One chosen unit is held against its own target where it has one.
    """
    goals = dataset.target[dataset.target["indikator"] == RESULT.key]
    meant = goals["unit"].isin(units) if len(units) == 1 else goals["unit"].isna()
    goals = goals[meant | goals["unit"].isna()].sort_values("unit").drop_duplicates("tahun").sort_values("tahun")
    held = goals[goals["tahun"].isin(survey_years(dataset))]
    found = [
        (year, goal, skm.index_of(skm.respondents(asked), weight))
        for year, goal in zip(held["tahun"], held["target"], strict=True)
        if len(asked := forms(dataset, units, year))
    ]
    return pd.DataFrame(
        [(year, goal, one.ikm, one.ci_low, one.ci_high, *_held_to(one, goal)) for year, goal, one in found],
        columns=["tahun", "target", "ikm", "ci_low", "ci_high", "achieved", "step", "standing"],
    )


def _held_to(found: skm.Index, goal: float) -> tuple[float, str, str]:
    """Capaian, its step, and where the index stands beside the goal as far as its interval tells."""
    achieved = capaian(found.ikm, goal, RESULT.better)
    step = step_of(achieved)
    return achieved, step.word if step else NO_STEP, standing(found.ci_low, found.ci_high, goal)


def survey_years(dataset: Dataset) -> list[int]:
    """Years with respondents, the newest first."""
    return sorted({period.year for period in dataset.skm["period"].dropna().unique()}, reverse=True)


def forms(dataset: Dataset, units: Units, year: int | None) -> pd.DataFrame:
    """The survey's rows in those units (none: all) and that year (None: all)."""
    rows = inside(dataset.skm, units)
    return rows if year is None else rows[rows["period"].isin(_within(rows["period"].unique(), year))]


def _within(periods: Iterable[pd.Period], year: int) -> list[pd.Period]:
    return [period for period in periods if period.year == year]


def hours(dataset: Dataset, year: int) -> Compliance:
    """The minimum of hours in one year; NoAnswer without staff list."""
    if dataset.pegawai.empty:
        raise NoAnswer("Belum ada daftar pegawai: unggah lembar pegawai dengan NIP, status, dan unit.")
    return compliance(dataset.pegawai, dataset.pelatihan, year)


def cheapest_plan(dataset: Dataset, year: int) -> ClosingPlan:
    """The cheapest way to the year's minimum; NotExported for a region, whose trainings have no cost."""
    if dataset.exported:
        raise NotExported("Biaya pelatihan")
    return closing_plan(dataset.pegawai, dataset.pelatihan, year)


def sources_of_hours(dataset: Dataset, units: Units, year: int | None) -> Competence:
    """Where the hours of those units come from; NoAnswer without completed participations."""
    result = competence(dataset.pegawai, trainings(dataset, units, year))
    if not result.n:
        raise NoAnswer("Belum ada keikutsertaan pelatihan yang selesai pada pilihan ini.")
    return result


def trainings(dataset: Dataset, units: Units, year: int | None, training: Training = ANY) -> pd.DataFrame:
    """The training rows of those units (none: all) that ended in that year (None: any) and are of that training."""
    rows = inside(dataset.pelatihan, units)
    held = rows if year is None else rows[pd.to_datetime(rows["selesai"]).dt.year == year]
    return meant(held, training)


def attendance(dataset: Dataset, pass_mark: float | None) -> Participation:
    """The funnel and refusals of the whole office; NoAnswer without invitations.

    Asked for the office alone: two choices of units or trainings would differ by a group too small to tell about.
    """
    result = participation(dataset.pegawai, dataset.pelatihan, pass_mark, dataset.exported)
    if not result.n:
        raise NoAnswer("Belum ada undangan pelatihan dalam buku.")
    if few(result.people):
        raise NoAnswer("Undangan dalam buku hanya tentang kurang dari 5 orang, jadi tidak ditampilkan.")
    return result


def after_outreach(dataset: Dataset, day: pd.Timestamp) -> Outreach:
    """Refusals before and after an outreach; NoAnswer where either side has no invitation whose attendance is known."""
    result = outreach(dataset.pegawai, dataset.pelatihan, day)
    if not (result.before.n and result.after.n):
        raise NoAnswer("Belum ada undangan dengan kehadiran tercatat di kedua sisi kegiatan itu.")
    return result


def outreaches(dataset: Dataset) -> dict[str, pd.Timestamp]:
    """Events the office noted that may have changed willingness, those named as such first: name → first day.

    NoAnswer where it noted none.
    """
    if dataset.exported:
        raise NotExported("Lembar kejadian")
    known = dataset.kejadian.dropna(subset=["nama", "mulai"])
    if known.empty:
        raise NoAnswer(NO_EVENTS)
    named = known["nama"].str.contains(OUTREACH_NAMES, case=False)
    known = known.assign(named=named).sort_values(["named", "mulai"], ascending=[False, True])
    return dict(zip(known["nama"], known["mulai"], strict=True))


def training_years(dataset: Dataset) -> list[int]:
    """Years in which a training ended, the newest first."""
    return sorted({day.year for day in pd.to_datetime(dataset.pelatihan["selesai"]).dropna()}, reverse=True)


def own_tracks(dataset: Dataset) -> list[str]:
    """The forms in the books that are degrees or internships, as written there."""
    written = dataset.pelatihan["bentuk"].dropna().unique()
    return sorted(text for text in written if re.search(OWN_TRACKS, text, re.IGNORECASE))


def learned(dataset: Dataset, units: Units, training: Training) -> Learning:
    """The four levels for one training in those units; NoAnswer where none of it was held there."""
    chosen = trainings(dataset, units, None, training)
    if chosen.empty:
        raise NoAnswer("Belum ada pelatihan pada pilihan ini: unggah buku pelatihan dengan nilai pre dan post.")
    results = compare(series(build_panel(dataset, training), RESULT.key), RESULT, units=units or None)
    return learning(chosen, forms_about(dataset, chosen), results.n_units, dataset.exported)


def forms_about(dataset: Dataset, pelatihan: pd.DataFrame) -> pd.DataFrame:
    """The evaluation forms about those trainings, each under its NIP or else the participant's code."""
    answers = dataset.evaluasi.assign(nip=dataset.evaluasi["nip"].fillna(dataset.evaluasi["kode_peserta"]))
    return answers[answers["nama_pelatihan"].isin(pelatihan["nama_pelatihan"])]


def leadership(dataset: Dataset) -> Training | None:
    """The leadership trainings in the books; None where there are none."""
    one = Training(nama="kepemimpinan")
    return one if one.matches(dataset.pelatihan).any() else None


def since_first_person(dataset: Dataset, training: Training, known: Indicator) -> BeforeAfter:
    """Units before and after the first of their people completed that training, on one indicator."""
    return compare(first_person_series(dataset, training, known), known)


def first_person_series(dataset: Dataset, training: Training, known: Indicator) -> pd.DataFrame:
    """The indicator's series in which a unit counts as trained from its first person on; as `data.panel.series`."""
    return series(build_panel(dataset, training, FIRST_PERSON), known.key)


def units_served(dataset: Dataset) -> pd.DataFrame:
    """The units that have cases, one row each: column unit."""
    return dataset.layanan[["unit"]].drop_duplicates()


def service_by(dataset: Dataset, units: Units, by: str) -> tuple[ServiceTime, ...]:
    """Time taken, on time and returned files by "unit" or "layanan" (none: all cases); NoAnswer without cases."""
    return service_times(inside(dataset.layanan, units), [by] if by else [])


def backlog_of(dataset: Dataset, units: Units) -> pd.DataFrame:
    """Open cases at each month's end; as `service.backlog`."""
    return backlog(inside(dataset.layanan, units))


def complaints_of(dataset: Dataset, units: Units) -> Complaints | None:
    """Complaints per 1,000 cases in those units; None where the books do not carry both."""
    return complaints_per_thousand(inside(build_panel(dataset), units))


def service_moves(dataset: Dataset, units: Units, training: Training) -> tuple[ServiceMove, ...]:
    """Which service's time moved after that training."""
    rows = series(build_panel(dataset, training), "lama_layanan").drop_duplicates("unit")
    months = [pd.NaT if pd.isna(first) else first.asfreq("M", "start") for first in rows["first_treated"]]
    return moves(inside(dataset.layanan, units), pd.Series(months, index=rows["unit"], dtype="period[M]"))


def survey_service_moves(dataset: Dataset, units: Units, training: Training) -> tuple[ServiceMove, ...]:
    """Which service's satisfaction moved after that training, among the forms of the commonest frequency."""
    rows = forms(dataset, units, None)
    if rows.empty:
        return ()
    freq = commonest_frequency(rows["period"])
    rows = rows[rows["period"].isin([period for period in rows["period"].unique() if frequency(period) == freq])]
    first = (
        series(build_panel(dataset, training), RESULT.key).drop_duplicates("unit").set_index("unit")["first_treated"]
    )
    days = {unit: when.start_time.date() for unit, when in first.items() if isinstance(when, pd.Period)}
    return survey_moves(rows, pd.Series({unit: period_of(day, freq) for unit, day in days.items()}, dtype=object))


def targets(dataset: Dataset, year: int | None) -> tuple[TargetStatus, ...]:
    """Every unit against every target of that year; None: of the newest year with targets that has figures."""
    every = target_statuses(build_panel(dataset), dataset.target)
    asked = year or max((one.year for one in every if one.n), default=None)
    return tuple(one for one in every if one.year == asked)


def target_years(dataset: Dataset) -> list[int]:
    """Years with targets, the newest first."""
    return sorted(set(dataset.target["tahun"]), reverse=True)


def budget(dataset: Dataset) -> Absorption:
    """What was spent of the budget; NoAnswer without complete rows."""
    if dataset.exported:
        raise NotExported("Lembar anggaran")
    found = absorption(dataset.anggaran)
    if found is None:
        raise NoAnswer("Belum ada lembar anggaran: unggah buku dengan kolom tahun, program, pagu, dan realisasi.")
    return found


def inside(frame: pd.DataFrame, units: Units) -> pd.DataFrame:
    """The rows of those units; all rows where none is named."""
    return frame[frame["unit"].isin(units)] if units else frame
