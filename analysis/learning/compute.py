"""What training did to its participants: reaction, test scores, behaviour, motivation, and the units they lead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import nan

import pandas as pd

from analysis.before_after.compute import BeforeAfter, compare
from analysis.stats.intervals import mean_interval, mean_p, ratio_interval
from analysis.text.disclosure import FEWEST, few, told_together, whole
from data.panel.build import panel_of, series
from data.panel.dataset import Dataset, Units
from data.panel.exposure import ANY, Training, trainings_held
from data.problems import NoAnswer
from data.vocabulary.indicators import IKM, Indicator

BEFORE, AFTER = "sebelum", "sesudah"
LATER = ("3 bulan", "6 bulan")
RATED = ("nip", "nama_pelatihan", "bidang", "reaksi")
TOP_SCORE = 100.0
SCORES_SOURCE = "Buku pelatihan: nilai tes awal dan akhir"
FORMS_SOURCE = "Formulir evaluasi pelatihan"
LEVEL_NAMES = ("Reaksi", "Pembelajaran", "Perilaku", "Hasil")
MISSING = (
    "belum ada formulir evaluasi dengan kolom reaksi",
    "belum ada peserta dengan nilai tes awal dan akhir",
    "belum ada penilaian perilaku oleh atasan sebelum dan 3–6 bulan sesudah pelatihan",
)
NOT_EXPORTED = tuple(
    f"{what} tidak ikut diekspor dari kecamatan"
    for what in ("formulir evaluasi", "nilai tes awal dan akhir", "penilaian perilaku oleh atasan")
)
"""Why each of the first three levels has no data: here, and in a region."""


@dataclass(frozen=True, slots=True)
class Paired:
    """The same persons before and after; NaN throughout where they may not be told apart from fewer than five others.

    A person with several trainings counts once, with their means. difference = after − before, with 95% paired t
    interval and two-sided p. gain is Hake's normalised gain, the share of the room below the top score that was used,
    with Fieller's interval; NaN where the scale has no known top.
    """

    measure: str
    unit: str
    source: str
    n: int
    before: float = nan
    after: float = nan
    difference: float = nan
    ci_low: float = nan
    ci_high: float = nan
    p: float = nan
    gain: float = nan
    gain_low: float = nan
    gain_high: float = nan


@dataclass(frozen=True, slots=True)
class Reaction:
    """Participants' rating of the training on the form's own scale, with its 95% t interval; n counts persons."""

    mean: float
    ci_low: float
    ci_high: float
    n: int
    unit: str = "skala formulir"
    source: str = FORMS_SOURCE


@dataclass(frozen=True, slots=True)
class EvaluationLevel:
    """One of the four levels: whether the books have data for it, and the Indonesian sentence that says so."""

    number: int
    name: str
    available: bool
    why: str


@dataclass(frozen=True, slots=True)
class Learning:
    """The four levels, and motivation and confidence beside them; None where the books hold no such answers.

    by_training: columns nama_pelatihan, n, before, after, difference, ci_low, ci_high, gain, hidden (fewer than five
    persons, or telling about them; figures NaN). n_without_pair counts scored completions that lack one of both scores,
    n_unit_rows rows that score a whole unit at once and so pair nobody.
    """

    levels: tuple[EvaluationLevel, ...]
    reaction: Reaction | None
    scores: Paired | None
    behaviour: Paired | None
    motivation: Paired | None
    confidence: Paired | None
    by_training: pd.DataFrame
    n_without_pair: int
    n_unit_rows: int
    period: tuple[pd.Timestamp, pd.Timestamp]
    exported: bool = False


def learning(
    pelatihan: pd.DataFrame,
    evaluasi: pd.DataFrame | None = None,
    n_results: int = 0,
    exported: bool = False,
    training: Training = ANY,
) -> Learning:
    """Everything the books say about one of the trainings in `pelatihan`, which holds those beside it too.

    evaluasi: one row an answer, columns nip, nama_pelatihan, bidang, saat (sebelum, sesudah, 3 bulan, 6 bulan), reaksi,
    motivasi, percaya_diri, perilaku. n_results: units whose service indicators have periods before and after training.
    exported: the trainings are a region's, which hold neither scores nor answers.
    """
    chosen = pelatihan[training.matches(pelatihan)]
    scored = chosen[chosen[["nilai_pre", "nilai_post"]].notna().any(axis=1)]
    personal = scored[scored["nip"].notna()]
    pairs = Answers(pelatihan.dropna(subset=["nip", "nilai_pre", "nilai_post"]), training)
    forms = evaluasi if evaluasi is not None else pd.DataFrame(columns=["nip", "nama_pelatihan", "bidang", "saat"])
    reaction = rating(forms, training)
    both = _wide(pairs.chosen, "nilai_pre", "nilai_post")
    scores = paired(both, "Nilai tes", "poin (0–100)", SCORES_SOURCE, TOP_SCORE, pairs.told)
    behaviour = _answers(forms, training, "perilaku", "Perilaku kerja menurut atasan", LATER)
    return Learning(
        levels=_levels(reaction, scores, behaviour, n_results, NOT_EXPORTED if exported else MISSING),
        reaction=reaction,
        scores=scores,
        behaviour=behaviour,
        motivation=_answers(forms, training, "motivasi", "Motivasi", (AFTER, *LATER)),
        confidence=_answers(forms, training, "percaya_diri", "Percaya diri mengambil keputusan", (AFTER, *LATER)),
        by_training=_by_training(pairs),
        n_without_pair=len(personal) - len(pairs.chosen),
        n_unit_rows=len(scored) - len(personal),
        period=(chosen["selesai"].min(), chosen["selesai"].max()),
        exported=exported,
    )


class Answers:
    """Rows about persons (nip, nama_pelatihan, bidang), those of one training, and whether these may be told.

    Whoever asks about one training after the other could take each from the whole. So those of fewer than five persons
    are told with others of their bidang, and such a bidang with others, never apart.
    """

    def __init__(self, rows: pd.DataFrame, training: Training) -> None:
        field, name = (rows[column].astype(object).fillna("") for column in ("bidang", "nama_pelatihan"))
        fields = told_together(field, persons=rows["nip"])
        self._cells = fields + "\n" + told_together(name, [fields], rows["nip"])
        self._rows = rows
        mine = training.matches(rows)
        self.chosen, self.told = rows[mine], self._may_be_told(mine)

    def by_training(self) -> Iterator[tuple[str, pd.DataFrame, bool]]:
        """Each of the chosen trainings: its name, its rows, and whether they may be told."""
        for name, rows in self.chosen.groupby("nama_pelatihan"):
            yield str(name), rows, self._may_be_told(self._rows["nama_pelatihan"] == name)

    def _may_be_told(self, mine: pd.Series) -> bool:
        return whole(self._cells, mine) and self._rows.loc[mine, "nip"].nunique() >= FEWEST


def paired(
    pairs: pd.DataFrame, measure: str, unit: str, source: str, top: float | None = None, told: bool = True
) -> Paired | None:
    """Compare each person's `before` and `after` (columns; index nip), where it may be `told`; None without a pair."""
    if pairs.empty:
        return None
    if len(pairs) < FEWEST or not told:
        return Paired(measure, unit, source, len(pairs))
    before, after = pairs["before"], pairs["after"]
    change = after - before
    p = mean_p(change) if change.std() > 0 else nan
    gain, gain_low, gain_high = _gain(pairs, top)
    low, high = mean_interval(change)
    return Paired(
        measure=measure,
        unit=unit,
        source=source,
        n=len(pairs),
        before=float(before.mean()),
        after=float(after.mean()),
        difference=float(change.mean()),
        ci_low=low,
        ci_high=high,
        p=p,
        gain=gain,
        gain_low=gain_low,
        gain_high=gain_high,
    )


