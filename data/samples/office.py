"""One made-up office with a known training effect: its service figures, staff, trainings, citizens' answers, cases."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.samples import plans
from data.samples.citizens import remarks, respondents, service_cases, survey_answers
from data.samples.participants import PLANTED, evaluation_forms, refused_invitations, unlearned
from data.samples.people import Staff, make_staff, make_trainings
from data.samples.truth import CEILING, FLOOR, ar1, simulate_panel
from data.vocabulary.indicators import indicator
from data.vocabulary.periods import period_text

UNITS = (
    "Kelurahan Asemrowo",
    "Kelurahan Genting Kalianak",
    "Kelurahan Tambak Sarioso",
    "Subbagian Umum dan Kepegawaian",
    "Subbagian Keuangan",
    "Seksi Pemerintahan dan Pelayanan Publik",
    "Seksi Ketenteraman dan Ketertiban Umum",
    "Seksi Pembangunan",
    "Seksi Kesejahteraan Rakyat dan Perekonomian",
)
LAST_MONTH = "2026-10"
LAST_DAY = date(2026, 10, 31)
SEED, EFFECT = 6, 4.0
"""Of the sample books that come with the project."""
EVENT_MONTHS = ("2024-05", "2025-01")
OWN_COLUMN = "Kehadiran Apel (%)"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an indicator is drawn: on its own scale ("add") or on the logarithm of it ("log").

    `per_point` is what one IKM point of training effect adds; `events` what each of EVENT_MONTHS adds for good.
    """

    scale: str
    level: float
    unit_sd: float
    trend: float
    season: float
    sigma: float
    per_point: float
    events: tuple[float, float]
    low: float = 0.0
    high: float = np.inf


RECIPES = {
    "lama_layanan": Recipe("log", np.log(45), 0.25, -0.003, 0.03, 0.10, -0.05, (-0.08, -0.06)),
    "tepat_waktu": Recipe("add", 76, 4, 0.08, 1, 2.5, 1.4, (2.5, 1.5), high=100),
    "berkas_dikembalikan": Recipe("log", np.log(11), 0.2, -0.003, 0.04, 0.12, -0.08, (-0.03, -0.05), high=100),
    "pengaduan": Recipe("log", np.log(7), 0.3, 0.0, 0.05, 0.05, -0.09, (0.05, -0.05)),
    "volume": Recipe("log", np.log(140), 0.3, 0.002, 0.08, 0.07, 0.0, (0.05, -0.15)),
    OWN_COLUMN: Recipe("add", 92, 2, 0.0, 0.5, 1.5, 0.0, (0, 0), high=100),
}
IKM_EVENTS = (1.0, 0.8)
DECIMALS = {"ikm": 2, "pengaduan": 0, "volume": 0}


@dataclass(frozen=True, slots=True)
class OfficeTruth:
    """What is really in the books: when each unit was first trained, the mean effect on each indicator since, and what
    was planted in the participants (`data.samples.participants.PLANTED`; all zero where training has no effect).
    """

    seed: int
    effect: float
    first_treated: dict[str, str | None]
    mean_effect: dict[str, float]
    planted: dict[str, float]


@dataclass(frozen=True, slots=True)
class Office:
    """The office's tables. kinerja: unit, period and one column an indicator; the others as their sheets have them."""

    kinerja: pd.DataFrame
    pegawai: pd.DataFrame
    pelatihan: pd.DataFrame
    skm: pd.DataFrame
    layanan: pd.DataFrame
    evaluasi: pd.DataFrame
    anggaran: pd.DataFrame
    kejadian: pd.DataFrame
    target: pd.DataFrame
    rtl: pd.DataFrame
    truth: OfficeTruth


