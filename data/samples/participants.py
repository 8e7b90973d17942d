"""Made-up participants beyond the training record: their answers on evaluation forms, and invitations they refused."""

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import pandas as pd

from data.panel.attendance import attended
from data.samples.people import COURSES, Staff, invitation_refused

PLANTED = {"nilai_tes": 17.0, "motivasi": 6.0, "percaya_diri": 9.0, "perilaku": 5.0, "penolakan": 0.9}
"""What training does to its participants in points of each score; the last one is the share of refusals that the
outreach prevents."""
LEVELS = {"motivasi": 62, "percaya_diri": 56, "perilaku": 66}
REACTION = 82
PERSON_SD, ANSWER_SD = 8.0, 4.0
REFUSALS = 0.8
REASONS = ("Beban kerja tinggi", "Merasa materi sudah dikuasai", "Belum terbiasa dengan cara kerja baru")
MOMENTS = {
    "sebelum": (0, ("motivasi", "percaya_diri", "perilaku")),
    "sesudah": (0, ("motivasi", "percaya_diri", "reaksi")),
    "3 bulan": (91, ("motivasi", "percaya_diri", "perilaku")),
    "6 bulan": (182, ("perilaku",)),
}
FORM_COLUMNS = ("kode_peserta", "nama_pelatihan", "saat", "motivasi", "percaya_diri", "perilaku", "reaksi")
OFFERED = [course for course in COURSES if course[4] <= 60]


def unlearned(trainings: pd.DataFrame) -> pd.DataFrame:
    """The same records with the planted gain taken out of each final score."""
    after = trainings["nilai_post"].where(
        trainings["nilai_post"].isna(), trainings["nilai_post"] - PLANTED["nilai_tes"]
    )
    return trainings.assign(nilai_post=after.astype(object).where(after.notna(), None))


def evaluation_forms(
    trainings: pd.DataFrame, rises: Mapping[str, float], until: date, rng: np.random.Generator
) -> pd.DataFrame:
    """One row an answer about each person's first taking of a training, at every moment up to `until`.

    Columns FORM_COLUMNS; scores 0–100, None where not asked at that moment. `rises` are added after the training.
    """
    came = trainings[trainings["nip"].notna() & attended(trainings)]
    came = came.drop_duplicates(["nip", "nama_pelatihan"])
    codes = {nip: f"P-{place:03d}" for place, nip in enumerate(sorted(came["nip"].unique()), 1)}
    own = {code: rng.normal(0, PERSON_SD, len(LEVELS)) for code in codes.values()}
    rows = [
        _answer(codes[record["nip"]], record["nama_pelatihan"], saat, own, rises, rng)
        for record in came.to_dict("records")
        for saat, (days, _) in MOMENTS.items()
        if record["selesai"] + timedelta(days=days) <= until
    ]
    return pd.DataFrame(rows, columns=list(FORM_COLUMNS))


def refused_invitations(
    trainings: pd.DataFrame, staff: Staff, outreach: date, prevented: float, rng: np.random.Generator
) -> pd.DataFrame:
    """Invitations turned down, REFUSALS to each person called on average, `prevented` of them no more since `outreach`.

    Rows as `people.make_trainings` gives them. They end on the 2nd to 4th of the month of those that were held, when
    none of those ends, so that no two rows speak of the same event.
    """
    records = []
    for held in trainings.to_dict("records"):
        people = staff[held["unit"]]
        day = held["selesai"].replace(day=2) + timedelta(days=int(rng.integers(3)))
        called = 1 if held["nip"] else len(people)
        expected = REFUSALS * called * (1 - prevented if day >= outreach else 1)
        for _ in range(int(expected + rng.uniform())):
            person = people[int(rng.integers(max(len(people) - 1, 1)))]
            course, reason = OFFERED[int(rng.integers(len(OFFERED)))], REASONS[int(rng.integers(len(REASONS)))]
            records.append(invitation_refused(course, day, person, reason))
    table = pd.DataFrame(records)
    return table.drop_duplicates(["nip", "nama_pelatihan", "selesai"]) if records else table


def _answer(
    code: str,
    training: str,
    saat: str,
    own: Mapping[str, np.ndarray],
    rises: Mapping[str, float],
    rng: np.random.Generator,
) -> dict[str, object]:
    noise = dict(zip((*LEVELS, "reaksi"), rng.normal(0, ANSWER_SD, len(LEVELS) + 1), strict=True))
    usual = {name: level + own[code][place] for place, (name, level) in enumerate(LEVELS.items())} | {
        "reaksi": REACTION
    }
    asked = MOMENTS[saat][1]
    scores = {
        name: int(np.clip(round(usual[name] + noise[name] + (0 if saat == "sebelum" else rises.get(name, 0))), 0, 100))
        for name in asked
    }
    return {"kode_peserta": code, "nama_pelatihan": training, "saat": saat, **scores}