def _gain(pairs: pd.DataFrame, top: float | None) -> tuple[float, float, float]:
    """Hake's gain of the group and its interval. Source: Hake (1998), American Journal of Physics 66(1)."""
    if top is None or not pairs["before"].mean() < top:
        return nan, nan, nan
    change, room = pairs["after"] - pairs["before"], top - pairs["before"]
    return (float(change.mean() / room.mean()), *ratio_interval(change, room))


def _wide(rows: pd.DataFrame, before: str, after: str) -> pd.DataFrame:
    """One row a person: columns before and after, each the person's mean."""
    means = rows.astype({before: float, after: float}).groupby("nip")[[before, after]].mean()
    return means.set_axis(["before", "after"], axis=1)


def _answers(
    forms: pd.DataFrame, training: Training, column: str, measure: str, later: tuple[str, ...]
) -> Paired | None:
    """Persons who answered about one training both before and at any of the `later` moments (their mean)."""
    if column not in forms:
        return None
    known = forms.dropna(subset=["nip", column]).astype({column: float})
    sides = {"before": known["saat"] == BEFORE, "after": known["saat"].isin(later)}
    by = ["nip", "nama_pelatihan", "bidang"]
    known = known.reindex(columns=[*by, column])
    known["bidang"] = known["bidang"].astype(object).fillna("")
    answers = {side: known[mask].groupby(by)[column].mean() for side, mask in sides.items()}
    pairs = Answers(pd.DataFrame(answers).dropna().reset_index(), training)
    return paired(_wide(pairs.chosen, "before", "after"), measure, "skala formulir", FORMS_SOURCE, told=pairs.told)