def make_office(seed: int, *, units: int = 9, months: int = 36, effect: float = EFFECT) -> Office:
    """An office of `units` units over `months` months ending 2026-10 whose first training adds `effect` IKM points.

    The units with the lowest IKM are trained first; a third of the units, at least three where there are that many
    to spare, is not trained. Without an effect training does nothing to its participants either. The same seed gives
    the same office.
    """
    begin = pd.Period(LAST_MONTH, freq="M") - (months - 1)
    start = str(begin)
    never = min(max(3, units // 3), units - 1)
    panel = simulate_panel(seed, units=units, periods=months, effect=effect, scenario="worst", never=never, start=start)
    names = unit_names(units)
    first_months = panel.groupby("unit", sort=False)["first_treated"].first()
    first = {name: None if pd.isna(month) else month for name, month in zip(names, first_months, strict=True)}
    kinerja, mean_effect = _figures(panel, names, seed)
    staff = make_staff(names, np.random.default_rng([seed, 2]), kinerja["period"].min())
    trainings = make_trainings(staff, first, months, np.random.default_rng([seed, 3]))
    cases = service_cases(kinerja, np.random.default_rng([seed, 4]))
    kinerja = _agree_with_cases(kinerja, cases)
    answers = survey_answers(kinerja, np.random.default_rng([seed, 5]))
    answers = answers.join(respondents(len(answers), np.random.default_rng([seed, 9])))
    answers["saran"] = pd.Series(remarks(answers, np.random.default_rng([seed, 10])), answers.index, dtype=object)
    trained = {name: month and period_text(month) for name, month in first.items()}
    planted = PLANTED if effect else dict.fromkeys(PLANTED, 0.0)
    outreach = plans.outreach_day(begin, months), planted["penolakan"]
    refused = refused_invitations(trainings, staff, *outreach, np.random.default_rng([seed, 6]))
    years = sorted(set(kinerja["period"].dt.year))
    return Office(
        kinerja=kinerja,
        pegawai=staff_table(staff),
        pelatihan=_by_day(trainings if effect else unlearned(trainings), refused),
        skm=answers,
        layanan=cases,
        evaluasi=evaluation_forms(trainings, planted, LAST_DAY, np.random.default_rng([seed, 7])),
        anggaran=plans.budget(trainings, years, np.random.default_rng([seed, 8])),
        kejadian=plans.events(begin, months, names[0]),
        target=plans.goals(years, names[0]),
        rtl=plans.follow_up(answers),
        truth=OfficeTruth(seed, effect, trained, mean_effect, planted),
    )


def _by_day(*parts: pd.DataFrame) -> pd.DataFrame:
    """Training records in the order in which trainings end."""
    table = pd.concat([part for part in parts if len(part)], ignore_index=True)
    table = table.sort_values(["selesai", "unit", "nip"], na_position="first", ignore_index=True)
    return table.astype(object).where(table.notna(), None)


def unit_names(units: int) -> list[str]:
    """The nine units of the sample office, then numbered made-up kelurahan."""
    extra = [f"Kelurahan Contoh {number}" for number in range(1, units - len(UNITS) + 1)]
    return [*UNITS[:units], *extra]


def staff_table(staff: Staff) -> pd.DataFrame:
    """The staff as a table: nip, nama, status, unit, jabatan, pendidikan, mulai, selesai."""
    return pd.DataFrame([person for people in staff.values() for person in people])


def _figures(panel: pd.DataFrame, names: list[str], seed: int) -> tuple[pd.DataFrame, dict[str, float]]:
    """Every indicator of every unit and month, and each one's mean true effect over the trained unit-months."""
    shape = (len(names), panel["period"].nunique())
    effect = panel["effect"].to_numpy().reshape(shape)
    trained = (panel["first_treated"].notna() & (panel["period"] >= panel["first_treated"])).to_numpy().reshape(shape)
    month = panel["period"].array[: shape[1]]
    since_events = np.array([(month >= pd.Period(event, freq="M")) for event in EVENT_MONTHS], dtype=float)
    shift = np.asarray(IKM_EVENTS) @ since_events
    without = panel["value"].to_numpy().reshape(shape) - effect + shift
    values = {"ikm": (np.clip(without + effect, FLOOR, CEILING), np.clip(without, FLOOR, CEILING))}
    for number, (key, recipe) in enumerate(RECIPES.items()):
        rng = np.random.default_rng([seed, 1, number])
        values[key] = _draw(recipe, effect, since_events, rng, count=indicator(key).adds_up)
    figures = {key: np.round(with_, DECIMALS.get(key, 1)).ravel() for key, (with_, _) in values.items()}
    mean_effect = {
        key: round(float((with_ - without)[trained].mean()), 4) + 0.0 if trained.any() else 0.0
        for key, (with_, without) in values.items()
    }
    table = pd.DataFrame({"unit": np.repeat(names, shape[1]), "period": np.tile(month, shape[0]), **figures})
    return table.astype({"period": "period[M]"}), mean_effect


def _draw(
    recipe: Recipe, effect: np.ndarray, since_events: np.ndarray, rng: np.random.Generator, *, count: bool
) -> tuple[np.ndarray, np.ndarray]:
    """The indicator with the training effect and without it; for counts the same luck falls on both."""
    units, months = effect.shape
    month = np.arange(months)
    common = recipe.trend * month + recipe.season * np.sin(2 * np.pi * (month / 12 + rng.uniform()))
    base = recipe.level + rng.normal(0, recipe.unit_sd, (units, 1)) + common
    base = base + np.asarray(recipe.events) @ since_events + ar1(rng, effect.shape, recipe.sigma, 0.3)
    scale = np.exp if recipe.scale == "log" else np.asarray
    luck = rng.normal(0, 1, effect.shape) if count else np.zeros(effect.shape)
    with_, without = scale(base + recipe.per_point * effect), scale(base)
    return tuple(np.clip(mean + luck * np.sqrt(np.abs(mean)), recipe.low, recipe.high) for mean in (with_, without))


def _agree_with_cases(kinerja: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    """The months that have a register of cases get the figures that follow from it."""
    minutes = (cases["selesai"] - cases["masuk"]).dt.total_seconds() / 60
    tally = pd.DataFrame(
        {
            "unit": cases["unit"],
            "period": cases["masuk"].dt.to_period("M"),
            "lama_layanan": minutes,
            "tepat_waktu": 100.0 * (minutes <= cases["standar_menit"]),
            "berkas_dikembalikan": 100.0 * cases["dikembalikan"],
        }
    ).groupby(["unit", "period"])
    shares = tally[["tepat_waktu", "berkas_dikembalikan"]].mean().round(1)
    recorded = shares.assign(lama_layanan=tally["lama_layanan"].median(), volume=tally.size())
    agreed = kinerja.set_index(["unit", "period"])
    agreed.update(recorded)
    return agreed.reset_index()
