"""Where the hours of training came from: kinds, forms, formal education, internships."""

import re
from dataclasses import dataclass
from operator import attrgetter

import pandas as pd

from analysis.text.disclosure import TOGETHER, few, told_together
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
    Not `internal`, groups of fewer than five persons stand together with others in each table.
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


def competence(pegawai: pd.DataFrame, pelatihan: pd.DataFrame, internal: bool = True) -> Competence:
    """Hours over all completed participations in the frame; filter by year or unit before calling."""
    people = completed(pegawai, pelatihan)
    tables = {kind: _table(people, groups) for kind, groups in grouped(people, internal).items()}
    known = people["bentuk"].dropna()
    return Competence(
        by_form=tables["by_form"],
        by_way=tables["by_way"],
        by_field=tables["by_field"],
        mix=tables["mix"],
        unrecognised=tuple(sorted({str(text) for text in known if form_of(text) is None})) if internal else (),
        n=len(people),
        people=int(people["nip"].nunique()),
        jp=float(people["jp"].sum()),
        without_jp=int(people["jp"].isna().sum()),
        period=(people["date"].min(), people["date"].max()),
    )


def grouped(people: pd.DataFrame, internal: bool = True) -> dict[str, pd.Series]:
    """The group of each participation in each of the tables by_form, by_way, by_field and mix."""
    forms = people["bentuk"].map(form_of)
    name, way, part = (
        pd.Series([say(form) if form else UNRECOGNISED for form in forms], index=people.index, dtype=object)
        for say in (attrgetter("name"), attrgetter("way"), lambda form: PARTS[form.part])
    )
    groups = {"by_form": name, "by_way": way, "by_field": people["bidang"].fillna(NOT_FILLED), "mix": part}
    return groups if internal else _told_together(groups, people["nip"])


def _told_together(groups: dict[str, pd.Series], persons: pd.Series) -> dict[str, pd.Series]:
    """Fields by themselves; forms within their way, as its sum stands beside them, and of few neither form nor part."""
    way, field = (told_together(groups[kind], persons=persons) for kind in ("by_way", "by_field"))
    form = told_together(groups["by_form"], [way], persons)
    return {"by_form": form, "by_way": way, "by_field": field, "mix": groups["mix"].mask(form == TOGETHER, TOGETHER)}


def _table(people: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    """Most hours first."""
    groups = people.assign(group=group).groupby("group")
    table = groups.agg(n=("nip", "size"), people=("nip", "nunique"), jp=("jp", "sum")).reset_index()
    table["share"] = table["jp"] / table["jp"].sum()
    return table.sort_values(["jp", "group"], ascending=[False, True], ignore_index=True)


OWN_TRACKS = "pendidikan|magang|tugas belajar"


def sources_of_hours(dataset: Dataset, units: Units, year: int | None, internal: bool = True) -> Competence:
    """Where the hours of those units come from; NoAnswer without completed participations."""
    result = competence(dataset.pegawai, trainings_held(dataset, units, year), internal)
    if not result.n:
        raise NoAnswer("Belum ada keikutsertaan pelatihan yang selesai pada pilihan ini.")
    if few(result.people) and not internal:
        raise NoAnswer("Keikutsertaan pada pilihan ini hanya tentang kurang dari 5 orang, jadi tidak ditampilkan.")
    return result


def own_tracks(dataset: Dataset) -> list[str]:
    """The forms in the books that are degrees or internships, as written there."""
    written = dataset.pelatihan["bentuk"].dropna().unique()
    return sorted(text for text in written if re.search(OWN_TRACKS, text, re.IGNORECASE))