def rating(forms: pd.DataFrame, training: Training = ANY) -> Reaction | None:
    """Persons' mean answers to `reaksi`; columns nip, nama_pelatihan, bidang and reaksi."""
    if "reaksi" not in forms:
        return None
    answers = Answers(forms.dropna(subset=["reaksi"]).reindex(columns=[*RATED]), training)
    if answers.chosen.empty:
        return None
    persons = answers.chosen.astype({"reaksi": float}).groupby("nip")["reaksi"].mean()
    if not answers.told:
        return Reaction(nan, nan, nan, len(persons))
    return Reaction(float(persons.mean()), *mean_interval(persons), len(persons))


def _by_training(pairs: Answers) -> pd.DataFrame:
    figures = ["before", "after", "difference", "ci_low", "ci_high", "gain"]
    rows = []
    for name, group, told in pairs.by_training():
        scores = _wide(group, "nilai_pre", "nilai_post")
        one = paired(scores, name, "poin (0–100)", SCORES_SOURCE, TOP_SCORE, told)
        assert one is not None
        rows.append((name, one.n, *(getattr(one, figure) for figure in figures), not told))
    return pd.DataFrame(rows, columns=["nama_pelatihan", "n", *figures, "hidden"]).astype({"hidden": bool})


def _persons(n: int) -> str:
    return f"n < {FEWEST} orang" if few(n) else f"n = {n} orang"


def _levels(
    reaction: Reaction | None, scores: Paired | None, behaviour: Paired | None, n_results: int, missing: Sequence[str]
) -> tuple[EvaluationLevel, ...]:
    found = (reaction, scores, behaviour)
    levels = [
        EvaluationLevel(number, LEVEL_NAMES[number - 1], one is not None, _persons(one.n) if one else why)
        for number, (one, why) in enumerate(zip(found, missing, strict=True), start=1)
    ]
    result = f"n = {n_results} unit" if n_results else "belum ada unit dengan kinerja sebelum dan sesudah pelatihan"
    return (*levels, EvaluationLevel(4, LEVEL_NAMES[3], n_results > 0, result))


FIRST_PERSON = 0.001


def learned(dataset: Dataset, units: Units, training: Training) -> Learning:
    """The four levels for one training in those units; NoAnswer where none of it was held there."""
    held = trainings_held(dataset, units, None)
    if not training.matches(held).any():
        raise NoAnswer("Belum ada pelatihan pada pilihan ini: unggah buku pelatihan dengan nilai tes awal dan akhir.")
    results = compare(series(panel_of(dataset, training), IKM.key), IKM, units=units or None)
    return learning(held, forms_about(dataset, held), results.n_units, dataset.exported, training)


def forms_about(dataset: Dataset, pelatihan: pd.DataFrame) -> pd.DataFrame:
    """The evaluation forms about those trainings with its bidang, each under its NIP or else the participant's code."""
    fields = dict(zip(dataset.pelatihan["nama_pelatihan"], dataset.pelatihan["bidang"], strict=True))
    answers = dataset.evaluasi.assign(
        nip=dataset.evaluasi["nip"].fillna(dataset.evaluasi["kode_peserta"]),
        bidang=dataset.evaluasi["nama_pelatihan"].map(fields),
    )
    return answers[answers["nama_pelatihan"].isin(pelatihan["nama_pelatihan"])]


def leadership(dataset: Dataset) -> Training | None:
    """The leadership trainings in the books; None where there are none."""
    one = Training(nama="kepemimpinan")
    return one if one.matches(dataset.pelatihan).any() else None


def since_first_person(dataset: Dataset, training: Training, known: Indicator) -> BeforeAfter:
    """Units before and after the first of their people completed that training, on one indicator."""
    return compare(first_person_series(dataset, training, known), known)


def first_person_series(dataset: Dataset, training: Training, known: Indicator) -> pd.DataFrame:
    """The indicator's series in which a unit counts as trained from its first person on; as `panel.build.series`."""
    return series(panel_of(dataset, training, FIRST_PERSON), known.key)
