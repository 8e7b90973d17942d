"""Where the hours of training came from: kinds, forms, formal education, internships."""

import re
from dataclasses import dataclass

import pandas as pd

from data.panel.attendance import completed
from data.panel.dataset import Dataset, Units
from data.panel.exposure import trainings_held
from data.problems import NoAnswer
from data.vocabulary.regulations import FORMS_SOURCE, form_of

NOT_FILLED = "tidak diisi"
UNRECOGNISED = "tidak dikenali"
PARTS = {10: "formal (10)", 20: "dari orang lain (20)", 70: "sambil bekerja (70)"}


@dataclass(frozen=True, slots=True)
class Competence:
    """Completed participations by form, by way, by field, and by the parts of 10 : 20 : 70.

    Each table: columns group, n (participations), people, jp, share (0–1 of all JP). unrecognised lists forms that
    are not on the list; they are in no part. n counts participations, jp their hours, without_jp those lacking them.
    """

    by_form: pd.DataFrame
    by_way: pd.DataFrame
    by_field: pd.DataFrame
    mix: pd.DataFrame
    unrecognised: tuple[str, ...]
    n: int
    people: int
    jp: float
    without_jp: int
    period: tuple[pd.Timestamp, pd.Timestamp]
    unit: str = "JP"
    source: str = FORMS_SOURCE


def competence(pegawai: pd.DataFrame, pelatihan: pd.DataFrame) -> Competence:
    """Hours over all completed participations in the frame; filter by year or unit before calling."""
    people = completed(pegawai, pelatihan)
    tables = {kind: _table(people, groups) for kind, groups in grouped(people).items()}
    known = people["bentuk"].dropna()
    return Competence(
        by_form=tables["by_form"],
        by_way=tables["by_way"],
        by_field=tables["by_field"],
        mix=tables["mix"],
        unrecognised=tuple(sorted({str(text) for text in known if form_of(text) is None})),
        n=len(people),
        people=int(people["nip"].nunique()),
        jp=float(people["jp"].sum()),
        without_jp=int(people["jp"].isna().sum()),
        period=(people["date"].min(), people["date"].max()),
    )


def grouped(people: pd.DataFrame) -> dict[str, list[str]]:
    """The group of each participation in each of the tables by_form, by_way, by_field and mix."""
    forms = people["bentuk"].map(form_of)
    return {
        "by_form": [form.name if form else UNRECOGNISED for form in forms],
        "by_way": [form.way if form else UNRECOGNISED for form in forms],
        "by_field": people["bidang"].fillna(NOT_FILLED).tolist(),
        "mix": [PARTS[form.part] if form else UNRECOGNISED for form in forms],
    }


def _table(people: pd.DataFrame, group: list[str]) -> pd.DataFrame:
    """Most hours first."""
    groups = people.assign(group=group).groupby("group")
    table = groups.agg(n=("nip", "size"), people=("nip", "nunique"), jp=("jp", "sum")).reset_index()
    table["share"] = table["jp"] / table["jp"].sum()
    return table.sort_values(["jp", "group"], ascending=[False, True], ignore_index=True)


OWN_TRACKS = "pendidikan|magang|tugas belajar"


def sources_of_hours(dataset: Dataset, units: Units, year: int | None) -> Competence:
    """Where the hours of those units come from; NoAnswer without completed participations."""
    result = competence(dataset.pegawai, trainings_held(dataset, units, year))
    if not result.n:
        raise NoAnswer("Belum ada keikutsertaan pelatihan yang selesai pada pilihan ini.")
    return result


def own_tracks(dataset: Dataset) -> list[str]:
    """The forms in the books that are degrees or internships, as written there."""
    written = dataset.pelatihan["bentuk"].dropna().unique()
    return sorted(text for text in written if re.search(OWN_TRACKS, text, re.IGNORECASE))
