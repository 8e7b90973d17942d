"""Made-up citizens: their answers to the nine-element survey, and the cases they brought to the counters."""

import numpy as np
import pandas as pd

ELEMENTS = tuple(f"U{number}" for number in range(1, 10))
UNMOVED = {"U4": 3.9, "U9": 3.1}
"""Cost and facilities: training the staff does not change them."""
SERVICES = ("KTP-el", "Kartu Keluarga", "Akta Kelahiran", "Surat Keterangan", "Legalisasi", "Surat Pindah")
TRAITS = {
    "jenis_kelamin": {"L": 0.46, "P": 0.54},
    "pendidikan": {"SD ke bawah": 0.12, "SMP": 0.18, "SMA": 0.46, "D-III": 0.07, "S-1": 0.16, "S-2": 0.01},
    "pekerjaan": {"PNS": 0.04, "TNI/POLRI": 0.01, "Swasta": 0.37, "Wirausaha": 0.24, "Lainnya": 0.34},
}
ANSWER_SD = 0.55
REMARKS = {
    "U9": (
        "Kursi tunggu ditambah, ruangannya sempit",
        "AC di ruang tunggu panas",
        "Parkir motor kurang luas",
        "Toilet mohon dijaga kebersihannya",
        "Kursi tunggunya kurang bila hari Senin",
    ),
    "U3": ("Antreannya lama, mohon loket ditambah", "Kalau bisa lebih cepat lagi", "Menunggu sampai dua jam"),
    "U2": ("Alurnya agak membingungkan, mohon ada papan petunjuk", "Pendaftaran online sering gagal"),
    "U7": ("Petugasnya ramah dan sabar", "Petugas loket 2 kurang senyum", "Pak Contoh melayani dengan sopan"),
    "U6": ("Petugas menjelaskan dengan jelas", "Petugas kurang paham syaratnya"),
    "U8": ("Keluhan saya belum ditanggapi", "Kotak saran mohon dibaca"),
    "U1": ("Persyaratan sebaiknya ditempel di depan",),
    "U5": ("Hasil cetak KTP-el buram",),
}
"""What made-up citizens write about an element; one of them names a person, as citizens do."""
SHARE_WHO_WRITE, PRAISE = 0.3, ("Pelayanan sudah baik, pertahankan", "Mantap, semoga makin baik")
OPENING_MINUTE, LAST_MINUTE = 7 * 60 + 30, 13 * 60


def survey_answers(kinerja: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Answers of 14–20 respondents in each unit and full quarter, around the unit's mean IKM of that quarter.

    Their noise is centred in each unit and quarter, so that the survey and the monthly figures tell one story.
    Returns unit, period (Period[Q]), layanan, U1…U9 (1–4); U4 (cost) and U9 (facilities) do not follow the IKM.
    """
    months = kinerja.assign(quarter=kinerja["period"].dt.asfreq("Q")).groupby(["unit", "quarter"], sort=False)["ikm"]
    level = months.mean()[months.size() == 3]
    n = rng.integers(14, 21, len(level))
    moved = (np.repeat(level.to_numpy(), n) * 9 / 25 - sum(UNMOVED.values())) / (9 - len(UNMOVED))
    means = np.column_stack([np.full(len(moved), UNMOVED[key]) if key in UNMOVED else moved for key in ELEMENTS])
    noise = rng.normal(0, ANSWER_SD / 2, (len(moved), 1)) + rng.normal(0, ANSWER_SD, means.shape)
    answers = np.clip(np.rint(means + _centred(noise, n)), 1, 4).astype(int)
    who = level.index.repeat(n).to_frame(index=False).set_axis(["unit", "period"], axis=1)
    services = np.array(SERVICES)[rng.integers(len(SERVICES), size=len(moved))]
    return pd.concat([who.assign(layanan=services), pd.DataFrame(answers, columns=list(ELEMENTS))], axis=1)


def respondents(n: int, rng: np.random.Generator) -> pd.DataFrame:
    """Who answered, `n` made-up persons: jenis_kelamin, usia, pendidikan, pekerjaan."""
    traits = {
        name: np.array(list(shares))[rng.choice(len(shares), n, p=list(shares.values()))]
        for name, shares in TRAITS.items()
    }
    return pd.DataFrame({**traits, "usia": rng.integers(17, 76, n)})[
        ["jenis_kelamin", "usia", "pendidikan", "pekerjaan"]
    ]


def remarks(answers: pd.DataFrame, rng: np.random.Generator) -> list[str | None]:
    """What some of the respondents wrote: about the element they scored lowest, or praise where all are high."""
    scores = answers[list(REMARKS)].to_numpy(dtype=float) + rng.uniform(0, 0.5, (len(answers), len(REMARKS)))
    lowest, writes = scores.argmin(axis=1), rng.uniform(size=len(answers)) < SHARE_WHO_WRITE
    pools = [PRAISE if row.min() >= 3.3 else REMARKS[list(REMARKS)[at]] for row, at in zip(scores, lowest, strict=True)]
    picks = rng.integers(1_000, size=len(answers))
    return [pool[pick % len(pool)] if write else None for pool, pick, write in zip(pools, picks, writes, strict=True)]


def _centred(noise: np.ndarray, n: np.ndarray) -> np.ndarray:
    """The rows minus the mean of their group; `n` rows a group, in order."""
    means = np.add.reduceat(noise, np.cumsum(n) - n, axis=0) / n[:, None]
    return noise - np.repeat(means, n, axis=0)


def service_cases(kinerja: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The register of the last month, one row a case, around that month's figures of each unit.

    Returns unit, layanan, masuk and selesai (to the minute, same day), standar_menit (multiple of 5), dikembalikan.
    """
    last = kinerja[kinerja["period"] == kinerja["period"].max()]
    parts = [_unit_cases(row, rng) for row in last.to_dict("records")]
    return pd.concat(parts, ignore_index=True).sort_values(["masuk", "unit"], ignore_index=True)


def _unit_cases(figures: dict, rng: np.random.Generator) -> pd.DataFrame:
    n = max(int(figures["volume"]), 1)
    days = pd.bdate_range(figures["period"].start_time, figures["period"].end_time.normalize())
    came = days[rng.integers(len(days), size=n)] + pd.to_timedelta(rng.integers(OPENING_MINUTE, LAST_MINUTE, n), "min")
    minutes = np.clip(np.rint(figures["lama_layanan"] * np.exp(rng.normal(0, 0.3, n))), 3, 400)
    promise = max(5 * round(float(np.quantile(minutes, figures["tepat_waktu"] / 100)) / 5), 5)
    return pd.DataFrame(
        {
            "unit": figures["unit"],
            "layanan": np.array(SERVICES)[rng.integers(len(SERVICES), size=n)],
            "masuk": came,
            "selesai": came + pd.to_timedelta(minutes, "min"),
            "standar_menit": promise,
            "dikembalikan": rng.uniform(size=n) < figures["berkas_dikembalikan"] / 100,
        }
    )
